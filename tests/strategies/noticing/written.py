"""What was surely read and done, as the author wrote it; refusals; the whole of a game."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.view import view
from game.model.decisions import PUBLIC
from game.model.effects import Changes as WrittenChanges
from game.model.expressions import Name
from game.model.play import NOTHING, State
from game.model.refusals import Refusal
from game.rules.compiled import ActionsRules, InjectsRules, Rules, VisitRules
from game.rules.evaluate import NO_PACKAGE
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
    yield from _scores(rules, game)
    if view(rules, last, PUBLIC).revealed:
        yield "the public held a revealed value"
    for i in range(len(rules.tracks)):
        held = {last.revealed.get((side, i)) for side in range(len(rules.sides))}
        if len(held) > 1:
            yield "sides held different revealed values"
    yield from _uses(rules, last)
    yield from _released(game)
    yield from _phases(rules, game)


def _released(game: Game) -> Iterator[str]:
    """Injects that came by themselves once they were no longer held."""
    released: set[object] = set()
    for passage in passages(game):
        for entry in passage.entries:
            inject = entry.values.get("inject")
            if entry.code == "released":
                released.add(inject)
            elif entry.code == "held":
                released.discard(inject)
            elif entry.code == "injected" and entry.cause is None and inject in released:
                yield "an inject happened by itself after it was released"


def _scores(rules: Rules, game: Game) -> Iterator[str]:
    first, last = game.states[0], game.states[-1]
    for line in (line for lines in rules.scores for line in lines):
        points = line.points(last, NO_PACKAGE)
        if points:
            yield "a score line was not 0"
        if points != line.points(first, NO_PACKAGE):
            yield "a score line changed during the game"
        if points in (line.low, line.high) and line.low < line.high:
            yield "a score line stood at one of its bounds"
        if line.hidden:
            yield "a score line was kept from its side until the end"


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
                yield from _lost(rules, int(str(entry.values["turn"])) - 1, turn)
                turn = []
            elif entry.code == "phase":
                turn.append(str(entry.values["phase"]))
                yield from _passed_over(rules, [rules.phases[i].id for i in stage.phases], turn)


def _lost(rules: Rules, turn: int, met: list[str]) -> Iterator[str]:
    """Injects of a turn that has ended without the phase that would have brought them."""
    brought = [rules.phases[rules.index.phases[id]] for id in met]
    for number, inject in enumerate(rules.injects):
        if inject.at == turn and not any(
            isinstance(phase, InjectsRules) and number in phase.timed for phase in brought
        ):
            yield "an inject's turn passed without its phase"


def _passed_over(rules: Rules, order: list[str], met: list[str]) -> Iterator[str]:
    here = order.index(met[-1])
    for id in order[:here]:
        if id not in met:
            phase = rules.phases[rules.index.phases[id]]
            if phase.when is None and isinstance(phase, VisitRules):
                yield "a visit was skipped, its table not open"
            elif isinstance(phase, ActionsRules) and not phase.sides:
                yield "a phase was skipped in which nobody takes part"
            elif phase.when is not None and not isinstance(phase, VisitRules):
                yield "a phase was skipped for its `when`"
    phase = rules.phases[rules.index.phases[met[-1]]]
    if isinstance(phase, ActionsRules) and len(phase.sides) < len(rules.sides):
        yield "a side had no part in a phase"


def refusals(game: Game) -> set[str]:
    """The codes with which decisions were refused."""
    return {one.answer.code for one in game.tried if isinstance(one.answer, Refusal)}
