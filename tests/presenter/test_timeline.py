"""The timeline of a game: every line as a side, the public or the trainer may know it."""

from __future__ import annotations

from begun import INJECTS, act, begun, finish
from three_sides import three

from game.model.decisions import FACILITATOR, PUBLIC, Act, FireInject, SetTrack
from game.presenter.hot_seat import HotSeat
from game.presenter.timeline.timeline import Timeline
from game.session.records.recorded_actions import Note, Rewind

SECRETIVE = """
phases:
  deeds: {kind: actions, menus: [deeds], order: together, picks: 2}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  spy: {side: [north, south], menu: deeds, name: Spy, secret: true, effects: {secret: +1}}
"""


def finished(*decisions: str, text: str = INJECTS) -> HotSeat:
    """A game that is over and began with these decisions."""
    hot_seat = begun(text)
    act(hot_seat, *decisions)
    finish(hot_seat)
    return hot_seat


def timeline(hot_seat: HotSeat, reader: str = FACILITATOR) -> Timeline:
    return Timeline(hot_seat.words, hot_seat.game, reader)


def test_tracks_stand_where_they_stood_then() -> None:
    hot_seat = finished("north warm", "south cool")
    trust = [timeline(hot_seat).turn_views(line)[-1].tracks["trust"] for line in (0, 1, 2)]
    assert trust == [50, 53, 50]


def test_a_side_sees_its_own_purse_only_and_the_trainer_all() -> None:
    hot_seat = finished()
    seen = {
        who: {name for name in tracks(hot_seat, who) if name.endswith(("purse", "secret"))}
        for who in ("north", PUBLIC, FACILITATOR)
    }
    assert seen["north"] == {"north_purse"}
    assert seen[PUBLIC] == set()
    assert seen[FACILITATOR] == {"north_purse", "south_purse", "secret"}


def tracks(hot_seat: HotSeat, reader: str) -> set[str]:
    return set(timeline(hot_seat, reader).turn_views(0)[-1].tracks)


def test_what_was_done_in_secret_stays_so_for_the_others() -> None:
    deeds = ("north spy", "north pass", "south spy", "south pass")
    hot_seat = finished(*deeds, text=SECRETIVE)
    for who in ("north", FACILITATOR):
        assert timeline(hot_seat, who).line(1).sentence == "North: Spy."
    for who in ("south", PUBLIC):
        assert timeline(hot_seat, who).line(1).sentence == "North decides, unseen."
        for line in range(5):
            batches = timeline(hot_seat, who).consequences(line)
            mine = [e for _, batch in batches for e in batch if e.values.get("side") == "north"]
            assert all(entry.code in ("undisclosed", "passed") for entry in mine)


def test_a_secret_is_told_as_something_undisclosed_where_it_happens_at_once() -> None:
    text = SECRETIVE.replace("together, picks: 2", "alternate")
    hot_seat = finished("north spy", text=text)
    for who in ("north", FACILITATOR):
        assert timeline(hot_seat, who).line(1).sentence == "North: Spy."
    for who in ("south", PUBLIC):
        assert timeline(hot_seat, who).line(1).sentence == "North makes a secret move."
        assert timeline(hot_seat, who).consequences(1) == []


def test_reasons_are_for_who_gave_them_and_notes_for_all() -> None:
    hot_seat = begun()
    hot_seat.game.decide("north", Act("warm"), "They looked cold.")
    hot_seat.game.do(Note(), "Coffee at last.")
    finish(hot_seat)
    for who, reason in (("north", "They looked cold."), ("south", ""), (PUBLIC, "")):
        assert timeline(hot_seat, who).line(1).note == reason
        assert timeline(hot_seat, who).line(2).note == "Coffee at last."


def test_what_others_choose_unseen_is_not_even_counted() -> None:
    hot_seat = three()
    game = hot_seat.game

    def last(side: str) -> int:
        return Timeline(hot_seat.words, game, side).last

    act(hot_seat, "north vow", "north warm")
    assert last("north") == 2
    assert last("south") == last("east") == 0
    act(hot_seat, "south warm", "south pass")
    assert last("south") == 0
    assert last("east") == 0
    assert last(FACILITATOR) == 4
    act(hot_seat, "east pass")
    assert game.state.turn == 2
    assert last("south") == last("east") == 5


