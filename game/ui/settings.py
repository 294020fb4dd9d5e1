"""What one person has chosen for the window: kept in a small file, or for this time only."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from attrs import asdict, evolve, frozen
from platformdirs import (
    user_config_path,
    user_data_path,
    user_desktop_path,
    user_documents_path,
    user_log_path,
)

from game.session.parts import part_file

_NAME = "communique"
TEXT_SCALES = (80, 90, 100, 110, 125, 140, 160)
"""In %."""
MINUTES = (0, 2, 3, 5, 8, 10, 15, 20)
"""For each decision of people; 0: as many as they like."""


@frozen
class Settings:
    """The choices."""

    language: str = ""
    """Empty: what this computer speaks."""
    text: int = 100
    high_contrast: bool = False
    motion: bool = True
    full_screen: bool = False
    guided: bool = True
    """Whether the guide through a first game is shown."""
    minutes: int = 0
    """That people have for each decision; 0: as many as they like."""
    short_cards: bool = False
    """Whether cards say what they do, and no more."""


def settings_file() -> Path:
    """Where they are kept."""
    return user_config_path(_NAME, appauthor=False) / "settings.json"


def read_settings(path: Path) -> Settings:
    """The settings of a file; what can't be read, or is nonsense, is as at first."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    usual = asdict(Settings())
    known = {name: found[name] for name in usual if type(found.get(name)) is type(usual[name])}
    settings = Settings(**known)
    settings = settings if settings.text in TEXT_SCALES else evolve(settings, text=100)
    return settings if settings.minutes in MINUTES else evolve(settings, minutes=0)


def keep_settings(settings: Settings, path: Path) -> OSError | None:
    """Keeps the settings; why not, where the disk refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part_file(path, json.dumps(asdict(settings), indent=1).encode()) as part:
            part.replace(path)
    except OSError as error:
        return error
    return None


def log_file() -> Path:
    """Where mistakes of the program are noted."""
    return user_log_path(_NAME, appauthor=False) / "errors.txt"


def own_folder() -> Path:
    """Where one's own scenarios are looked for."""
    return user_data_path(_NAME, appauthor=False) / "scenarios"


def games_folder() -> Path:
    """Where games are saved; `COMMUNIQUE_GAMES_FOLDER` names another."""
    chosen = os.environ.get("COMMUNIQUE_GAMES_FOLDER")
    return Path(chosen) if chosen else user_data_path(_NAME, appauthor=False) / "games"


def report_folders() -> dict[str, Path]:
    """Where a report is likely to be wanted: the folders that there are, by a word for each."""
    found = {"documents": user_documents_path(), "desktop": user_desktop_path()}
    with suppress(RuntimeError):  # a computer where nobody has a home
        found["home"] = Path.home()
    return {name: path for name, path in found.items() if path.is_dir()}
