"""Where effects come from: the parts of a scenario that have effects, and the steps within them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import attrs
from attrs import frozen

from game.model.effects import After, End, Fire, Upkeep
from game.model.expressions import Expression
from game.model.frozen import FrozenMap
from game.model.scenario import Scenario
from game.rules.intervals import interval
from game.rules.names import Names
from game.rules.places import ANYWHERE
from game.words.wording import Wording

OriginKind = Literal[
    "opening", "each_turn", "stage", "tag", "action", "table", "promise", "inject", "project"
]


@frozen
class PlacedStep:
    """A step that starts something, and the turns by which `after` delays it."""

    step: Fire | End
    delay: int = 0
    ending_agreement: bool = False
    """Whether it is an effect of an agreement that ends."""
    first_turn: int = 1
    """The first turn on which its effects can begin, as far as `each_turn` says."""


@frozen
class Origin:
    """A part of a scenario that has effects."""

    kind: OriginKind
    id: str
    """Empty for the opening and for what happens each turn."""
    name: str
    """What it is called inside a sentence."""
    steps: tuple[PlacedStep, ...]
    """Its steps that fire an inject or end the game."""


def origins(words: Wording) -> Iterator[Origin]:
    """Every part of a scenario that fires an inject or ends the game."""
    scenario, naming = words.scenario, words.naming
    opening, each_turn = (
        naming.inside(words.say(f"cause.{id}")) for id in ("opening", "each_turn")
    )

    def quoted(name: str) -> str:
        return words.say("quoted", text=name)

    parts: list[tuple[OriginKind, str, str, object]] = [
        ("opening", "", opening, scenario.opening),
        ("each_turn", "", each_turn, scenario.each_turn),
        *(("stage", id, quoted(naming.stage(id)), stage) for id, stage in scenario.stages.items()),
        *(("tag", id, quoted(naming.tag(id)), tag) for id, tag in scenario.tags.items()),
        *(("action", id, quoted(naming.action(id)), act) for id, act in scenario.actions.items()),
        *(("table", id, quoted(naming.table(id)), table) for id, table in scenario.tables.items()),
        *(("promise", id, quoted(naming.promise(id)), p) for id, p in scenario.promises.items()),
        *(("project", id, quoted(naming.project(id)), p) for id, p in scenario.projects.items()),
        *(("inject", id, quoted(naming.inject(id)), each) for id, each in scenario.injects.items()),
    ]
    for kind, id, name, part in parts:
        first_turn = 2 if kind == "each_turn" else 1
        steps = tuple(starting_steps(scenario, part, first_turn=first_turn))
        if steps:
            yield Origin(kind, id, name, steps)


def _waits(scenario: Scenario, turns: int | Expression) -> Iterable[int]:
    """The turns that an `after` may wait."""
    if isinstance(turns, int):
        return (turns,)
    low, high = interval(Names(scenario).resolve(turns, ANYWHERE))
    return range(max(low, 1), max(min(high, scenario.turns), 1) + 1)


def starting_steps(
    scenario: Scenario,
    part: object,
    delay: int = 0,
    ending_agreement: bool = False,
    first_turn: int = 1,
) -> Iterator[PlacedStep]:
    """The steps in a part of a scenario that fire an inject or end the game."""
    match part:
        case Fire() | End():
            yield PlacedStep(part, delay, ending_agreement, first_turn)
        case After(turns=turns, then=then):
            for wait in _waits(scenario, turns):
                later = delay + wait
                yield from starting_steps(scenario, then, later, ending_agreement, first_turn)
        case Upkeep(first_turn=first, effects=effects):
            yield from starting_steps(scenario, effects, delay, ending_agreement, first)
        case FrozenMap():
            for each in part.values():
                yield from starting_steps(scenario, each, delay, ending_agreement, first_turn)
        case tuple():
            for each in part:
                yield from starting_steps(scenario, each, delay, ending_agreement, first_turn)
        case _ if attrs.has(cls := type(part)):
            for field in attrs.fields(cls):
                lapse = ending_agreement or field.name == "lapsed"
                first = 2 if field.name == "each_turn" else first_turn
                inner = getattr(part, field.name)
                yield from starting_steps(scenario, inner, delay, lapse, first)


def delays(scenario: Scenario, part: object, delay: int = 0) -> set[int]:
    """The numbers of turns after which the effects of a part go on."""
    match part:
        case After(turns=turns, then=then):
            return set[int]().union(
                *(
                    {delay + wait, *delays(scenario, then, delay + wait)}
                    for wait in _waits(scenario, turns)
                )
            )
        case FrozenMap():
            return set().union(*(delays(scenario, each, delay) for each in part.values()))
        case tuple():
            return set().union(*(delays(scenario, each, delay) for each in part))
        case _ if attrs.has(cls := type(part)):
            fields = attrs.fields(cls)
            inner = (getattr(part, field.name) for field in fields)
            return set().union(*(delays(scenario, each, delay) for each in inner))
        case _:
            return set()
