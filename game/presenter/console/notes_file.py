"""The notes for the debrief of all tables as a file for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from game.presenter.console.notes import note_author, what_had_happened
from game.presenter.console.spreadsheet import write_rows
from game.presenter.prose import without_sources
from game.presenter.told_game import ToldGame
from game.room.room import Room
from game.words.sentences import local_time
from game.words.wording import Wording


def notes_file(room: Room, tables: Mapping[int, ToldGame]) -> str:
    """The notes as CSV, a row for each in the order in which they were taken.

    tables: by number, the games of all tables in the language of the file.
    """
    words = next(iter(tables.values())).words
    return write_rows(words, _rows(room, tables, words))


def _rows(
    room: Room, tables: Mapping[int, ToldGame], words: Wording
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
