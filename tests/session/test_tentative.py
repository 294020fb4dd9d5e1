"""Picks that are thought of, taken back, and at last confirmed."""

import pytest
import tiny

from game.model.decisions import FACILITATOR, PUBLIC, Act, Move, Pass, SetTrack
from game.model.refusals import Refusal
from game.session.game import Game
from game.session.records.record import RecordError, RecordLine
from game.session.records.recorded_actions import Pause
from game.session.selection import Selection

TOGETHER = """
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  buy: {side: north, menu: deeds, name: Buy, cost: {north_purse: 3}, effects: {trust: +1}}
  sell: {side: north, menu: deeds, name: Sell, cost: {north_purse: 3}, effects: {trust: -1}}
  wave: {side: north, menu: deeds, name: Wave, effects: {heat: +1}}
"""


@pytest.fixture
def game() -> Game:
    return Game(tiny.rules(TOGETHER), 1)


def code(refused: Refusal | None) -> str:
    assert refused is not None
    return refused.code


def deeds(game: Game) -> list[str]:
    return [str(line.action) for line in game.lines]


def test_what_is_thought_of_is_in_no_record_and_nobody_elses_view(game: Game) -> None:
    before = {who: game.view(who) for who in ("north", "south", PUBLIC, FACILITATOR)}
    assert Selection(game, "north").add("buy") is None
    assert game.lines == []
    assert {who: game.view(who) for who in before} == before


def test_ones_own_view_and_legal_decisions_are_as_if_it_was_picked(game: Game) -> None:
    thought = Selection(game, "north")
    assert thought.asking() == game.asking("north")
    thought.add("buy")
    asking = thought.asking()
    assert asking.view.tracks["north_purse"] == 2
    assert asking.view.picks["north"] == ("buy",)
    assert asking.view.picks_left == 1
    assert asking.legal.refused["sell"].code == "cost"
    assert [str(move) for move in asking.legal.moves] == ["warm", "wave", "pass"]


def test_what_cannot_be_paid_after_the_others_is_refused(game: Game) -> None:
    thought = Selection(game, "north")
    thought.add("buy")
    assert code(thought.add("sell")) == "cost"
    assert code(thought.add("buy")) == "repeat"
    assert thought.picks == ("buy",)


def test_the_last_is_taken_back_first(game: Game) -> None:
    thought = Selection(game, "north")
    thought.add("buy")
    thought.add("warm")
    assert thought.undo()
    assert thought.picks == ("buy",)
    assert thought.undo()
    assert not thought.undo()
    assert thought.asking() == game.asking("north")


def test_no_more_can_be_thought_of_than_can_be_picked(game: Game) -> None:
    thought = Selection(game, "north")
    thought.add("buy")
    thought.add("warm")
    assert thought.room == 0
    assert thought.asking().legal.moves == ()
    assert code(thought.add("wave")) == "wrong-kind"


@pytest.mark.parametrize(
    ("picks", "done"),
    [
        ((), ["north: pass"]),
        (("buy",), ["north: buy", "north: pass"]),
        (("warm", "buy"), ["north: warm", "north: buy"]),
    ],
)
def test_confirmed_they_are_decisions_with_the_note_beside_the_first(
    game: Game, picks: tuple[str, ...], done: list[str]
) -> None:
    thought = Selection(game, "north")
    for action in picks:
        assert thought.add(action) is None
    assert thought.confirm("because") is None
    assert deeds(game) == done
    assert [line.note for line in game.lines] == ["because", ""][: len(done)]
    assert thought.picks == ()


@pytest.mark.parametrize(
    ("picks", "moves"),
    [
        ((), [Pass()]),
        (("buy",), [Act("buy"), Pass()]),
        (("warm", "buy"), [Act("warm"), Act("buy")]),
        (("buy", "warm"), [Act("buy"), Act("warm")]),
    ],
)
def test_the_plan_is_the_picks_in_their_order_and_a_pass_where_there_is_room_for_more(
    game: Game, picks: tuple[str, ...], moves: list[Move]
) -> None:
    thought = Selection(game, "north")
    for action in picks:
        assert thought.add(action) is None
    assert thought.plan() == moves
    assert (thought.picks, deeds(game)) == (picks, [])
    assert thought.confirm() is None
    assert deeds(game) == [f"north: {move}" for move in moves]


