"""How the figures of studies are written: names, means with their intervals, p-values."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isinf

from game.lab.report.figures import figure_name, figure_phrase, p_text
from game.lab.report.labels import Labels
from game.lab.run.estimates import Estimate
from game.lab.run.plan import Plan
from game.lab.studies.differences import FigureChange
from game.lab.studies.figures import Figure
from game.lab.summary.columns import (
    GAP,
    INDENT,
    WIDTH,
    Row,
    columns,
    decimal,
    percentage,
    wrap,
)
from game.model.scenario import Scenario
from game.words.naming import Naming

_KINDS = {
    "outcome": "Outcomes, % of games",
    "score": "Scores",
    "agreed": "Agreements at the end, % of games",
}
"""The titles of the figures of a kind, in their order."""
_HEAD = 14
"""A longer name over a column goes on in the next line, unless the figures are as long."""


class FigureText:
    """Writes the figures of one scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self.labels = Labels(scenario)

    def name(self, figure: Figure) -> str:
        """What a figure is called in a table; a side by its short name."""
        if figure.kind == "score":
            return self.labels.naming.side_in_table(figure.id)
        return figure_name(self.labels, figure)

    def phrase(self, figure: Figure) -> str:
        """What a figure is called inside a sentence."""
        return figure_phrase(self.labels, figure)

    def matrix(
        self,
        figures: Sequence[Figure],
        points: Sequence[tuple[str, Sequence[Estimate]]],
        pars: Mapping[str, int],
    ) -> Iterator[list[str]]:
        """A table for each kind of figures, with a row for each point; wide ones in parts.

        points: what stands before a row, and the estimates in the order of the figures.
        pars: by side its par, where it is the same at all points.
        """
        for kind, title in _KINDS.items():
            places = [i for i, figure in enumerate(figures) if figure.kind == kind]
            cells = {i: [value(figures[i], point[1][i]) for point in points] for i in places}
            heads = {i: self._head(figures[i], pars, max(map(len, cells[i]))) for i in places}
            room = WIDTH - max(len(title), *(len(INDENT) + len(label) for label, _ in points))
            while places:
                part = _fitting(places, heads, cells, room)
                rows = [
                    (label, "", *(cells[i][row] for i in part))
                    for row, (label, _) in enumerate(points)
                ]
                yield columns(title, [heads[i] for i in part], rows)
                places = places[len(part) :]

    def _head(self, figure: Figure, pars: Mapping[str, int], width: int) -> str:
        """What stands over the column of a figure; over that of a score, the side's par, too.

        width: of the figures below it.
        """
        name = self.name(figure)
        if figure.kind == "score" and figure.id in pars:
            name += f", par {decimal(pars[figure.id], 0)}"
        return "\n".join(textwrap.wrap(name, max(_HEAD, width)))

    def changes(
        self, title: str, heads: tuple[str, ...], rows: Sequence[tuple[Figure, Row]]
    ) -> list[str]:
        """A table with a row for each figure: its name, then cells."""
        return columns(title, heads, [("", self.name(f), *cells) for f, cells in rows])


def seating(plan: Plan) -> str:
    """Which bot plays each side: `The European Union: uniform; China: uniform`."""
    naming = Naming(plan.scenario)
    return "; ".join(f"{naming.side(side)}: {bot}" for side, bot in plan.seats.items())


def _fitting(
    places: Sequence[int], heads: dict[int, str], cells: dict[int, list[str]], room: int
) -> Sequence[int]:
    """As many of the first columns as fit into a line, at least one."""
    width = 0
    for count, i in enumerate(places):
        width += len(GAP) + max(map(len, [*heads[i].split("\n"), *cells[i]]))
        if width > room and count:
            return places[:count]
    return places


def value(figure: Figure, estimate: Estimate) -> str:
    """A mean and half of its interval, `70.3 ± 2.1`; shares in per cent.

    A share from which ± would lead below 0 or above 100 has the far end of its interval in
    brackets: `0 (≤ 4.4)`.
    """
    half = (estimate.high - estimate.low) / 2
    if figure.is_share and estimate.value - half < 0:
        return f"{_whole_or_tenths(estimate.value)} (≤ {percentage(estimate.high)})"
    if figure.is_share and estimate.value + half > 1:
        return f"{_whole_or_tenths(estimate.value)} (≥ {percentage(estimate.low)})"
    return _plus_minus(figure, estimate)


def _whole_or_tenths(part: float) -> str:
    """A share in per cent: `0` and `100` mean none and all."""
    return f"{part:.0%}".rstrip("%") if part in (0, 1) else percentage(part)


def _plus_minus(figure: Figure, estimate: Estimate) -> str:
    scale = 100 if figure.is_share else 1
    half = "–" if isinf(estimate.high) else decimal(scale * (estimate.high - estimate.low) / 2)
    mean = percentage(estimate.value) if figure.is_share else decimal(estimate.value)
    return f"{mean} ± {half}"


def far_ends(lines: Iterable[str]) -> list[str]:
    """The sentence about brackets, below lines that have any."""
    return wrap(_FAR_ENDS) if any("(≤ " in line or "(≥ " in line for line in lines) else []


def change(figure: Figure, estimate: Estimate) -> str:
    """A difference and half of its interval, `+3.1 ± 0.4`; of shares in percentage points."""
    written = _plus_minus(figure, estimate)
    rises = estimate.value > 0 and not written.startswith("0.0 ")
    return f"{'+' if rises else ''}{written}"


CHANGE_HEADS = ("change", "p", "sure")


def change_cells(each: FigureChange) -> tuple[str, str, str]:
    """What stands below CHANGE_HEADS: the change, its p-value, and whether it counts."""
    return change(each.figure, each.change), p_text(each.p), "yes" if each.is_real else "no"


def finding(phrase: str, figure: Figure, difference: Estimate, when: str) -> list[str]:
    """A sentence about a change that is sure, as a line of a list."""
    verb = "rises" if difference.value > 0 else "falls"
    size = change(figure, difference).lstrip("+−")
    unit = "percentage points" if figure.is_share else "points"
    sentence = f"{phrase[0].upper()}{phrase[1:]} {verb} by {size} {unit} {when}."
    return wrap(sentence, "- ")


_FAR_ENDS = (
    "In brackets: how large (≤) or small (≥) a share may be, by its 95 % interval, where it is "
    "so near to 0 or 100 % that ± says nothing."
)
SURE = (
    "Sure: with no effect at all, any change of the table would be so large in fewer than 5 % of "
    "such studies (p, corrected by Holm)."
)
NOTHING_SURE = "Nothing is sure: every change may be chance. More games (-n) tell."
