"""Finished games to look back at: played by text forms of decisions, or by bots."""

from __future__ import annotations

from collections.abc import Mapping

import tiny

from game.kernel.lowering.lower import lower
from game.kernel.machine import Machine
from game.model.decisions import Decision
from game.model.refusals import Refusal
from game.rules.compiled import Rules
from game.session.game import Game
from game.session.positions import find_position
from game.session.records.recorded_actions import read_action


def begun(text: str, seed: int = 1, position: str | None = None) -> Game:
    """A game of a tiny scenario at its start or in a position."""
    rules = tiny.rules(text)
    at = None if position is None else find_position(rules.scenario, position)
    return Game(rules, seed, position=at)


def play(game: Game, *texts: str) -> Game:
    """Takes decisions and other actions of the record, given in their text form."""
    for text in texts:
        action = read_action(text)
        assert action is not None, text
        note = "Well." if text in ("note", "announce", "north tells south") else ""
        assert not isinstance(answer := game.do(action, note), Refusal), (text, answer)
    return game


def finish(game: Game) -> Game:
    """Everybody passes to the end."""
    while game.state.to_move:
        play(game, f"{game.state.to_move[0]}: pass")
    return game


def played_by_bots(rules: Rules, seed: int, seats: Mapping[str, str]) -> Game:
    """A whole game of personas and `uniform`."""
    game, machine = Game(rules, seed), Machine(lower(rules), seed)
    taken = dict.fromkeys(rules.sides, 0)
    while machine.to_move:
        side = machine.to_move[0]
        decision = Decision(side, machine.choice(side, seats[side], taken[side]))
        machine.do(decision)
        assert not isinstance(game.do(decision), Refusal)
        taken[side] += 1
    return game
