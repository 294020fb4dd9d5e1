"""How the figures of studies are named and written in reports."""

from __future__ import annotations

from math import isfinite, isnan

from game.document.marks import MarkStyle, style_by_number
from game.lab.report.labels import Labels
from game.lab.run.estimates import Estimate
from game.lab.studies.figures import Figure, FigureKind
from game.lab.summary.columns import decimal, difference, interval, per_cent

TITLES: dict[FigureKind, str] = {
    "score": "Scores",
    "outcome": "How the games end",
    "agreed": "Agreements at the end",
}
"""The titles of the figures of a kind, in the order in which reports show them."""


def figure_name(labels: Labels, figure: Figure) -> str:
    """The name of a figure, for use under a heading that names its kind."""
    match figure.kind:
        case "outcome":
            return labels.outcome(figure.id)
        case "score":
            return labels.naming.side(figure.id)
        case "agreed":
            return labels.naming.table(figure.id)


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


def figure_style(labels: Labels, figure: Figure, place: int) -> MarkStyle:
    """How its marks look: a side's in its colour. place: among the others of its kind."""
    if figure.kind == "score":
        return labels.style(labels.sides.index(figure.id))
    return style_by_number(place, _COLOURS[place % len(_COLOURS)])


_COLOURS = ("#4a6482", "#8a6d1f", "#3e8e75", "#7d5a94", "#93565a", "#5b7d2e")
"""Of what belongs to no side."""


def value_text(figure: Figure, estimate: Estimate) -> str:
    """A share in per cent, or a mean."""
    if isnan(estimate.value):
        return "–"
    return per_cent(estimate.value) if figure.is_share else decimal(estimate.value)


def estimate_text(figure: Figure, estimate: Estimate) -> str:
    """A share or a mean with the ends of its interval: `53.0 % (47.3 – 58.6)`."""
    ends = interval(estimate, 100 if figure.is_share else 1)
    return f"{value_text(figure, estimate)} ({ends})"


def change_text(figure: Figure, estimate: Estimate) -> str:
    """A difference with half of its interval, of shares in percentage points."""
    scale = 100 if figure.is_share else 1
    low, high = (end * scale if isfinite(end) else end for end in (estimate.low, estimate.high))
    return difference(Estimate(estimate.value * scale, low, high))


def unit(figure: Figure) -> str:
    """The unit of a difference."""
    return "percentage points" if figure.is_share else "points"


def p_text(p: float) -> str:
    """A p-value with two digits behind the point; a dash where there is none."""
    if isnan(p):
        return "–"
    return "<0.01" if p < 0.005 else f"{p:.2f}"
