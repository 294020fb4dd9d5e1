"""What is taken on trust, because the part of the scenario that would say it couldn't be read."""

from __future__ import annotations

from collections.abc import Collection

from game.authoring.draft import Draft
from game.authoring.reading.nodes import Path

# Where the ids of each kind come to be; a "*" stands for any id.
HOMES: dict[str, Path] = {
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


def open_kinds(draft: Draft, damaged: Collection[str | None]) -> frozenset[str]:
    """The kinds of which some ids may be unknown.

    damaged: top-level keys of which a part couldn't be read; None among them: any.
    """
    if None in damaged or draft.is_lost(("include",)):
        return frozenset(HOMES)
    return frozenset(
        kind for kind, home in HOMES.items() if home[0] in damaged or draft.is_lost(home)
    )
