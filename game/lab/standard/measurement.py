"""Plays the games that show whether a scenario is balanced, and measures them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from math import inf, nan, sqrt

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from game.bots.seats import EXPERT, UNIFORM, available_bots
from game.lab.run.estimates import Estimate, Z, standard_deviation
from game.lab.standard.samples import GameSeries, Sample, concatenate, play_series
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules

Seats = FrozenMap[str, str]
"""By side, the bot that plays it."""
Progress = Callable[[int], None]
"""Is called with the number of games played so far."""
StartProgress = Callable[[int, str], Progress]
"""Is called with the number of games to come and what they are, before they begin."""


@frozen
class SampleSizes:
    """How many games of each kind are played."""

    games: int
    """For each pairing of personas."""
    experts: int
    """For experts against each other, and for an expert in each seat against personas; 0: none."""
    without_action: int
    """For each pairing and each forbidden action, on the first of the same seeds; 0: none."""
    seed: int = 1
    """The seed of the first game of each kind; every later game has one more."""


@frozen
class Skill:
    """How much a side gains from better play, in points a game, on the same seeds."""

    expert: Estimate
    """The expert's lead over the mean of the side's personas."""
    personas: Estimate
    """The lead of the personas' mean over the uniform bot."""


@frozen
class Measurement:
    """What the games of a scenario show."""

    rules: Rules
    sizes: SampleSizes
    pairings: FrozenMap[Seats, Sample]
    """The games of personas, by who plays."""
    pooled: Sample
    """The same games, all together."""
    experts: Sample | None
    """Games of experts against each other; None where none were played."""
    without_action: FrozenMap[int, Estimate]
    """By slot, the change of its side's score without it, in standard deviations of the score."""
    skill: FrozenMap[str, Skill]
    """By side."""


def pairings(scenario: Scenario) -> list[Seats]:
    """Every way to seat personas; a side without personas is played by the uniform bot."""
    choices = (_personas(scenario, side) for side in scenario.sides)
    return [_seats(scenario, bots) for bots in product(*choices)]


def _personas(scenario: Scenario, side: str) -> tuple[str, ...]:
    personas = tuple(bot for bot in available_bots(scenario, side) if bot not in (UNIFORM, EXPERT))
    return personas or (UNIFORM,)


def _seats(scenario: Scenario, bots: Sequence[str]) -> Seats:
    return FrozenMap(zip(scenario.sides, bots, strict=True))


def measure(
    scenario: Scenario, sizes: SampleSizes, jobs: int, start_progress: StartProgress
) -> Measurement:
    """Plays games of every kind in a number of processes. Raises SamplingProcessDied."""

    def play(series: Sequence[GameSeries], description: str) -> list[Sample]:
        total = sum(len(each.seeds) for each in series)
        return play_series(scenario, series, jobs, start_progress(total, description))

    rules = compile_rules(scenario)
    seeds = tuple(range(sizes.seed, sizes.seed + sizes.games))
    all_seats = pairings(scenario)
    samples = play([GameSeries(seats, seeds) for seats in all_seats], "games")
    by_seats = dict(zip(all_seats, samples, strict=True))
    changes: dict[int, Estimate] = {}
    if sizes.without_action:
        series, baselines = _series_without_actions(rules, by_seats, seeds[: sizes.without_action])
        changes = _score_changes(rules, baselines, play(series, "games without an action"))
    experts, skill = None, {}
    if sizes.experts:
        series, contests = _skill_series(scenario, sizes)
        experts, *contest_samples = play(series, "games of experts and by chance")
        skill = _skill(scenario, by_seats, contests, contest_samples)
    return Measurement(
        rules,
        sizes,
        FrozenMap(by_seats),
        concatenate(samples),
        experts,
        FrozenMap(changes),
        FrozenMap(skill),
    )


# Games without an action

Baseline = tuple[int, NDArray[np.int64], NDArray[np.bool_]]
"""A slot, its side's scores with the action, and in which of the games the action was legal."""


