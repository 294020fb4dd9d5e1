"""What a reader may know of an inject that happened: when, why, and what came of it."""

from __future__ import annotations

from typing import cast

from attrs import frozen

from game.model.frozen import FrozenMap
from game.model.play import Cause, Entry
from game.presenter.hot_seat import PACTS, HotSeat

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


@frozen
class Pact:
    """What became of a table last."""

    table: str
    code: str
    """`agreed`, `collapsed` or `lapsed`."""
    package: FrozenMap[str, str]
    """What was agreed; empty where nothing was."""


def pact_of(hot_seat: HotSeat, reader: str, table: str) -> tuple[Pact, Story]:
    """What became of a table last, and what followed from it, as far as a reader may know."""
    pact, story = Pact(table, "collapsed", FrozenMap()), Story("", 1, None, (), (), ())
    for turn, batch in hot_seat.record(reader):
        for place, entry in enumerate(batch):
            if entry.code not in PACTS or entry.values["table"] != table:
                continue
            package = entry.values.get("package")
            pact = Pact(
                table, entry.code, package if isinstance(package, FrozenMap) else FrozenMap()
            )
            after = tuple(e for e in batch[place + 1 :] if _of_table(e, table))
            story = _story("", turn, None, after)
    return pact, story


def _of_table(entry: Entry, table: str) -> bool:
    """Whether something follows from what became of a table."""
    path = f"{entry.cause.path}/" if entry.cause is not None else ""
    return path.startswith(f"tables/{table}/")


def story_of(hot_seat: HotSeat, reader: str, inject: str) -> Story:
    """The story of an inject, as far as a reader may know it."""
    turn, entry = _happened(hot_seat, reader, inject)
    followed = hot_seat.consequences(reader, inject)
    cause = entry.cause if entry is not None else None
    if cause is not None and cause.kind not in _TOLD_AS:
        cause = None
    return _story(inject, turn, cause, followed)


def _story(inject: str, turn: int, cause: Cause | None, followed: tuple[Entry, ...]) -> Story:
    return Story(
        inject,
        turn,
        cause,
        shifts(followed),
        tuple(str(each.values["text"]) for each in followed if each.code == "said"),
        tuple(each for each in followed if each.code not in ("said", "changed")),
    )


def _happened(hot_seat: HotSeat, reader: str, inject: str) -> tuple[int, Entry | None]:
    """On which turn an inject happened last, and the entry that says so."""
    found: tuple[int, Entry | None] = (hot_seat.state.turn, None)
    for turn, batch in hot_seat.record(reader):
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
