"""What decides a vote: the ballots still to be cast, or cast otherwise. No rule asks for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product
from operator import add, ge

from attrs import frozen

from game.engine.draft import StateDraft
from game.engine.votes import carries, cast_ballots
from game.model.bodies import ABSTAIN, AGAINST, BALLOTS, FOR
from game.model.play import State
from game.rules.compiled import InjectRules, Rules, VoteRules

Amounts = tuple[int, ...]


@frozen
class Reversal:
    """The members whose other ballots would have reversed a result."""

    members: tuple[int, ...]
    """Their places: as few members as can be, and of as few those who weigh least."""
    ballot: int
    """The ballot that they would have had to cast: 1 for, −1 against."""
    pivotal: tuple[int, ...]
    """The places of all members each of whom could have reversed it alone."""


@lru_cache(maxsize=64)
def smallest_reversal(vote: VoteRules, ballots: tuple[int, ...]) -> Reversal:
    """The fewest members who reverse a result; of as few, those with the least of the last count.

    Every result can be reversed, since a proposal is carried if all are for it, and lost if all
    are against it. Remembered, since a page that is drawn again asks again.
    """
    was_carried = carries(vote, ballots)
    ballot = -1 if was_carried else 1
    movable = [place for place, cast in enumerate(ballots) if cast != ballot]

    def reverses(*places: int) -> bool:
        changed = [ballot if i in places else cast for i, cast in enumerate(ballots)]
        return carries(vote, changed) != was_carried

    pivotal = tuple(place for place in movable if reverses(place))
    if pivotal:
        return Reversal((min(pivotal, key=lambda i: vote.members[i].counts[-1]),), ballot, pivotal)
    if vote.way == "unanimous":
        return Reversal(tuple(i for i in movable if ballots[i] < 0), ballot, ())
    found = [
        _fewest(vote, movable, conditions) for conditions in _conditions(vote, ballots, movable)
    ]
    return Reversal(min(each for each in found if each is not None)[2], ballot, ())


@frozen
class _Condition:
    """A sum that the members who change their ballots must reach."""

    adds: Amounts
    """By member who can change its ballot, what it adds to the sum."""
    enough: int


def _conditions(
    vote: VoteRules, ballots: Sequence[int], movable: Sequence[int]
) -> Iterator[list[_Condition]]:
    """Yields each way to reverse a result, which is to meet all its conditions (rule 13.4).

    The members who decide are those for the proposal, with `unless` those against it. Either they
    must reach their majority, or no longer reach it.
    """
    unless, absent = vote.way == "unless", vote.abstain == "absent"
    decides = [
        cast < 0 if unless else cast > 0 or (cast == 0 and vote.abstain == "for")
        for cast in ballots
    ]
    must_reach = unless == carries(vote, ballots)
    shares, blocks = [], []
    for count, (share, least) in enumerate(zip(vote.shares, vote.blocked_by, strict=True)):
        weights = [member.counts[count] for member in vote.members]
        inside = sum(w for w, is_in in zip(weights, decides, strict=True) if is_in)
        whole = sum(w for w, cast in zip(weights, ballots, strict=True) if cast or not absent)
        # By how much a member makes those who decide heavier, and the whole.
        more = [weights[i] * (must_reach - decides[i]) for i in movable]
        wider = [weights[i] * (absent and not ballots[i]) for i in movable]
        over = [100 * m - share * w for m, w in zip(more, wider, strict=True)]
        fewer = [m - w for m, w in zip(more, wider, strict=True)]
        short, left = share * whole - 100 * inside, whole - inside - least
        if must_reach:
            shares += [_Condition(tuple(over), short)] if share else []
            blocks += [_Condition(tuple(fewer), left + 1)] if least else []
        else:
            shares += [_Condition(tuple(-n for n in over), 1 - short)] if share else []
            blocks += [_Condition(tuple(-n for n in fewer), -left)] if least else []
    if must_reach:
        yield shares
        if blocks:
            yield blocks
    else:
        yield from map(list, product(shares, blocks) if blocks else product(shares))


def _fewest(
    vote: VoteRules, movable: Sequence[int], conditions: Sequence[_Condition]
) -> tuple[int, int, Amounts] | None:
    """The fewest members that meet all conditions: how many, what they weigh, and their places."""
    weights = [vote.members[i].counts[-1] for i in movable]
    half = len(movable) // 2
    first = _choices(range(half), weights, conditions)
    second = _choices(range(half, len(movable)), weights, conditions)
    scaled = _scaled(weights, conditions)
    for n in range(1, len(movable) + 1):
        if any(sum(sorted(each.adds)[-n:]) < each.enough for each in conditions):
            continue
        best: tuple[int, Amounts] | None = None
        for k in range(max(0, n - len(second) + 1), min(n + 1, len(first))):
            others = second[n - k]
            for weight, sums, places in first[k]:
                lacking = [each.enough - mine for each, mine in zip(conditions, sums, strict=True)]
                at = 0
                if scaled is not None:
                    at = bisect_left(others, (-(-lacking[scaled[0]] // scaled[1]),))
                for other in range(at, len(others)):
                    more, added, rest = others[other]
                    if best is not None and weight + more >= best[0]:
                        break
                    if all(map(ge, added, lacking)):
                        best = weight + more, (*places, *rest)
                        break
        if best is not None:
            return n, best[0], tuple(movable[i] for i in best[1])
    return None


def _choices(
    members: range, weights: Sequence[int], conditions: Sequence[_Condition]
) -> list[list[tuple[int, Amounts, Amounts]]]:
    """By number, all choices of some members, lightest first: weight, what they add, and who."""
    every: list[tuple[int, Amounts, Amounts]] = [(0, (0,) * len(conditions), ())]
    for i in members:
        adds = [each.adds[i] for each in conditions]
        every += [
            (weight + weights[i], tuple(map(add, sums, adds)), (*chosen, i))
            for weight, sums, chosen in every
        ]
    by_number: list[list[tuple[int, Amounts, Amounts]]] = [[] for _ in range(len(members) + 1)]
    for each in sorted(every):
        by_number[len(each[2])].append(each)
    return by_number


def _scaled(weights: Sequence[int], conditions: Sequence[_Condition]) -> tuple[int, int] | None:
    """A condition to which every member adds the same multiple of its weight, and that factor."""
    heaviest = max(range(len(weights)), key=weights.__getitem__)
    for number, condition in enumerate(conditions):
        factor = condition.adds[heaviest] // max(1, weights[heaviest])
        if factor > 0 and all(
            add == factor * weight for add, weight in zip(condition.adds, weights, strict=True)
        ):
            return number, factor
    return None


_MOST_MIXED = 5
"""Of how many sides all mixes with abstentions are tried."""


@frozen
class OpenVote:
    """What the sides that haven't voted can still do, as the voices would vote now."""

    undecided: tuple[int, ...]
    carry: tuple[int, ...] | None
    """The fewest that carry it where the rest of them are against; None: it can't be carried."""
    stop: tuple[int, ...] | None
    """The fewest that stop it where the rest of them are for it; None: it can't be stopped."""


