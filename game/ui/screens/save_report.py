"""Saving the report of a finished game."""

from __future__ import annotations

from pathlib import Path

from game.ui.desk import Desk
from game.ui.hindsight import Hindsight
from game.ui.report import report
from game.ui.report_file import file_name, write_report
from game.ui.screen import Screen
from game.ui.screens.save_file import SaveFile


class SaveReport(SaveFile):
    """A path to type or to choose, until the report is written."""

    name = "report"
    ending = ".html"
    title, texts = "ui.over.report", "ui.report"

    def __init__(self, desk: Desk, hindsight: Hindsight, beneath: Screen | None = None) -> None:
        self._hindsight = hindsight
        path = hindsight.sitting.saved
        # Where the game is saved comes first.
        folders = {"beside": path.resolve().parent} if path is not None else {}
        super().__init__(desk, folders, file_name(hindsight), beneath)

    def _write(self, path: Path) -> Path:
        return write_report(path, report(self._hindsight))
