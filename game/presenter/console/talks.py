"""The negotiation at a table as only the facilitator sees it: worths, frontier and bridge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from game.bargaining.bridge import Bridge, find_bridge
from game.bargaining.payoff_space import PayoffSpace, Point, distance_to_frontier, payoff_space
from game.engine.packages import objection
from game.model.decisions import FACILITATOR
from game.model.frozen import FrozenMap
from game.model.play import State, TableView
from game.presenter.badges import SideBadge, badge_of
from game.presenter.console.hints import (
    Hint,
    bridge_hint,
    other_reserve_hint,
    reserve_hint,
    unless_asked,
)
from game.presenter.debrief.negotiations import (
    clauses_of,
    pairs_of_parties,
    parties_of,
    point_text,
)
from game.presenter.offers.clauses import (
    PackageLine,
    bridge_changes,
    bridge_gains,
    cannot_sign,
    package_lines,
)
from game.presenter.payoff_plane import (
    MarkedPackage,
    PairLink,
    PayoffPlane,
    choose_pair,
    pair_links,
    payoff_plane,
)
from game.presenter.said.closed_tables import closed_sentences
from game.presenter.worded_game import WordedGame
from game.rules.compiled import Rules
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class PartyWorth:
    """What the standing offer is worth to a party."""

    badge: SideBadge
    name: str
    worth: int | None
    """None where no offer stands."""
    reserve: int
    margin: str
    """How far it lies above or below the reserve, in words."""
    direction: int
    shares: tuple[float, float]
    """How far worth and reserve lie along the party's scale, from 0 to 1."""


@frozen
class TalksOverview:
    """A negotiation: what stands, what it is worth, and what would be better."""

    table: str
    title: str
    subtitle: str
    closed: str
    """Which tables are closed now, and what would open each; empty where none is."""
    proposer: SideBadge | None
    heads: tuple[SideBadge, ...]
    """The parties, in the order of the worths."""
    lines: tuple[PackageLine, ...]
    parties: tuple[PartyWorth, ...]
    plane: PayoffPlane | None
    pairs: tuple[PairLink, ...]
    """The pairs of parties whose plane can be shown; empty where there are only two parties."""
    bridge: str
    """The bridge in one sentence; empty where there is none."""
    gains: str
    distance: str
    """How far the offer is from the frontier, in words; of one that can't be signed, that it isn't
    among the packages of the frontier."""
    unsigned: tuple[str, ...]
    """Who can't sign the offer now and why, in sentences; empty where everybody can."""
    support: tuple[str, ...]
    """Where a majority decides: who is for the offer, what it needs, and who has left."""
    bridge_hint: Hint | None
    """A question that may lead to the bridge; None where it was offered or asked."""
    reserve_hint: Hint | None
    """A question where an offer is worth less than no agreement to its own side, or to another."""


@lru_cache(maxsize=64)
def _space(rules: Rules, state: State, table: str, pair: tuple[str, str]) -> PayoffSpace:
    """The payoff space of a moment; it is the same for every page that shows the moment."""
    return payoff_space(rules, state, table, pair)


def talks_overview(worded: WordedGame, pair_shown: str = "") -> TalksOverview | None:
    """The negotiation that matters now; None where no table is open.

    pair_shown: the two parties on the plane, as an address names them; empty: the first two.
    """
    view = worded.view(FACILITATOR)
    table = _which(view.tables)
    if table is None:
        return None
    rules, state, words = worded.game.rules, worded.state, worded.words
    parties = parties_of(rules, table.id)
    package = table.offer or FrozenMap()
    clauses = clauses_of(rules, state, table.id, package) if package else ()
    totals = [sum(each) for each in zip(*(c.worths for c in clauses), strict=True)]
    worths = dict(zip(parties, totals, strict=False))
    bridge = find_bridge(rules, state, table.id)
    pairs = pairs_of_parties(rules, table.id)
    pair = choose_pair(pairs, pair_shown)
    space = _space(rules, state, table.id, pair)
    point = (worths[pair[0]], worths[pair[1]]) if totals else None
    most = [_most(rules, state, table.id, parties, side) for side in parties]
    unsigned = tuple(_unsigned(worded, table)) if package else ()
    return TalksOverview(
        table=words.naming.table(table.id),
        title=_title(words, table),
        subtitle=_subtitle(words, table),
        closed=" ".join(closed_sentences(worded, FACILITATOR)),
        proposer=badge_of(words.scenario, table.proposer) if table.proposer else None,
        heads=tuple(badge_of(words.scenario, side) for side in parties),
        lines=package_lines(
            words, table.id, (each for each in clauses if each.issue in package), bridge
        ),
        parties=tuple(_parties(words, table, parties, totals, most)),
        plane=payoff_plane(words, space, _packages(words, table, pair, point, bridge))
        if space.cloud
        else None,
        pairs=pair_links(words, pairs, pair),
        bridge=words.say("console.bridge.sentence", changes=bridge_changes(words, table.id, bridge))
        if bridge is not None
        else "",
        gains=bridge_gains(words, parties, bridge) if bridge is not None else "",
        distance=words.say("console.unsigned.outside")
        if unsigned
        else _distance(words, space, point)
        if len(parties) == 2 and point
        else "",
        unsigned=unsigned,
        support=(*words.support(table), *words.who_left(table)),
        bridge_hint=unless_asked(worded, bridge_hint(worded, table.id, bridge)),
        reserve_hint=_reserve_hint(worded, table, worths) if totals else None,
    )


