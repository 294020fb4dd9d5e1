"""When injects may still happen by themselves in a game that is being played."""

from __future__ import annotations

from attrs import frozen

from game.desk.graph.possible import PossibleTurns
from game.model.play import CLOSING, OPENING, State
from game.rules.compiled import Rules
from game.rules.evaluate import NO_PACKAGE


@frozen
class InjectOutlook:
    """What the facilitator may still expect of an inject, if nobody interferes."""

    by_itself: bool
    """Whether there is a phase that brings it, so that it doesn't only come by hand."""
    turns: tuple[int, ...]
    """The turns, from this one on, on which it may still happen by itself."""
    overdue: int
    """The turn on which it would have come, if that is over for it; else 0."""
    times: int
    """How often it has happened."""
    held: bool
    condition_holds: bool | None
    """Whether its condition holds now; None where it has none."""

    @property
    def used_up(self) -> bool:
        """Whether it has happened and can't happen again."""
        return bool(self.times) and not self.turns


class InjectOutlooks:
    """Tells for the games of one scenario what may still happen by itself."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._possible = PossibleTurns(rules)
        self._phases = {phase for stage in rules.stages for phase in stage.phases}
        """The phases that some stage has."""

    def outlook(self, state: State, id: str) -> InjectOutlook:
        """The outlook for an inject in a state of the game."""
        number = self._rules.index.injects[id]
        inject, times = self._rules.injects[number], state.fired[number]
        phases = self._phases & set(self._possible.bringing_phases(number))
        turns = self._turns(state, number, phases) if not (inject.once and times) else ()
        due = inject.at or 0
        overdue = due if due and phases and due not in turns and due <= state.turn else 0
        return InjectOutlook(
            by_itself=bool(phases),
            turns=turns,
            overdue=overdue,
            times=times,
            held=bool(state.held[number]),
            condition_holds=(None if inject.when is None else bool(inject.when(state, NO_PACKAGE))),
        )

    def _turns(self, state: State, number: int, phases: set[int]) -> tuple[int, ...]:
        possible = sorted(self._possible.inject(number))
        first = state.turn if phases & self._phases_to_come(state) else state.turn + 1
        return tuple(turn for turn in possible if turn >= max(1, first))

    def _phases_to_come(self, state: State) -> set[int]:
        """The phases of this turn that are going on or still to come."""
        phases = self._rules.stages[state.stage].phases
        if state.phase == OPENING:
            return {*phases}
        if state.phase == CLOSING or state.phase not in phases:
            return set()
        return {*phases[phases.index(state.phase) :]}
