"""Rollouts from a position, and the worths of the packages of its tables.

`kernel/rollouts.py` explains common random numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from game.bargaining.table_packages import TablePackages
from game.bots.reference.seen_game import see_game
from game.kernel import rollouts
from game.kernel.lowering.lower import lower
from game.kernel.rollouts import Alternative, Repeat, Rollouts, Seat
from game.kernel.sight import information_set
from game.model.decisions import FACILITATOR, PUBLIC, Decision
from game.model.play import State, View
from game.rules.compiled import Rules


def roll_out(
    rules: Rules,
    state: State | None,
    seats: Mapping[str, Seat],
    n: int,
    seed: int,
    *,
    alternatives: Sequence[Alternative] = ((),),
    until: int | None = None,
    repeat: Repeat | None = None,
    guess: View | None = None,
    proceed: Callable[[int], bool] | None = None,
) -> Rollouts:
    """Plays n games from a state for every alternative, to the end or to the turn `until`.

    state: None starts new games. seats: for each side a persona or `uniform`, or several with
    weights, of which each rollout draws one; sides without a seat are `uniform`. alternatives: for
    each the decisions that are taken first; by default one without any. repeat: takes the first
    random draws from another seed. guess: a side's view; each rollout then draws what the view
    hides. proceed: called now and then with the number of finished rollouts; stops by False.

    Raises ValueError for an alternative that is not legal, and KeyError for an unknown side,
    persona or action.
    """
    tables = lower(rules)
    known = None if guess is None else information_set(tables, guess.who, guess)
    return rollouts.roll_out(
        tables,
        state,
        seats,
        n,
        seed,
        alternatives=alternatives,
        until=until,
        repeat=repeat,
        guess=known,
        proceed=proceed,
    )


def count_draws(rules: Rules, state: State | None, decision: Decision | None, seed: int) -> int:
    """Counts the random draws between a decision and the next one, with the seed of the game.

    Without state and decision it counts those at the start of a game, such as dealt cards.
    """
    return rollouts.count_draws(lower(rules), state, decision, seed)


def packages(rules: Rules, position: State | View, table: str) -> TablePackages:
    """The packages of a table and what they are worth, computed when they are read.

    position: a state, to see the values of all parties; or a side's view, which shows only the
    side's own values, reservation value and conditions, as far as the side knows them.
    Raises KeyError for an unknown table or a side that is no party.
    """
    if isinstance(position, State):
        return TablePackages(rules, position, table, rules.scenario.tables[table].between)
    if position.who in (FACILITATOR, PUBLIC):
        raise ValueError(f"packages are seen by sides or in a state, not by the {position.who}")
    return TablePackages(rules, see_game(rules, position), table, (position.who,))
