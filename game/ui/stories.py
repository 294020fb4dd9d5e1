"""What a reader may know of an inject that happened: when, why, and what came of it."""

from __future__ import annotations

from typing import cast

from attrs import frozen

from game.model.play import Cause, Entry
from game.ui.sitting import Sitting

_TOLD_AS = ("action", "answer", "tag", "inject", "promise", "table", "option", "stage")
"""The kinds of causes that a story names."""


@frozen
class Shift:
    """How a track moved."""

    track: str
    before: int
    after: int


@frozen
class Story:
    """An inject as it last happened."""

    inject: str
    turn: int
    cause: Cause | None
    """What it follows from, where the reader knows."""
    shifts: tuple[Shift, ...]
    said: tuple[str, ...]
    """What was said as it happened."""
    others: tuple[Entry, ...]
    """What else came of it."""


def story_of(sitting: Sitting, reader: str, inject: str) -> Story:
    """The story of an inject, as far as a reader may know it."""
    turn, entry = _happened(sitting, reader, inject)
    followed = sitting.consequences(reader, inject)
    cause = entry.cause if entry is not None else None
    if cause is not None and cause.kind not in _TOLD_AS:
        cause = None
    return Story(
        inject,
        turn,
        cause,
        shifts(followed),
        tuple(str(each.values["text"]) for each in followed if each.code == "said"),
        tuple(each for each in followed if each.code not in ("said", "changed")),
    )


def _happened(sitting: Sitting, reader: str, inject: str) -> tuple[int, Entry | None]:
    """On which turn an inject happened last, and the entry that says so."""
    found: tuple[int, Entry | None] = (sitting.state.turn, None)
    for turn, batch in sitting.record(reader):
        for entry in batch:
            if entry.code == "injected" and entry.values["inject"] == inject:
                found = turn, entry
    return found


def shifts(entries: tuple[Entry, ...]) -> tuple[Shift, ...]:
    """The changes among entries, each track once."""
    found: dict[str, Shift] = {}
    for entry in entries:
        if entry.code != "changed":
            continue
        track = str(entry.values["track"])
        after, got = (cast(int, entry.values[name]) for name in ("value", "got"))
        before = found[track].before if track in found else after - got
        found[track] = Shift(track, before, after)
    return tuple(found.values())
