"""Blind lists: strategies that fix a side's decisions before the game, whatever happens.

A blind list is the yardstick for bots that look at the game: a bot that scores no more than the
best blind list gains nothing by looking. A list has an entry for each turn, each actions phase and
each pick in it, so it depends on the clock alone. An entry is an action or `pass`. At a pick, the
list takes its entry if that is legal, else the next legal entry of the same phase, up to the first
`pass`. If there is none, the side passes; if it may not pass, it takes the first legal action. One
more entry for each question determines the answer; if that isn't legal, the first legal answer is
given.

Offers at a table can't be fixed in advance, since they answer those of others. There the list
bargains like one of the personas made for its side (rule 12.2, without shifts), which its last
entry names. So a list isn't quite blind at a table, which only makes it harder to beat.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import TypeAlias

from attrs import frozen

from game.kernel import codes as c
from game.model.players import personas_of
from game.model.sides import BargainingStyle
from game.rules.compiled import ActionsRules, Rules

BlindList: TypeAlias = tuple[int, ...]
"""The entries: a slot or PASS for each pick, then an answer for each question, then a style."""


@frozen
class PickTime:
    """The time at which a side picks."""

    phase: int
    turn: int
    pick: int
    """The number of actions that the side has picked in this phase before."""


@frozen
class ListShape:
    """What a blind list of a side can contain."""

    rules: Rules
    side: int
    times: tuple[PickTime, ...]
    """The picks that have an entry: phase by phase, and within a phase in turn order."""
    questions: tuple[int, ...]
    """The injects that ask the side."""
    styles: tuple[tuple[str, BargainingStyle], ...]
    """The ways in which the side can bargain, each with the id of a persona that does so."""
    options: tuple[tuple[int, ...], ...]
    """The possible values of each entry."""

    @property
    def phases(self) -> tuple[int, ...]:
        """The phases in which the side picks."""
        return tuple(dict.fromkeys(time.phase for time in self.times))

    def entries_of(self, phase: int) -> range:
        """The indices of the entries of a phase."""
        of_phase = [i for i, time in enumerate(self.times) if time.phase == phase]
        return range(of_phase[0], of_phase[-1] + 1)

    def draw_list(self, luck: Random) -> BlindList:
        """Draws a list at random, entry by entry."""
        return tuple([luck.choice(options) for options in self.options])

    def neighbours(self) -> list[tuple[int, int]]:
        """All ways to set a single entry, each as the index of the entry and its value."""
        return [(i, option) for i, options in enumerate(self.options) for option in options]

    def describe(self, entries: BlindList) -> Iterator[str]:
        """Yields lines of text that describe a list, with the ids of the scenario."""
        rules = self.rules
        for phase in self.phases:
            picks = [self._describe_pick(entries, i) for i in self.entries_of(phase)]
            yield f"{rules.phases[phase].id}: {' '.join(picks)}"
        for i, inject in enumerate(self.questions, len(self.times)):
            asked = rules.injects[inject]
            answers = asked.answers[asked.ask.index(self.side)]
            yield f"{asked.id}: {answers[entries[i]].id}"
        if rules.tables:
            yield f"at a table: {self.styles[entries[-1]][0]}"

    def _describe_pick(self, entries: BlindList, index: int) -> str:
        slots, entry = self.rules.slots, entries[index]
        action = "pass" if entry == c.PASS else slots[entry].action
        time = self.times[index]
        return action if time.pick else f"[{time.turn}] {action}"


def shape_lists(rules: Rules, side: str) -> ListShape:
    """Determines what a blind list of a side can contain. Raises KeyError for an unknown side."""
    number = rules.index.sides[side]
    times, options = [], []
    for index, phase in enumerate(rules.phases):
        if not isinstance(phase, ActionsRules) or number not in phase.sides:
            continue
        choices = phase.offered[number] if phase.no_pass else (*phase.offered[number], c.PASS)
        for turn in range(1, rules.turns + 1):
            for pick in range(phase.picks):
                times.append(PickTime(index, turn, pick))
                options.append(choices or (c.PASS,))
    questions = [i for i, inject in enumerate(rules.injects) if number in inject.ask]
    for i in questions:
        inject = rules.injects[i]
        options.append(tuple(range(len(inject.answers[inject.ask.index(number)]))))
    personas = rules.scenario.personas
    styles = [(id, personas[id].bargaining) for id in personas_of(rules.scenario, side)]
    styles = styles or [("linear", BargainingStyle())]
    options.append(tuple(range(len(styles))) if rules.tables else (0,))
    return ListShape(rules, number, tuple(times), tuple(questions), tuple(styles), tuple(options))
