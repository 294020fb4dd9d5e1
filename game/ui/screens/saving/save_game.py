"""Saves a game that is not saved, from its start and from then on as it goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.session.clock import stamp
from game.session.records.games import fresh_path
from game.session.records.saved import Saving
from game.ui.page.screen import Answer, Pop, Screen, Then
from game.ui.program.program import Program
from game.ui.screens.saving.save_file import SaveFile


class SaveGame(SaveFile):
    """A path is typed or chosen, until the game is saved there."""

    name = "save-game"
    ending = ".game"
    title, texts = "ui.save.title", "ui.save"

    def __init__(
        self,
        program: Program,
        saving: Saving,
        beneath: Screen | None = None,
        then: Answer | Callable[[], Answer] = None,
    ) -> None:
        """then: the answer once the game is saved, or a function that gives it."""
        self._saving = saving
        self._then = then
        scenario = program.playing.game.rules.scenario.id
        usual = fresh_path(program.games, scenario, stamp()).name
        folders = {"games": program.games} if program.games.is_dir() else {}
        super().__init__(program, folders, usual, beneath)

    def _write(self, path: Path) -> Path:
        self._saving.begin(path)
        self._program.forget_saved()
        return path

    def _after(self) -> Answer:
        then = self._then() if callable(self._then) else self._then
        return Pop() if then is None else Then((Pop(), then))
