"""How often actions can be taken, injects can happen and be answered, in a game or on a turn.

These are the bounds of `used`, `chose`, `count`, `fired` and `answered` (rule 1.3): what the
phases, limits and effects of a scenario make possible, if every condition holds and every chance
comes up. What the facilitator brings in counts only for injects that nothing else brings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from game.model.actions import Action
from game.model.effects import Effects, Fire, nested_effects
from game.model.flow import ActionsPhase, InjectsPhase, Phase, TablePhase
from game.model.injects import Inject
from game.model.scenario import Scenario

MOST = 9999
"""The highest number that `used`, `chose`, `count`, `fired` and `answered` give (rule 1.3)."""
_DEEPEST = 100
"""How deep chains of injects that fire each other are followed; `check` allows none deeper."""

Times = Callable[[], int]


class Counts:
    """The most that each count of one scenario can come to."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._today: dict[tuple[str, tuple[str, ...]], int] = {}
        self._happening: dict[str, int] = {}
        self._computing = set[str]()
        self._firing: dict[str, list[tuple[Times, int]]] | None = None

    def used(self, action: str) -> int:
        """How often at most all sides together take an action in a game."""
        rules, most = self._scenario.actions[action], 0
        for side in rules.side:
            waiting = (rules.cooldown or 0) + 1
            turns = -(-self._scenario.turns // waiting)
            taken = self.today((side,), (action,)) * turns
            most += taken if rules.limit is None else min(rules.limit, taken)
        return min(most, MOST)

    def today(self, sides: tuple[str, ...], actions: tuple[str, ...]) -> int:
        """How often at most some sides take any of these actions on one turn."""
        return min(sum(self._most_picks(side, actions) for side in sides), MOST)

    def fired(self, inject: str) -> int:
        """How often at most an inject happens in a game."""
        rules = self._scenario.injects[inject]
        if rules.once:
            return 1
        if inject not in self._happening:
            # In a circle, which only an `after` can close, nothing but the limit is known.
            if inject in self._computing or len(self._computing) >= _DEEPEST:
                return MOST
            self._computing.add(inject)
            fired = sum(times() * each for times, each in self._sources().get(inject, ()))
            self._computing.remove(inject)
            # One that nothing brings is left to the facilitator, who may bring it at any time.
            self._happening[inject] = min(self._brought(rules) + fired, MOST) or MOST
        return self._happening[inject]

    def answered(self, inject: str, sides: int) -> int:
        """How often at most so many sides together give an answer to an inject in a game."""
        return min(self.fired(inject) * sides, MOST)

    def _most_picks(self, side: str, actions: tuple[str, ...]) -> int:
        """How often at most a side takes any of these actions on one turn."""
        if (side, actions) not in self._today:
            own = [self._scenario.actions[id] for id in actions]
            own = [action for action in own if side in action.side]
            self._today[side, actions] = self._a_turn(lambda phase: _picks(phase, side, own))
        return self._today[side, actions]

    def _a_turn(self, of: Callable[[Phase], int]) -> int:
        """The greatest sum that a stage has over its phases."""
        phases = self._scenario.phases
        return max(
            (
                sum(of(phases[id]) for id in stage.phases if id in phases)
                for stage in self._scenario.stages.values()
            ),
            default=0,
        )

    def _brought(self, inject: Inject) -> int:
        """How often at most phases bring an inject that may happen again (rule 6.1)."""
        turns = (
            self._scenario.turns if inject.at is None else int(inject.at <= self._scenario.turns)
        )
        return turns * self._a_turn(lambda phase: _brings(phase, inject))

    def _sources(self) -> dict[str, list[tuple[Times, int]]]:
        """By inject, the lists of effects that fire it: how often each happens, and fires it."""
        if self._firing is None:
            self._firing = {}
            injects = self._scenario.injects
            for times, effects in self._lists():
                for inject in {*_named(effects)} & {*injects}:
                    self._firing.setdefault(inject, []).append((times, _fires(effects, inject)))
        return self._firing

    def _lists(self) -> Iterator[tuple[Times, Effects]]:
        """Yields all lists of effects, with how often each can happen in a game."""
        scenario = self._scenario

        def each_turn() -> int:
            return scenario.turns

        yield lambda: 1, scenario.opening
        yield each_turn, scenario.each_turn
        for stage in scenario.stages.values():
            yield each_turn, stage.each_turn
        for id, action in scenario.actions.items():
            yield partial(self.used, id), action.effects
            for tag in action.tags:
                if tag in scenario.tags:
                    yield partial(self.used, id), scenario.tags[tag].effects
        for id, table in scenario.tables.items():
            visits = partial(self._visits, id)
            for effects in (
                *(table.agreed, table.collapsed, table.expired, table.lapsed),
                *(table.signed, table.rejected),
            ):
                yield visits, effects
            for issue in table.issues.values():
                for option in issue.options.values():
                    yield visits, option.effects
                    yield visits, option.lapsed
        for promise in scenario.promises.values():
            # It is judged once at the end of each turn (rule 11.2).
            yield each_turn, promise.kept
            yield each_turn, promise.breach
        for project in scenario.projects.values():
            # It is done at the start of a turn; how often it is stopped there is no telling.
            yield each_turn, project.done
            yield lambda: MOST, project.stopped
        for id, inject in scenario.injects.items():
            yield partial(self.fired, id), inject.effects
            for answer in inject.answers.values():
                yield partial(self.answered, id, len(inject.ask)), answer.effects
            if inject.vote is not None:
                yield partial(self.fired, id), inject.vote.carried
                yield partial(self.fired, id), inject.vote.lost

    def _visits(self, table: str) -> int:
        """How often at most a table is agreed, collapses, expires or lapses in a game.

        Each ends a visit (rule 5.7), or what one has agreed.
        """
        here = self._a_turn(lambda phase: isinstance(phase, TablePhase) and phase.table == table)
        return here * self._scenario.turns


def _picks(phase: Phase, side: str, actions: Sequence[Action]) -> int:
    """How often at most a side takes any of these actions in a phase."""
    if not isinstance(phase, ActionsPhase) or (phase.sides and side not in phase.sides):
        return 0
    most = [_uses_in_phase(phase, action) for action in actions if action.menu in phase.menus]
    return min(phase.picks, sum(most))


def _uses_in_phase(phase: ActionsPhase, action: Action) -> int:
    """How often at most a side takes an action in a phase that offers it."""
    once = not action.repeat or action.cooldown is not None
    return 1 if once else min(phase.picks, action.limit or phase.picks)


def _brings(phase: Phase, inject: Inject) -> int:
    """How often at most a phase brings an inject that may happen again (rule 6.1)."""
    if not isinstance(phase, InjectsPhase) or inject.deck not in (phase.decks or (None,)):
        return 0
    if inject.weight is not None:
        return phase.draw
    triggers = (inject.at, inject.when, inject.chance)
    return int(any(trigger is not None for trigger in triggers))


def _named(effects: Effects) -> Iterator[str]:
    """Yields the injects that a list of effects fires, also in nested lists."""
    for step in effects:
        if isinstance(step, Fire):
            yield step.inject
        for _, inner in nested_effects(step):
            yield from _named(inner)


def _fires(effects: Effects, inject: str) -> int:
    """How often at most a list of effects fires an inject; of branches only one happens."""
    return sum(
        int(isinstance(step, Fire) and step.inject == inject)
        + max((_fires(inner, inject) for _, inner in nested_effects(step)), default=0)
        for step in effects
    )
