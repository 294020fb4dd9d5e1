"""When injects may still happen by themselves in a game that is being played."""

from __future__ import annotations

from game.desk.graph.possible import PossibleTurns
from game.model.play import CLOSING, OPENING, SIGNED, State
from game.rules.compiled import Rules
from game.rules.evaluate import NO_PACKAGE
from game.session.inject_outlook import InjectOutlook


class InjectOutlooks:
    """Forecasts what may still happen by itself in the games of one scenario."""

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
            condition_holds=(
                None
                if inject.when is None
                else bool(inject.when(state, NO_PACKAGE)) and self._is_awaited(state, number)
            ),
        )

    def _is_awaited(self, state: State, number: int) -> bool:
        """Whether an inject ratifies nothing, or something is signed that waits for it (16.2)."""
        ratifies = self._rules.injects[number].ratifies
        return not ratifies or any(
            state.tables[table].status == SIGNED
            and not state.tables[table].ratified[self._rules.tables[table].ratifiers.index(number)]
            for table in ratifies
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
