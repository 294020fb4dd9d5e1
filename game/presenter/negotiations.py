"""What was offered at a table, and what was possible there: for looking back on it."""

from __future__ import annotations

from itertools import combinations

from attrs import evolve, frozen

from game.bargaining.payoff_space import Plane, Point, between, plane
from game.engine.packages import filled, numbered
from game.model.decisions import Decision, Offer
from game.model.play import AGREED, LAPSED, NOBODY, OPEN, Refusal, State
from game.presenter.hot_seat import HotSeat
from game.rules.compiled import Rules
from game.rules.tables import shares


@frozen
class Offered:
    """An offer, and what it was worth to the two, as worths stood at the end of the talks."""

    number: int
    """The how manyth at this table, from 1."""
    turn: int
    side: str
    point: Point
    agreed: bool = False


@frozen
class Clause:
    """What a package says of one issue, and what that adds to its worths."""

    issue: str
    option: str
    worths: tuple[int, ...]
    """By party."""


@frozen
class Tabled:
    """A table looked back on, with the plane of two of its parties."""

    table: str
    parties: tuple[str, ...]
    plane: Plane
    offers: tuple[Offered, ...]
    agreed: Point | None = None
    clauses: tuple[Clause, ...] = ()
    """Of what was agreed, or of the last offer."""


def tables(hot_seat: HotSeat) -> list[str]:
    """The tables at which something was offered, the one with the most offers first."""
    counts = {id: len(_offers(hot_seat, id)) for id in hot_seat.words.scenario.tables}
    return sorted((id for id, count in counts.items() if count), key=lambda id: -counts[id])


def pairs(rules: Rules, table: str) -> list[tuple[str, str]]:
    """Every two parties of a table, in the order of the file."""
    return list(combinations(rules.index.parties[table], 2))


def tabled(hot_seat: HotSeat, table: str, two: tuple[str, str] | None = None) -> Tabled:
    """What was offered and what was possible there, judged as when the talks there ended.

    That is before what was agreed took effect; or where the last offer was made. two: the parties
    of the plane, left out: the first two.
    """
    rules, state = hot_seat.game.rules, _last(hot_seat, table)
    two = two or between(rules, table)
    parties = tuple(rules.index.parties[table])
    one, other = parties.index(two[0]), parties.index(two[1])

    def point(offer: Offer) -> Point:
        found = _clauses(rules, state, table, offer)
        return sum(c.worths[one] for c in found), sum(c.worths[other] for c in found)

    offers = [
        Offered(i, before.turn, side, point(offer))
        for i, (before, side, offer) in enumerate(_offers(hot_seat, table), 1)
    ]
    found = Tabled(table, parties, plane(rules, state, table, two), tuple(offers))
    if offers:
        last_move = _offers(hot_seat, table)[-1][2]
        found = evolve(found, clauses=_clauses(rules, state, table, last_move))
    at = hot_seat.state.tables[rules.index.tables[table]]
    if offers and at.status in (AGREED, LAPSED):
        last = evolve(offers[-1], agreed=True)
        return evolve(found, offers=(*offers[:-1], last), agreed=last.point)
    return found


def _offers(hot_seat: HotSeat, table: str) -> list[tuple[State, str, Offer]]:
    """Each with the state in which it was made."""
    found, before = [], None
    for moment in hot_seat.game.history():
        deed = moment.line.deed if moment.line is not None else None
        here = any(e.code == "offered" and e.values["table"] == table for e in moment.entries)
        if isinstance(deed, Decision) and isinstance(deed.move, Offer) and here and before:
            found.append((before, deed.side, deed.move))
        before = moment.state
    return found


def _last(hot_seat: HotSeat, table: str) -> State:
    """The last state in which an offer stood there, or the last of all."""
    number = hot_seat.game.rules.index.tables[table]
    standing = [
        moment.state
        for moment in hot_seat.game.history()
        if moment.state.tables[number].status == OPEN
        and moment.state.tables[number].proposer != NOBODY
    ]
    return standing[-1] if standing else hot_seat.state


def _clauses(rules: Rules, state: State, id: str, offer: Offer) -> tuple[Clause, ...]:
    """An offer issue by issue, with what counts for issues off the agenda."""
    table = rules.tables[rules.index.tables[id]]
    named = numbered(table, offer.package)
    if isinstance(named, Refusal):
        raise ValueError("an offer that was made names its package")
    whole = filled(table, named)
    by_party = [shares(table, state, number, whole) for number in rules.index.parties[id].values()]
    return tuple(
        Clause(issue.id, issue.options[option].id, worths)
        for issue, option, worths in zip(
            table.issues, whole, zip(*by_party, strict=True), strict=True
        )
    )