def open_vote(
    rules: Rules, state: State, inject: InjectRules, given: Mapping[int, str]
) -> OpenVote:
    """What is still open in a vote. given: by side, the ballot that it has cast.

    With many sides only mixes without abstentions are tried: it takes them for less than a ballot
    for it and more than one against, as they are unless voices read them otherwise.
    """
    vote = inject.vote
    assert vote is not None
    undecided = tuple(side for side in inject.ask if side not in given)

    def is_carried(ballots: Mapping[int, str]) -> bool:
        numbers = {side: BALLOTS.index(cast) for side, cast in {**given, **ballots}.items()}
        return carries(vote, cast_ballots(StateDraft(rules, state), vote, numbers))

    def fewest(ballot: str, others: str, *, carried: bool) -> tuple[int, ...] | None:
        for n in range(len(undecided) + 1):
            for some in combinations(undecided, n):
                rest = dict.fromkeys(undecided, others) | dict.fromkeys(some, ballot)
                if is_carried(rest) == carried:
                    return some
        return None

    carry, stop = fewest(FOR, AGAINST, carried=True), fewest(AGAINST, FOR, carried=False)
    if None in (carry, stop) and len(undecided) <= _MOST_MIXED:
        for mix in product((FOR, AGAINST, ABSTAIN), repeat=len(undecided)):
            ballots = dict(zip(undecided, mix, strict=True))
            if carry is None and is_carried(ballots):
                carry = undecided
            if stop is None and not is_carried(ballots):
                stop = undecided
    if carry is not None and stop is not None:
        # Voices may turn against what sides are for: then it takes ballots of both kinds.
        carry, stop = carry or undecided, stop or undecided
    return OpenVote(undecided, carry, stop)
