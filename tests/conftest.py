"""Where the tests run: in English and UTF-8, with few examples unless asked for more."""

import gc
import os
import sys
import tempfile

import pytest
from hypothesis import HealthCheck, settings
from platformdirs import user_cache_dir
from slow_tests import pytest_configure, pytest_itemcollected, pytest_terminal_summary

__all__ = ["pytest_configure", "pytest_itemcollected", "pytest_terminal_summary"]

# Games speak the language of their computer: here, and in the processes of their own that tests
# begin, that of no country.
for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(name, None)
os.environ["LANG"] = "C.UTF-8"
# Nor does a game that a test begins open its window before whoever runs the tests.
for name in ("DISPLAY", "WAYLAND_DISPLAY"):
    os.environ.pop(name, None)
# What they play is saved in a folder of their own, and not among the games of whoever runs them.
_games = tempfile.TemporaryDirectory(prefix="communique-tests-", ignore_cleanup_errors=True)
os.environ["COMMUNIQUE_GAMES_FOLDER"] = _games.name
# Machine code is kept in one folder, also by games that a test begins in another home.
os.environ.setdefault("COMMUNIQUE_CACHE_DIR", user_cache_dir("communique", appauthor=False))

# Property tests try little, and always the same.
settings.register_profile(
    "ci", derandomize=True, max_examples=30, deadline=None, print_blob=True, database=None
)
# By hand, before a release or after a change of the rules: new examples every time, and many.
settings.register_profile(
    "sweep",
    derandomize=False,
    max_examples=2000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("COMMUNIQUE_HYPOTHESIS", "ci"))


@pytest.fixture(scope="session")
def compiled() -> None:
    """The kernel as it is from the second time on that a machine plays games."""
    from game.kernel import machine_code

    if machine_code.in_use():
        machine_code.load()


# Modules and tests stay to the end: Python needn't look for garbage while they are read.
gc.disable()


def pytest_collection_finish() -> None:
    """In this process screens are drawn nowhere; those that a test begins have no such display.

    Otherwise a game begun by a test would open its window there, and wait for somebody.
    """
    gc.collect()
    gc.freeze()  # nor among them afterwards
    gc.enable()
    if os.environ.get("SDL_VIDEODRIVER") == "dummy" and "pygame" in sys.modules:
        import pygame

        pygame.display.init()
        del os.environ["SDL_VIDEODRIVER"]
