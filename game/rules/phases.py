"""Compiles phases, and counts the most decisions that a turn can have."""

from __future__ import annotations

from game.model.flow import ActionsPhase, InjectsPhase, TablePhase
from game.model.play import NOTHING
from game.model.scenario import Scenario
from game.rules.compiled import (
    ActionsRules,
    InjectsRules,
    PhaseRules,
    StageRules,
    TableRules,
    VisitRules,
)
from game.rules.evaluate import CompiledFormula
from game.rules.index import Index
from game.rules.program import EffectCompiler
from game.rules.readings import FormulaCompiler


class Phases:
    """Compiles the phases of a scenario, one by one."""

    def __init__(
        self, scenario: Scenario, index: Index, formulas: FormulaCompiler, programs: EffectCompiler
    ) -> None:
        self._scenario = scenario
        self._index = index
        self._formulas = formulas
        self._programs = programs

    def phase(self, id: str) -> PhaseRules:
        """Compiles a phase; a phase that draws injects gets a site for its random numbers."""
        phase = self._scenario.phases[id]
        path = ("phases", id, "when")
        when = None if phase.when is None else self._formulas.at(phase.when, path)
        match phase:
            case ActionsPhase():
                return self._actions(id, phase, when)
            case TablePhase():
                table = self._scenario.tables[phase.table]
                rounds = min(phase.rounds or table.rounds, table.rounds)
                return VisitRules(id, when, self._index.tables[phase.table], rounds)
            case InjectsPhase():
                return self._injects(id, phase, when)

    def _actions(self, id: str, phase: ActionsPhase, when: CompiledFormula | None) -> ActionsRules:
        offered = tuple(self._offered(phase, side) for side in self._scenario.sides)
        order = [self._index.sides[side] for side in phase.sides or self._scenario.sides]
        return ActionsRules(
            id,
            when,
            tuple(side for side in order if offered[side]),
            offered,
            phase.picks,
            phase.order == "together",
            phase.no_pass,
        )

    def _offered(self, phase: ActionsPhase, side: str) -> tuple[int, ...]:
        if phase.sides and side not in phase.sides:
            return ()
        return tuple(
            slot
            for (owner, action), slot in self._index.slots.items()
            if owner == side and self._scenario.actions[action].menu in phase.menus
        )

    def _injects(self, id: str, phase: InjectsPhase, when: CompiledFormula | None) -> InjectsRules:
        decks = phase.decks or (None,)
        pile = [
            (inject, self._index.injects[inject_id])
            for inject_id, inject in self._scenario.injects.items()
            if inject.deck in decks
        ]
        timed = tuple(i for inject, i in pile if inject.at is not None)
        conditional = tuple(
            i
            for inject, i in pile
            if inject.at is None
            and inject.weight is None
            and (inject.when is not None or inject.chance is not None)
        )
        drawn = tuple(i for inject, i in pile if inject.weight is not None)
        site = self._programs.site("phase", ("phases", id)) if phase.draw else NOTHING
        return InjectsRules(id, when, timed, conditional, drawn, phase.draw, site)


def most_a_turn(
    stages: tuple[StageRules, ...], phases: tuple[PhaseRules, ...], tables: tuple[TableRules, ...]
) -> int:
    """The most decisions that sides can take in one turn, not counting answers (rule 3.9)."""

    def most(phase: PhaseRules) -> int:
        match phase:
            case ActionsRules():
                return len(phase.sides) * phase.picks
            case VisitRules():
                return len(tables[phase.table].parties) * phase.rounds
            case InjectsRules():
                return 0

    return max((sum(most(phases[i]) for i in stage.phases) for stage in stages), default=0)
