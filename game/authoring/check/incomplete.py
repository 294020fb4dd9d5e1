"""Finds the kinds of ids of which some may be unknown, because a part could not be read."""

from __future__ import annotations

from collections.abc import Collection

from game.authoring.draft import Draft
from game.authoring.reading.nodes import Path

# Where the ids of each kind are defined; a "*" stands for any id.
DEFINED_AT: dict[str, Path] = {
    "objective": ("objectives",),
    "source": ("sources",),
    "setting": ("settings",),
    "value": ("values",),
    "side": ("sides",),
    "deal": ("deals",),
    "track": ("tracks",),
    "stage": ("stages",),
    "phase": ("phases",),
    "tag": ("tags",),
    "action": ("actions",),
    "menu": ("actions", "*", "menu"),
    "table": ("tables",),
    "issue": ("tables", "*", "issues"),
    "option": ("tables", "*", "issues", "*", "options"),
    "promise": ("promises",),
    "inject": ("injects",),
    "answer": ("injects", "*", "answers"),
    "deck": ("injects", "*", "deck"),
    "outcome": ("outcomes",),
    "persona": ("personas",),
    "bot": ("personas",),
    "place": ("map", "places"),
}


def find_incomplete_kinds(draft: Draft, damaged: Collection[str | None]) -> frozenset[str]:
    """The kinds of things that may have ids in a part of the scenario that could not be read.

    damaged: top-level keys with a part that couldn't be read; None among them means any key.
    """
    if None in damaged or draft.is_unreadable(("include",)):
        return frozenset(DEFINED_AT)
    return frozenset(
        kind for kind, home in DEFINED_AT.items() if home[0] in damaged or draft.is_unreadable(home)
    )
