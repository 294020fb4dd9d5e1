"""A negotiation looked back on: what was offered at its table, and what was possible there."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from types import MappingProxyType
from typing import Literal

from attrs import evolve, frozen

from game.bargaining.barred_gain import BarredGain, find_barred_gain
from game.bargaining.bridge import Bridge, find_bridge
from game.bargaining.payoff_space import PayoffSpace, Point, payoff_space
from game.engine.packages import complete_package, package_from_ids
from game.model.frozen import FrozenMap
from game.model.log_events import (
    AgreementLapsed,
    AgreementSigned,
    OfferMade,
    PackageProposed,
    PackageRatified,
    PackageRejected,
    PackageSigned,
    TableEvent,
)
from game.model.play import State
from game.model.refusals import Refusal
from game.presenter.offers.clauses import Clause, bridge_changes, bridge_gains, cannot_sign
from game.presenter.prose import short_name
from game.rules.compiled import Rules
from game.rules.tables import shares
from game.session.agreements import end_of_talks, offered_worths
from game.session.game import Game
from game.words.sentences import capital, number
from game.words.wording import Wording

PointKind = Literal["reserves", "agreed", "nash", "kalai"]
Became = Literal["agreed", "signed", "ratified", "rejected", "lapsed"]
"""What became of a package that all parties signed. It is agreed at a table without ratification;
signed: still waiting for it."""

_BECAME: Mapping[type[TableEvent], Became] = MappingProxyType(
    {
        PackageSigned: "signed",
        AgreementSigned: "agreed",
        PackageRatified: "ratified",
        PackageRejected: "rejected",
        AgreementLapsed: "lapsed",
    }
)


@frozen
class PastOffer:
    """An offer and its worth to two parties, by their worths at the end of the talks."""

    number: int
    """Its number among all offers at this table, from 1."""
    own_number: int
    """Its number among the offers of its side at this table, from 1."""
    turn: int
    side: str
    """Empty where it came from outside."""
    point: Point
    then: Point
    """Its worths when it was made."""
    reserves: Point
    """The reserves when it was made."""
    became: Became | None = None
    """What became of it if it was signed; None if it wasn't."""


@frozen
class Negotiation:
    """The talks at a table, with the payoff space of two of its parties."""

    table: str
    parties: tuple[str, ...]
    space: PayoffSpace
    offers: tuple[PastOffer, ...]
    agreed: Point | None = None
    """The point of the last offer if it was signed."""
    became: Became = "agreed"
    """What became of that."""
    clauses: tuple[Clause, ...] = ()
    """The package that was agreed, or else the last offer."""
    bridge: Bridge | None = None
    """The bridge from that package; None where no two issues could have made it better for one
    party and worse for none."""
    barred: BarredGain | None = None
    """A better package for all that some party's needs excluded; None where there was none."""

    @property
    def totals(self) -> tuple[int, ...]:
        """What the package of the clauses is worth, by party."""
        return tuple(sum(each) for each in zip(*(c.worths for c in self.clauses), strict=True))


def tables_with_offers(game: Game) -> list[str]:
    """The tables at which something was offered, the one with the most offers first."""
    counts = {id: len(_offers(game, id)) for id in game.rules.scenario.tables}
    return sorted((id for id, count in counts.items() if count), key=lambda id: -counts[id])


def pairs_of_parties(rules: Rules, table: str) -> list[tuple[str, str]]:
    """Every two parties of a table, in the order of the scenario's sides."""
    return list(combinations(parties_of(rules, table), 2))


def parties_of(rules: Rules, table: str) -> tuple[str, ...]:
    """The parties of a table in the order of the scenario's sides, as scores are listed."""
    return tuple(side for side in rules.scenario.sides if side in rules.index.parties[table])


