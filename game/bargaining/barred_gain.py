"""A package that all parties would have preferred, and that one of them was not free to sign.

A party's `needs` may stand for a mandate (rule 5.3): what its own people allow it to sign. Where
they exclude a package to which no other is as good for everybody, the mandate has cost all parties
something.
"""

from __future__ import annotations

import numpy as np
from attrs import evolve, frozen

from game.bargaining.bridge import Bridge
from game.bargaining.enumeration import all_payoffs, distinct, undominated
from game.bargaining.package_search import PackageSearch
from game.bargaining.packages import Packages, TooManyPackages
from game.engine.packages import complete_package, objection, package_from_ids, package_to_ids
from game.model.frozen import FrozenMap
from game.model.play import NOTHING, State
from game.model.refusals import Refusal
from game.rules.compiled import Rules, TableRules
from game.rules.evaluate import NO_PACKAGE
from game.rules.tables import worth


@frozen
class Unmet:
    """An option that a party couldn't sign, as what it needs for that didn't hold."""

    side: str
    issue: str
    option: str


@frozen
class BarredGain:
    """A package that was better for somebody and worse for nobody, and couldn't be signed."""

    bridge: Bridge
    """The package; changes: against what was signed or offered last; gains: over what was signed
    or, where nothing was, over no agreement."""
    unmet: tuple[Unmet, ...]


def find_barred_gain(
    rules: Rules, state: State, table: str, offer: FrozenMap[str, str], signed: bool
) -> BarredGain | None:
    """The package that parties' needs excluded at everybody's cost; None where there is none.

    offer: what was signed at the table, or else the last offer there. Among the packages that are
    better for somebody and worse for nobody, than what was signed or than no agreement, and to
    which no package that can be signed is as good for everybody, it is the one whose least gain is
    the largest; of equal ones the one with the largest sum. None, too, where a majority decides,
    which needn't be all parties, and where there are too many packages to look at them all.
    """
    written = rules.tables[rules.index.tables[table]]
    if written.majority is not None or not any(
        need is not None for i in written.issues for o in i.options for need in o.needs
    ):
        return None
    parties = range(len(written.parties))
    free = Packages(_without_needs(written), state, parties)
    last = package_from_ids(written, offer)
    assert not isinstance(last, Refusal), "an offer that was made names its package"
    whole = complete_package(written, last)
    base = [
        worth(written, state, party, whole)
        if signed
        else written.reserves[party](state, NO_PACKAGE)
        for party in parties
    ]
    try:
        every, search = distinct(all_payoffs(free)), PackageSearch(free)
        signable = all_payoffs(Packages(written, state, parties))
    except TooManyPackages:
        return None
    best = every[undominated(every)] - np.array(base, np.int64)
    best = best[(best >= 0).all(axis=1) & (best > 0).any(axis=1)]
    for gains in sorted(best.tolist(), key=lambda gains: (-min(gains), -sum(gains))):
        worths = [gain + least for gain, least in zip(gains, base, strict=True)]
        if len(signable) and (signable >= worths).all(axis=1).any():
            continue
        places = search.find(tuple(worths))
        assert places is not None, "some package has each payoff"
        options = [free.options[issue][place] for issue, place in enumerate(places)]
        named = [o if on else NOTHING for o, on in zip(options, free.on_agenda, strict=True)]
        sides = [rules.sides[side] for side in written.parties]
        changed = zip(written.issues, options, whole, strict=True)
        bridge = Bridge(
            package_to_ids(written, named),
            tuple(issue.id for issue, new, old in changed if new != old),
            FrozenMap(zip(sides, worths, strict=True)),
            FrozenMap(zip(sides, gains, strict=True)),
        )
        refusals = ((sides[p], objection(written, state, p, named)) for p in parties)
        unmet = tuple(
            Unmet(side, str(no.values["issue"]), str(no.values["option"]))
            for side, no in refusals
            if no is not None
        )
        return BarredGain(bridge, unmet)
    return None


def _without_needs(table: TableRules) -> TableRules:
    """A table at which every party can sign what its general conditions allow."""
    issues = (
        evolve(issue, options=tuple(evolve(o, needs=(None,) * len(o.needs)) for o in issue.options))
        for issue in table.issues
    )
    return evolve(table, issues=tuple(issues))
