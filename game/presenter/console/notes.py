"""Notes for the debrief: those on one table, and those on all as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from game.model.decisions import FACILITATOR, Decision, Offer
from game.presenter.console.results import write_rows
from game.presenter.participants import saying_head
from game.presenter.proceedings import happenings
from game.presenter.prose import without_sources
from game.presenter.worded_game import WordedGame
from game.room.room import Room
from game.room.state import RoomNote
from game.session.records.record import RecordLine
from game.session.records.recorded_actions import Announce, Message
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


def note_lines(room: Room, worded: WordedGame, table: int) -> Iterator[NoteLine]:
    """The notes on a table, the newest first. worded: its game."""
    words = worded.words
    path = frozenset(worded.path())
    for note in reversed(room.notes):
        if note.table == table:
            yield NoteLine(
                local_time(note.at)[-5:],
                words.say("board.turn", turn=max(1, note.turn), turns=words.scenario.turns),
                note.objective,
                note.text,
                note_author(room, words, note),
                what_had_happened(worded, note.line),
                note.line >= 0 and note.line not in path,
            )


def note_author(room: Room, words: Wording, note: RoomNote) -> str:
    """The name of the observer who wrote a note; empty: the facilitator did."""
    if not note.device:
        return ""
    return room.devices[note.device].name or words.say("observe.title")


def what_had_happened(worded: WordedGame, line: int) -> str:
    """What happened last before a note, as the facilitator knows it."""
    moments = worded.game.moments
    if not 0 < line < len(moments):
        return ""
    for number in reversed(worded.path(line)):
        events = list(happenings([(0, moments[number].entries)]))
        if events:
            return worded.words.entry(events[-1].head)
    return ""


def notes_file(room: Room, tables: Mapping[int, WordedGame]) -> str:
    """The notes as CSV, a row for each in the order in which they were taken.

    tables: by number, the games of all tables in the language of the file.
    """
    words = next(iter(tables.values())).words
    return write_rows(words, _rows(room, tables, words))


def _rows(
    room: Room, tables: Mapping[int, WordedGame], words: Wording
) -> Iterator[tuple[str | int, ...]]:
    heads = ("table", "time", "turn", "happened", "objective", "note", "author")
    yield tuple(words.say(f"console.notes.file.{head}") for head in heads)
    objectives = [without_sources(text) for text in words.scenario.objectives.values()]
    for note in room.notes:
        objective = objectives[note.objective - 1] if 0 < note.objective <= len(objectives) else ""
        time, turn = local_time(note.at), max(1, note.turn)
        happened = what_had_happened(tables[note.table], note.line)
        author = note_author(room, words, note)
        yield note.table, time, turn, happened, objective, note.text, author


_MOST = 12


@frozen
class WrittenWords:
    """Words that somebody wrote, with a line of the record or as a message."""

    line: int
    turn: str
    head: str
    """Who wrote them to whom, or with what."""
    words: str
    is_hidden: bool
    is_stepped_back: bool
    """Whether the game was stepped back behind them later."""


def written_words(worded: WordedGame) -> tuple[WrittenWords, ...]:
    """What was written last, the newest first."""
    return tuple(_newest_first(worded))[:_MOST]


def _newest_first(worded: WordedGame) -> Iterator[WrittenWords]:
    words, moments = worded.words, worded.game.moments
    path = frozenset(worded.path())
    for moment in reversed(moments):
        line = moment.line
        if line is None or not line.note.strip():
            continue
        head = _head(words, line)
        if head:
            yield WrittenWords(
                line.number,
                words.say("console.agenda.turn", turn=max(1, moments[moment.before].state.turn)),
                head,
                line.note.strip(),
                line.number in worded.hidden_words,
                line.number not in path,
            )


def _head(words: Wording, line: RecordLine) -> str:
    """Who wrote a line's words to whom; empty where nobody reads them before the end."""
    action = line.action
    if isinstance(action, Announce | Message):
        return saying_head(words, action)
    if not isinstance(action, Decision) or action.side == FACILITATOR or line.by_facilitator:
        return ""
    kind = "offer" if isinstance(action.move, Offer) else "statement"
    return words.say(f"console.words.{kind}", side=words.naming.side(action.side))
