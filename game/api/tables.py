"""The packages of a table, as the facilitator or a side sees them."""

from __future__ import annotations

from game.bargaining.table_packages import TablePackages
from game.bots.reference.seen_game import see_game
from game.model.decisions import FACILITATOR, PUBLIC
from game.model.play import State, View
from game.rules.compiled import Rules


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
