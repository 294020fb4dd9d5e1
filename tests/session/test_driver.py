"""One game being played: who is asked, what each is told, what a refusal does."""

from collections.abc import Iterator

import pytest
import tiny

from game.engine.core import begin
from game.model.decisions import FACILITATOR, PUBLIC, Act, Move, Pass, Walk
from game.model.entries import Entry
from game.model.play import NOTHING, View
from game.session.driver import MOST_ATTEMPTS, Decide, play
from game.session.game import DecisionRequest, Game
from game.session.records.recorded_actions import Pause, Rewind

SECRET = """
phases: {deeds: {kind: actions, menus: [deeds], picks: 1, order: together}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3, north_purse: +1}}
  hush: {side: south, menu: deeds, name: Hush, secret: true, effects: {trust: -1, secret: +1}}
opening: {say: For north alone., to: [north], trust: +0}
"""


def always(*moves: Move) -> Decide:
    """Decides by a list, again from its start when it is through."""
    left: Iterator[Move] = iter(())

    def decide(_asking: DecisionRequest) -> Move:
        nonlocal left
        for move in left:
            return move
        left = iter(moves)
        return next(left)

    return decide


def test_a_game_is_played_to_its_end() -> None:
    game = Game(tiny.rules(), 1)
    state = play(game, {"north": always(Act("warm")), "south": always(Pass())}, {})
    assert state.outcome != NOTHING
    assert state.to_move == ()
    assert game.view(PUBLIC).tracks["trust"] == 59


def test_each_side_decides_from_its_own_view_and_legal_decisions() -> None:
    asked: list[tuple[str, str, bool]] = []

    def watching(side: str) -> Decide:
        def decide(asking: DecisionRequest) -> Move:
            assert asking.side == side
            asked.append((side, asking.view.who, Act("warm") in asking.legal.moves))
            return Pass()

        return decide

    play(Game(tiny.rules(), 1), {"north": watching("north"), "south": watching("south")}, {})
    assert asked == [("north", "north", True), ("south", "south", True)] * 3


def heard(seed: int = 1) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {who: [] for who in ("north", "south", PUBLIC, FACILITATOR)}
    deciders = {"north": always(Act("warm")), "south": always(Act("hush"))}
    play(Game(tiny.rules(SECRET), seed), deciders, {who: found[who].extend for who in found})
    return found


def test_7_1_each_hears_what_its_side_sees_and_nothing_else() -> None:
    found = heard()
    for who, entries in found.items():
        assert [e.shown_to(who) for e in entries] == entries
        of_tracks = {e.values["track"] for e in entries if e.code == "changed"}
        assert ("secret" in of_tracks) == (who == FACILITATOR)
        assert ("north_purse" in of_tracks) == (who in ("north", FACILITATOR))
        assert any(e.code == "said" for e in entries) == (who in ("north", FACILITATOR))


def test_4_6_others_hear_of_a_secret_action_without_its_name_or_as_a_cause() -> None:
    found = heard()
    for who in ("north", PUBLIC):
        assert "hush" not in repr(found[who])
    assert "undisclosed" in {e.code for e in found["north"]}
    assert "hush" in repr(found["south"])


def test_listeners_hear_of_the_opening_once() -> None:
    found = heard()[FACILITATOR]
    opening = begin(tiny.rules(SECRET), 1).entries
    assert tuple(found[: len(opening)]) == opening
    assert [e.code for e in found].count("turn") == 3


def test_a_listener_is_not_called_for_nothing() -> None:
    batches: list[tuple[Entry, ...]] = []
    deciders = {"north": always(Act("warm")), "south": always(Act("hush"))}
    play(Game(tiny.rules(SECRET), 1), deciders, {PUBLIC: batches.append})
    assert batches
    assert all(batches)


def test_after_a_refusal_the_same_side_is_asked_again_with_the_same_view_and_told_why() -> None:
    views: list[View] = []
    refusals: list[list[str]] = []

    def stubborn(asking: DecisionRequest) -> Move:
        views.append(asking.view)
        refusals.append([why.code for why in asking.refused])
        return Pass() if len(refusals[-1]) == 2 else Walk()

    play(Game(tiny.rules(), 1), {"north": stubborn, "south": always(Pass())}, {})
    assert views[0] is views[1] is views[2] is not views[3]
    assert refusals == [[], ["wrong-kind"], ["wrong-kind", "wrong-kind"]] * 3


def test_each_is_told_how_many_decisions_its_side_has_taken() -> None:
    told: list[int] = []

    def counting(asking: DecisionRequest) -> Move:
        told.append(asking.taken)
        return Act("warm")

    play(Game(tiny.rules(), 1), {"north": counting, "south": always(Pass())}, {})
    assert told == [0, 1, 2]


def test_a_pause_ends_when_the_game_is_played_on() -> None:
    game = Game(tiny.rules(), 1)
    game.do(Pause())
    play(game, {"north": always(Act("warm")), "south": always(Pass())}, {})
    assert [str(line.action) for line in game.lines[:3]] == ["pause", "resume", "north: warm"]


def test_after_a_rewind_only_what_follows_is_heard() -> None:
    game = Game(tiny.rules(), 1)
    deciders = {"north": always(Act("warm")), "south": always(Pass())}
    play(game, deciders, {})
    game.do(Rewind(2))
    heard: list[Entry] = []
    play(game, deciders, {FACILITATOR: heard.extend})
    assert [e.values["turn"] for e in heard if e.code == "turn"] == [3]


def test_one_who_is_refused_for_ever_is_broken() -> None:
    with pytest.raises(
        RuntimeError, match=f"north was refused {MOST_ATTEMPTS} times, at last walk"
    ):
        play(Game(tiny.rules(), 1), {"north": always(Walk()), "south": always(Pass())}, {})


def test_in_a_together_phase_a_side_picks_to_its_end_before_the_next_is_asked() -> None:
    order: list[str] = []

    def noting(side: str) -> Decide:
        def decide(asking: DecisionRequest) -> Move:
            order.append(side)
            return asking.legal.moves[0]

        return decide

    text = "phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}\nturns: 1"
    play(Game(tiny.rules(text), 1), {"north": noting("north"), "south": noting("south")}, {})
    assert order == ["north", "north", "south", "south"]
