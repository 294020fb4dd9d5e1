"""Saving the report of a finished game."""

from __future__ import annotations

from pathlib import Path

from game.presenter.debrief.debrief import Debrief
from game.presenter.report.file import file_name, write_report
from game.presenter.report.report import report
from game.ui.page.screen import Screen
from game.ui.program.program import Program
from game.ui.screens.saving.save_file import SaveFile


class SaveReport(SaveFile):
    """A path to type or to choose, until the report is written."""

    name = "report"
    ending = ".html"
    title, texts = "ui.over.report", "ui.report"

    def __init__(self, program: Program, debrief: Debrief, beneath: Screen | None = None) -> None:
        self._debrief = debrief
        path = debrief.saved
        # Where the game is saved comes first.
        folders = {"beside": path.resolve().parent} if path is not None else {}
        super().__init__(program, folders, file_name(debrief), beneath)

    def _write(self, path: Path) -> Path:
        return write_report(path, report(self._debrief, self._program.analysed))
