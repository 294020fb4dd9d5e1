"""The notes for the debrief as the facilitator reads them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from game.presenter.proceedings import happenings
from game.presenter.told_game import ToldGame
from game.room.room import Room
from game.room.state import RoomNote
from game.words.sentences import local_time
from game.words.wording import Wording


@frozen
class NoteLine:
    """A note for the debrief."""

    time: str
    turn: str
    objective: int
    text: str
    author: str
    """The name of the observer who wrote it; empty: the facilitator did."""
    after: str
    """What had just happened, as a sentence; empty where nothing had."""
    is_stepped_back: bool
    """Whether the game was stepped back behind it later."""


def note_lines(room: Room, told: ToldGame, table: int) -> Iterator[NoteLine]:
    """The notes on a table, the newest first. told: its game."""
    words = told.words
    path = frozenset(told.path())
    for note in reversed(room.notes):
        if note.table == table:
            yield NoteLine(
                local_time(note.at)[-5:],
                words.say("ui.turn", turn=max(1, note.turn), turns=words.scenario.turns),
                note.objective,
                note.text,
                note_author(room, words, note),
                what_had_happened(told, note.line),
                note.line >= 0 and note.line not in path,
            )


def note_author(room: Room, words: Wording, note: RoomNote) -> str:
    """The name of the observer who wrote a note; empty: the facilitator did."""
    if not note.device:
        return ""
    return room.devices[note.device].name or words.say("observe.title")


def what_had_happened(told: ToldGame, line: int) -> str:
    """What happened last before a note, as the facilitator knows it."""
    moments = told.game.moments
    if not 0 < line < len(moments):
        return ""
    for number in reversed(told.path(line)):
        events = list(happenings([(0, moments[number].entries)]))
        if events:
            return told.words.entry(events[-1].head)
    return ""
