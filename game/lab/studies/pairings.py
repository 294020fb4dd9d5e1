"""Plays all pairings of a scenario's personas on the same seeds, and adds up their results."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Annotated, NotRequired, Protocol, TypedDict

from attrs import evolve, frozen

from game.document.panel_page import MatrixCell, MatrixHead
from game.kernel.rows import Rows
from game.lab.batches.estimates import Estimate, mean
from game.lab.batches.jobs import HERE, play_plans
from game.lab.batches.json_keys import to_json
from game.lab.batches.place import Place
from game.lab.batches.plan import Plan, compile_plan
from game.lab.batches.tally import Tally
from game.lab.standard.measurement import NOBODY, pairings
from game.lab.studies.breakdown import Breakdown, BreakdownCounter, BreakdownJson
from game.lab.studies.figures import Progress
from game.lab.studies.labels import Labels
from game.lab.studies.panels import Cell, Matrix, Measured, Panel, StudyTable
from game.lab.summary.as_json import SummaryJson, summary_json
from game.lab.summary.closer_look import CloserLook
from game.lab.summary.columns import decimal, join_words
from game.model.frozen import FrozenMap
from game.rules.compiled import Rules
from game.words.naming import Naming


@frozen
class PairingGames:
    """The games of one pairing."""

    seats: FrozenMap[str, str]
    tally: Tally

    @property
    def scores(self) -> tuple[Estimate, ...]:
        """By side, its mean score."""
        return tuple(mean(histogram) for histogram in self.tally.scores)


class PairingJson(TypedDict):
    """The games of one pairing of personas."""

    seats: Annotated[dict[str, str], "By side, the bot that plays it."]
    games: Annotated[int, "How many games it played."]
    scores: Annotated[dict[str, Estimate], "By side, its mean score in points."]
    file: NotRequired[Annotated[str, "The file of its games in the run folder, with --out."]]


class AllPairingsJson(SummaryJson):
    """What `communique simulate --pairings` finds: a summary of all games, and their parts."""

    pairings: Annotated[list[PairingJson], "The pairings of personas."]
    breakdown: Annotated[BreakdownJson, "The scores of all games together, broken down."]


@frozen
class AllPairings:
    """The games of all pairings."""

    plan: Plan
    """The games of each pairing; its seats don't matter."""
    rules: Rules
    pairings: tuple[PairingGames, ...]
    breakdown: Breakdown
    """Of all games together."""

    @property
    def tally(self) -> Tally:
        """Of all games together."""
        first, *others = (each.tally for each in self.pairings)
        return sum(others, first)

    def tables(self) -> Iterator[StudyTable]:
        """The mean scores of each pairing, and the breakdown of all."""
        naming = Naming(self.plan.scenario)
        rows: list[tuple[Cell, ...]] = [
            (
                " – ".join(map(naming.persona, each.seats.values())),
                *[Measured(score) for score in each.scores],
            )
            for each in self.pairings
        ]
        heads = ("who plays", *map(naming.side_in_table, self.rules.sides))
        yield StudyTable("Mean scores by pairing", heads, rows)
        yield from self.breakdown.tables(self.rules)

    def as_json(
        self, seats: Mapping[str, str], seconds: float, look: CloserLook | None = None
    ) -> AllPairingsJson:
        """All of it as a JSON object. seats: by side, who plays it, in words. look: at some of the
        games, one by one."""
        return {
            **summary_json(self.plan, self.rules, self.tally, seats, seconds, look),
            "pairings": [
                {
                    "seats": dict(each.seats),
                    "games": each.tally.games,
                    "scores": {
                        side: to_json(score)
                        for side, score in zip(self.rules.sides, each.scores, strict=True)
                    },
                }
                for each in self.pairings
            ],
            "breakdown": self.breakdown.as_json(),
        }


def play_pairings(
    plan: Plan,
    place: Place = HERE,
    progress: Progress | None = None,
    *,
    fixed: Mapping[str, str] = NOBODY,
    keep: Callable[[int, Rows], None] | None = None,
) -> AllPairings:
    """Plays a plan's games in every pairing of personas, on the same seeds.

    fixed: by side, a bot that plays it in all pairings. keep: called with the number of a pairing
    and rows of its games, in the order of their seeds.
    Raises WorkersDied, WorkerFailed and ClusterError.
    """
    rules = compile_plan(plan)
    counter = BreakdownCounter(rules)
    plans = [evolve(plan, seats=seats) for seats in pairings(plan.scenario, fixed)]

    def take(number: int, rows: Rows) -> None:
        counter.add(rows, number)
        if keep is not None:
            keep(number, rows)

    tallies = play_plans(plans, place, progress=progress, keep=take)
    played = tuple(
        PairingGames(each.seats, tally) for each, tally in zip(plans, tallies, strict=True)
    )
    return AllPairings(plan, rules, played, counter.result())


# Mean scores by pairing, in matrices and a table


class SeatedScores(Protocol):
    """Who sat where, and what came of it."""

    @property
    def seats(self) -> Mapping[str, str]:
        """By side, the bot that played it."""

    @property
    def scores(self) -> Sequence[Estimate]:
        """By side, its mean score."""


def pairing_panel(labels: Labels, pairings: Sequence[SeatedScores], games: str) -> Panel:
    """The mean scores of all pairings. games: how many each played, in words."""
    names = " / ".join(labels.short(side) for side in range(len(labels.sides)))
    about = (
        f"rows: {labels.short(0)}, columns: {labels.short(1)}; mean scores {names}, {games} a "
        "cell; underlined: the most against the same others"
    )
    return Panel("All pairings", about, tuple(_matrices(labels, pairings)), "pairings")


def _matrices(labels: Labels, pairings: Sequence[SeatedScores]) -> Iterator[Matrix]:
    """A matrix, with three sides one for each bot of the third."""
    scores = {tuple(p.seats.values()): [s.value for s in p.scores] for p in pairings}
    bots = [list(dict.fromkeys(column)) for column in zip(*scores, strict=True)]
    for others in product(*bots[2:]):
        rows = []
        for row in bots[0]:
            cells = []
            for column in bots[1]:
                seated = (row, column, *others)
                figures = tuple(
                    (
                        decimal(scores[seated][i]),
                        labels.style(i).colour,
                        len(bots[i]) > 1 and _is_best(scores, seated, i),
                    )
                    for i in range(len(labels.sides))
                )
                cells.append(MatrixCell(figures, title=join_words(map(labels.bot, seated))))
            rows.append((MatrixHead(labels.bot(row)), cells))
        columns = [MatrixHead(labels.bot(each)) for each in bots[1]]
        heading = join_words(map(labels.bot, others)) if others else ""
        yield Matrix(heading, "Mean scores", columns, rows)


def _is_best(
    scores: dict[tuple[str, ...], list[float]], seated: tuple[str, ...], side: int
) -> bool:
    """Whether no other bot scored more in this seat against the same others."""
    alike = (
        mean[side]
        for bots, mean in scores.items()
        if all(i == side or bot == seated[i] for i, bot in enumerate(bots))
    )
    return scores[seated][side] >= max(alike)


def pairing_table(labels: Labels, pairings: Sequence[SeatedScores]) -> StudyTable:
    """Who plays with the mean score of each side."""
    rows: list[tuple[Cell, ...]] = [
        (join_words(map(labels.bot, each.seats.values())), *[Measured(s) for s in each.scores])
        for each in pairings
    ]
    heads = ("who plays", *(labels.short(side) for side in range(len(labels.sides))))
    return StudyTable("Pairings", heads, rows, is_short=False)
