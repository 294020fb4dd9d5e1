"""The best blind list of a side, found by hill climbing with random restarts.

A blind list is a fixed list of actions that a bot plays without looking at the game.

A start draws a list by chance. Then all changes of one entry are tried in drawn order, and each
that is better is kept, until none is. A list and its change are compared on the same seeds, in
stages of more and more games: a change goes on to the next stage only as long as it is ahead. It is
kept where it is clearly ahead at some stage, or by two standard errors at the last. After each
change that is kept the seeds are new ones.

The best list of all starts is measured again on seeds that weren't used before, since the greatest
of many noisy means is too great.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from math import inf, sqrt
from random import Random

import numpy as np
from attrs import frozen

from game.bots.list_player import ListPlayer, Opponents, mix_opponents
from game.bots.lists import BlindList
from game.kernel.lowering.lower import lower
from game.kernel.rows import Ints
from game.lab.batches.estimates import Estimate, Z
from game.rules.compiled import Rules

STAGES = (18, 72, 288, 1152)
"""Games by the end of each stage, at least."""
CLEARLY = 4.0
"""Standard errors by which a change is clearly ahead at any stage."""
ENOUGH = 2.0
"""Standard errors by which it must be ahead at the last."""
FIRST_SEED = 10**12
"""Climbing takes seeds from here on, so that all lower ones are fresh for measurements."""
MEASURED = 3000
"""Games of the last measurement, at least."""

Progress = Callable[[int], bool | None]
"""Called with the number of games played so far; False ends the climb."""


__all__ = ["ListGames", "Opponents", "mix_opponents"]


class ListGames(ListPlayer):
    """Plays blind lists of one side against mixes of personas and `uniform`."""

    def __init__(
        self,
        rules: Rules,
        side: str,
        mixes: Sequence[Opponents] = (),
        *,
        machine_code: bool = False,
    ) -> None:
        """Takes the same arguments as `ListPlayer`."""
        super().__init__(lower(rules), side, mixes, machine_code=machine_code)

    def play(self, blind: BlindList, seed: int, games: int) -> Ints:
        """The list's scores by mix and game, with the seeds seed, seed + 1, … against each mix.

        Raises NoRoom where more questions waited than the kernel has room for.
        """
        return np.stack([self.play_mix(blind, mix, seed, games) for mix in range(len(self.mixes))])

    def play_mix(self, blind: BlindList, mix: int, seed: int, games: int) -> Ints:
        """The list's scores by game against one of the mixes."""
        scores: Ints = np.asarray(self.score(blind, mix, seed, games), dtype=np.int64)
        own: Ints = scores.reshape(games, len(self.tables.rules.sides))[:, self.shape.side]
        return own


@frozen
class Climb:
    """The result of a climb."""

    blind: BlindList
    """The best list found."""
    score: Estimate
    """Its mean score on seeds that weren't used to find it, all mixes counting alike."""
    games: int
    """The games that were played to find it."""
    starts: int
    """From how many random lists it was sought."""
    changes: int
    """How many changes were kept, in all starts."""


def climb(
    games: ListGames,
    *,
    seed: int = 0,
    most_games: float = inf,
    seconds: float = inf,
    progress: Progress | None = None,
) -> Climb:
    """Seeks the best blind list until the games or the seconds of processor time are used up.

    The same seed and number of games give the same list where seconds don't end it sooner; the
    comparison that is being made then is given up. One of the two must be limited, or `progress`
    must end it. Raises NoRoom where more questions waited than the kernel has room for.
    """
    climber = _Climber(games, seed, most_games, seconds, progress)
    climber.run()
    played, each = games.played - climber.played_before, -(-MEASURED // len(games.mixes))
    scores = games.play(climber.best, climber.fresh_seeds(each), each)
    return Climb(climber.best, estimate(scores), played, climber.starts, climber.changes)


def estimate(scores: Ints) -> Estimate:
    """The mean of scores by mix and game, where all mixes count alike, with its interval."""
    mean = float(scores.mean())
    games = scores.shape[1]
    if games < 2:
        return Estimate(mean, -inf, inf)
    variance = scores.var(axis=1, ddof=1).sum() / games / len(scores) ** 2
    half = Z * sqrt(variance)
    return Estimate(mean, mean - half, mean + half)


class _Climber:
    def __init__(
        self,
        games: ListGames,
        seed: int,
        most_games: float,
        seconds: float,
        progress: Progress | None,
    ) -> None:
        self._games = games
        self._luck = Random(seed)
        self._most_games = most_games
        self._ends = time.process_time() + seconds
        self._progress = progress
        self._next_seed = self._window = FIRST_SEED
        self._stages = [-(-stage // len(games.mixes)) for stage in STAGES]
        """Games against each mix by the end of each stage."""
        self._compared: BlindList = ()
        """The list whose scores by stage are known on the seeds of this window."""
        self._scores: list[Ints] = []
        self.played_before = games.played
        self.best: BlindList = games.shape.draw_list(self._luck)
        self.starts, self.changes = 0, 0

    def run(self) -> None:
        """Climbs from one random list after the other until there is no time left."""
        while self._goes_on():
            start = self.best if self.starts == 0 else self._games.shape.draw_list(self._luck)
            self.starts += 1
            top = self._climb_from(start)
            if self.starts == 1 or self._is_better(self.best, top):
                self.best = top

    def fresh_seeds(self, count: int) -> int:
        """Reserves unused seeds and returns the first of them."""
        first = self._next_seed
        self._next_seed += count
        return first

    def _goes_on(self) -> bool:
        """Reports progress, and says whether there is time left."""
        played = self._games.played - self.played_before
        if self._progress is not None and self._progress(played) is False:
            return False
        return played < self._most_games and time.process_time() < self._ends

    def _climb_from(self, start: BlindList) -> BlindList:
        """Improves a list until no change of one entry is better, or time is up."""
        shape, current = self._games.shape, start
        self._begin_window(current)
        changes = shape.neighbours()
        self._luck.shuffle(changes)
        untried = deque(changes)
        tried = 0
        while tried < len(untried) and self._goes_on():
            index, option = untried[0]
            untried.rotate(-1)
            tried += 1
            if current[index] == option:
                continue
            changed = (*current[:index], option, *current[index + 1 :])
            if self._is_better(current, changed):
                current, tried = changed, 0
                self.changes += 1
                self._begin_window(current)
        return current

    # ------------------------------------------------------------------------------- comparisons

    def _begin_window(self, blind: BlindList) -> None:
        """Takes new seeds, with which a list is compared with others."""
        self._window = self.fresh_seeds(self._stages[-1])
        self._compared = blind
        self._scores = []

    def _is_better(self, current: BlindList, changed: BlindList) -> bool:
        """Whether a list is better than the one at hand, by the seeds of this window."""
        if current != self._compared:
            self._begin_window(current)
        differences: list[Ints] = []
        for stage in range(len(self._stages)):
            if stage and not self._goes_on():
                return False
            first = self._stages[stage - 1] if stage else 0
            place = self._window + first, self._stages[stage] - first
            if stage == len(self._scores):
                self._scores.append(self._games.play(current, *place))
            differences.append(self._games.play(changed, *place) - self._scores[stage])
            ahead = estimate(np.concatenate(differences, axis=1))
            error = (ahead.high - ahead.low) / (2 * Z)
            if ahead.value <= 0:
                return False
            if ahead.value > CLEARLY * error:
                return True
        return ahead.value > ENOUGH * error
