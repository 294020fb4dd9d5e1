"""The kernel plays drawn games as the reference does, decision by decision.

With -s it prints how often each thing was exercised. Many new games, by hand:

    COMMUNIQUE_HYPOTHESIS=sweep COMMUNIQUE_GAMES=50000 .venv/bin/pytest -s -k agrees tests/kernel
"""

from __future__ import annotations

import os
from collections import Counter

import pytest
from comparing import Table, difference, tables
from hypothesis import HealthCheck, given, settings
from strategies.exercised import Tally
from strategies.play import Game, several_games

from game.kernel.batch import Batch
from game.kernel.lowering.lower import lower
from game.kernel.machine import Machine
from game.lab.batches.tally import tally, tally_of_counted
from game.lab.batches.verify import SideBySide, row_difference
from game.model.decisions import Decision
from game.model.play import Accepted

FEWEST = 1000
GAMES = max(FEWEST, settings().max_examples, int(os.environ.get("COMMUNIQUE_GAMES", "0")))
GAMES_OF_EACH = 2 if GAMES == FEWEST else 20
"""Of each drawn scenario; more of them in a sweep, where drawing would take most of the time."""
NOTICED = 10 if GAMES == FEWEST else 1
"""Of so many drawn scenarios one is looked at for what its games exercise, which takes longer than
comparing them; in a sweep each is."""
TABLES = GAMES // 16
SEED, MORE = 1, 25
# A drawn game is a long text, and where one fails all of it is to be read.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")


def test_after_every_decision_of_drawn_games_the_kernel_agrees_with_the_reference() -> None:
    tally, counts = Tally(), Counter[str]()

    @settings(max_examples=GAMES // GAMES_OF_EACH, suppress_health_check=list(HealthCheck))
    @given(games=several_games(GAMES_OF_EACH))
    def agree(games: tuple[Game, ...]) -> None:
        for game in games:
            found = difference(game)
            assert found is None, found
            if counts["scenarios"] % NOTICED == 0:
                tally.add(game)
            counts["games"] += 1
            counts["taken"] += sum(isinstance(one.answer, Accepted) for one in game.tried)
            counts["refused"] += sum(not isinstance(one.answer, Accepted) for one in game.tried)
        counts["scenarios"] += 1

    agree()
    print("", tally.table(), sep="\n")
    print(f"{counts['taken']:,} decisions taken, {counts['refused']:,} refused")
    assert counts["games"] >= GAMES
    assert tally.games >= GAMES // NOTICED
    assert counts["taken"] > 10 * GAMES
    assert counts["refused"] > GAMES


def test_bots_of_every_temper_choose_in_the_kernel_as_by_their_views() -> None:
    seen = Counter[str]()

    @settings(max_examples=TABLES, suppress_health_check=list(HealthCheck))
    @given(table=tables())
    def agree(table: Table) -> None:
        rules = table.rules
        found = SideBySide(lower(rules), table.seats, SEED).play()
        assert found is None, found
        rows = Batch(lower(rules), table.seats).play(SEED, 2)
        found = row_difference(rules, table.seats, rows)
        assert found is None, found
        if rows is not None:
            batch = Batch(lower(rules), table.seats)
            more, counted = batch.play(SEED, MORE), batch.count(SEED, MORE)
            assert (more is None) == (counted is None)
            if more is not None and counted is not None:
                assert more.digest == stepped(table)
                assert tally_of_counted(counted) == tally(rules, more)
        seen.update({"uniform" if who == "uniform" else "persona" for who in table.seats.values()})
        seen["shifts"] += any(
            who != "uniform" and rules.shifts[who] for who in table.seats.values()
        )
        seen["agreed"] += int(rows is not None and (rows.options >= 0).any())

    agree()
    print("", dict(seen), sep="\n")
    assert min(seen["uniform"], seen["persona"]) > TABLES // 2
    assert seen["shifts"] > TABLES // 4
    assert seen["agreed"] > TABLES // 20


def stepped(table: Table) -> int:
    """The digests of games in which the kernel is asked decision by decision, added up.

    Who has appraised nothing before, and so has nothing kept, chooses the same.
    """
    tables, total = lower(table.rules), 0
    for seed in range(SEED, SEED + MORE):
        machine, taken = Machine(tables, seed), Counter[str]()
        while machine.to_move:
            side = machine.to_move[0]
            move = machine.choice(side, table.seats[side], taken[side])
            newcomer = Machine(tables, seed)
            for place in range(len(machine.state)):
                newcomer.state[place] = machine.state[place]
            assert newcomer.choice(side, table.seats[side], taken[side]) == move
            machine.do(Decision(side, move))
            taken[side] += 1
        total += int(machine.digest, 16)
    return total % 2**64
