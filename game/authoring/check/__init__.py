"""Checks that need the whole scenario: references, formulas, flow, tables, injects, claims."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from game.authoring.check.claim_checks import check_claims
from game.authoring.check.flow_checks import check_flow
from game.authoring.check.formulas import check_formulas
from game.authoring.check.inject_checks import check_injects
from game.authoring.check.map_paths import check_map_paths
from game.authoring.check.measures import check_measures
from game.authoring.check.personas import check_personas, check_talk
from game.authoring.check.place_checks import check_places
from game.authoring.check.proofs import check_proofs
from game.authoring.check.references import check_references
from game.authoring.check.secrecy import check_secrets
from game.authoring.check.steps.effect_checks import check_effects
from game.authoring.check.steps.proposals import check_proposals
from game.authoring.check.table_checks import check_tables
from game.authoring.check.text_checks import check_texts
from game.authoring.check.unused import check_commitments, check_unused
from game.authoring.check.votes import check_revealed_ballots, check_votes
from game.authoring.draft import Draft
from game.authoring.listing import list_ids
from game.authoring.reading.nodes import Path
from game.authoring.wording import CODES
from game.model.colours import (
    MOST_IN_GREY,
    is_too_pale,
    look_alike,
    looks_like_brass,
    suitable_colour,
    written_colour,
)
from game.model.sides import ScoreLine, Side
from game.rules.intervals import Interval, is_countable
from game.rules.names import Names

# Where the ids of each kind are defined; a "*" stands for any id.
_DEFINED_AT: dict[str, Path] = {
    "objective": ("objectives",),
    "source": ("sources",),
    "setting": ("settings",),
    "value": ("values",),
    "side": ("sides",),
    "deal": ("deals",),
    "track": ("tracks",),
    "stage": ("stages",),
    "phase": ("phases",),
    "tag": ("tags",),
    "action": ("actions",),
    "menu": ("actions", "*", "menu"),
    "table": ("tables",),
    "issue": ("tables", "*", "issues"),
    "option": ("tables", "*", "issues", "*", "options"),
    "promise": ("promises",),
    "project": ("projects",),
    "weight": ("weights",),
    "body": ("bodies",),
    "member": ("weights", "*", "members"),
    "count": ("weights", "*", "counts"),
    "inject": ("injects",),
    "answer": ("injects", "*", "answers"),
    "deck": ("injects", "*", "deck"),
    "outcome": ("outcomes",),
    "persona": ("personas",),
    "bot": ("personas",),
    "place": ("map", "places"),
}


def check(draft: Draft, damaged: Collection[str | None]) -> None:
    """Adds every contradiction in the draft's scenario to its findings.

    damaged: top-level keys with a part that couldn't be read; None among them means any key. Ids
    that may be defined there are not reported as unknown.
    """
    incomplete = _find_incomplete_kinds(draft, damaged)
    names = Names(draft.scenario)
    check_references(draft, incomplete)
    check_formulas(draft, names, incomplete)
    _check_sums(draft, names)
    _check_sides(draft)
    _check_colours(draft)
    check_measures(draft)
    check_personas(draft)
    check_talk(draft)
    check_places(draft)
    check_map_paths(draft, incomplete)
    check_effects(draft)
    check_flow(draft, incomplete)
    check_tables(draft, names, incomplete)
    check_proposals(draft, names)
    check_votes(draft)
    check_secrets(draft)
    check_injects(draft, incomplete)
    check_claims(draft, incomplete)
    check_texts(draft, names, incomplete)
    check_revealed_ballots(draft)


def check_further(draft: Draft, *, alone: bool) -> None:
    """Adds what is no contradiction but hardly meant: of a scenario without an error what can be
    proved of its conditions, and what nothing uses.

    alone: whether it is no version of another scenario, which may use more of its parts.
    """
    if any(CODES[finding.code].severity == "error" for finding in draft.findings):
        return
    names = Names(draft.scenario)
    check_commitments(draft, names)
    check_proofs(draft)
    if alone:
        check_unused(draft)


def _find_incomplete_kinds(draft: Draft, damaged: Collection[str | None]) -> frozenset[str]:
    """The kinds of things that may have ids in a part of the scenario that could not be read.

    damaged: top-level keys with a part that couldn't be read; None among them means any key.
    """
    if None in damaged or draft.is_unreadable(("include",)):
        return frozenset(_DEFINED_AT)
    return frozenset(
        kind
        for kind, home in _DEFINED_AT.items()
        if home[0] in damaged or draft.is_unreadable(home)
    )


def _check_sides(draft: Draft) -> None:
    """Reports a short name or an emblem that an earlier side has already."""
    for key in ("short", "emblem"):
        owners: dict[str, str] = {}
        for id, side in draft.scenario.sides.items():
            written = side.short if key == "short" else side.emblem
            owner = owners.setdefault(written.casefold(), id)
            if written and owner != id:
                values = {"found": written, "other": owner, "key": key}
                draft.report("side-twice", ("sides", id, key), **values)


def _check_colours(draft: Draft) -> None:
    """Warns of colours of sides that can be taken for brass, paper or another side's.

    The colours that it proposes suit each other.
    """
    sides = draft.scenario.sides
    colours = {
        id: written_colour(side.colour, number) for number, (id, side) in enumerate(sides.items())
    }
    in_grey = len(colours) <= MOST_IN_GREY
    proposed: dict[str, str] = {}
    for number, (id, own) in enumerate(colours.items()):
        if sides[id].colour is None:
            continue
        others = [each for each in colours if each != id]
        # Of two that look alike, the later one is to change, or the only one that is written.
        rivals = [
            each
            for each in others
            if (others.index(each) < number or sides[each].colour is None)
            and look_alike(own, colours[each], in_grey=in_grey)
        ]
        what = (
            "brass, which marks drafts and picks"
            if looks_like_brass(own)
            else "paper"
            if is_too_pale(own)
            else ""
        )
        if what or rivals:
            better = suitable_colour([proposed.get(each, colours[each]) for each in others])
            if better:
                proposed[id] = better
            values = {"found": own, "other": what or rivals[0], "better": better}
            draft.report("colour-alike", ("sides", id, "colour"), **values)


def _check_sums(draft: Draft, names: Names) -> None:
    """Reports tables and scores whose parts can add up to more than the engine can count."""
    sides = draft.scenario.sides
    for id, table in draft.scenario.tables.items():
        parties = [side for side in dict.fromkeys(table.between) if side in sides]
        ranges = ((side, names.worth_range(id, side)) for side in parties)
        _report_sums(draft, ("tables", id, "issues"), "the options of this table", ranges)
    for side, written in sides.items():
        for path, lines in _scores(side, written):
            bounds = names.lines_range(side, lines)
            _report_sums(draft, path, "the lines of this score", [(side, bounds)])


def _scores(id: str, side: Side) -> Iterator[tuple[Path, tuple[ScoreLine, ...]]]:
    """The score of a side and those of its seats, with their paths."""
    yield ("sides", id, "score"), side.score
    for seat, written in side.seats.items():
        yield ("sides", id, "seats", seat, "score"), written.score


def _report_sums(
    draft: Draft, path: Path, parts: str, ranges: Iterable[tuple[str, Interval]]
) -> None:
    """Reports all sides with the same range as one problem."""
    sides: dict[Interval, list[str]] = {}
    for side, bounds in ranges:
        if not is_countable(bounds):
            sides.setdefault(bounds, []).append(side)
    for (low, high), affected in sides.items():
        values = {"parts": parts, "side": list_ids(affected), "low": low, "high": high}
        draft.report_key("sum-overflow", path, **values)
