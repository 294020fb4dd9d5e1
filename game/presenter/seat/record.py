"""The record on the page: happenings, the newest first, and its filters."""

from __future__ import annotations

from itertools import groupby

from attrs import frozen

from game.presenter.badges import SideBadge, badge_of
from game.presenter.proceedings import (
    Happening,
    HappeningKind,
    HappeningText,
    filter_by_key,
    happening_text,
    happenings,
    record_filters,
)
from game.presenter.worded_game import WordedGame
from game.words.wording import Wording

ROWS = 30
"""After so many happenings a page of the record ends with the turn it is in."""


@frozen
class RecordLink:
    """A link that shows only a part of the record."""

    key: str
    name: str
    is_current: bool


@frozen
class RecordRow:
    """A happening."""

    text: HappeningText
    kind: HappeningKind
    badge: SideBadge | None
    """The badge of the side that did it; None where no side did."""
    is_new: bool


@frozen
class TurnRows:
    """What happened on a turn."""

    name: str
    """As in `turn 4`."""
    day: str
    """Its day; may be empty."""
    rows: tuple[RecordRow, ...]


@frozen
class RecordTab:
    """The record as one reader knows it."""

    links: tuple[RecordLink, ...]
    turns: tuple[TurnRows, ...]
    show: str
    """The key of the filter that is on."""
    earlier: int
    """The turn at which the part that isn't shown begins, going back; -1: all is shown."""


def record_tab(
    worded: WordedGame, reader: str, show: str, newest: int = 0, *, observes: bool = False
) -> RecordTab:
    """The record as a reader knows it, as many of its turns as make a page.

    show: the key of the filter that is on. newest: the first turn that is shown; 0: the present.
    observes: whether it is for somebody who decides nothing: then nothing in it is new or theirs.
    """
    words = worded.words
    new = 0 if observes else worded.new_entries(reader)
    record = list(happenings(worded.record(reader), new))
    filters = record_filters(words, record, "" if observes else reader)
    chosen = filter_by_key(filters, show)
    matching = [each for each in record if chosen.matches(each)]
    turns, earlier = list[TurnRows](), -1
    for turn, group in groupby(reversed(matching), key=lambda each: each.turn):
        if newest and turn > newest:
            continue
        if sum(len(each.rows) for each in turns) >= ROWS:
            earlier = turn
            break
        turns.append(_turn(words, turn, list(group)))
    links = tuple(RecordLink(each.key, each.name, each == chosen) for each in filters)
    return RecordTab(links, tuple(turns), chosen.key, earlier)


def _turn(words: Wording, turn: int, shown: list[Happening]) -> TurnRows:
    name = words.say("ui.record.turn", turn=turn) if turn else words.say("ui.record.before")
    return TurnRows(
        name, words.day(turn) if turn else "", tuple(_row(words, each) for each in shown)
    )


def _row(words: Wording, happening: Happening) -> RecordRow:
    badge = badge_of(words.scenario, happening.side) if happening.side else None
    return RecordRow(happening_text(words, happening), happening.kind, badge, happening.new)
