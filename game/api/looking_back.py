"""Analysis of a finished game: luck and decisions, baselines by bots, and other decisions."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve

from game.insight import account as accounts
from game.insight import what_if as branches
from game.insight.account import Account
from game.insight.expected_scores import NoScores
from game.insight.history import list_steps
from game.insight.reference import reference_of
from game.insight.repeated_games import Runs, play_baselines
from game.insight.script import read_script
from game.insight.what_if import WhatIf
from game.kernel.lowering.lower import lower
from game.model.decisions import Move
from game.model.version import RULES_VERSION
from game.session.game import Game

_START_GAMES, _START_SEED = 2000, 1_000_000


def account(game: Game, rollouts: int = 400, seed: int = 1) -> Account:
    """Says how many points chance and each decision were worth in a game.

    rollouts: how many are played from each event. seed: the seed of the rollouts.
    Raises ValueError if rollouts can't be played from every position of the game.
    """
    rules = game.rules
    if rules.version != RULES_VERSION:
        rules = evolve(rules, version=RULES_VERSION)  # rollouts know only today's rules
    tables, steps = lower(rules), list_steps(game)
    seats = reference_of(rules).account
    start = accounts.expect_start(tables, steps[0], seats, _START_GAMES, _START_SEED + seed)
    analysis = accounts.make_account(tables, steps, seats, start, rollouts, seed)
    if isinstance(analysis, NoScores):
        raise ValueError("no rollouts can be played from some position of this game")
    return analysis


def baselines(game: Game, side: str, runs: Mapping[str, int], seed: int = 1) -> dict[str, Runs]:
    """Lets bots play one side again, with the chance events of the game itself.

    runs: for each bot (`uniform`, a persona, `expert`), how often it plays. seed: for the bots.
    Raises KeyError for an unknown side or bot.
    """
    return play_baselines(read_script(game), side, runs, seed)


def what_if(game: Game, line: int, move: Move | None, runs: int = 400, seed: int = 1) -> WhatIf:
    """Plays on from a line of the record: once as it was decided there, once with another move.

    move: None means that the facilitator didn't intervene. seed: of chance, the same in both.
    Raises KeyError for a line without a decision, and ValueError if the move is not legal.
    """
    return branches.play_what_if(read_script(game), line, move, runs, seed)
