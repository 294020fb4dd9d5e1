"""The whole analysis of one game: the grades of decisions, the account and the baselines."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from attrs import evolve, frozen

from game.insight.account import Account, expect_start, make_account
from game.insight.effort import USUAL, Effort
from game.insight.expected_scores import NoScores
from game.insight.grades import Grade, Grader
from game.insight.history import decisions_of_sides, list_steps
from game.insight.intervals import Interval, interval_of
from game.insight.reference import Reference, Scale, measure_scales, reference_of
from game.insight.repeated_games import play_baselines
from game.insight.script import read_script
from game.kernel.lowering.lower import lower
from game.model.frozen import FrozenMap
from game.model.players import EXPERT, available_bots
from game.model.version import RULES_VERSION
from game.session.game import Game

_START_SEED = 0x57A127
ACCOUNT_SHARE, GRADES_SHARE = 0.2, 0.7
"""The shares of the time after which the account and the grades are done; then come baselines."""

Proceed = Callable[[float], bool]
"""A function that gets the share that is done, from 0 to 1, and returns False to stop."""

Baselines: TypeAlias = FrozenMap[str, FrozenMap[str, Interval]]
"""By side and bot, the bot's mean score in the side's seat, with its interval."""


@frozen
class Analysis:
    """The analysis of one game."""

    reference: Reference
    scales: FrozenMap[str, Scale]
    grades: tuple[Grade, ...]
    decisions: int
    """The number of decisions of sides; some may lack a grade, if time ran out."""
    account: Account | NoScores
    baselines: Baselines
    """By side and bot, the bot's mean score in the side's seat, with the luck of the game. Bots
    that played fewer than two games are left out."""

    def grades_of(self, side: str) -> tuple[Grade, ...]:
        """The grades of a side's decisions."""
        return tuple(grade for grade in self.grades if grade.side == side)


def analyse(
    game: Game,
    effort: Effort = USUAL,
    *,
    baselines: bool = True,
    seconds: float | None = None,
    proceed: Proceed | None = None,
) -> Analysis:
    """Analyses a game in its current state.

    baselines: whether baselines are played too. seconds: about how long it may take; when the time
    is up, there are fewer rollouts and wider intervals. proceed: can stop it with the same effect.
    """
    rules = game.rules
    if rules.version != RULES_VERSION:
        # Rollouts know only the current rules, which contain everything that older games use.
        rules = evolve(rules, version=RULES_VERSION)
    tables, reference, steps = lower(rules), reference_of(rules), list_steps(game)
    watch = _Watch(seconds, proceed)
    scales = measure_scales(tables, reference)
    start = expect_start(tables, steps[0], reference.account, effort.start_games, _START_SEED)
    account = make_account(
        tables,
        steps,
        reference.account,
        start,
        effort.usual,
        effort.seed,
        watch.upto(ACCOUNT_SHARE),
    )
    decisions = decisions_of_sides(game)
    grades = Grader(tables, reference, scales, effort).grade(
        decisions, watch.counting(ACCOUNT_SHARE, GRADES_SHARE)
    )
    played = _play_baselines(game, effort, watch) if baselines else FrozenMap()
    return Analysis(reference, scales, tuple(grades), len(decisions), account, played)


def play_all_baselines(game: Game, effort: Effort) -> Baselines:
    """Plays the baselines of all sides, for an analysis that was made without them."""
    return _play_baselines(game, effort, _Watch(None, None))


def _play_baselines(game: Game, effort: Effort, watch: _Watch) -> Baselines:
    script, sides, found = read_script(game), game.rules.sides, {}
    share = (1 - GRADES_SHARE) / len(sides)
    for number, side in enumerate(sides):
        bots = available_bots(game.rules.scenario, side)
        runs = {bot: effort.expert_runs if bot == EXPERT else effort.runs for bot in bots}
        begin = GRADES_SHARE + number * share
        report = watch.counting(begin, begin + share)
        proceed = partial(_report_done, report, sum(runs.values()))
        played = play_baselines(script, side, runs, effort.seed, proceed=proceed)
        found[side] = FrozenMap(
            (bot, interval_of(each.scores[:, number]))
            for bot, each in played.items()
            if len(each) > 1
        )
    return FrozenMap(found)


def _report_done(report: Callable[[int, int], bool], total: int, done: int) -> bool:
    """Reports how many of a total are done; returns False to stop."""
    return report(done, total)


class _Watch:
    """Divides the time among the parts of an analysis, and reports the progress of the whole."""

    def __init__(self, seconds: float | None, proceed: Proceed | None) -> None:
        self._began = time.monotonic()
        self._seconds = seconds
        self._proceed = proceed

    def upto(self, end: float, begin: float = 0) -> Proceed:
        """The `proceed` for a part of the analysis; begin and end: its shares of the whole time."""

        def proceed(share: float) -> bool:
            done = begin + share * (end - begin)
            if self._proceed is not None and not self._proceed(done):
                return False
            return self._seconds is None or time.monotonic() - self._began < end * self._seconds

        return proceed

    def counting(self, begin: float, end: float) -> Callable[[int, int], bool]:
        """Like `upto`, for a part that reports the steps done and the number of all steps."""
        part = self.upto(end, begin)
        return lambda done, steps: part(done / steps if steps else 1)
