"""A tiny game that has just begun at a hot seat: no window, no terminal, nothing saved."""

from __future__ import annotations

from collections.abc import Mapping

import tiny

from game.model.decisions import PUBLIC, Act, Pass
from game.model.players import ME
from game.presenter.hot_seat import HotSeat
from game.session.game import Game

INJECTS = """
injects:
  storm: {name: The storm, class: weather, text: Roofs fly., effects: {heat: +1}}
  thaw: {name: The thaw, text: The ice breaks., effects: {trust: +5}}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
"""


def begun(text: str = INJECTS, seats: Mapping[str, str] | None = None) -> HotSeat:
    """A new game of a tiny scenario, with people on both sides where nobody else is named.

    They have read the situation together.
    """
    game = Game(tiny.rules(text), seed=1)
    hot_seat = HotSeat(game, {"north": ME, "south": ME, **(seats or {})})
    hot_seat.mark_papers_read(PUBLIC)
    return hot_seat


def act(hot_seat: HotSeat, *decisions: str) -> None:
    """Takes decisions, written `north warm` or `north pass`."""
    for decision in decisions:
        side, action = decision.split()
        hot_seat.game.decide(side, Pass() if action == "pass" else Act(action))


def finish(hot_seat: HotSeat) -> None:
    """Lets everybody pass until the game is over."""
    while hot_seat.state.to_move:
        hot_seat.game.decide(hot_seat.state.to_move[0], Pass())
