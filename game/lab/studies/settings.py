"""What a number moves from its least to its most value, as a tornado of the mean scores."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import isfinite

from attrs import frozen

from game.document.figures import ChartFigure as Chart
from game.document.figures import FigureSize
from game.document.tornado_chart import TornadoBar, TornadoNames, TornadoRow, tornado_chart
from game.lab.batches.estimates import Estimate, mean_of_estimates
from game.lab.batches.json_keys import json_key
from game.lab.studies.figures import Figure, FigureChange
from game.lab.studies.labels import Labels
from game.lab.studies.panels import StudyFinding
from game.lab.studies.varied import Varied
from game.lab.summary.columns import decimal, difference, join_words

NAMES = TornadoNames("at its least", "at its most")
SETTING_HEAD = ("setting", "from", "now", "to", "side", "at its least", "at its most", "change")


@frozen
class Swing(FigureChange):
    """How a figure changes from the least to the greatest value of one number alone."""

    path: str = json_key("The number.")
    at_least: Estimate = json_key(
        "The change from the scenario as it is to the number's least value; units as `change`."
    )
    at_most: Estimate = json_key("The same for its greatest value.")


@frozen
class Move:
    """The effect of one number on the mean score of each side."""

    varied: Varied
    at_least: tuple[Estimate, ...]
    at_most: tuple[Estimate, ...]
    change: tuple[Estimate, ...]
    """From its least to its most."""

    @property
    def reach(self) -> float:
        """The largest change of any side's score."""
        return max(abs(each.value) for each in (*self.at_least, *self.at_most, *self.change))

    @property
    def is_sure(self) -> bool:
        """Whether it changes the score of a side by more than chance explains."""
        return any(each.low > 0 or each.high < 0 for each in self.change)


def moves(labels: Labels, numbers: Sequence[Varied], swings: Sequence[Swing]) -> list[Move]:
    """The effect of each number, the largest first.

    swings: those of several studies, with different games, are averaged.
    """
    result = []
    for varied in numbers:
        by_side = [
            [
                swing
                for swing in swings
                if swing.path == varied.path and swing.figure == Figure("score", side)
            ]
            for side in labels.sides
        ]
        result.append(
            Move(
                varied,
                tuple(mean_of_estimates([swing.at_least for swing in own]) for own in by_side),
                tuple(mean_of_estimates([swing.at_most for swing in own]) for own in by_side),
                tuple(mean_of_estimates([swing.change for swing in own]) for own in by_side),
            )
        )
    return sorted(result, key=lambda move: -move.reach)


def settings_chart(labels: Labels, effects: Sequence[Move], size: FigureSize = "wide") -> Chart:
    """The tornado: a row for each number, a column for each side."""
    columns = [(labels.short(side), labels.style(side)) for side in range(len(labels.sides))]
    rows = [
        TornadoRow(
            move.varied.title,
            f"{_before_range(move.varied)}{range_text(move.varied)}, now {move.varied.base}",
            tuple(
                TornadoBar(least.value, most.value)
                for least, most in zip(move.at_least, move.at_most, strict=True)
            ),
        )
        for move in effects
    ]
    return tornado_chart("What the settings move", columns, rows, NAMES, size=size)


def _before_range(varied: Varied) -> str:
    """The path, by which the tables call it, where a name stands above."""
    return f"{varied.path}: " if varied.name else ""


def range_text(varied: Varied) -> str:
    """`0 to 20`."""
    return f"{varied.least} to {varied.most}".replace("-", "−")


def setting_rows(labels: Labels, effects: Sequence[Move]) -> list[tuple[str, ...]]:
    """The same as rows of a table with SETTING_HEAD."""
    return [
        (
            move.varied.path,
            str(move.varied.least),
            str(move.varied.base),
            str(move.varied.most),
            labels.short(side),
            *(
                difference(each) if isfinite(each.high) else decimal(each.value)
                for each in (move.at_least[side], move.at_most[side], move.change[side])
            ),
        )
        for move in effects
        for side in range(len(labels.sides))
    ]


def changes_text(labels: Labels, move: Move) -> str:
    """By how much a number changes the mean score of each side."""
    return join_words(
        f"{labels.short(side)} {difference(each)}" for side, each in enumerate(move.change)
    )


def setting_findings(
    labels: Labels, effects: Sequence[Move], moving: Collection[str] = ()
) -> list[StudyFinding]:
    """Settings that move no score, and how far the others do.

    moving: those that do so in a way that their least and most values don't show.
    """
    idle = [move.varied for move in effects if not move.is_sure and move.varied.path not in moving]
    rows = []
    if idle:
        one = len(idle) == 1
        names = join_words(each.named for each in idle)
        moved = "moves no score" if one else "move no score"
        text = f"{names} {moved} from least to most by more than what may be chance."
        title = "A setting is idle." if one else "Some settings are idle."
        advice = "Let a line of the score depend on it, widen its range, or drop it."
        rows.append(StudyFinding("warning", title, text, advice, "settings"))
    if len(idle) < len(effects):
        largest = effects[0]
        text = (
            f"{largest.varied.named} moves most: from {range_text(largest.varied)} it changes the "
            f"mean scores by {changes_text(labels, largest)} points."
        )
        advice = f"Turn {largest.varied.path} first to shift the balance, and measure again."
        rows.append(StudyFinding("good", "Settings work.", text, advice, "settings"))
    return rows
