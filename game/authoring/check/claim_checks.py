"""Checks the author's claims and tests: a claim says one thing, and a test can be played."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.authoring.check.measures import check_pair, check_value
from game.authoring.draft import Draft
from game.authoring.reading.nodes import Path
from game.model.claims import EVERY, AuthorTest, Expect, Given
from game.model.decisions import (
    FACILITATOR,
    Act,
    Decision,
    FireInject,
    HoldInject,
    Intervention,
    Move,
    Offer,
    ReleaseInject,
    SetTrack,
    Stop,
    read_decision,
)
from game.model.decisions import Answer as AnswerMove
from game.model.effects import Effects, Open, nested_effects
from game.model.flow import TablePhase
from game.model.scenario import Scenario

_SHARES = ("outcome", "agreed", "fired", "ahead")
_SUBJECTS = (*_SHARES, "score", "every")


def check_claims(draft: Draft, incomplete_kinds: frozenset[str]) -> None:
    """Reports claims without a subject or figure, and tests that check nothing."""
    for i, expect in enumerate(draft.scenario.expect):
        if not draft.is_damaged(("expect", i)):
            _check_claim(draft, ("expect", i), expect)
    for i, test in enumerate(draft.scenario.tests):
        path = ("tests", i)
        _check_test(draft, path, test, incomplete_kinds)
        _check_position(draft, (*path, "given"), test.given)
        decisions = [read_decision(text) for text in test.play]
        if not decisions or any(each and each.side != FACILITATOR for each in decisions):
            _check_visit(draft, (*path, "given"), test.given)
    _check_test_names(draft)


def _check_test_names(draft: Draft) -> None:
    """Reports a test with the name of an earlier one: its position can't be opened by name."""
    first: dict[str, int] = {}
    for i, test in enumerate(draft.scenario.tests):
        name = test.position_name
        if name and name in first and not draft.is_damaged(("tests", i, "name")):
            draft.report("test-name-twice", ("tests", i, "name"), first=first[name] + 1, name=name)
        first.setdefault(name, i)


def _check_claim(draft: Draft, path: Path, expect: Expect) -> None:
    subjects = [key for key in _SUBJECTS if getattr(expect, key) is not None]
    if len(subjects) != 1:
        draft.report_key("one-claim", path, found=", ".join(subjects), known=_SUBJECTS)
        return
    subject = subjects[0]
    wanted = "share" if subject in _SHARES else "mean" if subject == "score" else ""
    if subject == "every" and expect.every is not None:
        wanted = EVERY[expect.every]
    figures = [k for k in ("share", "mean", *EVERY.values()) if getattr(expect, k) is not None]
    if figures != [wanted] or getattr(expect, wanted) is False:
        draft.report_key("claim-figure", path, subject=subject, wanted=wanted)
        return
    check_pair(draft, (*path, "share"), expect.share)
    check_pair(draft, (*path, "mean"), expect.mean)


def _check_test(
    draft: Draft, path: Path, test: AuthorTest, incomplete_kinds: frozenset[str]
) -> None:
    if not test.then and not test.refused and not draft.is_damaged(path):
        draft.report_key("test-nothing", path)
    for key in ("play", "refused"):
        if draft.is_damaged((*path, key)):
            continue
        for i, text in enumerate(getattr(test, key)):
            decision = read_decision(text)
            if decision is not None:
                _check_decision(draft, (*path, key, i), decision, incomplete_kinds)


def _check_decision(
    draft: Draft, path: Path, decision: Decision, incomplete_kinds: frozenset[str]
) -> None:
    """Reports a decision whose side, or an id in it, does not exist."""
    scenario = draft.scenario
    side = decision.side
    if side != FACILITATOR and side not in scenario.sides:
        if "side" not in incomplete_kinds:
            _report_unknown(draft, path, "side", side, tuple(scenario.sides))
        return
    if (side == FACILITATOR) != isinstance(decision.move, Intervention):
        draft.report("not-its-move", path, side=side)
        return
    for kind, id, known in _list_ids(scenario, decision.move):
        if kind not in incomplete_kinds and id not in known:
            _report_unknown(draft, path, kind, id, tuple(known))
            return
    if isinstance(decision.move, AnswerMove):
        _check_asked(draft, path, side, decision.move.answer)
    if isinstance(decision.move, Act):
        action = scenario.actions.get(decision.move.action)
        bad = draft.is_damaged(("actions", decision.move.action, "side"))
        if action is not None and side not in action.side and not bad:
            draft.report("not-its-action", path, side=side, action=decision.move.action)


def _check_asked(draft: Draft, path: Path, side: str, answer: str) -> None:
    """Reports an answer of a side that no inject with this answer asks."""
    asking = [id for id, inject in draft.scenario.injects.items() if answer in inject.answers]
    if any(draft.is_damaged(("injects", id, "ask")) for id in asking):
        return
    asked = {each for id in asking for each in draft.scenario.injects[id].ask}
    if asked and side not in asked:
        known = [each for each in draft.scenario.sides if each in asked]
        draft.report("not-asked", path, side=side, inject=asking[0], known=", ".join(known))


