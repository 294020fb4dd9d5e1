"""What nothing in a scenario uses: tracks, settings, values, sources, objectives."""

from __future__ import annotations

import re
from collections.abc import Iterator

from game.authoring.check.resolver import walk
from game.authoring.check.text_checks import texts_with_braces
from game.authoring.draft import Draft
from game.authoring.reading.nodes import Mapping, Node, Path, Scalar, Sequence
from game.authoring.steps import EFFECT
from game.model.braces import braces
from game.model.effects import Begin, Give, Open
from game.model.expressions import Dotted, Name, Predicate
from game.model.flow import TablePhase
from game.model.scenario import Scenario
from game.rules.intervals import interval
from game.rules.names import Names

_KINDS = {
    "tracks": "track",
    "settings": "setting",
    "values": "value",
    "sources": "source",
    "objectives": "objective",
}

_LABELS = re.compile(r"\[([\w-]+(?:, *[\w-]+)*)\]")
"""Sources that a text names together."""


def check_unused(draft: Draft) -> None:
    """Reports what nothing reads, changes or names."""
    named = {
        ("track" if reference.kind == EFFECT else reference.kind, reference.id)
        for reference in draft.references
    }
    read = {
        id
        for formula in draft.formulas
        if formula.path[0] != "tests"
        for node in walk(formula.expression)
        for id in _ids(node)
    }
    labels = _LABELS.findall("\n".join(_texts(draft.root))) if draft.scenario.sources else []
    quoted = {label.strip() for together in labels for label in together.split(",")}
    read |= {name for _, text, _ in texts_with_braces(draft) for name, _ in braces(text)}
    for section, kind in _KINDS.items():
        for id in getattr(draft.scenario, section):
            in_formulas = section in ("tracks", "settings", "values") and id in read
            in_texts = section == "sources" and id in quoted
            if not ((kind, id) in named or in_formulas or in_texts):
                draft.report_key("unused", (section, id), kind=kind, found=id)


def _texts(root: Node) -> Iterator[str]:
    waiting = [root]
    while waiting:
        match waiting.pop():
            case Scalar(text=text):
                yield text
            case Mapping(entries=entries):
                waiting += (each for _, each in entries.values())
            case Sequence(items=items):
                waiting += items


def _ids(node: object) -> tuple[str, ...]:
    match node:
        case Name(id=id):
            return (id,)
        case Dotted(base=base, id=id):
            return base, id
        case Predicate(subject=subject):
            return _ids(subject)
        case _:
            return ()


def check_commitments(draft: Draft, names: Names) -> None:
    """Reports promises that nobody gives or nothing breaks, projects that nothing begins, reserves
    that no package reaches, and rounds that a table or its phase never has."""
    scenario = draft.scenario
    trees = {formula.path: tree for formula, tree in draft.resolved}
    given = {step.promise for _, step in draft.steps if isinstance(step, Give)}
    for id, promise in scenario.promises.items():
        if id not in given:
            draft.report_key("promise-ungiven", ("promises", id), found=id)
        elif promise.broken is None and promise.kept_when is None:
            draft.report_key("promise-unbroken", ("promises", id), found=id)
    begun = {step.project for _, step in draft.steps if isinstance(step, Begin)}
    for id in scenario.projects:
        if id not in begun:
            draft.report_key("project-unbegun", ("projects", id), found=id)
    for id, table in scenario.tables.items():
        for side, reserve in table.reserve.items():
            low, _ = interval(trees.get(("tables", id, "reserve", side), reserve))
            _, best = names.worth_bounds(id, side)
            if low > best:
                values = {"side": side, "low": low, "best": best}
                draft.report("reserve-above", ("tables", id, "reserve", side), **values)
    for id, phase in scenario.phases.items():
        if isinstance(phase, TablePhase) and phase.rounds and phase.table in scenario.tables:
            most = scenario.tables[phase.table].rounds
            if phase.rounds > most:
                values = {"found": phase.rounds, "table": phase.table, "most": most}
                draft.report("rounds-short", ("phases", id, "rounds"), **values)
    for id, table in scenario.tables.items():
        held = scenario.turns * max(
            sum(_rounds_of(scenario, phase, id) for phase in stage.phases)
            for stage in scenario.stages.values()
        )
        if 0 < held < table.rounds:
            values = {"found": table.rounds, "held": held}
            draft.report("rounds-left", ("tables", id, "rounds"), **values)
    _check_ratifying(draft)


def _check_ratifying(draft: Draft) -> None:
    """Reports votes that can ratify only the first package of a table that can be opened again."""
    scenario = draft.scenario
    for id, table in scenario.tables.items():
        opening = [
            path for path, step in draft.steps if isinstance(step, Open) and step.table == id
        ]
        often = any(not _happens_once(scenario, path) for path in opening)
        if table.ratify is None or not (often or table.open + len(opening) > 1):
            continue
        for name in table.ratify.vote:
            inject = scenario.injects.get(name)
            if inject is not None and inject.once and inject.at is None:
                draft.report_key("ratify-once", ("injects", name), found=name, table=id)


def _happens_once(scenario: Scenario, path: Path) -> bool:
    """Whether what holds an effect, an inject or an action, comes at most once in a game."""
    match path:
        case ("opening", *_):
            return True
        case ("injects", str(id), *_):
            return scenario.injects[id].once
        case ("actions", str(id), *_):
            action = scenario.actions[id]
            return action.limit == 1 and len(action.side) == 1
        case _:
            return False


def _rounds_of(scenario: Scenario, phase: str, table: str) -> int:
    """How many rounds a phase has at a table."""
    visit = scenario.phases[phase]
    if not isinstance(visit, TablePhase) or visit.table != table:
        return 0
    return visit.rounds or scenario.tables[table].rounds