def review_negotiation(
    game: Game,
    table: str,
    pair: tuple[str, str] | None = None,
    of_others: Negotiation | None = None,
) -> Negotiation:
    """The offers at a table and what was possible there, by the worths at the end of the talks.

    That is before an agreement took effect, or when the last offer was made. pair: the two parties
    of the payoff space; left out, the first two of `pairs_of_parties`. of_others: the same talks
    between two others, of which what concerns all parties is taken.
    """
    rules, state = game.rules, end_of_talks(game, table)
    pair = pair or pairs_of_parties(rules, table)[0]
    parties = parties_of(rules, table)
    one, other = parties.index(pair[0]), parties.index(pair[1])

    def point(package: FrozenMap[str, str]) -> Point:
        clauses = clauses_of(rules, state, table, package)
        return sum(c.worths[one] for c in clauses), sum(c.worths[other] for c in clauses)

    numbers = [rules.index.parties[table][side] for side in pair]

    def then(before: State, package: FrozenMap[str, str]) -> tuple[Point, Point]:
        """Worths and reserves when a package was offered."""
        written = rules.tables[rules.index.tables[table]]
        first, second = (
            [each[number] for number in numbers]
            for each in offered_worths(written, before, package)
        )
        return (first[0], first[1]), (second[0], second[1])

    events = _offers(game, table)
    sides = [side for _, side, _, _ in events]
    offers = tuple(
        PastOffer(
            *(i, sides[:i].count(side), turn, side),
            *(point(package), *then(before, package)),
            became,
        )
        for i, ((turn, side, package, before), became) in enumerate(
            zip(events, _became(game, table), strict=True), 1
        )
    )
    negotiation = Negotiation(table, parties, payoff_space(rules, state, table, pair), offers)
    if not offers:
        return negotiation
    became = offers[-1].became
    negotiation = evolve(
        negotiation,
        clauses=clauses_of(rules, state, table, events[-1][2]),
        bridge=of_others.bridge if of_others else find_bridge(rules, state, table),
        barred=of_others.barred
        if of_others
        else find_barred_gain(rules, state, table, events[-1][2], became is not None),
    )
    if became is None:
        return negotiation
    return evolve(negotiation, agreed=offers[-1].point, became=became)


def _became(game: Game, id: str) -> list[Became | None]:
    """What became of each package that was put on a table; None of those that weren't signed."""
    became: list[Became | None] = []
    for entry in game.log():
        event = entry.event
        if not isinstance(event, TableEvent) or event.table != id:
            continue
        if isinstance(event, OfferMade | PackageProposed):
            became.append(None)
        elif became and type(event) in _BECAME:
            became[-1] = _BECAME[type(event)]
    return became


def last_package(game: Game, table: str) -> tuple[FrozenMap[str, str] | None, bool]:
    """What was agreed at a table or else offered there last, and whether it was agreed."""
    offers = _offers(game, table)
    return (offers[-1][2], _became(game, table)[-1] is not None) if offers else (None, False)


def _offers(game: Game, table: str) -> list[tuple[int, str, FrozenMap[str, str], State]]:
    """What was put on a table: the turn, the side (empty: from outside), the package, and the
    state before that.

    The opening counts for turn 1.
    """
    moments = list(game.history())
    return [
        (
            max(1, entry.turn),
            event.side if isinstance(event, OfferMade) else "",
            event.package,
            before.state,
        )
        for before, moment in zip([moments[0], *moments], moments, strict=False)
        for entry in moment.entries
        if isinstance(event := entry.event, OfferMade | PackageProposed) and event.table == table
    ]


def clauses_of(
    rules: Rules, state: State, id: str, named: FrozenMap[str, str]
) -> tuple[Clause, ...]:
    """A package issue by issue, with what counts for issues off the agenda."""
    table = rules.tables[rules.index.tables[id]]
    options = package_from_ids(table, named)
    if isinstance(options, Refusal):
        raise ValueError("an offer that was made names its package")
    package = complete_package(table, options)
    numbers = rules.index.parties[id]
    by_party = [shares(table, state, numbers[side], package) for side in parties_of(rules, id)]
    return tuple(
        Clause(issue.id, issue.options[option].id, worths)
        for issue, option, worths in zip(
            table.issues, package, zip(*by_party, strict=True), strict=True
        )
    )


# In words


def point_text(point: Point) -> str:
    """Two worths beside each other: `12 / 2`."""
    return f"{number(point[0])} / {number(point[1])}"


def offer_title(words: Wording, offer: PastOffer) -> str:
    """Which offer of its side, or which proposal, it was and when it was made."""
    kind = "offer" if offer.side else "proposal"
    title = words.say(f"ui.over.table.{kind}", count=offer.own_number, turn=offer.turn)
    if offer.became is None:
        return title
    return words.say("ui.report.line", name=title, what=became_text(words, offer.became))


def became_text(words: Wording, became: Became) -> str:
    """What became of what was signed, in a word or two."""
    return words.say(f"ui.over.became.{became}")


def agreed_text(words: Wording, negotiation: Negotiation) -> str:
    """The worths of what was signed, and what became of it where it isn't in force."""
    if negotiation.agreed is None:
        return ""
    worths, became = point_text(negotiation.agreed), negotiation.became
    if became in ("agreed", "ratified"):
        return worths
    return words.say("ui.report.offer.agreed", worths=worths, what=became_text(words, became))


def with_worths_then(words: Wording, offer: PastOffer, text: str) -> str:
    """A text on an offer, with its worths when it was made where they were others."""
    if offer.then == offer.point:
        return text
    return words.say("ui.over.table.then", what=text, worths=point_text(offer.then))


def with_reserves_then(words: Wording, talks: Negotiation, offer: PastOffer, text: str) -> str:
    """A text on an offer, with the reserves when it was made where they were others."""
    if offer.reserves == talks.space.reserves:
        return text
    return words.say("ui.over.table.then.reserves", what=text, reserves=point_text(offer.reserves))


