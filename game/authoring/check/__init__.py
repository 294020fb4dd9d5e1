"""What needs the whole scenario: references, formulas, flow, tables, injects, claims, sight."""

from __future__ import annotations

from collections.abc import Collection

from game.authoring.check.claims import check_claims
from game.authoring.check.effects import check_effects
from game.authoring.check.flow import check_flow
from game.authoring.check.formulas import check_formulas
from game.authoring.check.injects import check_injects
from game.authoring.check.measures import check_measures
from game.authoring.check.places import check_places
from game.authoring.check.references import check_references
from game.authoring.check.sums import check_sums
from game.authoring.check.tables import check_tables
from game.authoring.check.trust import open_kinds
from game.authoring.draft import Draft
from game.rules.names import Names


def check(draft: Draft, damaged: Collection[str | None]) -> None:
    """Adds to the draft's findings all that its scenario does not hold together.

    damaged: top-level keys of which a part couldn't be read; None among them: any. What may have
    stood there is taken on trust.
    """
    open = open_kinds(draft, damaged)
    names = Names(draft.scenario)
    check_references(draft, open)
    check_formulas(draft, names, open)
    check_sums(draft, names)
    check_measures(draft)
    check_places(draft)
    check_effects(draft)
    check_flow(draft, open)
    check_tables(draft, names, open)
    check_injects(draft, open)
    check_claims(draft, open)
