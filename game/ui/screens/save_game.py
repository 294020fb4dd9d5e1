"""Saving a game that is not saved, or no longer: from its start, and from then on as it goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.session.clock import stamp
from game.session.games import fresh_path
from game.session.saved import Saving
from game.ui.desk import Desk
from game.ui.screen import Answer, Pop, Screen, Then
from game.ui.screens.save_file import SaveFile


class SaveGame(SaveFile):
    """A path to type or to choose, until the game is saved there."""

    name = "save-game"
    ending = ".game"
    title, texts = "ui.save.title", "ui.save"

    def __init__(
        self,
        desk: Desk,
        saving: Saving,
        beneath: Screen | None = None,
        then: Answer | Callable[[], Answer] = None,
    ) -> None:
        """then: what is answered, or done and then answered, once the game is saved."""
        self._saving = saving
        self._then = then
        scenario = desk.playing.game.rules.scenario.id
        usual = fresh_path(desk.games, scenario, stamp()).name
        folders = {"games": desk.games} if desk.games.is_dir() else {}
        super().__init__(desk, folders, usual, beneath)

    def _write(self, path: Path) -> Path:
        self._saving.begin(path)
        self._desk.forget_saved()
        return path

    def _after(self) -> Answer:
        then = self._then() if callable(self._then) else self._then
        return Pop() if then is None else Then((Pop(), then))
