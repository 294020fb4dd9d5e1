"""Communiqué: a negotiation strategy game engine.

    from game import compile_rules, load, start, to_move

    rules = compile_rules(load("kuala-lumpur"))
    print(to_move(start(rules, seed=7)))

What is named here is the public API, which docs/python.md describes; whatever lies deeper may
change. Each name is looked up when it is first used, so that importing `game` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.model.version import VERSION

if TYPE_CHECKING:
    from game.api.games import play
    from game.api.looking_back import account, baselines, what_if
    from game.api.records import SavedGame, open_record, save_record
    from game.api.rollouts import count_draws, packages, roll_out
    from game.api.scenarios import inspect, load, with_numbers
    from game.api.simulation import Games, read_games, simulate
    from game.authoring.shipped import shipped
    from game.bargaining.table_packages import TablePackage, TablePackages
    from game.bots.own import Bot, BotError, BotRequest
    from game.engine.core import start, step, to_move
    from game.engine.digest import digest
    from game.engine.legal import legal
    from game.engine.scores import scores
    from game.engine.view import view
    from game.insight.account import Account
    from game.insight.analysis import Analysis, analyse
    from game.insight.intervals import Interval
    from game.insight.what_if import WhatIf
    from game.kernel.rollouts import Repeat, Rollouts
    from game.lab.numbers.paths import numbers_of
    from game.model.decisions import (
        FACILITATOR,
        PUBLIC,
        Accept,
        Act,
        Answer,
        Decision,
        FireInject,
        HoldInject,
        Move,
        Offer,
        Pass,
        ReleaseInject,
        SetTrack,
        Stop,
        Walk,
        read_decision,
        read_move,
    )
    from game.model.play import Accepted, Legal, State, View
    from game.model.problems import Problem, ScenarioError
    from game.model.refusals import Refusal
    from game.model.scenario import Scenario
    from game.rules.compile import compile_rules
    from game.rules.compiled import Rules
    from game.session.game import Game

__version__ = VERSION

_HOMES = {
    "Account": "game.insight.account",
    "Interval": "game.insight.intervals",
    "WhatIf": "game.insight.what_if",
    "Games": "game.api.simulation",
    "simulate": "game.api.simulation",
    "read_games": "game.api.simulation",
    "Accept": "game.model.decisions",
    "Accepted": "game.model.play",
    "Act": "game.model.decisions",
    "Analysis": "game.insight.analysis",
    "Answer": "game.model.decisions",
    "Bot": "game.bots.own",
    "BotError": "game.bots.own",
    "BotRequest": "game.bots.own",
    "Decision": "game.model.decisions",
    "FACILITATOR": "game.model.decisions",
    "FireInject": "game.model.decisions",
    "Game": "game.session.game",
    "HoldInject": "game.model.decisions",
    "Legal": "game.model.play",
    "Move": "game.model.decisions",
    "Offer": "game.model.decisions",
    "PUBLIC": "game.model.decisions",
    "Pass": "game.model.decisions",
    "Problem": "game.model.problems",
    "Refusal": "game.model.refusals",
    "ReleaseInject": "game.model.decisions",
    "Repeat": "game.kernel.rollouts",
    "Rollouts": "game.kernel.rollouts",
    "Rules": "game.rules.compiled",
    "SavedGame": "game.api.records",
    "Scenario": "game.model.scenario",
    "ScenarioError": "game.model.problems",
    "SetTrack": "game.model.decisions",
    "State": "game.model.play",
    "Stop": "game.model.decisions",
    "TablePackage": "game.bargaining.table_packages",
    "TablePackages": "game.bargaining.table_packages",
    "View": "game.model.play",
    "Walk": "game.model.decisions",
    "account": "game.api.looking_back",
    "analyse": "game.insight.analysis",
    "baselines": "game.api.looking_back",
    "compile_rules": "game.rules.compile",
    "count_draws": "game.api.rollouts",
    "digest": "game.engine.digest",
    "inspect": "game.api.scenarios",
    "legal": "game.engine.legal",
    "load": "game.api.scenarios",
    "numbers_of": "game.lab.numbers.paths",
    "open_record": "game.api.records",
    "packages": "game.api.rollouts",
    "play": "game.api.games",
    "read_decision": "game.model.decisions",
    "read_move": "game.model.decisions",
    "roll_out": "game.api.rollouts",
    "save_record": "game.api.records",
    "scores": "game.engine.scores",
    "shipped": "game.authoring.shipped",
    "start": "game.engine.core",
    "step": "game.engine.core",
    "to_move": "game.engine.core",
    "view": "game.engine.view",
    "what_if": "game.api.looking_back",
    "with_numbers": "game.api.scenarios",
}
"""By name, the module in which it is defined."""

__all__ = [
    "FACILITATOR",
    "PUBLIC",
    "Accept",
    "Accepted",
    "Account",
    "Act",
    "Analysis",
    "Answer",
    "Bot",
    "BotError",
    "BotRequest",
    "Decision",
    "FireInject",
    "Game",
    "Games",
    "HoldInject",
    "Interval",
    "Legal",
    "Move",
    "Offer",
    "Pass",
    "Problem",
    "Refusal",
    "ReleaseInject",
    "Repeat",
    "Rollouts",
    "Rules",
    "SavedGame",
    "Scenario",
    "ScenarioError",
    "SetTrack",
    "State",
    "Stop",
    "TablePackage",
    "TablePackages",
    "View",
    "Walk",
    "WhatIf",
    "__version__",
    "account",
    "analyse",
    "baselines",
    "compile_rules",
    "count_draws",
    "digest",
    "inspect",
    "legal",
    "load",
    "numbers_of",
    "open_record",
    "packages",
    "play",
    "read_decision",
    "read_games",
    "read_move",
    "roll_out",
    "save_record",
    "scores",
    "shipped",
    "simulate",
    "start",
    "step",
    "to_move",
    "view",
    "what_if",
    "with_numbers",
]


if not TYPE_CHECKING:  # Otherwise mypy would accept every name.

    def __getattr__(name: str) -> object:
        home = _HOMES.get(name)
        if home is None:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        found = getattr(import_module(home), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
