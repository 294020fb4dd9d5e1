"""The turns on which stages, phases and conditions are possible, judged by the rules alone.

Something possible may still never happen in play; anything else can't happen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

import attrs

from game.engine.flow import Edge, LastTurn, WayOut, flow_of
from game.model.expressions import Expression, Number, Read, children
from game.model.play import CLOSING, NOTHING
from game.rules.compiled import ActionsRules, InjectsRules, Rules, VisitRules
from game.rules.intervals import Interval, interval
from game.rules.places import Path, spot
from game.words.readings import FACTS
from game.words.simplify import Simplifier

Turns = frozenset[int]
Known = tuple[tuple[Read, int], ...]
"""Facts of the game that are taken for true (1) or false (0)."""
_RESULTS = {"signed": 0, "agreed": 0, "collapsed": 0, "expired": 0, "lapsed": 0, "option": NOTHING}
"""What reads the result of a table, with its value while there is no result."""
_MOST_FACTS = 4
"""The most facts whose combinations are examined one by one."""


class PossibleTurns:
    """Finds for each part of a scenario the turns on which it is possible."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._scenario = rules.scenario
        self._simplifier = Simplifier(rules.scenario)
        self._trees: dict[Path, Expression] = {}
        self._intervals: dict[tuple[Path, int, int, Known], Interval] = {}
        self.every: Turns = frozenset(range(1, rules.turns + 1))
        self._first_talks = dict.fromkeys(rules.scenario.tables, 1)
        """The first turn on which the game can visit a table."""
        self._stages = list(self._stages_by_turn())
        """The indices of the possible stages, for each turn from 1."""
        # Before its first talks no table has a result, which rules out more stages and turns.
        never = rules.turns + 1
        self._first_talks = {id: min(self.table(id), default=never) for id in rules.scenario.tables}
        self._intervals.clear()
        self._stages = list(self._stages_by_turn())

    def stage(self, number: int) -> Turns:
        """The turns on which a stage is possible."""
        return frozenset(turn for turn, at in enumerate(self._stages, 1) if number in at)

    def phase(self, number: int) -> Turns:
        """The turns on which a phase is possible and not skipped."""
        return frozenset(turn for turn, _ in self._visits(number))

    def inject(self, number: int) -> Turns:
        """The turns on which an inject can happen by itself."""
        inject = self._scenario.injects[self._rules.injects[number].id]
        return frozenset(
            turn
            for i in self.bringing_phases(number)
            for turn, stage in self._visits(i)
            if inject.at in (None, turn) and self._may_happen(number, turn, stage)
        )

    def bringing_phases(self, number: int) -> Iterator[int]:
        """The phases in which an inject can happen by itself."""
        for i, phase in enumerate(self._rules.phases):
            if isinstance(phase, InjectsRules):
                drawn = phase.drawn if phase.draws else ()
                if number in (*phase.timed, *phase.conditional, *drawn):
                    yield i

    def action(self, id: str) -> Turns:
        """The turns on which some side can take an action."""
        slots = {i for i, slot in enumerate(self._rules.slots) if slot.action == id}
        node = self._scenario.actions[id].when
        return frozenset(
            turn
            for i, phase in enumerate(self._rules.phases)
            if isinstance(phase, ActionsRules) and slots & {s for o in phase.offered for s in o}
            for turn, stage in self._visits(i)
            if self._may_hold(("actions", id, "when"), node, turn, stage)
        )

    def table(self, id: str) -> Turns:
        """The turns on which the game can visit a table."""
        number = self._rules.index.tables[id]
        return self._joined(
            self.phase(i)
            for i, phase in enumerate(self._rules.phases)
            if isinstance(phase, VisitRules) and phase.table == number
        )

    def shifted(self, turns: Iterable[int], delay: int) -> Turns:
        """Turns moved by a delay, without those after the end of the game."""
        return frozenset(turn + delay for turn in turns) & self.every

    def onwards(self, turns: Turns, delay: int = 0) -> Turns:
        """All turns from the first of these on, plus a delay."""
        return self.shifted(range(min(turns), self._rules.turns + 1), delay) if turns else turns

    def _joined(self, parts: Iterable[Turns]) -> Turns:
        return frozenset().union(*parts)

    def _visits(self, number: int) -> Iterator[tuple[int, int]]:
        """The turns and stages in which a phase is possible and not skipped."""
        phase = self._rules.phases[number]
        node, path = self._scenario.phases[phase.id].when, ("phases", phase.id, "when")
        for turn, possible in enumerate(self._stages, 1):
            for stage in possible:
                in_stage = number in self._rules.stages[stage].phases
                if in_stage and self._may_hold(path, node, turn, stage):
                    yield turn, stage

    def _stages_by_turn(self) -> Iterator[frozenset[int]]:
        """Follows the machine of phases from turn to turn, through every way that may be taken."""
        ways = [edge for edge in flow_of(self._rules).edges() if edge.source[1] == CLOSING]
        possible = frozenset({0})
        for turn in range(1, self._rules.turns + 1):
            yield possible
            possible = frozenset(
                target for stage in possible for target in self._following(stage, ways, turn)
            )

    def _following(self, stage: int, ways: Iterable[Edge], turn: int) -> Iterator[int]:
        """The stages that can follow a stage after a turn, whatever the results of its tables."""
        own = [
            edge for edge in ways if edge.source[0] == stage and not isinstance(edge.test, LastTurn)
        ]
        for known in self._cases(stage):
            for edge in own:
                low, high = self._way(edge, turn, stage, known)
                if (low, high) != (0, 0) and edge.target is not None:
                    yield edge.target[0]
                if low > 0 or high < 0:
                    break

    def _cases(self, stage: int) -> Iterator[Known]:
        """Every case of the facts that the ways out of a stage read, such as an agreement.

        A way that needs an agreement and one that needs none then exclude each other.
        """
        id = self._rules.stages[stage].id
        paths: list[Path] = [
            ("stages", id, "next", i, "when") for i in range(len(self._rules.stages[stage].next))
        ]
        nodes = [way.when for way in self._scenario.stages[id].next]
        facts = dict.fromkeys(
            read
            for path, node in zip(paths, nodes, strict=True)
            for read in _reads(self._tree(path, node))
            if read.kind in FACTS and read.kind != "stage"
        )
        split = list(facts)[:_MOST_FACTS]
        for values in product((0, 1), repeat=len(split)):
            yield tuple(zip(split, values, strict=True))

    def _may_happen(self, number: int, turn: int, stage: int) -> bool:
        """Whether the condition, the chance and the weight of an inject allow it."""
        id = self._rules.injects[number].id
        inject = self._scenario.injects[id]
        for part, node in (("chance", inject.chance), ("weight", inject.weight)):
            path = ("injects", id, part)
            if node is not None and self._interval(path, node, turn, stage)[1] <= 0:
                return False
        return self._may_hold(("injects", id, "when"), inject.when, turn, stage)

    def _way(self, edge: Edge, turn: int, stage: int, known: Known) -> Interval:
        """Whether the condition of a way out of a stage may hold, as the bounds of its value.

        1, 1: it holds for sure, as where there is no condition; 0, 0: it can't.
        """
        if not isinstance(edge.test, WayOut):
            return 1, 1
        id, number = self._rules.stages[stage].id, edge.test.number
        node = self._scenario.stages[id].next[number].when
        return self._interval(("stages", id, "next", number, "when"), node, turn, stage, known)

    def _may_hold(self, path: Path, node: Expression | None, turn: int, stage: int) -> bool:
        """Whether a condition can be true on a turn in a stage; it is where there is none."""
        return node is None or self._interval(path, node, turn, stage) != (0, 0)

    def _interval(
        self, path: Path, node: Expression, turn: int, stage: int, known: Known = ()
    ) -> Interval:
        """The lowest and highest value of an expression on a turn in a stage."""
        tree = self._tree(path, node)
        kinds = {read.kind for read in _reads(tree)}
        timed = bool(kinds & {"turn", *_RESULTS})
        key = path, turn if timed else 0, stage if "stage" in kinds else 0, known
        if key not in self._intervals:
            self._intervals[key] = interval(self._placed(tree, turn, stage, dict(known)))
        return self._intervals[key]

    def _tree(self, path: Path, node: Expression) -> Expression:
        if path not in self._trees:
            self._trees[path] = self._simplifier.simplify(node, spot(self._scenario, path))
        return self._trees[path]

    def _placed(
        self, tree: Expression, turn: int, stage: int, known: Mapping[Expression, int]
    ) -> Expression:
        """An expression with the turn, the stage and the tables without a result filled in."""
        match tree:
            case Read(kind="turn"):
                return Number(turn)
            case Read(kind="stage", of=(id,)):
                return Number(int(id == self._rules.stages[stage].id))
            case Read(kind=kind, of=(table, *_)) if kind in _RESULTS:
                if turn < self._first_talks[table]:
                    return Number(_RESULTS[kind])
        if tree in known:
            return Number(known[tree])
        if not children(tree):
            return tree
        changes: dict[str, object] = {}
        for field in attrs.fields(type(tree)):
            value = getattr(tree, field.name)
            if isinstance(value, tuple) and value and not isinstance(value[0], str):
                changes[field.name] = tuple(
                    self._placed(each, turn, stage, known) for each in value
                )
            elif attrs.has(type(value)):
                changes[field.name] = self._placed(value, turn, stage, known)
        node: Any = tree
        placed: Expression = attrs.evolve(node, **changes)
        return placed


def _reads(tree: Expression) -> Iterator[Read]:
    """Everything of the game that an expression reads."""
    if isinstance(tree, Read):
        yield tree
    for child in children(tree):
        yield from _reads(child)
