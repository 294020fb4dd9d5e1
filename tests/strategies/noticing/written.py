"""What was surely read and done, as the author wrote it; refusals; the whole of a game."""

from __future__ import annotations

from collections.abc import Iterator

from game.model.effects import Changes as WrittenChanges
from game.model.expressions import Arithmetic, Call, Dotted, Name, Predicate
from game.model.play import (
    NOTHING,
    Refusal,
    State,
)
from game.rules.compiled import ActionsRules, Rules, VisitRules
from game.rules.evaluate import NO_PACKAGE
from game.rules.index import Index
from game.rules.readings import Formulas
from strategies.noticing.passages import nodes, passages
from strategies.play import Game


def whole(game: Game) -> Iterator[str]:
    """What shows only in the whole of a game."""
    rules, last = game.rules, game.states[-1]
    if not game.begun.state.to_move:
        yield "a game ended before anyone was asked"
    if len(rules.sides) > 2:
        yield "a game of three or more sides"
    if last.turn == rules.turns and last.outcome != NOTHING:
        yield "a game was played to its last turn"
    if any(line.points(last, NO_PACKAGE) for lines in rules.scores for line in lines):
        yield "a score line was not 0"
    yield from _uses(rules, last)
    yield from _phases(rules, game)
    if _divides_by_nothing(rules, last):
        yield "something was divided by 0"


def _uses(rules: Rules, last: State) -> Iterator[str]:
    takers: dict[str, int] = {}
    for slot, uses in zip(rules.slots, last.uses, strict=True):
        takers[slot.action] = takers.get(slot.action, 0) + bool(uses)
        if slot.cooldown and uses > 1:
            yield "an action was taken again after its rest"
        if uses:
            yield from _written(rules, slot.action)
    if max(takers.values(), default=0) > 1:
        yield "two sides took one action"


def _written(rules: Rules, action: str) -> Iterator[str]:
    """What an action that was taken surely did, as its author wrote it."""
    scenario = rules.scenario
    for step in scenario.actions[action].effects:
        if not isinstance(step, WrittenChanges):
            continue
        earlier: set[str] = set()
        for change in step.changes:
            names = {node.id for node in nodes(change.amount) if isinstance(node, Name)}
            if names & earlier:
                yield "changes of one step read each other's tracks"
            if change.operator == "=":
                yield "a track was set with ="
                if names & set(scenario.tracks[change.track].levels):
                    yield "a level was set by its name"
            earlier.add(change.track)


def _phases(rules: Rules, game: Game) -> Iterator[str]:
    """Phases that were passed over, turn by turn; only those behind which another came."""
    turn: list[str] = []
    stage = rules.stages[0]
    for passage in passages(game):
        for entry in passage.entries:
            if entry.code == "stage":
                stage = next(s for s in rules.stages if s.id == entry.values["stage"])
            elif entry.code == "turn":
                turn = []
            elif entry.code == "phase":
                turn.append(str(entry.values["phase"]))
                yield from _passed_over(rules, [rules.phases[i].id for i in stage.phases], turn)


def _passed_over(rules: Rules, order: list[str], met: list[str]) -> Iterator[str]:
    here = order.index(met[-1])
    for id in order[:here]:
        if id not in met:
            phase = rules.phases[rules.index.phases[id]]
            if phase.when is None and isinstance(phase, VisitRules):
                yield "a visit was skipped, its table not open"
            elif phase.when is not None and not isinstance(phase, VisitRules):
                yield "a phase was skipped for its `when`"
    phase = rules.phases[rules.index.phases[met[-1]]]
    if isinstance(phase, ActionsRules) and len(phase.sides) < len(rules.sides):
        yield "a side had no part in a phase"


def _divides_by_nothing(rules: Rules, last: State) -> bool:
    """Whether a score line divides by 0 as the game ends."""
    formulas = Formulas(rules.scenario, Index(rules.scenario))
    for id, side in rules.scenario.sides.items():
        for i, line in enumerate(side.score):
            path = ("sides", id, "score", i, "points")
            for node in nodes(line.points):
                if not isinstance(node, Arithmetic) or node.operator not in ("//", "%"):
                    continue
                if formulas.at(node.right, path)(last, NO_PACKAGE) == 0:
                    return True
    return False


def refusals(game: Game) -> set[str]:
    """The codes with which decisions were refused."""
    return {one.answer.code for one in game.tried if isinstance(one.answer, Refusal)}


def asked(game: Game) -> Iterator[str]:
    """Functions and names in what was surely evaluated: scores, and what the sides were offered."""
    scenario, rules = game.rules.scenario, game.rules
    trees = [line.points for side in scenario.sides.values() for line in side.score]
    offered = {
        rules.slots[slot].action
        for state in game.states
        if state.phase >= 0 and isinstance(phase := rules.phases[state.phase], ActionsRules)
        for slots in phase.offered
        for slot in slots
    }
    trees += [tree for id in offered if (tree := scenario.actions[id].when) is not None]
    seen: set[str] = set()
    while trees:
        for node in nodes(trees.pop()):
            match node:
                case Call(function=word) | Predicate(function=word) | Arithmetic(operator=word):
                    yield word
                case Dotted():
                    yield "issue"
                case Name(id=id) if id in scenario.settings:
                    yield "setting"
                case Name(id=id) if id in scenario.values and id not in seen:
                    seen.add(id)
                    trees.append(scenario.values[id])
                    yield "value"
