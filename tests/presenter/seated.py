"""The page of a participant in a tiny game: of a commissioner whose team has three people."""

from __future__ import annotations

import tiny

from game.model.decisions import Decision
from game.model.frozen import FrozenMap
from game.model.players import ME
from game.model.refusals import Refusal
from game.presenter.seat.context import Opened, SeatContext, Teammate
from game.presenter.seat.seat_page import SeatPage, seat_page
from game.presenter.worded_game import WordedGame
from game.rules.compiled import Rules
from game.session.game import Game
from game.session.records.recorded_actions import read_action

SIDES = """
sides:
  north:
    name: The North
    short: North
    brief: You are north.
    score: [{label: Trust, points: trust}]
    seats:
      envoy: {name: Envoy, brief: Only the envoy knows the tunnel.}
      elder: {name: Elder, brief: Only the elder knows the song.}
  south: {name: South, brief: You are south., score: [{label: Trust, points: trust}]}
"""
TOGETHER = SIDES + "phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 2}}"
TEAM = (Teammate("ann", "Ann", "envoy"), Teammate("bob", "Bob", "elder"))


def told(text: str | Rules = TOGETHER, *lines: str, talk: str = "") -> WordedGame:
    """A game in which people play all sides, after these lines, written `north: warm`.

    Behind a bar stands what was written with a line: `north: offer a=b | Since it is fair.`
    """
    rules = (
        tiny.rules(text + (f"\ntalk: {talk}\n" if talk else "")) if isinstance(text, str) else text
    )
    game = Game(rules, seed=1)
    for line in lines:
        action, _, note = line.partition(" | ")
        read = read_action(action)
        assert read is not None, action
        answer = game.do(read, note)
        assert not isinstance(answer, Refusal), (line, answer)
    return WordedGame(game, dict.fromkeys(rules.sides, ME))


def context(
    device: str = "ann",
    pen: str = "ann",
    team: tuple[Teammate, ...] = TEAM,
    picks: dict[str, str] | None = None,
    *,
    paused: bool = False,
) -> SeatContext:
    """What a room knows. picks: by action, the device that selected it."""
    selected_by = FrozenMap(picks or {})
    return SeatContext(device, team, pen, selected_by, "mark", "1 0 0 0", paused=paused)


def page(
    worded: WordedGame,
    side: str = "north",
    known: SeatContext | None = None,
    opened: Opened | None = None,
) -> SeatPage:
    """The page of a device of a side."""
    return seat_page(worded, side, known or context(), opened)


def decided(worded: WordedGame, *decisions: str) -> None:
    """Takes decisions, written `north: warm`."""
    for each in decisions:
        decision = read_action(each)
        assert isinstance(decision, Decision), each
        answer = worded.game.do(decision)
        assert not isinstance(answer, Refusal), (each, answer)
