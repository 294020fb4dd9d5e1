"""The request that a custom bot gets."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from attrs import field, frozen

from game.bots.reference.seen_game import see_game
from game.model.decisions import Walk
from game.model.play import TableView
from game.rules.compiled import Rules
from game.session.game import DecisionRequest

if TYPE_CHECKING:
    from game.bargaining.table_packages import TablePackages

_WALK = Walk()


@frozen
class BotRequest(DecisionRequest):
    """The request for a bot's decision, with the rules and the bot's own random numbers."""

    rules: Rules = field(kw_only=True, repr=False, eq=False)
    """The rules of the game."""
    seed: int = field(kw_only=True)
    """The seed of the game's bots."""

    @property
    def random(self) -> Random:
        """A random number generator for this decision.

        It depends on the seed, the side, the number of decisions and the number of refusals. So a
        bot decides the same when a game is continued or played again.
        """
        return Random(f"{self.seed} {self.side} {self.taken} {len(self.refused)}")

    @property
    def table(self) -> TableView | None:
        """The table at which the game is now, as the side sees it; None if it is at no table."""
        if _WALK not in self.legal.moves:
            return None  # saves reading the tables, which takes a while
        tables = self.view.tables.values()
        return next((table for table in tables if table.visit_left is not None), None)

    def packages(self, table: str = "") -> TablePackages:
        """The packages of a table, with their worths to this side only.

        table: by default the table at which the game is. Raises KeyError for an unknown table or
        one where the side is no party, and ValueError if no table is named and the game is at none.
        """
        from game.bargaining.table_packages import TablePackages

        if not table:
            if self.table is None:
                raise ValueError("the game is at no table now: name one")
            table = self.table.id
        return TablePackages(self.rules, see_game(self.rules, self.view), table, (self.side,))
