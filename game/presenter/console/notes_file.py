"""The notes for the debrief of all tables as a file for a spreadsheet."""

from __future__ import annotations

import csv
import io

from game.presenter.console.results import as_text
from game.presenter.prose import without_sources
from game.room.room import Room
from game.words.dates import local_time
from game.words.wording import Wording


def notes_file(room: Room, words: Wording) -> str:
    """The notes as CSV, a row for each in the order in which they were taken."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    heads = ("table", "time", "turn", "objective", "note")
    rows.writerow([as_text(words.say(f"console.notes.file.{head}")) for head in heads])
    objectives = [without_sources(text) for text in words.scenario.objectives.values()]
    for note in room.notes:
        objective = objectives[note.objective - 1] if 0 < note.objective <= len(objectives) else ""
        time, turn = local_time(note.at), max(1, note.turn)
        rows.writerow([note.table, time, turn, as_text(objective), as_text(note.text)])
    return written.getvalue()
