"""One game being played: who is asked, what each is told, what a refusal does."""

from collections.abc import Iterator

import pytest
import tiny

from game.engine.core import begin
from game.model.decisions import FACILITATOR, PUBLIC, Act, Move, Pass, Walk
from game.model.play import NOTHING, Entry, Legal, Refusal, View
from game.session.driver import MOST_TRIES, Decide, Game

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

    def decide(_view: View, _legal: Legal) -> Move:
        nonlocal left
        for move in left:
            return move
        left = iter(moves)
        return next(left)

    return decide


def test_a_game_is_played_to_its_end() -> None:
    game = Game(tiny.rules(), 1)
    state = game.play({"north": always(Act("warm")), "south": always(Pass())}, {})
    assert state.outcome != NOTHING
    assert state.to_move == ()
    assert game.view(PUBLIC).tracks["trust"] == 59


def test_each_side_decides_from_its_own_view_and_legal_decisions() -> None:
    asked: list[tuple[str, str, bool]] = []

    def watching(side: str) -> Decide:
        def decide(view: View, legal: Legal) -> Move:
            asked.append((side, view.who, Act("warm") in legal.moves))
            return Pass()

        return decide

    Game(tiny.rules(), 1).play({"north": watching("north"), "south": watching("south")}, {})
    assert asked == [("north", "north", True), ("south", "south", True)] * 3


def heard(seed: int = 1) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {who: [] for who in ("north", "south", PUBLIC, FACILITATOR)}
    deciders = {"north": always(Act("warm")), "south": always(Act("hush"))}
    Game(tiny.rules(SECRET), seed).play(deciders, {who: found[who].extend for who in found})
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
    Game(tiny.rules(SECRET), 1).play(deciders, {PUBLIC: batches.append})
    assert batches
    assert all(batches)


def test_after_a_refusal_the_same_side_is_asked_again_with_the_same_view() -> None:
    views: list[View] = []
    refusals: list[tuple[str, Move, str]] = []

    def stubborn(view: View, _legal: Legal) -> Move:
        views.append(view)
        return Walk() if len(views) % 2 else Pass()

    def refused(side: str, move: Move, why: Refusal) -> None:
        refusals.append((side, move, why.code))

    Game(tiny.rules(), 1).play({"north": stubborn, "south": always(Pass())}, {}, refused)
    assert views[0] is views[1]
    assert views[2] is views[3] is not views[1]
    assert refusals == [("north", Walk(), "wrong-kind")] * 3


def test_one_who_is_refused_for_ever_is_broken() -> None:
    with pytest.raises(RuntimeError, match=f"north was refused {MOST_TRIES} times, at last walk"):
        Game(tiny.rules(), 1).play({"north": always(Walk()), "south": always(Pass())}, {})


def test_in_a_together_phase_a_side_picks_to_its_end_before_the_next_is_asked() -> None:
    order: list[str] = []

    def noting(side: str) -> Decide:
        def decide(_view: View, legal: Legal) -> Move:
            order.append(side)
            return legal.moves[0]

        return decide

    text = "phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}\nturns: 1"
    Game(tiny.rules(text), 1).play({"north": noting("north"), "south": noting("south")}, {})
    assert order == ["north", "north", "south", "south"]
