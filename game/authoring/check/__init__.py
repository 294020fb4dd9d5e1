"""What needs the whole scenario: references, formulas, flow, tables, injects, claims, sight."""

from __future__ import annotations

from game.authoring.check.claims import check_claims
from game.authoring.check.effects import check_effects
from game.authoring.check.flow import check_flow
from game.authoring.check.formulas import check_formulas
from game.authoring.check.injects import check_injects
from game.authoring.check.measures import check_measures
from game.authoring.check.references import check_references
from game.authoring.check.tables import check_tables
from game.authoring.draft import Draft
from game.rules.names import Names


def check(draft: Draft, open_kinds: frozenset[str]) -> None:
    """Adds to the draft's findings all that its scenario does not hold together.

    open_kinds: kinds of which a part couldn't be read; their ids are taken on trust.
    """
    names = Names(draft.scenario, open_kinds)
    check_references(draft, open_kinds)
    check_formulas(draft, names)
    check_measures(draft)
    check_effects(draft)
    check_flow(draft, open_kinds)
    check_tables(draft, names, open_kinds)
    check_injects(draft, open_kinds)
    check_claims(draft, open_kinds)
