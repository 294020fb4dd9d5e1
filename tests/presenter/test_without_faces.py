"""The presenter decides what a player is shown, and knows neither window nor terminal."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import game.presenter

IMPORT_ALL = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted({"pygame", "rich"} & set(sys.modules)))
"""


def test_importing_every_module_of_the_presenter_loads_neither_pygame_nor_rich() -> None:
    modules = [
        module.name for module in pkgutil.walk_packages(game.presenter.__path__, "game.presenter.")
    ]
    assert "game.presenter.hot_seat" in modules
    done = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, *modules],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout.split() == []
