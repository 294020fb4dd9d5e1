"""Checks bodies, votes and majorities of tables: members, weights, and what names them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from game.authoring.check.text_checks import heard_by
from game.authoring.draft import Draft
from game.authoring.listing import list_ids
from game.authoring.reading.nodes import Path
from game.model.bodies import LARGEST_SUM, UNANIMOUS, Body, Vote, Weights
from game.model.effects import RevealBallots
from game.model.entries import may_see
from game.model.injects import OF_BALLOTS
from game.model.tables import Table, TableMajority


def check_votes(draft: Draft) -> None:
    """Reports weights that don't add up, names of no member or count, and votes without a way."""
    scenario = draft.scenario
    for id, weights in scenario.weights.items():
        if not draft.is_damaged(("weights", id)):
            _check_weights(draft, ("weights", id), weights)
    for id, body in scenario.bodies.items():
        of = scenario.weights.get(body.weights)
        if of is not None and not draft.is_damaged(("weights", body.weights)):
            _check_body(draft, ("bodies", id), body, of)
    for id, persona in scenario.personas.items():
        for name in persona.leans:
            if name in scenario.injects and scenario.injects[name].vote is None:
                draft.report_key("lean-alone", ("personas", id, "leans", name), found=name)
    for id, table in scenario.tables.items():
        if table.majority is not None and not draft.is_unreadable(("tables", id, "majority")):
            _check_majority(draft, ("tables", id, "majority"), table, table.majority)
    for id, inject in scenario.injects.items():
        if inject.vote is not None and not draft.is_unreadable(("injects", id, "vote")):
            _check_vote(draft, id, inject.vote)


def check_revealed_ballots(draft: Draft) -> None:
    """Reports ballots shown of what is no vote, or to sides that don't know of the vote (13.8)."""
    scenario = draft.scenario
    for path, step in draft.steps:
        if not isinstance(step, RevealBallots) or step.inject not in scenario.injects:
            continue
        inject, place = scenario.injects[step.inject], ("injects", step.inject)
        if draft.is_unreadable((*place, "vote")):
            continue
        if inject.vote is None:
            draft.report("reveal-no-vote", (*path, "reveal"), found=step.inject)
        elif not draft.is_damaged((*place, "seen_by")):
            heard = heard_by(draft, path) if step.to is None else step.to
            known = [side for side in scenario.sides if heard is None or side in heard]
            sides = [side for side in known if not may_see(side, inject.seen_by)]
            if sides:
                values = {"found": step.inject, "side": list_ids(sides)}
                draft.report("reveal-unseen", (*path, "reveal"), **values)


def _check_weights(draft: Draft, path: Path, weights: Weights) -> None:
    for id, member in weights.members.items():
        place: Path = (*path, "members", id, "counts")
        _check_names(draft, place, "count", member.counts, weights.counts)
        missing = [count for count in weights.counts if count not in member.counts]
        if missing:
            draft.report_key("missing-count", place, member=id, found=missing[0])
    for count in weights.counts:
        whole = sum(member.counts.get(count, 0) for member in weights.members.values())
        if not 0 < whole <= LARGEST_SUM:
            values = {"found": count, "sum": whole, "most": LARGEST_SUM}
            draft.report_key("weight-sum", (*path, "counts", count), **values)
        elif weights.total.get(count, whole) != whole:
            values = {"count": count, "sum": whole, "found": weights.total[count]}
            draft.report("weight-total", (*path, "total", count), **values)
    _check_names(draft, (*path, "total"), "count", weights.total, weights.counts)


