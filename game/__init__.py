"""Communiqué: a negotiation strategy game engine.

    from game import compile_rules, load, start, to_move

    rules = compile_rules(load("scenarios/kuala-lumpur.yaml"))
    print(to_move(start(rules, seed=7)))

What is named here is the public API. Each name is looked up when it is first used, so that
importing `game` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.model.version import VERSION

if TYPE_CHECKING:
    from game.authoring.load import inspect, load
    from game.engine.core import start, step, to_move
    from game.engine.digest import digest
    from game.engine.legal import legal
    from game.engine.scores import scores
    from game.engine.view import view
    from game.model.decisions import FACILITATOR, PUBLIC
    from game.model.problems import ScenarioError
    from game.rules.compile import compile_rules

__version__ = VERSION

_HOMES = {
    "FACILITATOR": "game.model.decisions",
    "PUBLIC": "game.model.decisions",
    "ScenarioError": "game.model.problems",
    "compile_rules": "game.rules.compile",
    "digest": "game.engine.digest",
    "inspect": "game.authoring.load",
    "legal": "game.engine.legal",
    "load": "game.authoring.load",
    "scores": "game.engine.scores",
    "start": "game.engine.core",
    "step": "game.engine.core",
    "to_move": "game.engine.core",
    "view": "game.engine.view",
}

__all__ = [
    "FACILITATOR",
    "PUBLIC",
    "ScenarioError",
    "__version__",
    "compile_rules",
    "digest",
    "inspect",
    "legal",
    "load",
    "scores",
    "start",
    "step",
    "to_move",
    "view",
]


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found: object = getattr(import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
