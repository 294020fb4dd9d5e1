"""Tables under construction: a growing list of whole numbers, and the places in a state."""

from __future__ import annotations

from collections.abc import Iterable

from game.kernel import codes as c
from game.rules.compiled import Rules, VoteRules

MOST_QUESTIONS = 64
"""The most questions that can wait at once, in scenarios that have questions."""


class Builder:
    """The growing list `T`. Nothing that is added gets address 0."""

    def __init__(self) -> None:
        self.numbers = [0] * c.HEAD
        self.nothing = self.add(c.P_END)
        """The address of a program that does nothing."""

    @property
    def here(self) -> int:
        """The address of the next number to be added."""
        return len(self.numbers)

    def add(self, *numbers: int) -> int:
        """Adds numbers; returns the address of the first."""
        at = self.here
        self.numbers += numbers
        return at

    def room(self, count: int) -> int:
        """Reserves room for numbers that are known later; returns its address."""
        return self.add(*[0] * count)

    def put(self, at: int, numbers: Iterable[int]) -> None:
        """Writes numbers to room that was reserved."""
        for i, number in enumerate(numbers):
            self.numbers[at + i] = number


class Places:
    """The places of everything in a state, in the order that `codes` describes."""

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
        at += len(self.answered)
        self.votes: list[int] = []
        for inject in rules.votes:
            assert inject.vote is not None
            self.votes.append(at)
            at += size_of_vote(inject.vote)
        self.projects = at
        at += c.PROJECT_STATE * len(rules.projects)
        self.ratifications: list[int] = []
        """By table, the place of the turn after which a signed package lapses; 0 for none."""
        for table in rules.tables:
            self.ratifications.append(at if table.ratifiers else 0)
            at += 1 + len(table.ratifiers) if table.ratifiers else 0
        self.majorities: list[int] = []
        """By table, the place of who has walked out and of the ballots; 0 without a majority."""
        for table in rules.tables:
            self.majorities.append(0 if table.majority is None else at)
            if table.majority is not None:
                at += len(table.parties) + len(table.majority.count.members)
        self.questions = at
        asked = any(inject.ask for inject in rules.injects)
        self.most_questions = MOST_QUESTIONS if asked else 0
        self.end = self.questions + 1 + self.most_questions
        self._tracks_n = len(rules.tracks)
        self.end_of_revealed = self.revealed(len(rules.sides), 0)

    def revealed(self, side: int, track: int) -> int:
        """The place of the value of a track last revealed to a side; the turn comes next."""
        return self.end + 1 + 2 * (side * self._tracks_n + track)

    def project(self, number: int) -> int:
        """The place of the turns left of a project."""
        return self.projects + c.PROJECT_STATE * number

    def status(self, table: int) -> int:
        """The place of a table's status."""
        return self.tables[table]

    def option(self, rules: Rules, table: int, issue: int) -> int:
        """The place of the option of an issue."""
        return self.tables[table] + 4 + len(rules.tables[table].parties) + issue

    def worth(self, rules: Rules, table: int, party: int) -> int:
        """The place of the worth of an agreement to a party."""
        return self.option(rules, table, len(rules.tables[table].issues)) + party


def size_of_vote(vote: VoteRules) -> int:
    """How many numbers the vote of an inject has in a state."""
    lists = 2 if vote.is_revealed else 1
    return c.VOTE_SUPPORT + len(vote.counts) + lists * len(vote.members)
