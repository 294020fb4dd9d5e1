"""Checks personas: shifts that change something, aims in order, voices that can be heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from game.authoring.draft import Draft
from game.authoring.listing import list_ids
from game.authoring.reading.nodes import Path
from game.model.flow import ActionsPhase, is_statement_phase
from game.model.sides import MOST_SHIFTS, BargainingShift, Persona, Shift, VoiceKey

AT_TABLES: tuple[VoiceKey, ...] = ("offer", "give", "hold", "accept", "walk")
OF_PROMISES: tuple[VoiceKey, ...] = ("promise", "break")
OCCASIONS: tuple[VoiceKey, ...] = (
    *("offer", "give", "hold", "accept", "pass", "walk"),
    *("promise", "break", "statement"),
)
_AIMS = ("style", "firmness", "opening", "floor")


def check_personas(draft: Draft) -> None:
    """Reports temperaments that contradict themselves, and what in them has no use."""
    for id, persona in draft.scenario.personas.items():
        path: Path = ("personas", id)
        if draft.is_damaged(path):
            continue
        bargaining = persona.bargaining
        if bargaining.floor > bargaining.opening:
            values = {"floor": bargaining.floor, "opening": bargaining.opening}
            draft.report("floor-above", (*path, "bargaining", "floor"), **values)
        if len(persona.shifts) > MOST_SHIFTS:
            values = {"got": len(persona.shifts), "most": MOST_SHIFTS}
            draft.report_key("shifts-many", (*path, "shifts"), **values)
            continue
        _check_shifts(draft, path, persona)
        _check_voice(draft, path, persona)


def sides_of(draft: Draft, persona: Persona) -> list[str]:
    """The sides that a persona can play."""
    sides = persona.sides or tuple(draft.scenario.sides)
    return [side for side in sides if side in draft.scenario.sides]


# Shifts


def _check_shifts(draft: Draft, path: Path, persona: Persona) -> None:
    for i, shift in enumerate(persona.shifts):
        where = (*path, "shifts", i)
        if not (shift.tags or shift.tracks or shift.bargaining != BargainingShift()):
            draft.report("shift-nothing", where)
            continue
        twin = next((k for k in range(i) if persona.shifts[k].when == shift.when), None)
        if twin is not None:
            draft.report("shift-twice", (*where, "when"), other=twin + 1)
        _check_numbers(draft, where, persona, persona.shifts[:i], shift)
        _check_sight(draft, where, persona, shift)
    if persona.bargaining.floor <= persona.bargaining.opening:
        _check_aims(draft, path, persona)


def _check_numbers(
    draft: Draft, where: Path, persona: Persona, earlier: Sequence[Shift], shift: Shift
) -> None:
    """Warns of numbers that the shift doesn't change."""
    for kind in ("tags", "tracks"):
        numbers, before = getattr(shift, kind), getattr(persona, kind)
        for id, number in numbers.items():
            if number == before.get(id, 0) and not any(id in getattr(e, kind) for e in earlier):
                draft.report("shift-same", (*where, kind, id), found=number)
    for name in _AIMS:
        aim = getattr(shift.bargaining, name)
        known = any(getattr(each.bargaining, name) is not None for each in earlier)
        if aim is not None and aim == getattr(persona.bargaining, name) and not known:
            draft.report("shift-same", (*where, "bargaining", name), found=aim)


def _check_sight(draft: Draft, where: Path, persona: Persona, shift: Shift) -> None:
    """Warns of tracks that none of the persona's sides can see, and of missing tables."""
    scenario, sides = draft.scenario, sides_of(draft, persona)
    for id in shift.tracks:
        track = scenario.tracks.get(id)
        if track is None or track.seen_by is None or set(sides) & set(track.seen_by):
            continue
        if not draft.is_damaged(("tracks", id, "seen_by")):
            values = {"found": id, "sides": list_ids(sides)}
            draft.report_key("shift-unseen", (*where, "tracks", id), **values)
    if shift.bargaining != BargainingShift() and not _sits_somewhere(draft, sides):
        values = {"sides": list_ids(sides)}
        draft.report_key("shift-no-table", (*where, "bargaining"), **values)


def _check_aims(draft: Draft, path: Path, persona: Persona) -> None:
    """Reports the smallest set of shifts that puts the floor above the opening."""
    numbers = range(len(persona.shifts))
    for count in range(1, len(persona.shifts) + 1):
        for chosen in combinations(numbers, count):
            aims = persona.shifted([persona.shifts[i] for i in chosen]).bargaining
            if aims.floor <= aims.opening:
                continue
            values = {"floor": aims.floor, "opening": aims.opening}
            last = persona.shifts[chosen[-1]].bargaining
            key = "floor" if last.floor is not None else "opening"
            draft.report(
                "shift-floor-above",
                (*path, "shifts", chosen[-1], "bargaining", key),
                **values,
                shifts=("shift " if count == 1 else "shifts ")
                + list_ids(str(i + 1) for i in chosen),
            )
            return


# Voices


def _check_voice(draft: Draft, path: Path, persona: Persona) -> None:
    node = draft.find_node(path)
    if "voice" not in getattr(node, "entries", {}):
        return
    where = (*path, "voice")
    spoken = [occasion for occasion in OCCASIONS if persona.voice.texts(occasion)]
    if not spoken:
        draft.report_key("voice-nothing", where)
    for occasion in spoken:
        texts = persona.voice.texts(occasion)
        for i, text in enumerate(texts):
            if text in texts[:i]:
                draft.report("voice-twice", (*where, occasion, i), found=text)
    sides = sides_of(draft, persona)
    for code, occasion in _unheard(draft, sides):
        if occasion in spoken:
            values = {"key": occasion, "sides": list_ids(sides)}
            draft.report_key(code, (*where, occasion), **values)


def _unheard(draft: Draft, sides: Sequence[str]) -> Iterator[tuple[str, VoiceKey]]:
    """The occasions that never come for some sides, each with the code of the reason."""
    if not _sits_somewhere(draft, sides):
        yield from (("voice-no-table", occasion) for occasion in AT_TABLES)
    promises = draft.scenario.promises.values()
    if not draft.is_damaged(("promises",)) and not any({*each.by} & {*sides} for each in promises):
        yield from (("voice-no-promise", occasion) for occasion in OF_PROMISES)
    if not _makes_statements(draft, sides):
        yield "voice-no-statement", "statement"


def _sits_somewhere(draft: Draft, sides: Sequence[str]) -> bool:
    """Whether one of some sides is party to a table, as far as tables could be read."""
    tables = draft.scenario.tables.values()
    return draft.is_damaged(("tables",)) or any(
        s in table.between for table in tables for s in sides
    )


def _makes_statements(draft: Draft, sides: Sequence[str]) -> bool:
    """Whether one of some sides makes statements, as far as phases could be read."""
    scenario = draft.scenario
    if draft.is_damaged(("phases",)) or draft.is_damaged(("actions",)):
        return True
    return any(
        set(action.side) & set(sides) & set(phase.sides or scenario.sides)
        for phase in scenario.phases.values()
        if isinstance(phase, ActionsPhase) and is_statement_phase(phase)
        for action in scenario.actions.values()
        if action.menu in phase.menus
    )


def check_talk(draft: Draft) -> None:
    """Warns if people may write only with offers and statements, and there are none."""
    scenario = draft.scenario
    unclear = draft.is_damaged(("tables",)) or draft.is_damaged(("phases",))
    spoken = any(is_statement_phase(phase) for phase in scenario.phases.values())
    if scenario.talk == "offers" and not scenario.tables and not spoken and not unclear:
        draft.report("talk-nothing", ("talk",))
