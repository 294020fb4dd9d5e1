"""Checks that sides can be told apart where there is little room."""

from __future__ import annotations

from game.authoring.draft import Draft


def check_sides(draft: Draft) -> None:
    """Reports a short name or an emblem that an earlier side has already."""
    for key in ("short", "emblem"):
        owners: dict[str, str] = {}
        for id, side in draft.scenario.sides.items():
            written = side.short if key == "short" else side.emblem
            owner = owners.setdefault(written.casefold(), id)
            if written and owner != id:
                values = {"found": written, "other": owner, "key": key}
                draft.report("side-twice", ("sides", id, key), **values)
