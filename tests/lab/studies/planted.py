"""A tiny scenario in which it is known what each setting does, for tests of studies."""

import tiny

from game.lab.batches.plan import Plan
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario

SETTINGS = """
settings:
  push: {value: 3, range: [0, 9], name: How hard they push}
  gift: {value: 2, range: [0, 5], name: What south is given}
  mix: {value: 50, range: [0, 100]}
turns: 2
sides:
  north: {name: North, brief: You are north., par: 52, score: [{label: Trust, points: trust}]}
  south: {name: South, brief: You are south., score: [{label: Purse, points: "10 + 3 * gift"}]}
opening:
  - chance: mix
    then: [{chance: 50, then: {trust: +5, secret: +5}, else: {trust: -5}}]
    else: [{chance: 50, then: {trust: -5, secret: -5}, else: {trust: +5}}]
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +push}}
outcomes:
  dark: {name: Dark, when: secret > 7 and push > 100}
  calm: {name: Calm}
"""
"""North's score depends on push, that of south on gift, and mix changes only the luck."""


def scenario() -> Scenario:
    return tiny.scenario(SETTINGS)


def plan(games: int = 60, seed: int = 5) -> Plan:
    return Plan(scenario(), FrozenMap({"north": "uniform", "south": "uniform"}), games, seed)
