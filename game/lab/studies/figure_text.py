"""How studies name figures, and write them, their changes, and whether these are sure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isinf, isnan
from typing import TypeVar

from game.document.marks import MarkStyle, style_by_number
from game.document.panel_page import Reason
from game.lab.batches.estimates import Estimate
from game.lab.studies.figures import Figure, FigureChange, FigureKind
from game.lab.studies.labels import Labels
from game.lab.studies.panels import Cell, FigureName, Measured, StudyFinding
from game.lab.summary.columns import decimal, interval, join_words, per_cent, percentage

TITLES: dict[FigureKind, str] = {
    "score": "Scores",
    "outcome": "How the games end",
    "agreed": "Agreements at the end",
}
"""The titles of the figures of a kind, in the order in which they are shown."""
MOST_REASONS = 3
P_NOTE = (
    "p: how likely it is that chance alone would show any change of this study so large; Holm's "
    "method makes it larger where there are many figures, of which one may stand out by chance. "
    "Sure: p is below 0.05, so it is more than chance."
)

C = TypeVar("C", bound=FigureChange)
_NOTHING = Estimate(0.0, 0.0, 0.0)


def figure_name(labels: Labels, figure: Figure) -> str:
    """The name of a figure, for use under a heading that names its kind."""
    match figure.kind:
        case "outcome":
            return labels.outcome(figure.id)
        case "score":
            return labels.naming.side(figure.id)
        case "agreed":
            return labels.naming.table(figure.id)


def short_name(labels: Labels, figure: Figure) -> str:
    """The same where there is little room: a side by its short name."""
    if figure.kind == "score":
        return labels.naming.side_in_table(figure.id)
    return figure_name(labels, figure)


def name_cell(labels: Labels, figure: Figure) -> FigureName:
    """The cell of a table that names a figure."""
    return FigureName(short_name(labels, figure), TITLES[figure.kind])


def figure_phrase(labels: Labels, figure: Figure) -> str:
    """The name of a figure inside a sentence."""
    match figure.kind:
        case "outcome":
            return f"the share of games that end in {labels.outcome(figure.id)}"
        case "score":
            return f"the score of {labels.naming.side_inside(figure.id)}"
        case "agreed":
            table = labels.naming.inside(labels.naming.table(figure.id))
            return f"the share of games with an agreement at {table}"


def figure_subject(labels: Labels, figure: Figure) -> str:
    """What a figure is about, with its id, as it stands inside a sentence."""
    match figure.kind:
        case "outcome":
            what = f"the outcome {labels.outcome(figure.id)}"
        case "score":
            what = f"the score of {labels.naming.side_inside(figure.id)}"
        case "agreed":
            what = f"agreements at {labels.naming.inside(labels.naming.table(figure.id))}"
    return f"{what} ({figure.id})"


def capital(sentence: str) -> str:
    """A sentence with a capital letter at its beginning."""
    return f"{sentence[0].upper()}{sentence[1:]}"


def figure_style(labels: Labels, figure: Figure, place: int) -> MarkStyle:
    """How its marks look: a side's in its colour. place: among the others of its kind."""
    if figure.kind == "score":
        return labels.style(labels.sides.index(figure.id))
    return style_by_number(place, _COLOURS[place % len(_COLOURS)])


_COLOURS = (
    "#4a6482", "#8a6d1f", "#3e8e75", "#7d5a94", "#93565a", "#5b7d2e",
    "#1f6f9e", "#b0603a", "#6b6b6b", "#a2437a",
)  # fmt: skip
"""Of what belongs to no side."""


def value_text(estimate: Estimate, *, is_share: bool) -> str:
    """A share in per cent, or a mean."""
    if isnan(estimate.value):
        return "–"
    return per_cent(estimate.value) if is_share else decimal(estimate.value)


def estimate_text(estimate: Estimate, *, is_share: bool) -> str:
    """A share or a mean with the ends of its interval: `53.0 % (47.3 – 58.6)`."""
    ends = interval(estimate, 100 if is_share else 1)
    return f"{value_text(estimate, is_share=is_share)} ({ends})"


def change_text(estimate: Estimate, *, is_share: bool) -> str:
    """A difference and half of its interval, `+3.1 ± 0.4`; of shares in percentage points."""
    written = plus_minus(estimate, is_share=is_share)
    rises = estimate.value > 0 and not written.startswith("0.0 ")
    return f"{'+' if rises else ''}{written}"


def signed(estimate: Estimate) -> str:
    """A difference by itself, `+3.1`."""
    return change_text(estimate, is_share=False).partition(" ± ")[0]


def plus_minus(estimate: Estimate, *, is_share: bool) -> str:
    """A number and half of its interval, `70.3 ± 2.1`; of shares in per cent, without the sign."""
    scale = 100 if is_share else 1
    half = "–" if isinf(estimate.high) else decimal(scale * (estimate.high - estimate.low) / 2)
    return f"{percentage(estimate.value) if is_share else decimal(estimate.value)} ± {half}"


def with_unit(change: FigureChange) -> str:
    """A change with its unit: `+3.1 ± 0.4 points`."""
    return f"{change_text(change.change, is_share=change.figure.is_share)} {unit(change.figure)}"


def unit(figure: Figure) -> str:
    """The unit of a difference."""
    return "percentage points" if figure.is_share else "points"


CHANGE_HEADS = ("change", "p", "sure")


def change_cells(each: FigureChange) -> tuple[Cell, ...]:
    """What stands below CHANGE_HEADS: the change, its p-value, and whether it counts."""
    change = Measured(each.change, each.figure.is_share, is_change=True)
    return change, p_text(each.p), "yes" if each.differs else "no"


def p_text(p: float) -> str:
    """A p-value with two digits behind the point; a dash where there is none."""
    if isnan(p):
        return "–"
    return "<0.01" if p < 0.005 else f"{p:.2f}"


def largest_changes(
    labels: Labels, changes: Sequence[C], describe: Callable[[C], str]
) -> list[Reason]:
    """The largest of some changes as reasons, scores first. describe: a change as a sentence."""
    shown = sorted(changes, key=lambda each: (each.figure.is_share, -abs(each.change.value)))
    return [
        Reason("note", figure_name(labels, each.figure), describe(each))
        for each in shown[:MOST_REASONS]
    ]


def is_changed(change: FigureChange) -> bool:
    """Whether the figure differs in any game."""
    return change.change != _NOTHING


def unsure_findings(
    labels: Labels, changes: Sequence[FigureChange], by: str = ""
) -> list[StudyFinding]:
    """The findings that name what may be chance, and what is the same in every game.

    by: the number that makes these changes, where there are several.
    """
    unsure = [each for each in changes if not each.differs]
    same = [each for each in unsure if not is_changed(each)]
    perhaps = [each for each in unsure if is_changed(each)]
    rows = []
    if perhaps:
        names = [
            f"{figure_name(labels, each.figure)} "
            f"({change_text(each.change, is_share=each.figure.is_share)})"
            for each in perhaps
        ]
        advice = "Don't count on these changes; to be surer, play more games (-n)."
        text = f"{join_words(names)}."
        title = f"These changes by {by} may be chance." if by else "These changes may be chance."
        rows.append(StudyFinding("note", title, text, advice))
    if same:
        names = [figure_name(labels, each.figure) for each in same]
        title = f"The same in every game, whatever {by} is." if by else "The same in every game."
        rows.append(StudyFinding("good", title, f"{join_words(names)}.", "Leave it as it is."))
    return rows
