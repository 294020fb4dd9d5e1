"""The differences between two stages for one reader: steps, actions, tables and ways out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from attrs import frozen

from game.model.decisions import PUBLIC
from game.model.flow import ActionsPhase, Stage, TablePhase
from game.rules.places import spot
from game.words.wording import Wording

MOST_NAMES = 6
"""The number of new or lost actions that are named one by one."""
Subject = Literal["steps", "cards", "table", "upkeep", "end"]


@frozen
class StageDifference:
    """One difference, as a sentence."""

    subject: Subject
    sentence: str


def differences(words: Wording, before: str, now: str, who: str) -> tuple[StageDifference, ...]:
    """The differences for a side or PUBLIC between a stage and the one before it.

    They contain what the rules show to everybody, and nothing that depends on hidden values.
    """
    old, new = (words.scenario.stages[id] for id in (before, now))
    return (
        *_steps(words, old, new),
        *_cards(words, old, new, who),
        *_tables(words, old, new),
        *_upkeep(words, new, who),
        *_ends(words, now, who),
    )


def _steps(words: Wording, old: Stage, new: Stage) -> Iterator[StageDifference]:
    """Yields the new stage's steps with decisions, if they differ from the old stage's."""
    names = [_deciding(words, stage) for stage in (old, new)]
    if names[0] != names[1] and names[1]:
        steps = ", ".join(names[1])
        yield StageDifference("steps", words.say("stage.steps", steps=steps))


def _deciding(words: Wording, stage: Stage) -> list[str]:
    phases = words.scenario.phases
    deciding = [id for id in stage.phases if isinstance(phases[id], ActionsPhase | TablePhase)]
    return list(dict.fromkeys(words.naming.phase(id) for id in deciding))


def _cards(words: Wording, old: Stage, new: Stage, who: str) -> Iterator[StageDifference]:
    """The actions that a side has gained and lost."""
    if who == PUBLIC:
        return
    had, has = (_offered(words, stage, who) for stage in (old, new))
    for key, ids in (("stage.cards.new", has - had), ("stage.cards.gone", had - has)):
        if ids:
            names = [words.naming.action(id) for id in words.scenario.actions if id in ids]
            yield StageDifference("cards", words.say(key, actions=_listed(words, names)))


def _offered(words: Wording, stage: Stage, side: str) -> set[str]:
    """The actions in the menus of a stage for a side."""
    phases = [words.scenario.phases[id] for id in stage.phases]
    menus = {
        menu
        for phase in phases
        if isinstance(phase, ActionsPhase) and (not phase.sides or side in phase.sides)
        for menu in phase.menus
    }
    return {
        id
        for id, action in words.scenario.actions.items()
        if side in action.side and action.menu in menus
    }


def _listed(words: Wording, names: Sequence[str]) -> str:
    """A list of names; of many names the first ones and the number of the rest."""
    shown = list(names) if len(names) <= MOST_NAMES + 1 else list(names[:MOST_NAMES])
    rest = len(names) - len(shown)
    more = [words.counted("stage.cards.more", rest)] if rest else []
    return words.say("semicolon").join([*shown, *more])


def _tables(words: Wording, old: Stage, new: Stage) -> Iterator[StageDifference]:
    """The tables that are new, no longer visited, or visited for another number of rounds."""
    had, has = _visits(words, old), _visits(words, new)
    for table in words.scenario.tables:
        name, rounds = words.naming.table(table), has.get(table)
        if rounds == had.get(table):
            continue
        if rounds is None:
            yield StageDifference("table", words.say("stage.table.gone", table=name))
        else:
            counted = words.counted("stage.table.visit", rounds, table=name)
            yield StageDifference("table", counted)


def _visits(words: Wording, stage: Stage) -> dict[str, int]:
    """The rounds of a turn for each table that a stage visits."""
    rounds_by_table: dict[str, int] = {}
    for id in stage.phases:
        phase = words.scenario.phases[id]
        if isinstance(phase, TablePhase):
            rounds = phase.rounds or words.scenario.tables[phase.table].rounds
            rounds_by_table[phase.table] = rounds_by_table.get(phase.table, 0) + rounds
    return rounds_by_table


def _upkeep(words: Wording, new: Stage, who: str) -> Iterator[StageDifference]:
    """The effects of every turn in the new stage."""
    effects = words.effects(new.each_turn, who)
    if effects:
        yield StageDifference("upkeep", words.say("stage.upkeep", effects=effects))


def _ends(words: Wording, now: str, who: str) -> Iterator[StageDifference]:
    """The stages that can follow, with the conditions that the reader may know."""
    hidden = False
    for i, way in enumerate(words.scenario.stages[now].next):
        place = spot(words.scenario, ("stages", now, "next", i, "when"))
        if words.is_hidden(way.when, who, place):
            hidden = True
            continue
        stage, condition = words.naming.stage(way.to), words.circumstance(way.when, place)
        yield StageDifference("end", words.say("stage.end", stage=stage, condition=condition))
    if hidden:
        yield StageDifference("end", words.say("stage.end.hidden"))
