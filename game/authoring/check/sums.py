"""Checks the sums that the engine computes itself: a package's worth, a side's score (rule 1.3)."""

from __future__ import annotations

from collections.abc import Iterable

from game.authoring.draft import Draft
from game.authoring.listing import list_ids
from game.authoring.reading.nodes import Path
from game.rules.intervals import Interval, is_countable
from game.rules.names import Names


def check_sums(draft: Draft, names: Names) -> None:
    """Reports tables and scores whose parts can add up to more than the engine can count."""
    sides = draft.scenario.sides
    for id, table in draft.scenario.tables.items():
        parties = [side for side in dict.fromkeys(table.between) if side in sides]
        ranges = ((side, names.worth_range(id, side)) for side in parties)
        _report(draft, ("tables", id, "issues"), "the options of this table", ranges)
    for side in sides:
        path: Path = ("sides", side, "score")
        _report(draft, path, "the lines of this score", [(side, names.score_range(side))])


def _report(draft: Draft, path: Path, parts: str, ranges: Iterable[tuple[str, Interval]]) -> None:
    """Reports all sides with the same range as one problem."""
    sides: dict[Interval, list[str]] = {}
    for side, bounds in ranges:
        if not is_countable(bounds):
            sides.setdefault(bounds, []).append(side)
    for (low, high), affected in sides.items():
        values = {"parts": parts, "side": list_ids(affected), "low": low, "high": high}
        draft.report_key("sum-overflow", path, **values)
