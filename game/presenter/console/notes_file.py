"""The notes for the debrief of all tables as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from game.presenter.console.notes import note_author
from game.presenter.console.spreadsheet import write_rows
from game.presenter.prose import without_sources
from game.room.room import Room
from game.words.dates import local_time
from game.words.wording import Wording


def notes_file(room: Room, words: Wording) -> str:
    """The notes as CSV, a row for each in the order in which they were taken."""
    return write_rows(words, _rows(room, words))


def _rows(room: Room, words: Wording) -> Iterator[tuple[str | int, ...]]:
    heads = ("table", "time", "turn", "objective", "note", "author")
    yield tuple(words.say(f"console.notes.file.{head}") for head in heads)
    objectives = [without_sources(text) for text in words.scenario.objectives.values()]
    for note in room.notes:
        objective = objectives[note.objective - 1] if 0 < note.objective <= len(objectives) else ""
        time, turn = local_time(note.at), max(1, note.turn)
        yield note.table, time, turn, objective, note.text, note_author(room, words, note)