def package_title(words: Wording, negotiation: Negotiation) -> str:
    """The heading of what was agreed at a table, or of the last offer there."""
    table = words.naming.table(negotiation.table)
    if not negotiation.offers:
        return table
    if negotiation.agreed is not None:
        return words.say(f"ui.over.table.{negotiation.became}", table=table)
    last = negotiation.offers[-1]
    if not last.side:
        return words.say("ui.over.table.last.proposal", table=table, turn=last.turn)
    side = words.naming.side_inside(last.side)
    return words.say("ui.over.table.last", table=table, side=side, turn=last.turn)


def bridge_sentence(words: Wording, negotiation: Negotiation) -> str:
    """The bridge from the last package, as a sentence; empty where there is none."""
    bridge = negotiation.bridge
    if bridge is None:
        return ""
    return words.say(
        "ui.over.table.bridge",
        changes=bridge_changes(words, negotiation.table, bridge),
        gains=bridge_gains(words, negotiation.parties, bridge),
    )


def barred_sentence(words: Wording, negotiation: Negotiation) -> str:
    """The package that parties' needs excluded, in sentences; empty where there is none."""
    barred, table = negotiation.barred, negotiation.table
    if barred is None:
        return ""
    base = "none" if negotiation.agreed is None else "signed"
    gains = bridge_gains(words, negotiation.parties, barred.bridge)
    changes = bridge_changes(words, table, barred.bridge)
    moving = words.say("ui.over.table.barred.moving", changes=changes) if changes else ""
    what = moving or words.say("ui.over.table.barred.last")
    unsigned = (
        cannot_sign(words, "ui.over.table.barred.needs", table, each.side, each.issue, each.option)
        for each in barred.unmet
    )
    return " ".join((words.say(f"ui.over.table.barred.{base}", what=what, gains=gains), *unsigned))


def joint_sums(negotiation: Negotiation) -> tuple[int, int] | None:
    """The sum of both worths of what was agreed, and the largest; None where nothing was."""
    if negotiation.agreed is None or not negotiation.space.frontier:
        return None
    total = sum(negotiation.agreed)
    return total, max(total, *map(sum, negotiation.space.frontier))


def joint_sum_sentence(words: Wording, negotiation: Negotiation) -> str:
    """How far what was agreed is from the largest sum of both worths; empty where nothing was.

    An offer with a larger sum is explained.
    """
    sums = joint_sums(negotiation)
    if sums is None:
        return ""
    total, best = sums
    sides = words.language.listed(short_name(words, side) for side in negotiation.space.sides)
    key = "ui.over.table.left.sum"
    sentence = words.say(key, sides=sides, sum=number(total), best=number(best))
    beyond = [o.point for o in negotiation.offers if _is_beyond(negotiation.space, o.point)]
    largest = max(map(sum, beyond), default=0)
    if largest <= best:
        return sentence
    return f"{sentence} {words.say('ui.over.table.left.sum.beyond', n=number(largest))}"


@frozen
class NamedPoint:
    """A point of a payoff space that has a name."""

    kind: PointKind
    name: str
    point: Point


def named_points(words: Wording, negotiation: Negotiation) -> list[NamedPoint]:
    """The reserves, what was agreed, and the solution points, as far as there are any."""
    space = negotiation.space
    points: dict[PointKind, tuple[str, Point | None]] = {
        "reserves": (words.say("ui.report.reserves"), space.reserves),
        "agreed": (capital(became_text(words, negotiation.became)), negotiation.agreed),
        "nash": (words.say("ui.plane.nash"), space.nash),
        "kalai": (words.say("ui.plane.kalai"), space.kalai),
    }
    return [
        NamedPoint(kind, name, point) for kind, (name, point) in points.items() if point is not None
    ]


def explanations_of_marks(words: Wording, negotiation: Negotiation) -> list[str]:
    """The sentences that explain the payoff space of a negotiation and its marks."""
    space = negotiation.space
    if not space.cloud:
        return [words.say("ui.over.table.closed")]
    beyond = any(_is_beyond(space, offer.point) for offer in negotiation.offers)
    keys = {
        "ui.over.table.about": True,
        "ui.plane.others": len(negotiation.parties) > len(space.sides),
        "ui.plane.frontier.about": bool(space.frontier),
        "ui.plane.nash.about": space.nash is not None,
        "ui.plane.kalai.about": space.nash is not None,
        "ui.over.table.left.about": negotiation.agreed is not None,
        "ui.over.table.beyond": beyond,
        "ui.over.table.inexact": not space.exact,
    }
    return [words.say(key) for key, applies in keys.items() if applies]


def _is_beyond(space: PayoffSpace, point: Point) -> bool:
    """Whether no package of the frontier is as good for both."""
    return not any(p[0] >= point[0] and p[1] >= point[1] for p in space.frontier)