def test_a_plan_leaves_out_what_was_picked_already(game: Game) -> None:
    thought = Selection(game, "north")
    thought.add("warm")
    game.decide("north", Act("buy"))
    assert thought.plan() == [Act("warm")]


def test_a_plan_that_became_impossible_tells_why_and_is_kept_in_mind(game: Game) -> None:
    thought = Selection(game, "north")
    game.decide(FACILITATOR, SetTrack("north_purse", 6))
    thought.add("sell")
    thought.add("buy")
    game.decide(FACILITATOR, SetTrack("north_purse", 5))  # enough for either
    refused = thought.plan()
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.values["action"]) == ("cost", "buy")
    game.decide(FACILITATOR, SetTrack("north_purse", 9))
    assert thought.plan() == [Act("sell"), Act("buy")]


def test_there_is_no_plan_in_a_pause_or_for_a_side_that_is_not_asked(game: Game) -> None:
    thought = Selection(game, "north")
    thought.add("warm")
    game.do(Pause())
    assert thought.plan() == Refusal("paused")
    alternate = Game(tiny.rules("turns: 1"), 1)
    refused = Selection(alternate, "south").plan()
    assert isinstance(refused, Refusal)
    assert refused.code == "not-your-turn"


def test_where_one_may_not_pass_an_empty_plan_is_refused() -> None:
    game = Game(tiny.rules(TOGETHER.replace("picks: 2", "picks: 2, no_pass: true")), 1)
    refused = Selection(game, "north").plan()
    assert isinstance(refused, Refusal)
    assert refused.code == "no-pass"


def test_what_became_impossible_meanwhile_is_refused_whole(game: Game) -> None:
    thought = Selection(game, "north")
    thought.add("warm")
    thought.add("buy")
    game.decide(FACILITATOR, SetTrack("north_purse", 1))
    assert code(thought.confirm()) == "cost"
    assert deeds(game) == ["facilitator: set north_purse 1"]
    assert thought.picks == ("warm", "buy")


def test_what_could_not_be_kept_is_still_thought_of(game: Game) -> None:
    thought = Selection(game, "north")
    kept: list[RecordLine] = []

    def keep(line: RecordLine) -> None:
        if kept:
            raise RecordError("unwritten", reason="full")
        kept.append(line)

    thought.add("warm")
    thought.add("buy")
    game.keep_with(keep)
    with pytest.raises(RecordError):
        thought.confirm()
    assert (deeds(game), thought.picks) == (["north: warm"], ("buy",))
    game.keep_with(lambda _line: None)
    assert thought.confirm() is None
    assert deeds(game) == ["north: warm", "north: buy"]


def test_while_the_game_is_paused_nothing_is_confirmed(game: Game) -> None:
    thought = Selection(game, "north")
    thought.add("warm")
    game.do(Pause())
    assert code(thought.confirm()) == "paused"
    assert deeds(game) == ["pause"]


def test_in_alternate_one_pick_is_thought_of_at_a_time() -> None:
    game = Game(tiny.rules("turns: 1"), 1)
    thought = Selection(game, "north")
    assert code(Selection(game, "south").add("warm")) == "not-your-turn"
    thought.add("warm")
    assert code(thought.add("cool")) == "wrong-kind"
    assert thought.confirm() is None
    assert deeds(game) == ["north: warm"]


def test_picks_made_already_count() -> None:
    game = Game(tiny.rules(TOGETHER), 1)
    first = Selection(game, "north")
    first.add("warm")
    game.decide("north", next(m for m in game.asking("north").legal.moves if str(m) == "buy"))
    assert first.room == 0
    assert first.asking().view.picks["north"] == ("buy", "warm")
    assert first.confirm() is None
    assert deeds(game) == ["north: buy", "north: warm"]
