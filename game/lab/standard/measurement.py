"""Plays what it takes to see whether a scenario is balanced."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import inf, nan, sqrt

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from game.bots.seats import EXPERT, UNIFORM, known
from game.lab.run.figures import Figure, Z, spread
from game.lab.standard.samples import Lot, Sample, added, play
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules

Seats = FrozenMap[str, str]
Progress = Callable[[int], None]
Bar = Callable[[int, str], Progress]
"""What is to hear how many games are done, of so many, and what they are."""


@frozen
class Extent:
    """How much is played."""

    games: int
    """By pairing of personas."""
    experts: int
    """Of expert against expert, and of expert in each seat against personas; 0: none."""
    forbids: int
    """By pairing and action that is forbidden, of the same seeds; 0: none."""
    seed: int = 1
    """Of the first game of each; the next has one more."""


@frozen
class Skill:
    """How much better a side does with more thought, in points a game; the games are the same."""

    expert: Figure
    """Than the mean of its personas."""
    personas: Figure
    """Their mean, than by chance."""


@frozen
class Measured:
    """What the games of a scenario came to."""

    rules: Rules
    extent: Extent
    pairings: FrozenMap[Seats, Sample]
    """By who plays, games of personas."""
    pooled: Sample
    """The same, all together."""
    experts: Sample | None
    """Games of experts; None where none were played."""
    forbidden: FrozenMap[int, Figure]
    """By slot, what its side scores more without it, in standard deviations of its score."""
    skill: FrozenMap[str, Skill]
    """By side."""


def pairings(scenario: Scenario) -> list[Seats]:
    """Every way to seat personas; a side that has none is played by chance."""
    return [_seats(scenario, who) for who in product(*(_own(scenario, s) for s in scenario.sides))]


def _own(scenario: Scenario, side: str) -> tuple[str, ...]:
    personas = tuple(bot for bot in known(scenario, side) if bot not in (UNIFORM, EXPERT))
    return personas or (UNIFORM,)


def _seats(scenario: Scenario, who: Sequence[str]) -> Seats:
    return FrozenMap(zip(scenario.sides, who, strict=True))


def measure(scenario: Scenario, extent: Extent, jobs: int, bar: Bar) -> Measured:
    """Plays, and returns what it came to."""
    rules = compile_rules(scenario)
    seeds = tuple(range(extent.seed, extent.seed + extent.games))
    everybody = pairings(scenario)
    samples = _play(scenario, [Lot(seats, seeds) for seats in everybody], jobs, bar, "games")
    found = dict(zip(everybody, samples, strict=True))
    forbidden: dict[int, Figure] = {}
    if extent.forbids:
        lots, before = _forbidding(rules, found, seeds[: extent.forbids])
        after = _play(scenario, lots, jobs, bar, "games without an action")
        forbidden = _changes(rules, before, after)
    experts, skill = None, {}
    if extent.experts:
        lots, mixes = _tried(scenario, extent)
        tried = _play(scenario, lots, jobs, bar, "games of experts and by chance")
        experts, skill = tried[0], _skill(scenario, found, mixes, tried[1:])
    return Measured(
        rules,
        extent,
        FrozenMap(found),
        added(samples),
        experts,
        FrozenMap(forbidden),
        FrozenMap(skill),
    )


def _play(scenario: Scenario, lots: Sequence[Lot], jobs: int, bar: Bar, what: str) -> list[Sample]:
    total = sum(len(lot.seeds) for lot in lots)
    return play(scenario, lots, jobs, bar(total, what))


# Without an action

Before = list[tuple[int, NDArray[np.int64], NDArray[np.bool_]]]
"""By lot: the slot, the scores of its side with the action, in which games it was legal."""


def _forbidding(
    rules: Rules, found: dict[Seats, Sample], seeds: tuple[int, ...]
) -> tuple[list[Lot], Before]:
    """The same games without each action: where it never was legal nothing would be changed."""
    lots: list[Lot] = []
    before: Before = []
    for number, slot in enumerate(rules.slots):
        for seats, sample in found.items():
            legal = sample.legal[: len(seeds), number]
            again = tuple(seed for seed, was in zip(seeds, legal, strict=True) if was)
            lots.append(Lot(seats, again, (rules.sides[slot.side], slot.action)))
            before.append((number, sample.scores[: len(seeds), slot.side], legal))
    return lots, before


def _changes(rules: Rules, before: Before, after: Sequence[Sample]) -> dict[int, Figure]:
    changes: dict[int, list[NDArray[np.int64]]] = {}
    scores: dict[int, list[NDArray[np.int64]]] = {}
    for (slot, was, legal), sample in zip(before, after, strict=True):
        change = np.zeros(len(was), np.int64)
        change[legal] = sample.scores[:, rules.slots[slot].side] - was[legal]
        changes.setdefault(slot, []).append(change)
        scores.setdefault(slot, []).append(was)
    return {
        slot: _scaled(mean_of(np.concatenate(changes[slot])), np.concatenate(scores[slot]))
        for slot in changes
    }


def _scaled(figure: Figure, scores: NDArray[np.int64]) -> Figure:
    """A figure in standard deviations of some scores."""
    values, times = np.unique(scores, return_counts=True)
    unit = spread(dict(zip(values.tolist(), times.tolist(), strict=True))) or 1.0
    return Figure(figure.value / unit, figure.low / unit, figure.high / unit)


def mean_of(values: NDArray[np.int64] | NDArray[np.float64]) -> Figure:
    """The mean of some numbers, with its normal interval; nan of none."""
    if len(values) == 0:
        return Figure(nan, -inf, inf)
    value = float(values.mean())
    half = Z * float(values.std(ddof=1)) / sqrt(len(values)) if len(values) > 1 else inf
    return Figure(value, value - half, value + half)


# With more thought, and with less

Mix = tuple[str, Seats, tuple[int, ...]]
"""A side; who plays, itself among them by an expert or by chance; which games, from 0."""


def _tried(scenario: Scenario, extent: Extent) -> tuple[list[Lot], list[Mix]]:
    """Experts among themselves; then, in each seat, one of them or chance, against personas.

    The personas in the other seats take turns, game by game.
    """
    mixes = [
        mix
        for bot, games in ((EXPERT, min(extent.experts, extent.games)), (UNIFORM, extent.games))
        for side in scenario.sides
        for mix in _mixes(scenario, side, bot, games)
    ]
    first = tuple(range(extent.seed, extent.seed + extent.experts))
    among = Lot(_seats(scenario, [EXPERT] * len(scenario.sides)), first)
    lots = [Lot(seats, tuple(extent.seed + game for game in games)) for _, seats, games in mixes]
    return [among, *lots], mixes


def _mixes(scenario: Scenario, side: str, bot: str, games: int) -> Iterator[Mix]:
    others = [*product(*((bot,) if s == side else _own(scenario, s) for s in scenario.sides))]
    for turn, who in enumerate(others):
        yield side, _seats(scenario, who), tuple(range(turn, games, len(others)))


def _skill(
    scenario: Scenario,
    found: dict[Seats, Sample],
    mixes: Sequence[Mix],
    samples: Sequence[Sample],
) -> dict[str, Skill]:
    apart: dict[tuple[str, str], list[NDArray[np.float64]]] = {}
    for (side, seats, games), sample in zip(mixes, samples, strict=True):
        number = list(scenario.sides).index(side)
        own = [FrozenMap({**seats, side: persona}) for persona in _own(scenario, side)]
        usual = np.mean([found[each].scores[[*games], number] for each in own], axis=0)
        more = sample.scores[:, number] - usual
        apart.setdefault((side, seats[side]), []).append(more)
    return {
        side: Skill(
            mean_of(np.concatenate(apart[side, EXPERT])),
            mean_of(-np.concatenate(apart[side, UNIFORM])),
        )
        for side in scenario.sides
    }
