"""A scenario in which every word that only one side may know gives itself away."""

from __future__ import annotations

from pathlib import Path

from game.model.players import ME
from game.ui.program.library import PlayableScenario, open_scenario
from game.ui.program.program import Program
from game.ui.program.settings import Settings
from game.ui.shell.start import make_program

SCENARIO = """
format: 1
id: secrets
title: Secrets
language: en
turns: 3
sides:
  north:
    name: North
    brief: Boreal brief.
    seats: {head: {name: Head, brief: Boreal head.}}
    score: [{label: Boreal wish, points: coal}]
  south:
    name: South
    brief: Austral brief.
    seats: {head: {name: Head, brief: Austral head.}}
    score: [{label: Austral wish, points: salt}]
deals:
  north_aim: {to: north, name: Aim, cards: {a: {name: Boreal card, brief: Boreal card.}}}
  south_aim: {to: south, name: Aim, cards: {a: {name: Austral card, brief: Austral card.}}}
tracks:
  heat: {name: Heat, start: 4, range: [0, 9]}
  coal: {name: Boreal coal, start: 5, range: [0, 9], seen_by: [north]}
  salt: {name: Austral salt, start: 5, range: [0, 9], seen_by: [south]}
stages: {main: {name: Main, phases: [deeds, talks, news]}}
phases:
  deeds: {kind: actions, name: Deeds, menus: [deeds], order: together, picks: 1}
  talks: {kind: table, name: Talks, table: pact, rounds: 1}
  news: {kind: injects, name: News}
actions:
  dig: {side: north, menu: deeds, name: Boreal dig, effects: {coal: +1, heat: +1}, secret: true}
  delve: {side: north, menu: deeds, name: Boreal delve, when: coal >= 9, effects: {heat: +1}}
  brine: {side: south, menu: deeds, name: Austral brine, when: salt >= 9, effects: {heat: -1}}
  boil: {side: south, menu: deeds, name: Austral boil, effects: {salt: +1, heat: -1}, secret: true}
tables:
  pact:
    name: Pact
    between: [north, south]
    open: true
    rounds: 6
    reserve: {north: coal, south: salt}
    issues:
      tax:
        name: Tax
        weight: {north: 100, south: 100}
        options:
          low: {name: Low, value: {north: 100, south: 10}}
          high: {name: High, value: {north: 10, south: 100}}
injects:
  storm:
    at: 2
    name: Storm
    text: The mill stops.
    ask: south
    answers:
      wait: {name: Wait, effects: {salt: -1}}
      pay: {name: Pay, effects: {salt: +1}}
outcomes:
  done: {name: Done}
"""
SECRET = {"north": "boreal", "south": "austral"}
"""By side, what is in every word that only it may read."""
OTHER = {"north": "south", "south": "north"}


def begun(folder: Path) -> Program:
    """A game of it between two teams at one screen."""
    path = folder / "secrets.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    program = make_program(folder / "games", Settings(language="en", motion=False))
    book = open_scenario(path)
    assert isinstance(book, PlayableScenario), book
    program.begin(book, {"north": ME, "south": ME}, 3)
    return program
