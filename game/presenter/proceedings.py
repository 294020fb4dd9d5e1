"""The record of proceedings: what happened, grouped with its consequences, and its filters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, assert_never

from attrs import frozen

from game.model.entries import Batches, Cause, Entry
from game.model.log_events import (
    ActionTaken,
    CardDealt,
    CostPaid,
    DecisionEvent,
    GameEnded,
    InjectFired,
    PhaseBegan,
    ProjectDone,
    ProjectStopped,
    PromiseEvent,
    QuestionAnswered,
    SecretActionTaken,
    TableEvent,
    TrackChanged,
    TurnBegan,
)
from game.presenter.prose import short_name
from game.words.wording import Wording

_LeftOut = CardDealt | PhaseBegan | GameEnded | TurnBegan | CostPaid

HappeningKind = Literal["promise", "change", "action", "news"]
FilterKind = Literal["all", "ours", "theirs", "other", "news", "promises", "talks"]


@frozen
class Happening:
    """One thing that happened, and what followed from it at once."""

    turn: int
    head: Entry
    consequences: tuple[Entry, ...]
    new: bool = False
    """Whether the reader has not decided anything since it happened."""

    @property
    def side(self) -> str:
        """The side that did it; empty where no side did."""
        if isinstance(self.head.event, DecisionEvent | SecretActionTaken):
            return self.head.event.side
        return self.head.cause.side if self.head.cause is not None else ""

    @property
    def kind(self) -> HappeningKind:
        """The kind, which chooses its icon: a promise, an action, a change of tracks, or news."""
        if isinstance(self.head.event, PromiseEvent):
            return "promise"
        if self.side:
            return "action"
        return "change" if isinstance(self.head.event, TrackChanged) else "news"


def happenings(batches: Batches, new_entries: int = 0) -> Iterator[Happening]:
    """Groups entries into happenings, in order, each with the changes that followed from it.

    new_entries: how many of the last entries are new to the reader.
    """
    old_entries = sum(len(entries) for _, entries in batches) - new_entries
    for turn, entries in batches:
        groups: list[_Group] = []
        are_new: list[bool] = []
        for number, entry in enumerate(entries):
            if isinstance(entry.event, _LeftOut):
                continue
            changed = isinstance(entry.event, TrackChanged)
            consequences = _group_of(groups, entry) if changed else None
            if consequences is not None:
                consequences.append(entry)
            else:
                groups.append((entry, []))
                are_new.append(number >= old_entries)
        for (head, consequences), new in zip(groups, are_new, strict=True):
            yield Happening(turn, head, tuple(consequences), new)
        old_entries -= len(entries)


_Group = tuple[Entry, list[Entry]]


def _group_of(groups: Sequence[_Group], entry: Entry) -> list[Entry] | None:
    """The consequences of the happening that caused a change; None where none is known."""
    cause = entry.cause
    if cause is None:
        if not groups:
            return None
        head, consequences = groups[-1]
        return consequences if isinstance(head.event, TrackChanged) and not head.cause else None
    for head, consequences in reversed(groups):
        if _caused(head, cause):
            return consequences
    return None


def _caused(head: Entry, cause: Cause) -> bool:
    """Whether something with a cause is a consequence of an entry."""
    match event := head.event:
        case TrackChanged():
            return head.cause == cause
        case ActionTaken() | QuestionAnswered():
            return (event.side, event.path) == (cause.side, cause.path)
        case ProjectDone() | ProjectStopped():
            return event.path == cause.path
        case InjectFired():
            return f"{cause.path}/".startswith(f"{event.path}/")
        case _:
            return False


@lru_cache(maxsize=2048)
def sentences(words: Wording, happening: Happening) -> tuple[str, ...]:
    """The sentences of a happening, its own first; cached, as a record is drawn far more often
    than it grows."""
    return tuple(words.entries((happening.head, *happening.consequences)))


@frozen
class HappeningText:
    """A happening in words."""

    sentence: str
    quotations: tuple[str, ...]
    """What a bot said with it."""
    followed: str
    """What followed from it; empty where nothing did."""


def happening_text(words: Wording, happening: Happening) -> HappeningText:
    """A happening in words: itself, what was said with it, and what followed."""
    first, *others = sentences(words, happening)
    quoted = 1 if happening.head.quotation is not None else 0
    return HappeningText(first, tuple(others[:quoted]), " ".join(others[quoted:]))


@frozen
class RecordFilter:
    """One way of showing only a part of the record."""

    kind: FilterKind
    name: str
    """The words on its button."""
    reader: str
    """The side that reads the record."""
    other: str = ""
    """The side whose actions a filter of kind `other` shows."""

    @property
    def key(self) -> str:
        """A short text that tells it from every other filter."""
        return f"by:{self.other}" if self.kind == "other" else self.kind

    def matches(self, happening: Happening) -> bool:
        """Whether it shows a happening."""
        match self.kind:
            case "all":
                return True
            case "ours":
                return happening.side == self.reader
            case "theirs":
                return happening.side not in ("", self.reader)
            case "other":
                return happening.side == self.other
            case "news":
                return happening.side == ""
            case "promises":
                return isinstance(happening.head.event, PromiseEvent)
            case "talks":
                return isinstance(happening.head.event, TableEvent)
            case _:
                assert_never(self.kind)


def record_filters(
    words: Wording, record: Sequence[Happening], reader: str
) -> tuple[RecordFilter, ...]:
    """The filters of a record, `all` first: by who did it, and by the kinds that occur in it.

    reader: empty: somebody of no side.
    """
    others = [side for side in words.scenario.sides if side != reader]
    by_others = (
        [_filter(words, "theirs", reader)]
        if len(others) < 2
        else [RecordFilter("other", short_name(words, side), reader, side) for side in others]
    )
    topics = [_filter(words, "promises", reader), _filter(words, "talks", reader)]
    return (
        _filter(words, "all", reader),
        *([_filter(words, "ours", reader)] if reader else ()),
        *by_others,
        _filter(words, "news", reader),
        *(topic for topic in topics if any(topic.matches(each) for each in record)),
    )


def _filter(words: Wording, kind: FilterKind, reader: str) -> RecordFilter:
    return RecordFilter(kind, words.say(f"ui.record.{kind}"), reader)


def filter_by_key(filters: Sequence[RecordFilter], key: str) -> RecordFilter:
    """The filter with a key; the first one where the record no longer has it."""
    return next((each for each in filters if each.key == key), filters[0])
