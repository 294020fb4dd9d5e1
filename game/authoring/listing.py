"""Ids listed in a sentence of the checker."""

from __future__ import annotations

from collections.abc import Iterable


def list_ids(ids: Iterable[str]) -> str:
    """Joins ids as a sentence does: `north`, `north and south`, `north, south and east`."""
    *before, last = [*ids] or [""]
    return f"{', '.join(before)} and {last}" if before else last
