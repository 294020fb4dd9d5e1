"""What is written to the files of a folder, synced and linked, in order."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


class Watched:
    """What is done to a folder's files, in order."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.events: list[str] = []
        self._folder = folder
        self._watch(monkeypatch, "write", self._on_file)
        self._watch(monkeypatch, "fsync", self._on_file)
        self._watch(monkeypatch, "link", lambda *_args: "")

    def _watch(
        self, monkeypatch: pytest.MonkeyPatch, name: str, what: Callable[..., str | None]
    ) -> None:
        real = getattr(os, name)

        def watched(*args: Any) -> Any:
            done = real(*args)
            on = what(*args)
            if on is not None:
                self.events.append(f"{name} {on}".strip())
            return done

        monkeypatch.setattr(os, name, watched)

    def _on_file(self, file: int, *_args: object) -> str | None:
        """Which of the folder's files it is, or the folder itself; None for any other."""
        found = os.fstat(file)
        for path in (self._folder, *self._folder.iterdir()):
            if os.path.samestat(path.stat(), found):
                return path.suffix or "folder"
        return None