def _check_body(draft: Draft, path: Path, body: Body, weights: Weights) -> None:
    _check_names(draft, (*path, "sides"), "member", body.sides, weights.members)
    _check_names(draft, (*path, "voices"), "member", body.voices, weights.members)
    for member in body.voices:
        if member in body.sides:
            draft.report_key("voice-of-side", (*path, "voices", member), member=member)
    for id, majority in body.majorities.items():
        for key in ("shares", "blocked_by"):
            place = (*path, "majorities", id, key)
            _check_names(draft, place, "count", getattr(majority, key), weights.counts)
    if UNANIMOUS in body.majorities:
        draft.report_key("majority-known", (*path, "majorities", UNANIMOUS), found=UNANIMOUS)


def _check_vote(draft: Draft, id: str, vote: Vote) -> None:
    path: Path = ("injects", id, "vote")
    written = draft.find_node(("injects", id))
    for key in OF_BALLOTS:
        if key in getattr(written, "entries", {}):
            draft.report_key("vote-asks", ("injects", id, key), key=key)
    if (vote.by is None) == (vote.unless is None):
        draft.report_key("vote-majority", path, both=vote.by is not None)
    body = draft.scenario.bodies.get(vote.body)
    if body is None or draft.is_damaged(("bodies", vote.body)):
        return
    for key, found in (("by", vote.by), ("unless", vote.unless)):
        if found is not None:
            _check_known_majority(draft, (*path, key), body, found)
    weights = draft.scenario.weights.get(body.weights)
    if weights is None or draft.is_damaged(("weights", body.weights)):
        return
    for place, member in enumerate(vote.without):
        if member not in weights.members:
            _unknown(draft, (*path, "without", place), "member", member, weights.members)
    _check_leans(draft, (*path, "leans"), body, weights, vote.leans)
    if not draft.scenario.voters(id):
        draft.report_key("nobody-votes", (*path, "without"))


def _check_majority(draft: Draft, path: Path, table: Table, majority: TableMajority) -> None:
    """Checks the majority of a table: each side of the body is a party, and so is who proposes."""
    between_known = not draft.is_damaged((*path[:2], "between"))
    only = majority.proposes
    if between_known and only in draft.scenario.sides and only not in table.between:
        draft.report("not-party", (*path, "proposes"), found=only, known=table.between)
    body = draft.scenario.bodies.get(majority.body)
    if body is None or draft.is_damaged(("bodies", majority.body)):
        return
    if not draft.is_damaged((*path, "by")):
        _check_known_majority(draft, (*path, "by"), body, majority.by)
    for member, side in body.sides.items():
        if between_known and side in draft.scenario.sides and side not in table.between:
            draft.report("majority-party", (*path, "body"), member=member, side=side)
    weights = draft.scenario.weights.get(body.weights)
    if weights is not None and not draft.is_damaged(("weights", body.weights)):
        _check_leans(draft, (*path, "leans"), body, weights, majority.leans)


def _check_known_majority(draft: Draft, path: Path, body: Body, found: str) -> None:
    known = (*body.majorities, *((UNANIMOUS,) if path[-1] == "by" else ()))
    if found not in known:
        values = {"kind": "majority", "found": found, "known": known, "key": path[-1]}
        draft.report("unknown-reference", path, **values)


def _check_leans(
    draft: Draft, path: Path, body: Body, weights: Weights, leans: Iterable[str]
) -> None:
    """Reports leans of nobody, and those of members that sides play."""
    _check_names(draft, path, "member", leans, weights.members)
    for member in leans:
        if member in body.sides:
            draft.report_key("voice-of-side", (*path, member), member=member)


def _check_names(
    draft: Draft, path: Path, kind: str, found: Iterable[str], known: Collection[str]
) -> None:
    for id in found:
        if id not in known:
            _unknown(draft, (*path, id), kind, id, known, on_key=True)


def _unknown(
    draft: Draft,
    path: Path,
    kind: str,
    found: str,
    known: Collection[str],
    *,
    on_key: bool = False,
) -> None:
    report = draft.report_key if on_key else draft.report
    values = {"kind": kind, "found": found, "known": tuple(known), "key": path[-1]}
    report("unknown-reference", path, **values)
