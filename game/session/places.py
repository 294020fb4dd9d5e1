"""Where this computer keeps settings, games and a person's own scenarios."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from platformdirs import (
    user_config_path,
    user_data_path,
    user_desktop_path,
    user_documents_path,
    user_log_path,
)

_NAME = "communique"


def settings_file() -> Path:
    """Where the window's settings are kept."""
    return user_config_path(_NAME, appauthor=False) / "settings.json"


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
    folders = {"documents": user_documents_path(), "desktop": user_desktop_path()}
    with suppress(RuntimeError):  # a computer where nobody has a home
        folders["home"] = Path.home()
    return {name: path for name, path in folders.items() if path.is_dir()}