def _list_ids(scenario: Scenario, move: Move) -> Iterator[tuple[str, str, Collection[str]]]:
    """Yields each id in a move, with its kind and the ids that exist."""
    match move:
        case Act(action=id):
            yield "action", id, scenario.actions
        case AnswerMove(answer=id):
            answers = (answer for i in scenario.injects.values() for answer in i.answers)
            yield "answer", id, sorted(set(answers))
        case Offer(package=package):
            for issue, option in package.items():
                yield from _option_ids(scenario, issue, option)
        case FireInject(inject=id) | HoldInject(inject=id) | ReleaseInject(inject=id):
            yield "inject", id, scenario.injects
        case SetTrack(track=id):
            yield "track", id, scenario.tracks
        case Stop(outcome=str(id)):
            yield "outcome", id, scenario.outcomes


def _option_ids(
    scenario: Scenario, issue: str, option: str
) -> Iterator[tuple[str, str, Collection[str]]]:
    tables = scenario.tables.values()
    yield "issue", issue, sorted({id for table in tables for id in table.issues})
    lists = [table.issues[issue].options for table in tables if issue in table.issues]
    yield "option", option, [id for options in lists for id in options]


def _report_unknown(draft: Draft, path: Path, kind: str, id: str, known: tuple[str, ...]) -> None:
    draft.report("unknown-reference", path, kind=kind, found=id, known=known)


def _check_position(draft: Draft, path: Path, given: Given) -> None:
    scenario = draft.scenario
    if given.turn is not None and given.turn > scenario.turns and not draft.is_damaged(("turns",)):
        draft.report("too-large", (*path, "turn"), found=given.turn, at_most=scenario.turns)
    stage = scenario.stages.get(given.stage or "")
    if stage is not None and given.phase in scenario.phases and given.phase not in stage.phases:
        values = {"phase": given.phase, "stage": given.stage, "known": stage.phases}
        if not draft.is_damaged(("stages", str(given.stage), "phases")):
            draft.report("not-its-phase", (*path, "phase"), **values)
    for id, turns in given.promises.items():
        promise = scenario.promises.get(id)
        if promise is not None and turns > promise.turns and not draft.is_damaged(("promises", id)):
            draft.report("too-large", (*path, "promises", id), found=turns, at_most=promise.turns)
    for id, times in given.fired.items():
        inject = scenario.injects.get(id)
        if (
            inject is not None
            and inject.once
            and times > 1
            and not draft.is_damaged(("injects", id))
        ):
            draft.report("fired-once", (*path, "fired", id), inject=id, times=times)
    for i, table in enumerate(given.open):
        if table in given.agreed:
            draft.report("given-both", (*path, "open", i), table=table)
    for id, value in given.tracks.items():
        if id in scenario.tracks and not draft.is_damaged(("tracks", id)):
            check_value(draft, (*path, "tracks", id), scenario.tracks[id], value)
    for id, card in given.cards.items():
        deal = scenario.deals.get(id)
        if deal is not None and card not in deal.cards and deal.cards:
            _report_unknown(draft, (*path, "cards", id), "card", card, tuple(deal.cards))
    for id, package in given.agreed.items():
        if id in scenario.tables and not draft.is_damaged(("tables", id, "issues")):
            _check_package(draft, (*path, "agreed", id), id, dict(package))


def _check_visit(draft: Draft, path: Path, given: Given) -> None:
    """Reports a position in a phase whose table is not open, so that nobody has to decide there."""
    scenario = draft.scenario
    phase = scenario.phases.get(given.phase or "")
    id = phase.table if isinstance(phase, TablePhase) else None
    table = scenario.tables.get(id or "")
    if phase is None or id is None or table is None or draft.is_damaged(("tables", id, "open")):
        return
    opened = table.open or id in given.open or _opens(scenario.opening, id)
    if id in given.agreed or not opened:
        agreed = id in given.agreed
        reason = f'"{id}" is agreed already' if agreed else f'"{id}" is not open'
        values = {"phase": given.phase, "table": id, "agreed": agreed, "reason": reason}
        draft.report("given-closed", (*path, "phase"), **values)


def _opens(effects: Effects, table: str) -> bool:
    """Whether any of these effects, nested ones included, opens a table."""
    return any(
        (isinstance(step, Open) and step.table == table)
        or any(_opens(inner, table) for _, inner in nested_effects(step))
        for step in effects
    )


def _check_package(draft: Draft, path: Path, id: str, package: dict[str, str]) -> None:
    issues = draft.scenario.tables[id].issues
    for issue, option in package.items():
        if issue not in issues:
            values = {"kind": "issue", "found": issue, "known": tuple(issues)}
            draft.report_key("unknown-reference", (*path, issue), **values)
        elif option not in issues[issue].options:
            _report_unknown(draft, (*path, issue), "option", option, tuple(issues[issue].options))
    missing = [issue for issue in issues if issue not in package]
    if missing and all(issue in issues for issue in package) and not draft.is_damaged(path):
        draft.report_key("package-short", path, missing=", ".join(missing))
