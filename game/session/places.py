"""The folders in which this computer keeps settings, games and the user's own scenarios."""

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
    """The file with the window's settings."""
    return user_config_path(_NAME, appauthor=False) / "settings.json"


def log_file() -> Path:
    """The file to which errors of the program are written."""
    return user_log_path(_NAME, appauthor=False) / "errors.txt"


def own_folder() -> Path:
    """The folder with the user's own scenarios."""
    return user_data_path(_NAME, appauthor=False) / "scenarios"


def games_folder() -> Path:
    """The folder in which games are saved; `COMMUNIQUE_GAMES_FOLDER` names another one."""
    chosen = os.environ.get("COMMUNIQUE_GAMES_FOLDER")
    return Path(chosen) if chosen else user_data_path(_NAME, appauthor=False) / "games"


def rooms_folder() -> Path:
    """The folder in which rooms are kept: beside the games that are saved."""
    chosen = os.environ.get("COMMUNIQUE_GAMES_FOLDER")
    return (Path(chosen) if chosen else user_data_path(_NAME, appauthor=False)) / "rooms"


def unfinished_folder() -> Path:
    """The folder in which games of a long study are kept until it is finished."""
    return games_folder().parent / "unfinished"


def report_folders() -> dict[str, Path]:
    """The folders that a user may want for a report, by `documents`, `desktop` or `home`."""
    folders = {"documents": user_documents_path(), "desktop": user_desktop_path()}
    with suppress(RuntimeError):  # the user has no home folder
        folders["home"] = Path.home()
    return {name: path for name, path in folders.items() if path.is_dir()}
