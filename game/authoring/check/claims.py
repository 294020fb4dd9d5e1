"""What authors claim and test: that a claim says one thing, and that a test can be played."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.authoring.check.measures import ordered, value_fits
from game.authoring.draft import Draft
from game.authoring.reading.nodes import Path
from game.model.claims import EVERY, AuthorTest, Expect, Given
from game.model.decisions import (
    FACILITATOR,
    Act,
    Decision,
    FireInject,
    Move,
    Offer,
    SetTrack,
    Stop,
    read_decision,
)
from game.model.decisions import Answer as AnswerMove
from game.model.scenario import Scenario

_SHARES = ("outcome", "agreed", "fired", "ahead")
_SUBJECTS = (*_SHARES, "score", "every")


def check_claims(draft: Draft, open_kinds: frozenset[str]) -> None:
    """Reports claims without subject or figure, and tests that can't be played or test nothing."""
    for i, expect in enumerate(draft.scenario.expect):
        if not draft.is_bad(("expect", i)):
            _expect(draft, ("expect", i), expect)
    for i, test in enumerate(draft.scenario.tests):
        path = ("tests", i)
        _test(draft, path, test, open_kinds)
        _given(draft, (*path, "given"), test.given)


def _expect(draft: Draft, path: Path, expect: Expect) -> None:
    subjects = [key for key in _SUBJECTS if getattr(expect, key) is not None]
    if len(subjects) != 1:
        draft.report_key("one-claim", path, found=", ".join(subjects), known=_SUBJECTS)
        return
    subject = subjects[0]
    wanted = "share" if subject in _SHARES else "mean" if subject == "score" else ""
    if subject == "every":
        wanted = EVERY[expect.every or ""]
    figures = [k for k in ("share", "mean", *EVERY.values()) if getattr(expect, k) is not None]
    if figures != [wanted] or getattr(expect, wanted) is False:
        draft.report_key("claim-figure", path, subject=subject, wanted=wanted)
        return
    ordered(draft, (*path, "share"), expect.share)
    ordered(draft, (*path, "mean"), expect.mean)


def _test(draft: Draft, path: Path, test: AuthorTest, open_kinds: frozenset[str]) -> None:
    if not test.then and not test.refused and not draft.is_bad(path):
        draft.report_key("test-nothing", path)
    for key in ("play", "refused"):
        if draft.is_bad((*path, key)):
            continue
        for i, text in enumerate(getattr(test, key)):
            decision = read_decision(text)
            if decision is not None:
                _decision(draft, (*path, key, i), decision, open_kinds)


def _decision(draft: Draft, path: Path, decision: Decision, open_kinds: frozenset[str]) -> None:
    """That the side of a decision and what it names exist."""
    scenario = draft.scenario
    side = decision.side
    if side != FACILITATOR and side not in scenario.sides:
        if "side" not in open_kinds:
            _unknown(draft, path, "side", side, tuple(scenario.sides))
        return
    if (side == FACILITATOR) != isinstance(decision.move, FireInject | SetTrack | Stop):
        draft.report("not-its-move", path, side=side)
        return
    for kind, id, known in _named(scenario, decision.move):
        if kind not in open_kinds and id not in known:
            _unknown(draft, path, kind, id, tuple(known))
            return
    if isinstance(decision.move, Act):
        action = scenario.actions.get(decision.move.action)
        bad = draft.is_bad(("actions", decision.move.action, "side"))
        if action is not None and side not in action.side and not bad:
            draft.report("not-its-action", path, side=side, action=decision.move.action)


def _named(scenario: Scenario, move: Move) -> Iterator[tuple[str, str, Collection[str]]]:
    """What a move names: kind, id, and the ids that it may be."""
    match move:
        case Act(action=id):
            yield "action", id, scenario.actions
        case AnswerMove(answer=id):
            answers = (answer for i in scenario.injects.values() for answer in i.answers)
            yield "answer", id, sorted(set(answers))
        case Offer(package=package):
            for issue, option in package.items():
                yield from _chosen(scenario, issue, option)
        case FireInject(inject=id):
            yield "inject", id, scenario.injects
        case SetTrack(track=id):
            yield "track", id, scenario.tracks
        case Stop(outcome=str(id)):
            yield "outcome", id, scenario.outcomes


def _chosen(
    scenario: Scenario, issue: str, option: str
) -> Iterator[tuple[str, str, Collection[str]]]:
    tables = scenario.tables.values()
    yield "issue", issue, sorted({id for table in tables for id in table.issues})
    found = [table.issues[issue].options for table in tables if issue in table.issues]
    yield "option", option, [id for options in found for id in options]


def _unknown(draft: Draft, path: Path, kind: str, found: str, known: tuple[str, ...]) -> None:
    draft.report("unknown-reference", path, kind=kind, found=found, known=known)


def _given(draft: Draft, path: Path, given: Given) -> None:
    scenario = draft.scenario
    if given.turn is not None and given.turn > scenario.turns and not draft.is_bad(("turns",)):
        draft.report("too-large", (*path, "turn"), found=given.turn, at_most=scenario.turns)
    stage = scenario.stages.get(given.stage or "")
    if stage is not None and given.phase in scenario.phases and given.phase not in stage.phases:
        values = {"phase": given.phase, "stage": given.stage, "known": stage.phases}
        if not draft.is_bad(("stages", str(given.stage), "phases")):
            draft.report("not-its-phase", (*path, "phase"), **values)
    for id, value in given.tracks.items():
        if id in scenario.tracks and not draft.is_bad(("tracks", id)):
            value_fits(draft, (*path, "tracks", id), scenario.tracks[id], value)
    for id, card in given.cards.items():
        deal = scenario.deals.get(id)
        if deal is not None and card not in deal.cards and deal.cards:
            _unknown(draft, (*path, "cards", id), "card", card, tuple(deal.cards))
    for id, package in given.agreed.items():
        if id in scenario.tables and not draft.is_bad(("tables", id, "issues")):
            _package(draft, (*path, "agreed", id), id, dict(package))


def _package(draft: Draft, path: Path, id: str, package: dict[str, str]) -> None:
    issues = draft.scenario.tables[id].issues
    for issue, option in package.items():
        if issue not in issues:
            values = {"kind": "issue", "found": issue, "known": tuple(issues)}
            draft.report_key("unknown-reference", (*path, issue), **values)
        elif option not in issues[issue].options:
            _unknown(draft, (*path, issue), "option", option, tuple(issues[issue].options))
    missing = [issue for issue in issues if issue not in package]
    if missing and all(issue in issues for issue in package) and not draft.is_bad(path):
        draft.report_key("package-short", path, missing=", ".join(missing))
