"""Plays the games that show whether a scenario is balanced, and measures them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from math import inf, nan, sqrt

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from game.lab.batches.estimates import Estimate, Z, standard_deviation
from game.lab.batches.place import Place
from game.lab.standard.samples import GameSeries, Sample, concatenate, play_series
from game.model.frozen import FrozenMap
from game.model.players import EXPERT, UNIFORM, personas_or_uniform
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules
from game.words.naming import Naming

Seats = FrozenMap[str, str]
"""By side, the bot that plays it."""
NOBODY: Seats = FrozenMap()
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

    expert: Estimate | None
    """The expert's lead over the mean of the side's personas; None where no expert played."""
    personas: Estimate
    """The lead of the personas' mean over the uniform bot."""


@frozen(eq=False)
class Contest:
    """Games in which an expert or the uniform bot sits in one seat, and personas in the others."""

    side: str
    bot: str
    seats: Seats
    """Who sits in every seat."""
    games: tuple[int, ...]
    """The numbers of the games; personas take turns from one number to the next."""
    sample: Sample


@frozen
class Measurement:
    """The results of all games that were played to measure a scenario."""

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
    contests: tuple[Contest, ...] = ()
    """The games of the uniform bot and of experts against personas, by side and by line-up."""

    def against_personas(self, side: str, bot: str) -> Sample | None:
        """All games of a bot in a side's seat against personas; None where none were played."""
        samples = [c.sample for c in self.contests if (c.side, c.bot) == (side, bot)]
        return concatenate(samples) if samples else None


def pairings(scenario: Scenario, fixed: Mapping[str, str] = NOBODY) -> list[Seats]:
    """Every way to seat personas; a side without personas is played by the uniform bot.

    fixed: by side, a bot that plays it in all of them.
    """
    choices = (
        (fixed[side],) if side in fixed else personas_or_uniform(scenario, side)
        for side in scenario.sides
    )
    return [_seats(scenario, bots) for bots in product(*choices)]


def _seats(scenario: Scenario, bots: Sequence[str]) -> Seats:
    return FrozenMap(zip(scenario.sides, bots, strict=True))


def measure(
    scenario: Scenario, sizes: SampleSizes, place: Place, start_progress: StartProgress
) -> Measurement:
    """Plays games of every kind. Raises WorkersDied, WorkerFailed and ClusterError."""

    def play(series: Sequence[GameSeries], description: str) -> list[Sample]:
        total = sum(len(each.seeds) for each in series)
        return play_series(scenario, series, place, start_progress(total, description))

    rules = compile_rules(scenario)
    seeds = tuple(range(sizes.seed, sizes.seed + sizes.games))
    all_seats = pairings(scenario)
    samples = play([GameSeries(seats, seeds) for seats in all_seats], "games")
    by_seats = dict(zip(all_seats, samples, strict=True))
    changes: dict[int, Estimate] = {}
    if sizes.without_action:
        series, baselines = _series_without_actions(rules, by_seats, seeds[: sizes.without_action])
        changes = _score_changes(rules, baselines, play(series, "games without an action"))
    contests = _play_contests(scenario, sizes, play)
    experts = None
    if sizes.experts:
        among_experts = _seats(scenario, [EXPERT] * len(scenario.sides))
        seeds_of_experts = tuple(range(sizes.seed, sizes.seed + sizes.experts))
        (experts,) = play([GameSeries(among_experts, seeds_of_experts)], "games of experts")
    return Measurement(
        rules,
        sizes,
        FrozenMap(by_seats),
        concatenate(samples),
        experts,
        FrozenMap(changes),
        FrozenMap(_skill(scenario, by_seats, contests)),
        tuple(contests),
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

Play = Callable[[Sequence[GameSeries], str], list[Sample]]


def _play_contests(scenario: Scenario, sizes: SampleSizes, play: Play) -> list[Contest]:
    """An expert or the uniform bot in each seat.

    The personas in the other seats take turns from game to game.
    """
    who = [
        (side, bot, seats, games)
        for bot, number in ((UNIFORM, sizes.games), (EXPERT, min(sizes.experts, sizes.games)))
        for side in scenario.sides
        for seats, games in _line_ups(scenario, side, bot, number)
    ]
    series = [
        GameSeries(seats, tuple(sizes.seed + game for game in games)) for _, _, seats, games in who
    ]
    what = "games by chance and of an expert" if sizes.experts else "games by chance"
    samples = play(series, what)
    return [Contest(*each, sample) for each, sample in zip(who, samples, strict=True)]


def _line_ups(
    scenario: Scenario, side: str, bot: str, games: int
) -> Iterator[tuple[Seats, tuple[int, ...]]]:
    choices = (
        (bot,) if each == side else personas_or_uniform(scenario, each) for each in scenario.sides
    )
    line_ups = [*product(*choices)]
    for first, bots in enumerate(line_ups):
        numbers = tuple(range(first, games, len(line_ups)))
        if numbers:
            yield _seats(scenario, bots), numbers


def _skill(
    scenario: Scenario, by_seats: dict[Seats, Sample], contests: Sequence[Contest]
) -> dict[str, Skill]:
    leads: dict[tuple[str, str], list[NDArray[np.float64]]] = {}
    for contest in contests:
        side, seats = contest.side, contest.seats
        number = list(scenario.sides).index(side)
        line_ups = [FrozenMap({**seats, side: bot}) for bot in personas_or_uniform(scenario, side)]
        rows = [*contest.games]
        usual = np.mean([by_seats[each].scores[rows, number] for each in line_ups], axis=0)
        lead = contest.sample.scores[:, number] - usual
        leads.setdefault((side, contest.bot), []).append(lead)
    return {
        side: Skill(
            mean_of(np.concatenate(leads[side, EXPERT])) if (side, EXPERT) in leads else None,
            mean_of(-np.concatenate(leads[side, UNIFORM])),
        )
        for side in scenario.sides
    }


def slot_names(rules: Rules) -> list[str]:
    """The actions of each side: `EU: Sound out the capitals`."""
    naming = Naming(rules.scenario)
    return [
        f"{naming.side_in_table(rules.sides[slot.side])}: {naming.action(slot.action)}"
        for slot in rules.slots
    ]


def choice_rates(measurement: Measurement) -> list[float | None]:
    """For each slot, how often it was taken when it was legal, as a share; None if it never was."""
    tally = measurement.pooled.tally
    return [_ratio(n, legal) for n, legal in zip(tally.taken, tally.legal, strict=True)]


def use_rates(measurement: Measurement) -> list[float | None]:
    """For each slot, the share of games with it that took it; None if it never was legal."""
    legal_games = measurement.pooled.legal.sum(axis=0).tolist()
    tally = measurement.pooled.tally
    return [_ratio(n, legal) for n, legal in zip(tally.taking, legal_games, strict=True)]


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
