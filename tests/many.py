"""Games that were never played: hand-made rows of a scenario that has some of everything."""

from typing import Any

import numpy as np
import tiny
from attrs import evolve
from hypothesis import strategies as st

from game.kernel.rows import Rows, blank_rows
from game.lab.batches.tally import Tally, tally
from game.model.play import AGREED, LAPSED, STATUS
from game.rules.compiled import Rules

TEXT = """
turns: 4
sides:
  north: {name: North, brief: B, par: 50, score: [{label: Trust, points: trust}]}
  south: {name: The South, brief: B, par: 40, score: [{label: Trust, points: trust}]}
stages: {main: {phases: [hall, bridge, deeds, news]}}
phases:
  hall: {kind: table, table: pact, rounds: 2}
  bridge: {kind: table, table: truce, rounds: 2}
  deeds: {kind: actions, menus: [deeds], order: alternate}
  news: {kind: injects}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
  tear: {side: south, menu: deeds, name: Tear, effects: {lapse: pact}}
tables:
  pact:
    name: The pact
    between: [north, south]
    rounds: 4
    open: true
    issues:
      grain:
        options:
          little: {worth: {north: 0, south: 5}}
          some: {worth: {north: 3, south: 3}}
      fish:
        options:
          few: {worth: {north: 0, south: 5}}
          many: {worth: {north: 3, south: 3}}
          all: {worth: {north: 5, south: 0}}
  truce:
    name: A truce
    between: [north, south]
    rounds: 4
    open: true
    issues:
      length:
        options:
          short: {worth: {north: 0, south: 5}}
          long: {worth: {north: 3, south: 3}}
injects:
  flood: {name: Flood, chance: 50, effects: {trust: -1}}
  drought: {name: Drought, at: 3, effects: {trust: -1}}
outcomes:
  war: {name: War, when: trust <= 45, ends: now}
  peace: {name: Peace, when: trust >= 60}
  silence: {name: Silence}
"""
RULES = tiny.rules(TEXT)
SEATS = {"north": "uniform", "south": "uniform"}


def rules(more: str = "") -> Rules:
    """The rules of the scenario, with more sections."""
    return tiny.rules(TEXT + more)


def rows(games: int, digest: int = 0, **columns: Any) -> Rows:
    """Rows of so many games; a column may be written as one row that all games have."""
    blank = blank_rows(RULES, 0, games)
    for name, values in columns.items():
        getattr(blank, name)[:] = values
    return evolve(blank, digest=digest)


def usual() -> Tally:
    """The tally of 3,000 games in which everything comes up and nobody is far ahead."""
    games, at = 3000, np.arange(3000)
    several = dict.fromkeys(("taken", "fired", "scores", "status", "options"))
    widths = {name: getattr(blank_rows(RULES, 0, 0), name).shape[1] for name in several}
    found = rows(
        games,
        legal=3,
        outcome=at % 3,
        turns=1 + at % 4,
        decisions=20 + at % 7,
        scores=np.stack([50 + at % 11 - 5, 40 + at[::-1] % 11 - 5], axis=1),
        taken=np.stack([(at + i) % 3 for i in range(widths["taken"])], axis=1),
        fired=np.stack([(at + i) % 2 for i in range(widths["fired"])], axis=1),
        status=np.where(at % 2 == 0, AGREED, LAPSED)[:, None],
        options=np.stack([(at // 2) % 2, at % 3, at % 2], axis=1),
    )
    return tally(RULES, found)


@st.composite
def drawn(draw: st.DrawFn) -> Rows:
    """Rows of some games, perhaps of none."""
    games = draw(st.integers(0, 9))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))

    def some(low: int, high: int, columns: int = 0) -> Any:
        return rng.integers(low, high, (games, columns) if columns else games)

    signed = np.repeat(some(0, 2, 2), [2, 1], axis=1)
    return rows(
        games,
        digest=draw(st.integers(0, 2**64 - 1)),
        seed=some(0, 10**6),
        outcome=some(0, 3),
        turns=some(1, 5),
        decisions=some(0, 50),
        scores=np.array([50, 40]) + some(-2, 3, 2),
        taken=some(0, 3, 5),
        legal=some(0, 9, 5),
        fired=some(0, 3, 2),
        status=some(0, len(STATUS), 2),
        options=np.where(signed == 1, np.stack([some(0, 2), some(0, 3), some(0, 2)], 1), -1),
    )