def _series_without_actions(
    rules: Rules, by_seats: dict[Seats, Sample], seeds: tuple[int, ...]
) -> tuple[list[GameSeries], list[Baseline]]:
    """The same games without each action, leaving out those in which it was never legal.

    Those would end as before.
    """
    series: list[GameSeries] = []
    baselines: list[Baseline] = []
    for number, slot in enumerate(rules.slots):
        for seats, sample in by_seats.items():
            legal = sample.legal[: len(seeds), number]
            affected = tuple(seed for seed, was in zip(seeds, legal, strict=True) if was)
            series.append(GameSeries(seats, affected, (rules.sides[slot.side], slot.action)))
            baselines.append((number, sample.scores[: len(seeds), slot.side], legal))
    return series, baselines


def _score_changes(
    rules: Rules, baselines: Sequence[Baseline], samples: Sequence[Sample]
) -> dict[int, Estimate]:
    changes: dict[int, list[NDArray[np.int64]]] = {}
    scores: dict[int, list[NDArray[np.int64]]] = {}
    for (slot, before, legal), sample in zip(baselines, samples, strict=True):
        change = np.zeros(len(before), np.int64)
        change[legal] = sample.scores[:, rules.slots[slot].side] - before[legal]
        changes.setdefault(slot, []).append(change)
        scores.setdefault(slot, []).append(before)
    return {
        slot: _in_deviations(mean_of(np.concatenate(changes[slot])), np.concatenate(scores[slot]))
        for slot in changes
    }


def _in_deviations(figure: Estimate, scores: NDArray[np.int64]) -> Estimate:
    """A figure in units of the standard deviation of some scores."""
    values, times = np.unique(scores, return_counts=True)
    unit = standard_deviation(dict(zip(values.tolist(), times.tolist(), strict=True))) or 1.0
    return Estimate(figure.value / unit, figure.low / unit, figure.high / unit)


def mean_of(numbers: NDArray[np.int64] | NDArray[np.float64]) -> Estimate:
    """The mean of some numbers with its normal interval; nan where there are none."""
    if len(numbers) == 0:
        return Estimate(nan, -inf, inf)
    mean = float(numbers.mean())
    half = Z * float(numbers.std(ddof=1)) / sqrt(len(numbers)) if len(numbers) > 1 else inf
    return Estimate(mean, mean - half, mean + half)


# Games of experts and of the uniform bot

Contest = tuple[str, Seats, tuple[int, ...]]
"""A side that an expert or the uniform bot plays, all seats, and the numbers of the games."""


def _skill_series(scenario: Scenario, sizes: SampleSizes) -> tuple[list[GameSeries], list[Contest]]:
    """Experts against each other; then an expert or the uniform bot in each seat.

    The personas in the other seats take turns from game to game.
    """
    contests = [
        contest
        for bot, games in ((EXPERT, min(sizes.experts, sizes.games)), (UNIFORM, sizes.games))
        for side in scenario.sides
        for contest in _contests(scenario, side, bot, games)
    ]
    seeds = tuple(range(sizes.seed, sizes.seed + sizes.experts))
    among_experts = GameSeries(_seats(scenario, [EXPERT] * len(scenario.sides)), seeds)
    series = [
        GameSeries(seats, tuple(sizes.seed + game for game in games))
        for _, seats, games in contests
    ]
    return [among_experts, *series], contests


def _contests(scenario: Scenario, side: str, bot: str, games: int) -> Iterator[Contest]:
    choices = ((bot,) if each == side else _personas(scenario, each) for each in scenario.sides)
    line_ups = [*product(*choices)]
    for first, bots in enumerate(line_ups):
        yield side, _seats(scenario, bots), tuple(range(first, games, len(line_ups)))


def _skill(
    scenario: Scenario,
    by_seats: dict[Seats, Sample],
    contests: Sequence[Contest],
    samples: Sequence[Sample],
) -> dict[str, Skill]:
    leads: dict[tuple[str, str], list[NDArray[np.float64]]] = {}
    for (side, seats, games), sample in zip(contests, samples, strict=True):
        number = list(scenario.sides).index(side)
        line_ups = [FrozenMap({**seats, side: persona}) for persona in _personas(scenario, side)]
        usual = np.mean([by_seats[each].scores[[*games], number] for each in line_ups], axis=0)
        lead = sample.scores[:, number] - usual
        leads.setdefault((side, seats[side]), []).append(lead)
    return {
        side: Skill(
            mean_of(np.concatenate(leads[side, EXPERT])),
            mean_of(-np.concatenate(leads[side, UNIFORM])),
        )
        for side in scenario.sides
    }
