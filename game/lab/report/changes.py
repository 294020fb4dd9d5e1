"""How reports tell of changes between games of the same seeds: the largest, and the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from game.document.panel_page import FindingRow, Reason
from game.lab.report.figures import change_text, figure_name
from game.lab.report.labels import Labels
from game.lab.run.estimates import Estimate
from game.lab.studies.differences import FigureChange
from game.lab.summary.columns import join_words

MOST_REASONS = 3
P_NOTE = (
    "p: how often chance alone would show any of these changes so large (corrected by Holm); "
    "below 0.05 it is called sure."
)

C = TypeVar("C", bound=FigureChange)
_NOTHING = Estimate(0.0, 0.0, 0.0)


def largest_changes(
    labels: Labels, changes: Sequence[C], describe: Callable[[C], str]
) -> list[Reason]:
    """The largest of some changes as reasons, scores first. describe: a change as a sentence."""
    shown = sorted(changes, key=lambda each: (each.figure.is_share, -abs(each.change.value)))
    return [
        Reason("note", figure_name(labels, each.figure), describe(each))
        for each in shown[:MOST_REASONS]
    ]


def changed(change: FigureChange) -> bool:
    """Whether the figure differs in any game."""
    return change.change != _NOTHING


def unsure_findings(labels: Labels, changes: Sequence[FigureChange]) -> list[FindingRow]:
    """The findings that name what may be chance, and what is the same in every game."""
    unsure = [each for each in changes if not each.is_real]
    same = [each for each in unsure if not changed(each)]
    perhaps = [each for each in unsure if changed(each)]
    rows = []
    if perhaps:
        names = [
            f"{figure_name(labels, each.figure)} ({change_text(each.figure, each.change)})"
            for each in perhaps
        ]
        advice = "Don't count on these changes; to be surer, play more games (-n)."
        text = f"{join_words(names)}."
        rows.append(FindingRow("note", "These changes may be chance.", text, advice))
    if same:
        names = list(dict.fromkeys(figure_name(labels, each.figure) for each in same))
        title = "The same in every game."
        rows.append(FindingRow("good", title, f"{join_words(names)}.", "Leave it as it is."))
    return rows
