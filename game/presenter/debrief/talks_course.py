"""The course of the talks between two parties: their reserves, the offers, who conceded what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from attrs import frozen

from game.bargaining.payoff_space import Point
from game.engine.packages import complete_package, package_from_ids
from game.model.frozen import FrozenMap
from game.model.log_events import OfferAccepted, OfferMade, PackageProposed
from game.model.play import AGREED, LAPSED, SIGNED, State
from game.model.refusals import Refusal
from game.presenter.debrief.negotiations import Negotiation, PastOffer
from game.presenter.prose import proposer_name, short_name
from game.rules.compiled import TableRules
from game.rules.evaluate import NO_PACKAGE, Package
from game.rules.tables import shares
from game.session.agreements import end_of_talks
from game.session.game import Game
from game.words.sentences import capital, number, signed
from game.words.wording import Wording

Reply = Literal["concession", "signed", "first", "other", "none"]
"""What the other party did after a concession: made one too, signed, made its first offer, offered
without a concession, or nothing before more was offered to it."""
_MOST_ISSUES = 3


@frozen
class TalksMoment:
    """An offer, or the end of a turn without one, and what no agreement was worth then."""

    turn: int
    reserves: Point
    offer: PastOffer | None = None


@frozen
class Conceded:
    """What one party conceded to the other by its offers, each beside its own last one.

    A concession is worth more to the other, and no more to who makes it, by the worths of that
    moment; a step back is the opposite.
    """

    giver: str
    receiver: str
    issues: tuple[tuple[str, ...], ...] = ()
    """By concession, the issues in which it lies."""
    replies: tuple[Reply, ...] = ()
    """By concession."""
    gain: int = 0
    """What all concessions together were worth to the receiver."""
    cost: int = 0
    """What they cost the giver."""
    back: int = 0


@frozen
class Crossing:
    """An offer that the reserve of a party passed by: its worth and the reserve, then and in the
    end."""

    side: str
    offer: PastOffer
    then: Point
    end: Point


@frozen
class TalksCourse:
    """The course of talks at a table, for two of its parties."""

    negotiation: Negotiation
    moments: tuple[TalksMoment, ...]
    """In order; the last is the end."""
    conceded: tuple[Conceded, ...]
    crossings: tuple[Crossing, ...]

    @property
    def sides(self) -> tuple[str, str]:
        """The two parties."""
        return self.negotiation.space.sides

    @property
    def at_first_offer(self) -> TalksMoment:
        """The moment of the first offer."""
        return next(moment for moment in self.moments if moment.offer is not None)


def talks_course(game: Game, negotiation: Negotiation) -> TalksCourse | None:
    """The course of talks looked back on; None where nobody offered anything.

    The end is the moment of the agreement or, without one, the end of the game.
    """
    if not negotiation.offers:
        return None
    review = _Review(game, negotiation)
    moments = tuple(review.moments())
    return TalksCourse(
        negotiation,
        moments,
        tuple(review.conceded(i, 1 - i) for i in (0, 1)),
        tuple(filter(None, (review.crossing(i, moments[-1].reserves[i]) for i in (0, 1)))),
    )


@frozen
class _Act:
    """What was done at a table: a package offered, or the standing one accepted."""

    side: str
    package: Package
    state: State
    accepts: bool


class _Review:
    """Reads the record of talks."""

    def __init__(self, game: Game, negotiation: Negotiation) -> None:
        index = game.rules.index
        self._game, self._negotiation = game, negotiation
        self._number = index.tables[negotiation.table]
        self._table: TableRules = game.rules.tables[self._number]
        self._sides = negotiation.space.sides
        self._parties = [index.parties[negotiation.table][side] for side in self._sides]
        self._acts = tuple(self._read())

    def _read(self) -> Iterator[_Act]:
        standing: Package = ()
        moments = list(self._game.history())
        for before, moment in pairwise([moments[0], *moments]):
            for event in (entry.event for entry in moment.entries):
                match event:
                    case OfferMade(table=id) | PackageProposed(table=id):
                        if id == self._table.id:
                            standing = self._whole(event.package)
                            side = event.side if isinstance(event, OfferMade) else ""
                            yield _Act(side, standing, before.state, False)
                    case OfferAccepted(table=id, side=side) if id == self._table.id:
                        yield _Act(side, standing, before.state, True)

    def _whole(self, named: FrozenMap[str, str]) -> tuple[int, ...]:
        package = package_from_ids(self._table, named)
        if isinstance(package, Refusal):
            raise ValueError("an offer that was made names its package")
        return complete_package(self._table, package)

    def _both(self, values: Sequence[int]) -> Point:
        one, other = self._parties
        return values[one], values[other]

    # Reserves and offers

    @property
    def _is_agreed(self) -> bool:
        return self._game.state.tables[self._number].status in (AGREED, LAPSED, SIGNED)

    @property
    def _end(self) -> State:
        if self._is_agreed:
            return end_of_talks(self._game, self._table.id)
        return self._game.state

    def _reserves(self, state: State) -> Point:
        return self._both([reserve(state, NO_PACKAGE) for reserve in self._table.reserves])

    def moments(self) -> Iterator[TalksMoment]:
        """The offers, turn by turn, with the end of each turn that has none, and then the end."""
        end, offers = self._end, self._negotiation.offers
        states = {max(1, moment.state.turn): moment.state for moment in self._game.history()}
        for turn in range(1, max(1, end.turn) + 1):
            made = [offer for offer in offers if offer.turn == turn]
            for offer in made:
                yield TalksMoment(turn, offer.reserves, offer)
            if not made and turn in states and turn < end.turn:
                yield TalksMoment(turn, self._reserves(states[turn]))
        yield TalksMoment(max(1, end.turn), self._reserves(end))

    def crossing(self, i: int, reserve: int) -> Crossing | None:
        """The offer to a party that its reserve passed by, the one that is best for it in the end.

        What comes from outside and what was signed aren't looked at.
        """
        side, end, found = self._sides[i], self._end, list[Crossing]()
        packages = (act.package for act in self._acts if not act.accepts)
        for offer, package in zip(self._negotiation.offers, packages, strict=True):
            if offer.side in ("", side) or offer.became is not None:
                continue
            worth = sum(shares(self._table, end, self._parties[i], package))
            then = offer.then[i], offer.reserves[i]
            if (then[0] - then[1]) * (worth - reserve) < 0:
                found.append(Crossing(side, offer, then, (worth, reserve)))
        return max(found, key=lambda each: each.end[0] - each.end[1], default=None)

    # Concessions

    def conceded(self, giver: int, receiver: int) -> Conceded:
        """What one of the two parties conceded to the other."""
        side, to = self._sides[giver], self._sides[receiver]
        own = [(n, act) for n, act in enumerate(self._acts) if act.side == side]
        offered = [(n, act) for n, act in own if not act.accepts]
        issues, replies, gain, cost, back = list[tuple[str, ...]](), list[Reply](), 0, 0, 0
        for (_, last), (n, act) in pairwise(offered):
            gains, costs = self._changes(act, last, receiver), self._changes(act, last, giver)
            if sum(gains) > 0 >= sum(costs):
                gain, cost = gain + sum(gains), cost - sum(costs)
                lies = zip(self._table.issues, gains, costs, strict=True)
                issues.append(tuple(issue.id for issue, more, less in lies if more > 0 >= less))
                until = next((m for m, _ in own if m > n), len(self._acts))
                replies.append(self._reply(range(n + 1, until), receiver, giver))
            elif sum(gains) < 0 <= sum(costs):
                back += 1
        return Conceded(side, to, tuple(issues), tuple(replies), gain, cost, back)

    def _changes(self, act: _Act, last: _Act, party: int) -> tuple[int, ...]:
        """What a package is worth to a party issue by issue, beside an earlier one."""
        now, before = (
            shares(self._table, act.state, self._parties[party], each.package)
            for each in (act, last)
        )
        return tuple(a - b for a, b in zip(now, before, strict=True))

    def _reply(self, numbers: range, party: int, to: int) -> Reply:
        """What a party did first among some acts, in answer to another."""
        side = self._sides[party]
        n = next((n for n in numbers if self._acts[n].side == side), None)
        if n is None:
            return "none"
        act = self._acts[n]
        if act.accepts:
            return "signed"
        earlier = [e for e in self._acts[:n] if e.side == side and not e.accepts]
        if not earlier:
            return "first"
        gain, cost = (sum(self._changes(act, earlier[-1], each)) for each in (to, party))
        return "concession" if gain > 0 >= cost else "other"


# In words


def asked_sentence(words: Wording, course: TalksCourse) -> str:
    """What each of the two asked for in its first offer, and where it came to."""
    semicolon, count = words.say("semicolon"), len(course.sides)
    return f"{capital(semicolon.join(_asked(words, course.negotiation, i) for i in range(count)))}."


def sentences_of_pairs(words: Wording, courses: Sequence[TalksCourse]) -> tuple[str, ...]:
    """The same of every two parties of a table, then who conceded what to whom; each thing once."""
    asked = (
        f"{capital(_asked(words, course.negotiation, i))}."
        for course in courses
        for i in range(len(course.sides))
    )
    told = (sentence for c in courses for sentence in course_sentences(words, c, brief=True))
    return tuple(dict.fromkeys((*asked, *told)))


def _asked(words: Wording, negotiation: Negotiation, i: int) -> str:
    side, agreed = negotiation.space.sides[i], negotiation.agreed
    own = [offer.point[i] for offer in negotiation.offers if offer.side == side]
    if agreed is not None:
        key = "ui.given.asked.signed" if own else "ui.given.silent.signed"
    elif len(own) == 1:
        key = "ui.given.asked.once"
    else:
        key = "ui.given.asked" if own else "ui.given.silent"
    return words.say(
        key,
        side=words.naming.side_inside(side),
        first=number(own[0]) if own else "",
        last=number(agreed[i] if agreed is not None else own[-1] if own else 0),
    )


def course_sentences(
    words: Wording, course: TalksCourse, *, brief: bool = False
) -> tuple[str, ...]:
    """Who conceded what to whom and what came in answer, then how the reserves moved.

    brief: without the reserves that the picture shows, where there is more to say of them.
    """
    crossings = [_crossing(words, each) for each in course.crossings]
    return (
        *(_conceded(words, course.negotiation.table, each) for each in course.conceded),
        *(_reserve(words, course, side) for side in course.sides if not (brief and crossings)),
        *crossings,
    )


def _conceded(words: Wording, table: str, conceded: Conceded) -> str:
    return " ".join(_conceded_sentences(words, table, conceded))


def _conceded_sentences(words: Wording, table: str, conceded: Conceded) -> Iterator[str]:
    naming, count = words.naming, len(conceded.replies)
    giver, receiver = naming.side(conceded.giver), naming.side_inside(conceded.receiver)
    if count:
        values = {"gain": signed(conceded.gain), "cost": signed(-conceded.cost)}
        yield words.counted("ui.given.conceded", count, giver=giver, receiver=receiver, **values)
        yield from _lies_in(words, table, conceded)
    else:
        yield words.say("ui.given.none", giver=giver, receiver=receiver)
    if conceded.back:
        yield words.counted("ui.given.back", conceded.back, receiver=receiver)
    if count:
        replies = words.language.listed(
            words.counted(f"ui.given.reply.{reply}", n)
            for reply, n in Counter(conceded.replies).most_common()
        )
        who = naming.side(conceded.receiver)
        yield words.say("ui.given.replies", receiver=who, replies=replies)


def _lies_in(words: Wording, table: str, conceded: Conceded) -> Iterator[str]:
    """On which issues a party made concessions, those with the most first."""
    counts = Counter(issue for each in conceded.issues for issue in each).most_common()
    names = (words.naming.issue(table, issue) for issue, _ in counts[:_MOST_ISSUES])
    issues = words.language.listed(words.say("quoted", text=name) for name in names)
    count = len(conceded.issues)
    if len(counts) > _MOST_ISSUES:
        yield words.counted("ui.given.on.most", count, issues=issues)
    elif counts:
        yield words.counted("ui.given.on", count, issues=issues)


def _reserve(words: Wording, course: TalksCourse, side: str) -> str:
    """How the reserve of a party moved between the first offer and the end."""
    i = course.sides.index(side)
    start = course.at_first_offer
    moments = course.moments[course.moments.index(start) :]
    reserves = [moment.reserves[i] for moment in moments]
    key = "ui.given.reserve.same"
    if len(set(reserves)) > 1:
        returns = reserves[0] == reserves[-1]
        key = "ui.given.reserve.between" if returns else "ui.given.reserve"
    return words.say(
        key,
        side=words.naming.side_inside(side),
        turn=start.turn,
        end=moments[-1].turn,
        first=number(reserves[0]),
        last=number(reserves[-1]),
        least=number(min(reserves)),
        most=number(max(reserves)),
    )


def _crossing(words: Wording, crossing: Crossing) -> str:
    (worth, reserve), (then, end) = crossing.then, crossing.end
    return words.say(
        "ui.given.crossed.late" if then > end else "ui.given.crossed.gone",
        proposer=words.naming.side_inside(crossing.offer.side),
        turn=crossing.offer.turn,
        side=words.naming.side_inside(crossing.side),
        worth=number(worth),
        reserve=number(reserve),
        later=number(then),
        end=number(end),
    )


def spoken_course(words: Wording, course: TalksCourse) -> str:
    """What the picture shows, for those who can't see it."""
    say, sides = words.say, course.sides
    parts = []
    for i, side in enumerate(sides):
        values = [
            f"{say('ui.record.turn', turn=moment.turn)}: "
            + say("ui.plane.reserve", n=number(moment.reserves[i]))
            + (f", {_offered(words, moment.offer, i)}" if moment.offer is not None else "")
            for moment in course.moments
        ]
        parts.append(say("ui.report.line", name=short_name(words, side), what="; ".join(values)))
    return " ".join(parts)


def _offered(words: Wording, offer: PastOffer, i: int) -> str:
    return f"{proposer_name(words, offer.side)} {offer.own_number} ({number(offer.then[i])})"


def mark_title(words: Wording, moment: TalksMoment, i: int) -> str:
    """What stands for an offer on the picture of a party, for those who point at it."""
    assert moment.offer is not None, "only offers have marks"
    reserve = words.say("ui.plane.reserve", n=number(moment.reserves[i]))
    turn = words.say("ui.record.turn", turn=moment.turn)
    return f"{_offered(words, moment.offer, i)}, {reserve}, {turn}"
