"""How often a side's own best package could be signed when a table is visited first.

Where it often can, there is little to bargain about: whoever offers it is done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from game.bargaining.enumeration import all_payoffs
from game.bargaining.packages import Packages, TooManyPackages
from game.bargaining.payoff_space import own_payoffs
from game.engine.pending import phase_of
from game.kernel.lowering.lower import lower
from game.kernel.reader import read_state
from game.kernel.stepping import SteppedGame
from game.lab.standard.measurement import Measurement, Seats
from game.lab.standard.standard import Criterion, of_table
from game.lab.summary.columns import per_cent
from game.model.play import State
from game.rules.compiled import Rules, VisitRules
from game.rules.evaluate import NO_PACKAGE
from game.words.naming import Naming

GAMES = 20
"""Of the games of each pairing so many are looked at: the first ones."""
MOST_SIGNABLE = 0.25
"""The largest share of first visits at which a side's own best package is signable."""


def own_best(measurement: Measurement) -> Iterator[Criterion]:
    """One finding for each table, over the games of personas."""
    rules, sizes = measurement.rules, measurement.sizes
    naming = Naming(rules.scenario)
    seeds = range(sizes.seed, sizes.seed + min(GAMES, sizes.games))
    visits, signable = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for table, state in first_visits(rules, list(measurement.pairings), seeds):
        for side in rules.scenario.tables[table].between:
            answer = is_own_best_signable(rules, state, table, side)
            if answer is not None:
                visits[table, side] += 1
                signable[table, side] += answer
    for table in rules.scenario.tables:
        shares = {
            naming.side_in_table(side): signable[t, side] / n
            for (t, side), n in visits.items()
            if t == table
        }
        if shares:
            count = max(n for (t, _), n in visits.items() if t == table)
            figures = [f"{name} {per_cent(share)}" for name, share in shares.items()]
            yield Criterion(
                "own_best",
                of_table(rules.scenario, "own best package signable for the others", table),
                f"{', '.join(figures)} of {count} first visits",
                f"at most {100 * MOST_SIGNABLE:.0f} %",
                tuple(
                    f"{s} {per_cent(share)}" for s, share in shares.items() if share > MOST_SIGNABLE
                ),
                binding=False,
            )


def first_visits(rules: Rules, line_ups: list[Seats], seeds: range) -> Iterator[tuple[str, State]]:
    """Plays games, and yields each table with the state in which it is visited first."""
    game = SteppedGame(lower(rules), {})
    for seats in line_ups:
        policies = [game.tables.policy(side, seats[side]) for side in rules.sides]
        for seed in seeds:
            game.begin(seed)
            unvisited = {table.id for table in rules.tables}
            while unvisited and (side := game.go_on()) >= 0:
                state = read_state(game.tables, game.row(), seed, game.answered)
                phase = phase_of(rules, state)
                if isinstance(phase, VisitRules) and not state.questions:
                    table = rules.tables[phase.table].id
                    if table in unvisited:
                        unvisited.remove(table)
                        yield table, state
                game.take(side, game.choose(side, policies[side]))


def is_own_best_signable(rules: Rules, state: State, table: str, side: str) -> bool | None:
    """Whether a package that is worth most to a side, of all that it may propose, is signable.

    The others may accept it, and it is worth at least its reservation value to each of them. None
    where there are too many packages to say.
    """
    table_rules, numbers = rules.tables[rules.index.tables[table]], rules.index.parties[table]
    parties = list(numbers.values())
    own = list(numbers).index(side)
    try:
        payoffs = all_payoffs(Packages(table_rules, state, parties))
    except TooManyPackages:
        return None
    best = own_payoffs(rules, state, table, side).worths[-1:]
    reserves = np.array([table_rules.reserves[party](state, NO_PACKAGE) for party in parties])
    reserves[own] = np.iinfo(np.int64).min
    enough = (payoffs >= reserves).all(axis=1)
    return bool((enough & np.isin(payoffs[:, own], best)).any())
