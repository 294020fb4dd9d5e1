"""How a turn goes, step by step, with a scenario's own names for what is done in each."""

from __future__ import annotations

from typing import Literal

from game.model.flow import ActionsPhase, InjectsPhase, Phase, TablePhase, is_statement_phase
from game.words.wording import Wording

TurnStep = Literal["read", "choose", "table", "press", "follow"]
STEPS: tuple[TurnStep, ...] = ("read", "choose", "table", "press", "follow")


def steps_of_turn(words: Wording, stage: str) -> tuple[tuple[TurnStep, tuple[str, ...]], ...]:
    """The steps of a turn in a stage, each with the names of its phases.

    Every turn begins with reading and ends with what follows.
    """
    names: dict[TurnStep, list[str]] = {step: [] for step in STEPS}
    for id in words.scenario.stages[stage].phases:
        names[_step(words.scenario.phases[id])].append(words.naming.phase(id))
    return tuple(
        (step, tuple(dict.fromkeys(names[step])))
        for step in STEPS
        if names[step] or step in ("read", "follow")
    )


def about_step(words: Wording, step: TurnStep) -> str:
    """What is done in a step, in sentences."""
    some = step == "table" and any(t.majority is not None for t in words.scenario.tables.values())
    return words.say(f"course.{step}.about.majority" if some else f"course.{step}.about")


def _step(phase: Phase) -> TurnStep:
    match phase:
        case TablePhase():
            return "table"
        case InjectsPhase():
            return "follow"
        case ActionsPhase():
            return "press" if is_statement_phase(phase) else "choose"