def _packages(
    words: Wording,
    table: TableView,
    pair: tuple[str, str],
    point: Point | None,
    bridge: Bridge | None,
) -> list[MarkedPackage]:
    """The standing offer, and the package that would be better, as far as there are any."""
    packages = []
    if point is not None:
        badge = badge_of(words.scenario, table.proposer or "")
        packages.append(
            MarkedPackage("offer", point, _title(words, table), point_text(point), badge)
        )
    if bridge is not None:
        better = (bridge.worths[pair[0]], bridge.worths[pair[1]])
        packages.append(
            MarkedPackage("bridge", better, words.say("console.bridge"), point_text(better))
        )
    return packages


def _reserve_hint(worded: WordedGame, table: TableView, worths: Mapping[str, int]) -> Hint | None:
    own = reserve_hint(worded, table.proposer, worths, table.reserves)
    other = other_reserve_hint(worded, table.proposer, worths, table.reserves)
    return unless_asked(worded, own) or unless_asked(worded, other)


def _most(rules: Rules, state: State, table: str, parties: Sequence[str], side: str) -> int:
    """The most that any package is worth to a party."""
    pair = (parties[0], parties[1] if side == parties[0] else side)
    axis = pair.index(side)
    return max([point[axis] for point in _space(rules, state, table, pair).cloud], default=1)


def _which(tables: Mapping[str, TableView]) -> TableView | None:
    """The table that is visited, or where an offer stands, or the first that is open."""

    def rank(table: TableView) -> int:
        return 2 * (table.visit_left is not None) + (table.offer is not None)

    open_tables = [table for table in tables.values() if table.status == "open"]
    return max(open_tables, key=rank, default=None)


def _title(words: Wording, table: TableView) -> str:
    if table.offer is None:
        return words.say("console.offer.none", table=words.naming.table(table.id))
    if table.proposer is None:
        return words.say("console.offer.outside")
    return words.say("console.offer", side=words.naming.side_inside(table.proposer))


def _subtitle(words: Wording, table: TableView) -> str:
    return words.counted("console.rounds", table.rounds_left)


def _parties(
    words: Wording,
    table: TableView,
    parties: Sequence[str],
    totals: Sequence[int],
    most: Sequence[int],
) -> list[PartyWorth]:
    """The parties. most: by party, the most that any package is worth to it."""
    lines = []
    for index, side in enumerate(parties):
        worth = totals[index] if totals else None
        reserve = table.reserves.get(side, 0)
        top = max(1, most[index], reserve, worth or 0)
        delta = (worth if worth is not None else reserve) - reserve
        key = "above" if delta > 0 else "below" if delta < 0 else "at"
        lines.append(
            PartyWorth(
                badge_of(words.scenario, side),
                words.naming.side_in_table(side),
                worth,
                reserve,
                words.say(f"console.margin.{key}", by=number(abs(delta)))
                if worth is not None
                else "",
                (delta > 0) - (delta < 0),
                (max(0, worth or 0) / top, max(0, reserve) / top),
            )
        )
    return lines


def _unsigned(worded: WordedGame, table: TableView) -> Iterator[str]:
    """Who can't sign the standing offer now, each with what it needs."""
    rules, words = worded.game.rules, worded.words
    number_of_table = rules.index.tables[table.id]
    table_rules = rules.tables[number_of_table]
    options = worded.state.tables[number_of_table].options
    for side, party in rules.index.parties[table.id].items():
        refusal = objection(table_rules, worded.state, party, options)
        if refusal is None:
            continue
        if refusal.code != "needs":
            why = words.refusal(refusal, FACILITATOR, table.id)
            yield words.say("console.unsigned.all", why=why)
            return
        issue, option = str(refusal.values["issue"]), str(refusal.values["option"])
        yield cannot_sign(words, "console.unsigned.needs", table.id, side, issue, option)


def _distance(words: Wording, space: PayoffSpace, point: tuple[int, int]) -> str:
    distance = round(distance_to_frontier(space, point))
    if not distance:
        return words.say("console.distance.none")
    return words.counted("console.distance", distance)
