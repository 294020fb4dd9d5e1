"""Counts changes, so that a page is made again only where it may look different."""

from __future__ import annotations


class Versions:
    """How often something has changed: anywhere, everywhere, at a table, for a side."""

    def __init__(self) -> None:
        self.all = 0
        """All changes."""
        self._everywhere = 0
        self._tables: dict[int, int] = {}
        self._sides: dict[tuple[int, str], int] = {}

    def change(self, table: int = 0, side: str = "") -> None:
        """Counts a change. table: 0: everywhere. side: empty: for all sides of the table."""
        self.all += 1
        if not table:
            self._everywhere += 1
        elif not side:
            self._tables[table] = self._tables.get(table, 0) + 1
        else:
            self._sides[table, side] = self._sides.get((table, side), 0) + 1

    def of(self, table: int, side: str) -> tuple[int, int, int]:
        """What differs after a change that a side may see."""
        return self._everywhere, self._tables.get(table, 0), self._sides.get((table, side), 0)
