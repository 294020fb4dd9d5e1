"""Stages, phases, ways from stage to stage and endings, in words, from the engine's own machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, assert_never

from attrs import frozen

from game.desk.graph.origins import Origin
from game.engine.flow import Edge, LastTurn, WayOut, flow_of
from game.model.decisions import FACILITATOR
from game.model.effects import End
from game.model.play import CLOSING, OPENING
from game.rules.compiled import ActionsRules, InjectsRules, PhaseRules, Rules, VisitRules
from game.rules.places import spot
from game.words.wording import Wording

PhaseKind = Literal["actions", "table", "injects"]


@frozen
class PhaseNode:
    """A phase of a stage, as its box shows it."""

    id: str
    kind: PhaseKind
    name: str
    sentences: tuple[str, ...]
    """Who does what in it, and when it is skipped."""


@frozen
class WayNode:
    """A way out of a stage at the end of a turn."""

    target: str | None
    """The stage that follows; None: the game is over."""
    condition: str
    """Its condition in words; empty if it is taken whenever no earlier one is."""


@frozen
class StageNode:
    """A stage with its phases, and its ways out in the order in which they are tested."""

    id: str
    name: str
    upkeep: str
    """What happens each turn in it, as a sentence; empty: nothing."""
    phases: tuple[PhaseNode, ...]
    ways: tuple[WayNode, ...]


@frozen
class EndingNode:
    """An outcome, as its box shows it."""

    id: str
    name: str
    at_once: bool
    """Whether it can end the game before the last turn."""
    sentences: tuple[str, ...]
    """When it is reached, what else brings it, and the verdicts."""


def stage_nodes(rules: Rules, words: Wording) -> tuple[StageNode, ...]:
    """All stages of a scenario, in its order."""
    edges = list(flow_of(rules).edges())
    return tuple(_stage(rules, words, number, edges) for number in range(len(rules.stages)))


def ending_nodes(rules: Rules, words: Wording, origins: Sequence[Origin]) -> tuple[EndingNode, ...]:
    """All outcomes of a scenario, in the order in which they are tested."""
    return tuple(
        EndingNode(
            id,
            words.naming.outcome(id),
            outcome.ends == "now",
            tuple(_ending(rules, words, id, origins)),
        )
        for id, outcome in rules.scenario.outcomes.items()
    )


def _stage(rules: Rules, words: Wording, number: int, edges: list[Edge]) -> StageNode:
    stage = rules.stages[number]
    upkeep = words.effects(rules.scenario.stages[stage.id].each_turn, FACILITATOR)
    return StageNode(
        stage.id,
        words.naming.stage(stage.id),
        words.say("stage.upkeep", effects=upkeep) if upkeep else "",
        tuple(_phase(rules, words, rules.phases[phase]) for phase in _in_order(number, edges)),
        tuple(
            _way(rules, words, stage.id, edge) for edge in edges if edge.source == (number, CLOSING)
        ),
    )


def _in_order(number: int, edges: list[Edge]) -> Iterator[int]:
    """The phases of a stage, by following the machine from its opening to its closing."""
    following = {edge.source: edge.target for edge in edges if edge.source[1] != CLOSING}
    place = following[number, OPENING]
    while place is not None and place[1] != CLOSING:
        yield place[1]
        place = following[place]


def _way(rules: Rules, words: Wording, stage: str, edge: Edge) -> WayNode:
    target = None if edge.target is None else rules.stages[edge.target[0]].id
    match edge.test:
        case LastTurn(turns=turns):
            return WayNode(target, words.say("graph.way.last", turn=turns))
        case WayOut(number=number):
            path = ("stages", stage, "next", number, "when")
            node = rules.scenario.stages[stage].next[number].when
            return WayNode(target, words.circumstance(node, spot(rules.scenario, path)))
        case None:
            return WayNode(target, "")
        case _:
            assert_never(edge.test)


def _ending(rules: Rules, words: Wording, id: str, origins: Sequence[Origin]) -> Iterator[str]:
    outcome = rules.scenario.outcomes[id]
    if outcome.when is None:
        yield words.say("graph.ending.otherwise")
    else:
        place = spot(rules.scenario, ("outcomes", id, "when"))
        yield words.needs(outcome.when, place)
    causes = [
        origin.name
        for origin in origins
        if any(isinstance(each.step, End) and each.step.outcome == id for each in origin.steps)
    ]
    if causes:
        yield words.say("graph.ending.causes", causes=words.listed(causes, "or"))
    verdicts = [
        words.say(
            "ending.side.verdict",
            side=words.naming.side(side),
            verdict=words.say(f"verdict.{verdict}"),
        )
        for side, verdict in outcome.verdict.items()
    ]
    if verdicts:
        yield words.language.sentence(words.say("semicolon").join(verdicts))


def _phase(rules: Rules, words: Wording, phase: PhaseRules) -> PhaseNode:
    naming, node = words.naming, rules.scenario.phases[phase.id]
    kind: PhaseKind
    match phase:
        case ActionsRules():
            kind, sentences = "actions", [_choices(rules, words, phase)]
        case VisitRules(table=number, rounds=rounds):
            table = rules.tables[number]
            name = words.say("quoted", text=naming.table(table.id))
            parties = naming.sides(rules.sides[party] for party in table.parties)
            kind = "table"
            talks = words.counted("graph.phase.table", rounds, table=name, sides=parties)
            sentences = [words.language.sentence(talks)]
        case InjectsRules():
            kind, sentences = "injects", [_events(words, phase)]
        case _:
            assert_never(phase)
    if node.when is not None:
        where = spot(rules.scenario, ("phases", phase.id, "when"))
        sentences.append(words.demand("graph.phase.when", node.when, where))
    return PhaseNode(phase.id, kind, naming.phase(phase.id), tuple(sentences))


def _choices(rules: Rules, words: Wording, phase: ActionsRules) -> str:
    """Who chooses among how many actions, how many of them, and in which order."""
    if not phase.sides:
        return words.say("graph.phase.nobody")
    sides = [
        words.counted(
            "graph.phase.side",
            len(phase.offered[side]),
            side=words.naming.side_inside(rules.sides[side]),
        )
        for side in phase.sides
    ]
    order = "together" if phase.together else "alternate"
    sentence = words.counted(f"graph.phase.{order}", phase.picks, sides=words.listed(sides))
    must = words.say("graph.phase.no-pass") if phase.no_pass else ""
    return f"{words.language.sentence(sentence)} {must}".rstrip()


def _events(words: Wording, phase: InjectsRules) -> str:
    """How many events come on a turn, on a condition, or are drawn."""
    drawn = len(phase.drawn)
    parts = [
        *([words.counted("graph.phase.timed", len(phase.timed))] if phase.timed else []),
        *([words.counted("graph.phase.each", len(phase.conditional))] if phase.conditional else []),
        *([words.counted("graph.phase.drawn", phase.draws, of=drawn)] if drawn else []),
    ]
    if not parts:
        return words.say("graph.phase.no-events")
    return words.say("graph.phase.events", parts=words.listed(parts))
