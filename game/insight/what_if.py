"""Compares a decision with an alternative, in two branches that share their luck.

One branch begins with the decision of the game, the other with the alternative. Then every side
repeats its recorded decisions wherever they are legal; where they aren't, the reference decides.
Up to the decision the game is unchanged; after it luck is fresh in every run, and the same in both
branches.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from attrs import evolve, frozen

from game.engine.refusals import refuse
from game.insight.history import DecisionMade
from game.insight.intervals import Floats, Interval, intervals_of
from game.insight.reference import reference_of
from game.insight.repeated_games import RepeatedGames, Run, Runs, count_up, fresh_luck
from game.insight.script import Script
from game.kernel.rows import Ints
from game.model.decisions import FACILITATOR, Decision, Move
from game.rules.compiled import Rules

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
"""The quantiles that describe the spread of a difference."""


@frozen(eq=False)
class WhatIf:
    """Two branches from one decision; run by run they share their luck."""

    decided: Runs
    """The branch that begins with the decision of the game."""
    otherwise: Runs

    def __len__(self) -> int:
        """The number of runs in each branch."""
        return len(self.decided)

    @property
    def differences(self) -> Ints:
        """By run and side, how much more it scored with the alternative."""
        return self.otherwise.scores - self.decided.scores

    @property
    def intervals(self) -> tuple[Interval, ...]:
        """By side, the mean difference with its interval. There must be at least one run."""
        return intervals_of(self.differences)

    @property
    def quantiles(self) -> Floats:
        """By quantile in QUANTILES and side, the difference."""
        spread: Floats = np.quantile(self.differences, QUANTILES, axis=0)
        return spread


def play_what_if(
    script: Script,
    line: int,
    otherwise: Move | None,
    n: int,
    seed: int,
    *,
    proceed: Callable[[int], bool] | None = None,
) -> WhatIf:
    """Plays on n times from a decision of the game, and n times from an alternative to it.

    line: the line of the decision in the record. otherwise: the alternative; None for no
    intervention, if the facilitator decided. proceed: gets the number of runs done, before each of
    the n runs and after the last one; it stops them by returning False.

    Raises KeyError for a line without a decision or one that was taken back, ValueError if the
    alternative is not legal, and NoRoom if more questions wait than the kernel has room for.
    """
    rules, made = script.tables.rules, script.lines[line].made
    bookmark, other = script.lines[line].bookmark.copy(), _instead(rules, made, otherwise)
    if made.side == FACILITATOR:
        bookmark.interruptions += 1
    games = RepeatedGames(script, reference_of(rules).account, rules.sides)
    decided: list[Run] = []
    different: list[Run] = []
    for number in count_up(n, proceed):
        luck = fresh_luck(seed, number)
        decided.append(games.play_from(made, bookmark, luck))
        if other is None:
            different.append(games.play(made.before, bookmark, luck))
        else:
            different.append(games.play_from(other, bookmark, luck))
    return WhatIf(games.gather(decided), games.gather(different))


def _instead(rules: Rules, made: DecisionMade, otherwise: Move | None) -> DecisionMade | None:
    """The alternative to a decision; None for no intervention. Raises ValueError if not legal."""
    if otherwise is None:
        if made.side == FACILITATOR:
            return None
        raise ValueError(f"{made.side} has to decide something")
    other = evolve(made, decision=Decision(made.side, otherwise))
    refusal = refuse(rules, made.before, other.decision)
    if refusal is not None:
        raise ValueError(f"not legal here: {other.decision} ({refusal.code})")
    return other
