"""Tables under construction: whole numbers one behind the other, and where things stand."""

from __future__ import annotations

from collections.abc import Iterable

from game.kernel import codes as c
from game.rules.compiled import Rules

MOST_QUESTIONS = 64
"""Questions that can wait at once, where there are any."""


class Builder:
    """`T` as it grows. Address 0 is never given to anything."""

    def __init__(self) -> None:
        self.numbers = [0] * c.HEAD
        self.nothing = self.add(c.P_END)
        """The address of a program that does nothing."""

    @property
    def here(self) -> int:
        """The address of what is added next."""
        return len(self.numbers)

    def add(self, *numbers: int) -> int:
        """Adds numbers; the address of the first."""
        at = self.here
        self.numbers += numbers
        return at

    def room(self, count: int) -> int:
        """Leaves room for numbers that are known later; its address."""
        return self.add(*[0] * count)

    def put(self, at: int, numbers: Iterable[int]) -> None:
        """Writes numbers where room was left."""
        for i, number in enumerate(numbers):
            self.numbers[at + i] = number


class Places:
    """Where in a state everything stands: the order of `rules.layout`, questions last."""

    def __init__(self, rules: Rules) -> None:
        self.tracks = c.SIDES + len(rules.sides) * (1 + rules.most_picks)
        self.cards = self.tracks + len(rules.tracks)
        self.slots = self.cards + len(rules.deals)
        self.fired = self.slots + c.SLOT_STATE * len(rules.slots)
        self.tables: list[int] = []
        at = self.fired + len(rules.injects)
        for table in rules.tables:
            self.tables.append(at)
            at += 4 + 2 * len(table.parties) + len(table.issues)
        self.promises = at
        self.delays = self.promises + 2 * len(rules.promises)
        self.draws = self.delays + rules.counters
        self.held = self.draws + len(rules.sites)
        self.last_offers: list[int] = []
        at = self.held + len(rules.injects)
        for table in rules.tables:
            self.last_offers.append(at)
            at += len(table.parties) * len(table.issues)
        self.hidden_answers = at
        at += len(rules.sides) if rules.hides_answers else 0
        self.answered = {number: at + i for i, number in enumerate(rules.counted_answers)}
        self.questions = at + len(self.answered)
        asked = any(inject.ask for inject in rules.injects)
        self.most_questions = MOST_QUESTIONS if asked else 0
        self.end = self.questions + 1 + self.most_questions
        self._tracks_n = len(rules.tracks)
        self.end_of_revealed = self.revealed(len(rules.sides), 0)

    def revealed(self, side: int, track: int) -> int:
        """Where the value of a track stands that was last revealed to a side, then the turn."""
        return self.end + 1 + 2 * (side * self._tracks_n + track)

    def status(self, table: int) -> int:
        """Where a table's status stands."""
        return self.tables[table]

    def option(self, rules: Rules, table: int, issue: int) -> int:
        """Where the option of an issue stands."""
        return self.tables[table] + 4 + len(rules.tables[table].parties) + issue

    def worth(self, rules: Rules, table: int, party: int) -> int:
        """Where what an agreement was worth to a party stands."""
        return self.option(rules, table, len(rules.tables[table].issues)) + party
