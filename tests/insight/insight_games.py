"""Games that are looked back at: played by text forms of decisions, or by bots."""

from __future__ import annotations

from collections.abc import Mapping

import tiny

from game.insight.script import Script, read_script
from game.kernel.lowering.lower import lower
from game.kernel.machine import Machine
from game.model.decisions import Decision
from game.model.refusals import Refusal
from game.rules.compiled import Rules
from game.session.game import Game
from game.session.positions import find_position
from game.session.records.recorded_actions import read_action

DEAL = """
turns: 2
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 2}
  deeds: {kind: actions, menus: [deeds], order: together}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
  thank: {side: south, menu: deeds, name: Thank, when: trust >= 50, effects: {trust: +1}}
tables:
  pact:
    between: [north, south]
    rounds: 4
    open: true
    issues:
      scope:
        options:
          small: {worth: {north: 1, south: 9}}
          wide: {worth: {north: 9, south: 1}}
personas:
  cold: {name: Cold, tracks: {trust: -1}, bargaining: {opening: 100, floor: 100}}
"""
"""South can thank only as long as trust hasn't fallen; a cold side asks for all and cools."""
DARES = """
turns: 3
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, repeat: true, effects: {trust: +3}}
  dare:
    side: [north, south]
    menu: deeds
    name: Dare
    repeat: true
    tags: bold
    effects: {chance: 50, then: {trust: +1}}
  cheer: {side: north, menu: deeds, name: Cheer, when: trust >= 90}
tags: {bold: {}}
personas:
  idle: {name: Idle, tags: {bold: -1}, tracks: {trust: -1}}
  kind: {name: Kind, tags: {bold: -1}, tracks: {trust: 1}}
injects:
  news: {once: false, chance: 50, effects: {trust: +8}}
  visit: {ask: [south, north], reveal: together, answers: {well: {when: heat >= 5}, ill: {}}}
phases:
  news: {kind: injects}
  deeds: {kind: actions, menus: [deeds], order: together, picks: 2}
stages: {main: {phases: [news, deeds]}}
tests:
  - name: A late crisis
    given: {turn: 2, tracks: {trust: 12}}
    then: trust == 12
"""
"""Two picks at once, and chance in what is dared and in the news; who is idle picks nothing."""


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


def deal(package: str = "wide") -> Script:
    """A game in which south signs what north offers, and then both are kind: trust ends at 58."""
    game = Game(tiny.rules(DEAL), seed=1)
    play(game, f"north: offer scope={package}", "south: accept")
    play(game, "north: warm", "south: thank", "north: warm", "south: thank")
    assert game.state.tracks[game.rules.index.tracks["trust"]] == 58
    return read_script(game)


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
