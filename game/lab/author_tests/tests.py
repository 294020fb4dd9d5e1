"""Runs an author's tests: small positions in which a few decisions are played (rule 9.6)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.authoring.reading.nodes import Finding, Path
from game.engine.refusals import refuse
from game.engine.rehearsal import Rehearsal, rehearse
from game.model.claims import AuthorTest
from game.model.decisions import Decision, read_decision
from game.model.entries import Entry
from game.model.expressions import Expression, Read, children
from game.model.log_events import PlaceEvent
from game.model.play import NOTHING, State
from game.model.scenario import Scenario
from game.rules.compiled import Rules
from game.rules.evaluate import NO_PACKAGE
from game.rules.expressions import unparse
from game.rules.index import Index
from game.rules.readings import FormulaCompiler
from game.words.wording import Wording

"""The events that only say where a game stands."""
MOST_ENTRIES = 4
"""The most sentences about what happened last that a failure quotes."""


class AuthorTestRunner:
    """Runs the tests of one scenario, which has no errors."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._scenario: Scenario = rules.scenario
        self._formulas = FormulaCompiler(rules.scenario, Index(rules.scenario))
        self._words = Wording(rules.scenario)

    def failures(self) -> Iterator[Finding]:
        """What doesn't hold in the tests, each at its place in the scenario."""
        for i, test in enumerate(self._scenario.tests):
            yield from self._failures(i, test)

    def _failures(self, number: int, test: AuthorTest) -> Iterator[Finding]:
        path = ("tests", number)
        rehearsal = rehearse(
            self._rules, test.given, [_read(text) for text in test.play], test.seed
        )
        now = self._moment(rehearsal.state, rehearsal.entries)
        later = self._moment(rehearsal.after, rehearsal.entries_after)
        if rehearsal.refused is not None:
            number_refused, refusal = rehearsal.refused
            side = _read(test.play[number_refused]).side
            reason = self._words.refusal(refusal, side).rstrip(".")
            values = {"test": test.name, "why": reason, **later}
            yield Finding("test-refused", (*path, "play", number_refused), values)
            return
        for i, then in enumerate(test.then):
            place: Path = (*path, "then", i)
            holds = self._formulas.at(then, place)
            if not holds(rehearsal.state, NO_PACKAGE):
                values = {"test": test.name, "found": self._readings(then, place, rehearsal), **now}
                has_gone_on = self._where(rehearsal.after) != self._where(rehearsal.state)
                holds_later = has_gone_on and holds(rehearsal.after, NO_PACKAGE)
                values["holds_later"] = "yes" if holds_later else ""
                yield Finding("test-fails", place, values)
        for i, text in enumerate(test.refused):
            if refuse(self._rules, rehearsal.after, _read(text)) is None:
                yield Finding("test-accepted", (*path, "refused", i), {"test": test.name, **later})

    def _moment(self, state: State, entries: Sequence[Entry]) -> dict[str, str]:
        """Where a game stands and what happened last in it."""
        sentences = self._words.entries(e for e in entries if not isinstance(e.event, PlaceEvent))
        last = " ".join(sentences[-MOST_ENTRIES:]).rstrip(".")
        left_out = "… " if len(sentences) > MOST_ENTRIES else ""
        return {
            "where": self._where(state),
            "happened": f"; what happened before: {left_out}{last}" if sentences else "",
        }

    def _where(self, state: State) -> str:
        """The turn, the phase and, if there are several, the stage, by their ids."""
        rules, turn = self._rules, f"on turn {state.turn}"
        if state.outcome != NOTHING:
            return f'{turn}, after the end as "{rules.outcomes[state.outcome].id}"'
        if state.phase < 0:
            return turn
        stage = f' of stage "{rules.stages[state.stage].id}"' if len(rules.stages) > 1 else ""
        return f'{turn}, in phase "{rules.phases[state.phase].id}"{stage}'

    def _readings(self, then: Expression, place: Path, rehearsal: Rehearsal) -> str:
        """What a condition reads, and its values: `trust is 50, order is kept`."""
        readings = dict.fromkeys(
            f"{_named(read)} is {self._value(read, place, rehearsal)}"
            for read in _reads(self._formulas.tree(then, place))
        )
        return ", ".join(readings)

    def _value(self, read: Read, place: Path, rehearsal: Rehearsal) -> str:
        value = self._formulas.at(read, place)(rehearsal.state, NO_PACKAGE)
        if read.kind == "track":
            levels = tuple(self._scenario.tracks[read.of[0]].levels)
            return levels[value] if levels else str(value)
        if read.kind == "option":
            table, issue = read.of
            options = tuple(self._scenario.tables[table].issues[issue].options)
            return options[value] if value != NOTHING else "not agreed"
        return str(value)


def _read(text: str) -> Decision:
    decision = read_decision(text)
    assert decision is not None, "a checked test has readable decisions"
    return decision


def _reads(tree: Expression) -> Iterator[Read]:
    """Everything that a resolved expression reads, in the order in which it is written."""
    if isinstance(tree, Read) and tree.kind not in ("level", "setting"):
        yield tree
    for child in children(tree):
        yield from _reads(child)


def _named(read: Read) -> str:
    if read.kind in ("option", "turn"):
        return ".".join(read.of) or read.kind
    return unparse(read)
