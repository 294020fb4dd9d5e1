"""Checks ids: each refers to something, is not a reserved word and has one meaning."""

from __future__ import annotations

import keyword
from collections.abc import Collection

from attrs import evolve

from game.authoring.draft import Draft, IdReference
from game.authoring.nearest import nearest
from game.authoring.steps import EFFECT, REVEALED
from game.authoring.wording import CODES, WARNINGS
from game.model.balance import REQUIREMENTS
from game.model.decisions import FACILITATOR, PUBLIC
from game.model.effects import NOT_RESERVED, STEP_WORDS
from game.model.expressions import FUNCTIONS, PREDICATES
from game.model.players import EXPERT, ME, UNIFORM
from game.model.scenario import Scenario
from game.model.tracks import ALL

DECISION_WORDS = ("pass", "offer", "accept", "walk", "answer")
FREE = ("carried", "lost", "support", "voted", "begun", "done", "left", "signed")
"""Functions that scenarios of earlier versions may have as names; a bracket tells them apart."""
RESERVED = frozenset(
    {
        "turn",
        "true",
        "false",
        "null",
        "then",
        "to",
        "weight",
        *keyword.kwlist,
        *FUNCTIONS,
        *(word for word in PREDICATES if word not in FREE),
        *(word for word in STEP_WORDS if word not in NOT_RESERVED),
        *DECISION_WORDS,
        "inject",
        "set",
        "allow",
    }
)
_SIDES = {FACILITATOR, PUBLIC, ALL, ME}
_REVEALED_KINDS = {"track", "inject"}
# Sections whose ids are written alone in expressions, so that an id can be in only one of them.
_BARE = ("tracks", "settings", "values")


def list_ids(scenario: Scenario, kind: str) -> Collection[str]:
    """The ids of a kind of thing."""
    match kind:
        case "menu":
            return {action.menu for action in scenario.actions.values() if action.menu}
        case "deck":
            return {inject.deck for inject in scenario.injects.values() if inject.deck}
        case "bot":
            return [*scenario.personas, UNIFORM, EXPERT]
        case "track or vote":
            votes = [id for id, inject in scenario.injects.items() if inject.vote is not None]
            return [*scenario.tracks, *votes]
        case "body":
            return scenario.bodies
        case "weight":
            return scenario.weights
        case "place":
            return scenario.map.places
        case "warning":
            return WARNINGS
        case "requirement":
            return REQUIREMENTS
        case _:
            ids: Collection[str] = getattr(scenario, f"{kind}s")
            return ids


def check_references(draft: Draft, incomplete_kinds: frozenset[str]) -> None:
    """Reports ids that refer to nothing, reserved words used as ids, and ids with two meanings."""
    scenario = draft.scenario
    known: dict[str, Collection[str]] = {}
    for reference in draft.references:
        kind = "track" if reference.kind == EFFECT else reference.kind
        if kind in incomplete_kinds or (kind == REVEALED and incomplete_kinds & _REVEALED_KINDS):
            continue
        if kind not in known:
            known[kind] = list_ids(scenario, kind)
        if reference.id not in known[kind]:
            if reference.kind == EFFECT:
                _report_unknown_effect(draft, reference, known[kind])
            else:
                _report_unknown(draft, reference, known[kind])
    for kind, id, path in draft.new_ids:
        _check_reserved(draft, kind, id, path)
    _check_unique_names(draft)


def _report_unknown_effect(draft: Draft, reference: IdReference, tracks: Collection[str]) -> None:
    """Reports a key of a step that is neither an effect nor a track.

    It counts as a misspelt track if its value is a change, or a number and the key is similar.
    """
    codes = {finding.code for finding in draft.findings if finding.path == reference.path}
    near = nearest(reference.id, tracks)
    if not codes & {*_NO_CHANGE, "unsigned-number"} or ("unsigned-number" in codes and near):
        _report_unknown(draft, evolve(reference, kind="track"), tracks)
        return
    draft.findings[:] = [
        finding
        for finding in draft.findings
        if finding.path != reference.path or finding.code not in {*_NO_CHANGE, "unsigned-number"}
    ]
    values = {"found": reference.id, "near": near or "", "track": next(iter(tracks), "trust")}
    draft.report_key("unknown-effect", reference.path, **values)
    draft.unreadable.add(reference.path)


_NO_CHANGE = ("unsigned-change", "want-change")
"""Reported for a value that is not a change, under a key that could be a track."""


def _report_unknown(draft: Draft, reference: IdReference, known: Collection[str]) -> None:
    key = next((step for step in reversed(reference.path) if isinstance(step, str)), "")
    values = {"kind": reference.kind, "found": reference.id, "known": tuple(known), "key": key}
    report = draft.report_key if reference.on_key else draft.report
    error = reference.kind == "warning" and reference.id in CODES
    report("allow-error" if error else "unknown-reference", reference.path, **values)
    draft.unreadable.add(reference.path)


def _check_reserved(draft: Draft, kind: str, id: str, path: tuple[str | int, ...]) -> None:
    reserved = RESERVED - set(DECISION_WORDS) if kind == "answer" else RESERVED
    if kind == "persona":
        reserved = reserved | {ME, UNIFORM, EXPERT}
    if path[0] == "sides" and len(path) == 2:
        reserved = reserved | _SIDES
    if id in reserved:
        draft.report_key("reserved-word", path, key=id)


def _check_unique_names(draft: Draft) -> None:
    scenario = draft.scenario
    first: dict[str, str] = {}
    for section in _BARE:
        for id in getattr(scenario, section):
            if id in first:
                draft.report_key("name-twice", (section, id), key=id, first=first[id])
            first.setdefault(id, section)
    for table_id, table in scenario.tables.items():
        for issue in table.issues:
            if issue in first:
                path = ("tables", table_id, "issues", issue)
                draft.report_key("name-twice", path, key=issue, first=first[issue])
