"""A scenario as one of its readers may know it: without what isn't seen by the reader (rule 14)."""

from __future__ import annotations

from operator import is_
from typing import Any

import attrs
from attrs import evolve, frozen

from game.model.effects import (
    Begin,
    Fire,
    Give,
    Hasten,
    Lapse,
    Open,
    Propose,
    RevealBallots,
    Stop,
)
from game.model.entries import may_see
from game.model.expressions import (
    SECRET_KINDS,
    ZERO,
    Comparison,
    Dotted,
    Expression,
    Predicate,
    Read,
    children,
)
from game.model.flow import TablePhase
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.model.tables import Table

_SECTIONS = ("tables", "promises", "injects", "projects")
_BY_EFFECT: dict[type, str] = {
    **dict.fromkeys((Open, Lapse, Propose), "table"),
    **dict.fromkeys((Fire, RevealBallots), "inject"),
    Give: "promise",
    **dict.fromkeys((Begin, Stop), "project"),
}
"""By kind of effect, the kind of thing that it starts, ends or shows."""


def has_secrets(scenario: Scenario) -> bool:
    """Whether some sides may not know of some tables, promises, injects or projects."""
    everybody = set(scenario.sides)
    things = (thing for section in _SECTIONS for thing in getattr(scenario, section).values())
    return any(each.seen_by is not None and not everybody <= {*each.seen_by} for each in things)


def knows_of(scenario: Scenario, reader: str, read: Read) -> bool:
    """Whether a reader knows of the thing that a name reads, such as a table."""
    kind = SECRET_KINDS.get(read.kind, "track")
    return kind == "track" or _knows(scenario, reader, scenario.readers_of(kind, read.of[0]))


def known_scenario(scenario: Scenario, reader: str) -> Scenario:
    """The scenario without the things of which a reader doesn't know.

    What reads one of them is read as if it had never begun; no effect starts, ends or shows one.
    """
    unknown = frozenset(
        (section[:-1], id)
        for section in _SECTIONS
        for id, thing in getattr(scenario, section).items()
        if not _knows(scenario, reader, thing.seen_by)
    )
    if not unknown:
        return scenario
    kept: dict[str, Any] = {
        section: FrozenMap(
            (id, thing)
            for id, thing in getattr(scenario, section).items()
            if (section[:-1], id) not in unknown
        )
        for section in _SECTIONS
    }
    kept["tables"] = FrozenMap(
        (id, _ratified_by_known(table, unknown)) for id, table in kept["tables"].items()
    )
    phases = FrozenMap(
        (id, phase)
        for id, phase in scenario.phases.items()
        if not (isinstance(phase, TablePhase) and ("table", phase.table) in unknown)
    )
    stages = FrozenMap(
        (id, evolve(stage, phases=tuple(phase for phase in stage.phases if phase in phases)))
        for id, stage in scenario.stages.items()
    )
    personas = FrozenMap(
        (id, evolve(persona, leans=_without(persona.leans, unknown)))
        for id, persona in scenario.personas.items()
    )
    known = evolve(
        scenario, phases=phases, stages=stages, personas=personas, tests=(), expect=(), **kept
    )
    found = _Forgetting(unknown).of(known)
    assert isinstance(found, Scenario)
    return found


def _knows(scenario: Scenario, reader: str, seen_by: tuple[str, ...] | None) -> bool:
    return may_see(reader, seen_by) or (seen_by is not None and {*scenario.sides} <= {*seen_by})


def _ratified_by_known(table: Table, unknown: frozenset[tuple[str, str]]) -> Table:
    if table.ratify is None:
        return table
    votes = tuple(vote for vote in table.ratify.vote if ("inject", vote) not in unknown)
    return evolve(table, ratify=evolve(table.ratify, vote=votes))


def _without(
    leans: FrozenMap[str, Any], unknown: frozenset[tuple[str, str]]
) -> FrozenMap[str, Any]:
    return FrozenMap((id, lean) for id, lean in leans.items() if ("inject", id) not in unknown)


@frozen
class _Forgetting:
    """Takes what names unknown things out of a part of a scenario."""

    unknown: frozenset[tuple[str, str]]

    def of(self, part: Any) -> Any:
        """The part as one reads it who doesn't know of them; itself where it names none."""
        if isinstance(part, Expression):
            return self._formula(part)
        if isinstance(part, Hasten):
            return self._hasten(part)
        if isinstance(part, tuple):
            left = [item for item in part if not self._concerns(item)]
            items = tuple(map(self.of, left))
            is_same = len(left) == len(part) and all(map(is_, items, part))
            return part if is_same else items
        if isinstance(part, FrozenMap):
            pairs = [(key, item, self.of(item)) for key, item in part.items()]
            if all(item is new for _, item, new in pairs):
                return part
            return FrozenMap((key, new) for key, _, new in pairs)
        if not attrs.has(type(part)):
            return part
        changed = {}
        for field in attrs.fields(type(part)):
            value = getattr(part, field.name)
            new = self.of(value)
            if new is not value:
                changed[field.alias or field.name] = new
        return evolve(part, **changed) if changed else part

    def _concerns(self, step: object) -> bool:
        """Whether a step starts, ends or shows something unknown."""
        if isinstance(step, Hasten):
            return all(self._is_project(id) for id, _ in step.projects)
        kind = _BY_EFFECT.get(type(step))
        return kind is not None and (kind, getattr(step, kind)) in self.unknown

    def _is_project(self, id: str) -> bool:
        return ("project", id) in self.unknown

    def _hasten(self, step: Hasten) -> Hasten:
        known = tuple((id, self.of(by)) for id, by in step.projects if not self._is_project(id))
        return step if known == step.projects else Hasten(known)

    def _formula(self, node: Expression) -> Expression:
        """Of a comparison with an unknown agreement nothing is left: its words are unknown, too."""
        match node:
            case Predicate() | Dotted():
                return ZERO if self._is_unknown(node) else node
            case Comparison(terms=terms):
                if any(isinstance(term, Dotted) and self._is_unknown(term) for term in terms):
                    return ZERO
        if not children(node):
            return node
        changed = {
            field.name: new
            for field in attrs.fields(type(node))
            if (new := self.of(getattr(node, field.name))) is not getattr(node, field.name)
        }
        return evolve(node, **changed) if changed else node

    def _is_unknown(self, node: Predicate | Dotted) -> bool:
        if isinstance(node, Dotted):
            return ("table", node.base) in self.unknown
        subject = node.subject
        id = subject.base if isinstance(subject, Dotted) else subject.id
        return (SECRET_KINDS.get(node.function, ""), id) in self.unknown
