"""How reports tell of changes between games of the same seeds: the largest, and the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from game.document.panel_page import FindingRow, Reason
from game.lab.report.figures import change_text, figure_name
from game.lab.report.told import Told
from game.lab.studies.differences import Change
from game.lab.summary.columns import join_words

MOST_REASONS = 3
P_NOTE = (
    "p: how often chance alone would show any of these changes so large (corrected by Holm); "
    "below 0.05 it is called sure."
)

C = TypeVar("C", bound=Change)


def largest_changes(told: Told, changes: Sequence[C], describe: Callable[[C], str]) -> list[Reason]:
    """The largest of some changes as reasons, scores first. describe: a change as a sentence."""
    shown = sorted(changes, key=lambda each: (each.figure.is_share, -abs(each.change.value)))
    return [
        Reason("note", figure_name(told, each.figure), describe(each))
        for each in shown[:MOST_REASONS]
    ]


def unsure_finding(told: Told, changes: Sequence[Change]) -> list[FindingRow]:
    """The finding that names the changes that may be chance, if there are any."""
    unsure = [
        f"{figure_name(told, each.figure)} ({change_text(each.figure, each.change)})"
        for each in changes
        if not each.is_real
    ]
    if not unsure:
        return []
    text = f"{join_words(unsure)}: what may be chance."
    return [FindingRow("good", "The rest stays.", text, "To be surer, play more games (-n).")]
