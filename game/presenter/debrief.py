"""All that is told of a game after its end: worked out once, and what of it is looked at."""

from __future__ import annotations

from functools import cached_property

from game.model.decisions import FACILITATOR, PUBLIC
from game.model.play import View
from game.presenter.decisions import Choice, Curve, Event, choices, curves, events, foremost
from game.presenter.hot_seat import HotSeat
from game.presenter.negotiations import Tabled, pairs, tabled, tables
from game.session.agreements import Signing, below_reserve

FOREMOST = 4
"""So many events have their letters where there is little room."""


class Debrief:
    """One game looked back on, in one language."""

    def __init__(self, hot_seat: HotSeat) -> None:
        self.hot_seat = hot_seat
        self.words = hot_seat.words
        self._table = ""
        self._chosen = -1
        self._two = ""
        self._tabled: dict[tuple[str, str], Tabled] = {}

    def show(self, table: str, chosen: int, two: str = "") -> None:
        """Turns to a table, a decision, and two parties; empty and −1: to what comes first."""
        self._table, self._chosen, self._two = table, chosen, two

    @cached_property
    def view(self) -> View:
        """What all may know after the end."""
        return self.hot_seat.view(PUBLIC)

    @cached_property
    def below(self) -> tuple[Signing, ...]:
        """The agreements that were worth less to a side than none."""
        return below_reserve(self.hot_seat.game)

    @cached_property
    def cards(self) -> list[str]:
        """The cards that were dealt, and who knew them."""
        return self.words.dealt(self.hot_seat.view(FACILITATOR).cards)

    @cached_property
    def choices(self) -> list[Choice]:
        """All decisions."""
        return choices(self.hot_seat)

    @cached_property
    def events(self) -> list[Event]:
        """What else moved tracks."""
        return events(self.hot_seat)

    @cached_property
    def foremost(self) -> list[Event]:
        """The few that matter most."""
        return foremost(self.hot_seat, self.events, FOREMOST)

    @cached_property
    def curves(self) -> list[Curve]:
        """All tracks, with the marks of all events."""
        return curves(self.hot_seat, self.events)

    @cached_property
    def marked(self) -> list[Curve]:
        """All tracks, with the marks of the foremost events."""
        return curves(self.hot_seat, self.foremost)

    @cached_property
    def tables(self) -> list[str]:
        """The tables to be looked at: those where something was offered, or else the first."""
        return tables(self.hot_seat) or list(self.words.scenario.tables)[:1]

    @property
    def table(self) -> str:
        """The table that is looked at."""
        return self._table if self._table in self.tables else self.tables[0]

    @property
    def tabled(self) -> Tabled:
        """What was offered and possible at it."""
        here = self.table, self._two
        if here not in self._tabled:
            self._tabled[here] = tabled(self.hot_seat, self.table, self.twos.get(self._two))
        return self._tabled[here]

    @property
    def twos(self) -> dict[str, tuple[str, str]]:
        """By a name, every two parties at the table that is looked at."""
        rules = self.hot_seat.game.rules
        return {" ".join(two): two for two in pairs(rules, self.table)}

    @property
    def choice(self) -> Choice | None:
        """The decision that is looked at: at first that which was agreed upon, or the last."""
        found = self.choices
        if 0 <= self._chosen < len(found):
            return found[self._chosen]
        accepted = [choice for choice in found if choice.head.code == "accepted"]
        return (accepted or found)[-1] if found else None
