"""The order of phases as a state machine, built once for each Rules (rule 3.10).

Its states are `stage.open`, `stage.phase`, `stage.close` and `over`. A trigger follows one edge.
Only the edges out of `close` have conditions: the last turn, and the stages' `next`. Games follow a
table of these edges, which is read from the machine and is faster than its triggers.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from weakref import WeakKeyDictionary

from attrs import frozen
from transitions import Machine

from game.engine.draft import StateDraft
from game.model.play import CLOSING, OPENING
from game.rules.compiled import Rules, StageRules
from game.rules.evaluate import NO_PACKAGE, CompiledFormula

_GO = "go"
_OVER = "over"

Place = tuple[int, int]
"""The indices of a stage and of a phase (or OPENING or CLOSING)."""


@frozen
class LastTurn:
    """The test that ends the game after its last turn."""

    turns: int

    def __call__(self, draft: StateDraft) -> bool:
        return draft.turn >= self.turns


@frozen(eq=False)
class WayOut:
    """The test whether a game leaves a stage for another one."""

    number: int
    """Its index among the entries of the stage's `next`."""
    condition: CompiledFormula

    def __call__(self, draft: StateDraft) -> bool:
        return bool(self.condition(draft, NO_PACKAGE))


EdgeTest = LastTurn | WayOut


@frozen
class Edge:
    """One edge of the machine; the first edge whose test holds is taken."""

    source: Place
    target: Place | None
    """The next place; None: the game is over."""
    test: EdgeTest | None
    """None: the edge has no condition."""


class _Cursor:
    """The place that the machine changes during one trigger."""

    def __init__(self, state: str) -> None:
        self.state = state


class PhaseMachine:
    """The state machine of one scenario's stages and phases."""

    def __init__(self, rules: Rules) -> None:
        self._names: dict[Place, str] = {}
        for number, stage in enumerate(rules.stages):
            self._names |= _names(rules, number, stage)
        self._places = {name: place for place, name in self._names.items()}
        self._machine = Machine(
            model=None,
            states=[*self._places, _OVER],
            initial=self._names[0, OPENING],
            auto_transitions=False,
        )
        for number in range(len(rules.stages)):
            self._connect(rules, number)
        by_source = groupby(self.edges(), key=lambda edge: edge.source)
        self._edges_out = {source: tuple(edges) for source, edges in by_source}

    def follow(self, draft: StateDraft) -> bool:
        """Moves a draft to the next phase; returns False if the game ends instead."""
        for edge in self._edges_out[draft.stage, draft.phase]:
            if edge.test is None or edge.test(draft):
                if edge.target is None:
                    return False
                draft.stage, draft.phase = edge.target
                return True
        raise RuntimeError(f"nothing follows phase {draft.phase} of stage {draft.stage}")

    def trigger(self, draft: StateDraft) -> bool:
        """Does the same as `follow` with a trigger of the machine; tests compare the two."""
        cursor = _Cursor(self._names[draft.stage, draft.phase])
        if not self._machine.events[_GO].trigger(cursor, draft):
            raise RuntimeError(f"nothing follows {cursor.state}")
        if cursor.state == _OVER:
            return False
        draft.stage, draft.phase = self._places[cursor.state]
        return True

    def edges(self) -> Iterator[Edge]:
        """Yields every edge of the machine; those out of one place in the order of their tests."""
        for source, transitions in self._machine.events[_GO].transitions.items():
            for transition in transitions:
                tests = [condition.func for condition in transition.conditions]
                test = tests[0] if tests else None
                assert test is None or isinstance(test, LastTurn | WayOut)
                target = self._places.get(transition.dest or _OVER)
                yield Edge(self._places[source], target, test)

    def _connect(self, rules: Rules, number: int) -> None:
        stage = rules.stages[number]
        line = [OPENING, *stage.phases, CLOSING]
        for before, after in pairwise(line):
            self._edge((number, before), self._names[number, after])
        here = (number, CLOSING)
        # Nothing here may refer to the rules: the cache below must be able to drop them.
        self._edge(here, _OVER, LastTurn(rules.turns))
        for way, (condition, to) in enumerate(stage.next):
            self._edge(here, self._names[to, OPENING], WayOut(way, condition))
        self._edge(here, self._names[number, OPENING])

    def _edge(self, place: Place, to: str, condition: EdgeTest | None = None) -> None:
        self._machine.add_transition(_GO, self._names[place], to, conditions=condition)


def _names(rules: Rules, number: int, stage: StageRules) -> dict[Place, str]:
    opening, closing = f"{stage.id}.open", f"{stage.id}.close"
    names = {(number, OPENING): opening, (number, CLOSING): closing}
    for phase in stage.phases:
        name = f"{stage.id}.{rules.phases[phase].id}"
        # A phase can have the id `close`.
        names[number, phase] = f"{name}'" if name in (opening, closing) else name
    return names


_FLOWS: WeakKeyDictionary[Rules, PhaseMachine] = WeakKeyDictionary()


def flow_of(rules: Rules) -> PhaseMachine:
    """Returns the machine of the rules, which is built on the first call."""
    flow = _FLOWS.get(rules)
    if flow is None:
        flow = _FLOWS[rules] = PhaseMachine(rules)
    return flow