def test_what_was_taken_back_unseen_is_not_counted_either() -> None:
    hot_seat = three("north vow", "north warm")
    game = hot_seat.game
    game.do(Rewind(0))
    assert Timeline(hot_seat.words, game, "south").last == 0


def test_what_the_trainer_writes_and_turns_is_told_as_far_as_it_shows() -> None:
    hot_seat = three()
    game = hot_seat.game
    game.do(Note(), "North bluffs.")
    game.decide(FACILITATOR, SetTrack("stove", 7))
    game.decide(FACILITATOR, FireInject("storm"))
    lines = {
        who: [Timeline(hot_seat.words, game, who).line(line) for line in (1, 2, 3)]
        for who in ("north", "south", FACILITATOR)
    }
    assert [each[0].note for each in lines.values()] == ["", "", "North bluffs."]
    assert lines["north"][1].sentence == "The facilitator sets Stove to 7."
    assert lines["south"][1].sentence == "The facilitator decides, unseen."
    for who in lines:
        assert lines[who][2].sentence == "The facilitator lets it happen: The storm."


HELD = INJECTS.replace("storm: {", "storm: {at: 9, ")


def test_while_the_game_goes_on_only_the_facilitator_counts_what_was_held() -> None:
    hot_seat = begun(HELD)
    hot_seat.hold("storm")
    act(hot_seat, "north warm", "south cool")
    hot_seat.hold("storm")
    act(hot_seat, "north warm", "south warm")
    plain = begun(HELD)
    act(plain, "north warm", "south cool", "north warm", "south warm")
    for who in ("north", "south", PUBLIC):
        mine, theirs = timeline(hot_seat, who), timeline(plain, who)
        assert mine.last == theirs.last == 4
        for number in range(5):
            assert mine.line(number) == theirs.line(number)
            assert mine.consequences(number) == theirs.consequences(number)
            assert mine.turn(number) == theirs.turn(number)
            assert mine.turn_views(number) == theirs.turn_views(number)
        for turn in (0, 1, 2, 3):
            assert mine.first_line_of(turn) == theirs.first_line_of(turn)
    seen = timeline(hot_seat)
    assert seen.last == 6
    assert seen.line(1).sentence == "The facilitator holds back: The storm."
    assert seen.line(4).sentence == "The facilitator releases: The storm."
    assert seen.consequences(1) == seen.consequences(4) == []


def test_a_step_back_names_the_line_by_the_number_that_its_reader_counts() -> None:
    hot_seat = begun(HELD)
    hot_seat.hold("storm")
    act(hot_seat, "north warm", "south cool")
    hot_seat.game.do(Rewind(2))
    act(hot_seat, "south warm", "north warm")
    lines = {who: timeline(hot_seat, who) for who in ("north", FACILITATOR)}
    assert lines["north"].line(3).sentence.endswith("after decision 1.")
    assert lines[FACILITATOR].line(4).sentence.endswith("after decision 2.")
    assert [lines["north"].line(number).undone for number in range(5)] == [
        *(False, False, True, False, False)
    ]


def test_after_the_end_a_side_reads_that_the_facilitator_decided_and_not_what() -> None:
    hot_seat = begun(HELD)
    hot_seat.hold("storm")
    finish(hot_seat)
    assert timeline(hot_seat, "north").line(1).sentence == "The facilitator decides, unseen."
    assert timeline(hot_seat).line(1).sentence == "The facilitator holds back: The storm."


def test_a_line_that_was_taken_back_stays_and_is_marked() -> None:
    hot_seat = begun()
    act(hot_seat, "north warm")
    hot_seat.game.do(Rewind(0))
    act(hot_seat, "north cool")
    finish(hot_seat)
    lines = [timeline(hot_seat).line(number) for number in range(4)]
    assert [line.undone for line in lines] == [False, True, False, False]
    assert [line.kind for line in lines] == ["start", "decision", "rewind", "decision"]
    assert timeline(hot_seat).turn_views(3)[-1].tracks["trust"] == 47
