"""Many campaigns: each chapter is played by all of them before the next one begins (rule 18).

A chapter is a plan of games with seeds and starts of their own, so whoever plays games plays these.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from attrs import frozen

from game.kernel.rows import Ints, Rows
from game.lab.batches.jobs import ALONE, HERE, Progress, run
from game.lab.batches.place import Place
from game.lab.batches.plan import Plan
from game.lab.batches.tally import Histogram, Tally
from game.lab.batches.verify import verify
from game.model.frozen import FrozenMap
from game.rules.campaigns import CampaignRules, ChapterRules, Past, not_played

MOST = 100_000
"""So many campaigns are played at a time, so that their results fit into memory."""


@frozen
class CampaignTally:
    """What became of many campaigns."""

    campaigns: int
    chapters: tuple[Tally | None, ...]
    """By chapter, the tally of its games; None if nobody played it."""
    lines: tuple[Histogram, ...]
    """By line of the result, its points."""
    totals: FrozenMap[str, Histogram]
    """By seat with a line, the sum of its lines."""

    def played(self, chapter: int) -> int:
        """How many campaigns played a chapter."""
        tally = self.chapters[chapter]
        return 0 if tally is None else tally.games

    @property
    def decisions(self) -> int:
        """The decisions of all games."""
        return sum(tally.decisions for tally in self.chapters if tally is not None)

    def __add__(self, other: CampaignTally) -> CampaignTally:
        """The tally of the campaigns of both."""
        pairs = zip(self.chapters, other.chapters, strict=True)
        return CampaignTally(
            self.campaigns + other.campaigns,
            tuple(a if b is None else b if a is None else a + b for a, b in pairs),
            tuple(_sum(a, b) for a, b in zip(self.lines, other.lines, strict=True)),
            FrozenMap((seat, _sum(a, other.totals[seat])) for seat, a in self.totals.items()),
        )


class EnginesDiffer(Exception):
    """The two engines played a game differently; the text says how."""


def play_campaigns(
    rules: CampaignRules,
    seats: Mapping[str, str],
    campaigns: int,
    seed: int,
    place: Place = HERE,
    *,
    verified: int = 0,
    progress: Progress | None = None,
    alone: float = ALONE,
) -> CampaignTally:
    """Plays campaigns with the seeds seed, seed + 1, …

    seats: by seat of the campaign, the bot in it. verified: so many of the campaigns, at even
    distances, are played by both engines. progress: is called with the number of games so far.
    alone: as in `jobs.run`. Raises EnginesDiffer, and what `jobs.run` raises.
    """
    chosen = {seed + k * campaigns // verified for k in range(verified)}
    total, games = None, 0
    for first in range(seed, seed + campaigns, MOST):
        several = _Campaigns(rules, seats, range(first, min(first + MOST, seed + campaigns)))

        def report(done: int, before: int = games) -> None:
            if progress is not None:
                progress(before + done)

        part = several.play(place, chosen, report, alone)
        games += several.games
        total = part if total is None else total + part
    assert total is not None
    return total


class _Campaigns:
    """Some campaigns, played chapter by chapter."""

    def __init__(self, rules: CampaignRules, seats: Mapping[str, str], seeds: range) -> None:
        self._rules = rules
        self._seats = seats
        self._seeds = seeds
        self._played: list[_Pasts] = []
        self.games = 0
        """How many games have been played."""

    def play(
        self, place: Place, chosen: set[int], progress: Progress, alone: float
    ) -> CampaignTally:
        """Plays them. chosen: the seeds of those that both engines play."""
        tallies = [
            self._play_chapter(chapter, place, chosen, progress, alone)
            for chapter in self._rules.chapters
        ]
        ends = [self._pasts(g) for g in range(len(self._seeds))]
        points = [[line(pasts) for pasts in ends] for line in self._rules.result]
        by_seat: dict[str, list[int]] = {}
        for line, values in zip(self._rules.campaign.result, points, strict=True):
            before = by_seat.setdefault(line.side, [0] * len(values))
            by_seat[line.side] = [a + b for a, b in zip(before, values, strict=True)]
        return CampaignTally(
            len(self._seeds),
            tuple(tallies),
            tuple(map(_histogram, points)),
            FrozenMap((seat, _histogram(values)) for seat, values in by_seat.items()),
        )

    def _pasts(self, g: int) -> list[Past]:
        """What the chapters so far have left to a campaign."""
        return [played.of(g) for played in self._played]

    def _play_chapter(
        self,
        chapter: ChapterRules,
        place: Place,
        chosen: set[int],
        progress: Progress,
        alone: float,
    ) -> Tally | None:
        playing = [g for g in range(len(self._seeds)) if chapter.is_played(self._pasts(g))]
        pasts = _Pasts(not_played(chapter.scenario), {g: row for row, g in enumerate(playing)})
        tally = None
        if playing:
            self._verify(chapter, [g for g in playing if self._seeds[g] in chosen])
            plan, before = self._plan(chapter, playing), self.games

            def report(done: int) -> None:
                progress(before + done)

            tally = run(plan, place, progress=report, keep=pasts.add, alone=alone)
            self.games += plan.games
        self._played.append(pasts)
        return tally

    def _plan(self, chapter: ChapterRules, playing: list[int]) -> Plan:
        return Plan(
            chapter.scenario,
            chapter.seated(self._seats),
            len(playing),
            seeds=tuple(chapter.seed(self._seeds[g]) for g in playing),
            starts=tuple(chapter.starts(self._pasts(g)) for g in playing),
        )

    def _verify(self, chapter: ChapterRules, chosen: list[int]) -> None:
        """Plays some of the games by both engines. Raises EnginesDiffer."""
        if not chosen:
            return
        difference = verify(self._plan(chapter, chosen), len(chosen))
        if difference is not None:
            raise EnginesDiffer(difference)


class _Pasts:
    """What a chapter has left to each of several campaigns."""

    def __init__(self, skipped: Past, rows: Mapping[int, int]) -> None:
        """skipped: what it leaves where it isn't played. rows: by campaign, that of its game."""
        self._skipped = skipped
        self._rows = rows
        self._parts: list[tuple[Ints, ...]] = []

    def add(self, rows: Rows) -> None:
        """Adds the results of the next games."""
        columns = (rows.tracks, rows.outcome, rows.status, rows.scores)
        self._parts.append(tuple(column.copy() for column in columns))

    @cached_property
    def _columns(self) -> tuple[Ints, ...]:
        return tuple(map(np.concatenate, zip(*self._parts, strict=True)))

    def of(self, campaign: int) -> Past:
        """What it has left to a campaign."""
        row = self._rows.get(campaign)
        if row is None:
            return self._skipped
        tracks, outcome, status, scores = (column[row].tolist() for column in self._columns)
        return Past(tracks, outcome, status, scores)


def _histogram(values: list[int]) -> Histogram:
    numbers, times = np.unique(np.array(values, np.int64), return_counts=True)
    return FrozenMap(zip(numbers.tolist(), times.tolist(), strict=True))


def _sum(a: Histogram, b: Histogram) -> Histogram:
    return FrozenMap(sorted({n: a.get(n, 0) + b.get(n, 0) for n in {*a, *b}}.items()))
