"""The settings of the window, kept in a small file."""

from __future__ import annotations

import json
from pathlib import Path

from attrs import asdict, evolve, frozen

from game.session.records.safe_files import part_file

TEXT_SCALES = (80, 90, 100, 110, 125, 140, 160)
"""In per cent."""
MINUTES = (0, 2, 3, 5, 8, 10, 15, 20)
"""The time limits for a decision that can be chosen; 0: none."""


@frozen
class Settings:
    """What a person has set."""

    language: str = ""
    """Empty: the language of this computer."""
    text: int = 100
    high_contrast: bool = False
    motion: bool = True
    full_screen: bool = False
    guided: bool = True
    """Whether the guide through a first game is shown."""
    course_shown: bool = False
    """Whether the page on how a turn goes has been shown."""
    minutes: int = 0
    """The time limit for each decision of people; 0: none."""


def read_settings(path: Path) -> Settings:
    """Reads settings from a file; unreadable or invalid ones fall back to the defaults."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    usual = asdict(Settings())
    known = {name: stored[name] for name in usual if type(stored.get(name)) is type(usual[name])}
    settings = Settings(**known)
    settings = settings if settings.text in TEXT_SCALES else evolve(settings, text=100)
    return settings if settings.minutes in MINUTES else evolve(settings, minutes=0)


def keep_settings(settings: Settings, path: Path) -> OSError | None:
    """Writes the settings to a file; returns the error where the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part_file(path, json.dumps(asdict(settings), indent=1).encode()) as part:
            part.replace(path)
    except OSError as error:
        return error
    return None
