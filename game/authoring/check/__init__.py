"""Checks that need the whole scenario: references, formulas, flow, tables, injects, claims."""

from __future__ import annotations

from collections.abc import Collection

from game.authoring.check.claims import check_claims
from game.authoring.check.flow import check_flow
from game.authoring.check.formulas import check_formulas
from game.authoring.check.incomplete import find_incomplete_kinds
from game.authoring.check.injects import check_injects
from game.authoring.check.map_paths import check_map_paths
from game.authoring.check.measures import check_measures
from game.authoring.check.personas import check_personas, check_talk
from game.authoring.check.places import check_places
from game.authoring.check.references import check_references
from game.authoring.check.sides import check_sides
from game.authoring.check.steps.effects import check_effects
from game.authoring.check.steps.proposals import check_proposals
from game.authoring.check.sums import check_sums
from game.authoring.check.tables import check_tables
from game.authoring.draft import Draft
from game.rules.names import Names


def check(draft: Draft, damaged: Collection[str | None]) -> None:
    """Adds every contradiction in the draft's scenario to its findings.

    damaged: top-level keys with a part that couldn't be read; None among them means any key. Ids
    that may be defined there are not reported as unknown.
    """
    incomplete = find_incomplete_kinds(draft, damaged)
    names = Names(draft.scenario)
    check_references(draft, incomplete)
    check_formulas(draft, names, incomplete)
    check_sums(draft, names)
    check_sides(draft)
    check_measures(draft)
    check_personas(draft)
    check_talk(draft)
    check_places(draft)
    check_map_paths(draft, incomplete)
    check_effects(draft)
    check_flow(draft, incomplete)
    check_tables(draft, names, incomplete)
    check_proposals(draft, names)
    check_injects(draft, incomplete)
    check_claims(draft, incomplete)
