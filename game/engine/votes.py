"""Counts votes (rule 13), and who is for a package where a majority agrees it (rule 19)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from attrs import evolve

from game.engine.draft import StateDraft
from game.engine.packages import complete_package
from game.model.bodies import BALLOT_VALUES, BALLOTS
from game.model.frozen import FrozenMap
from game.model.log_events import SupportCounted, VoteCounted
from game.model.play import NOTHING, VoteState
from game.rules.compiled import InjectRules, TableRules, VoteRules
from game.rules.evaluate import NO_PACKAGE


def count_vote(draft: StateDraft, inject: InjectRules, given: Mapping[int, int]) -> bool:
    """Lets all members vote, and counts; returns whether the proposal is carried.

    given: by side, the number of its answer. A side that has given none abstains.
    """
    vote = inject.vote
    assert vote is not None
    before, ballots = draft.votes[vote.number], cast_ballots(draft, vote, given)
    is_carried = carries(vote, ballots)
    draft.votes[vote.number] = VoteState(
        before.carried + is_carried,
        before.lost + (not is_carried),
        tuple(100 * weight // whole if whole else 0 for weight, whole in sums_of(vote, ballots)),
        tuple(ballots),
        tuple(ballots) if vote.is_revealed else (),
    )
    follows = vote.carried if is_carried else vote.lost
    result = result_of(inject, draft.votes[vote.number], is_carried=is_carried)
    draft.log(result, inject.seen_by, follows.owner)
    return is_carried


def cast_ballots(draft: StateDraft, vote: VoteRules, given: Mapping[int, int]) -> list[int]:
    """The ballots of all members: those that sides gave, and those of voices (rule 13.3)."""
    ballots = [BALLOT_VALUES[given.get(member.side, 0)] for member in vote.members]
    # A voice may read the ballots of sides, and of voices above it.
    draft.votes[vote.number] = evolve(draft.votes[vote.number], ballots=ballots)
    for place, member in enumerate(vote.members):
        if member.leans is not None:
            lean = member.leans(draft, NO_PACKAGE)
            ballots[place] = (lean > 0) - (lean < 0)
    return ballots


def count_support(draft: StateDraft, number: int) -> bool:
    """Counts who is for the standing offer at a table; returns whether it is agreed (rule 19.2).

    A party that has neither made nor accepted it counts as against it.
    """
    table, at = draft.rules.tables[number], draft.tables[number]
    assert table.majority is not None
    vote, package = table.majority.count, complete_package(table, at.options)
    ballots = []
    for member in vote.members:
        if member.leans is not None:
            is_for = member.leans(draft, package) > 0
        else:
            party = table.parties.index(member.side)
            is_for = at.proposer == party or bool(at.accepted[party])
            is_for = is_for and not at.walked[party]
        ballots.append(1 if is_for else -1)
    draft.tables[number] = evolve(at, ballots=tuple(ballots))
    weights, wholes = zip(*sums_of(vote, ballots), strict=True)
    counted = SupportCounted(
        table.id,
        FrozenMap(zip(vote.counts, map(str, weights), strict=True)),
        FrozenMap(zip(vote.counts, map(str, wholes), strict=True)),
        ballots_by_member(vote, ballots),
    )
    draft.log(counted, tuple(draft.rules.sides[side] for side in table.parties))
    return carries(vote, ballots)


def can_be_agreed(table: TableRules, walked: Sequence[int]) -> bool:
    """Whether those left at a table can reach its majority, if all voices are with them (19.4)."""
    if table.majority is None or all(walked):
        return False
    if table.majority.proposes != NOTHING and walked[table.majority.proposes]:
        return False
    vote = table.majority.count
    gone = [
        member.side != NOTHING and walked[table.parties.index(member.side)]
        for member in vote.members
    ]
    return carries(vote, [-1 if is_gone else 1 for is_gone in gone])


def forget_ballots(draft: StateDraft) -> None:
    """Forgets how members voted on an earlier turn."""
    for number, vote in enumerate(draft.votes):
        if any(vote.ballots):
            draft.votes[number] = evolve(vote, ballots=(0,) * len(vote.ballots))


def seen_vote(vote: VoteRules, state: VoteState, side: int) -> VoteState:
    """A vote as a side knows it, NOBODY for those who decide nothing (rule 13.6)."""
    numbers = [state.carried, state.lost, *state.support, *state.ballots, *state.kept]
    for place in hidden_of_vote(vote, side):
        numbers[place] = 0
    first = 2 + len(vote.counts)
    end = first + len(vote.members)
    return VoteState(
        numbers[0],
        numbers[1],
        tuple(numbers[2:first]),
        tuple(numbers[first:end]),
        tuple(numbers[end:]),
    )


def hidden_of_vote(vote: VoteRules, side: int) -> list[int]:
    """The places of a vote's numbers in a state that a side doesn't know (rules 9.5 and 13.6)."""
    first, count = 2 + len(vote.counts), len(vote.members)
    hidden = [*range(2, first)] if vote.ballots == "secret" else []
    if vote.ballots != "open":
        hidden += [
            first + place
            for first in ((first, first + count) if vote.is_revealed else (first,))
            for place, member in enumerate(vote.members)
            if member.side == NOTHING or member.side != side
        ]
    return hidden


def carries(vote: VoteRules, ballots: Sequence[int]) -> bool:
    """Whether ballots carry a proposal (rule 13.4)."""
    for_it = [ballot > 0 or (ballot == 0 and vote.abstain == "for") for ballot in ballots]
    against = [ballot < 0 for ballot in ballots]
    match vote.way:
        case "unanimous":
            return any(for_it) and not any(against)
        case "unless":
            return not (any(against) and _reaches(vote, ballots, against))
        case _:
            return any(for_it) and _reaches(vote, ballots, for_it)


def sums_of(vote: VoteRules, ballots: Sequence[int]) -> list[tuple[int, int]]:
    """By count, what those weigh who are for a proposal, and of how much that is a share."""
    for_it = [ballot > 0 or (ballot == 0 and vote.abstain == "for") for ballot in ballots]
    return [*zip(_sums(vote, for_it), _whole(vote, ballots), strict=True)]


def _reaches(vote: VoteRules, ballots: Sequence[int], together: Sequence[bool]) -> bool:
    """Whether some members reach every share, or leave too few others to block them."""
    weights, whole = _sums(vote, together), _whole(vote, ballots)
    if all(
        100 * w >= share * all_ for w, share, all_ in zip(weights, vote.shares, whole, strict=True)
    ):
        return True
    left = [all_ - w for w, all_ in zip(weights, whole, strict=True)]
    blocking = [(rest, least) for rest, least in zip(left, vote.blocked_by, strict=True) if least]
    return bool(blocking) and all(rest < least for rest, least in blocking)


def _whole(vote: VoteRules, ballots: Sequence[int]) -> list[int]:
    """By count, what all members weigh of whom shares are taken."""
    return _sums(vote, [vote.abstain != "absent" or ballot != 0 for ballot in ballots])


def _sums(vote: VoteRules, chosen: Sequence[bool]) -> list[int]:
    """By count, what the chosen members weigh."""
    members = [member for member, is_in in zip(vote.members, chosen, strict=True) if is_in]
    return [sum(member.counts[i] for member in members) for i in range(len(vote.counts))]


def result_of(inject: InjectRules, state: VoteState, *, is_carried: bool) -> VoteCounted:
    """The entry of a vote, with as much as its ballots tell."""
    vote = inject.vote
    assert vote is not None
    ballots = ballots_by_member(vote, state.ballots)
    cast = [*ballots.values()]
    result: Literal["carried", "lost"] = "carried" if is_carried else "lost"
    if vote.ballots == "secret":
        return VoteCounted(inject.id, result)
    weights, wholes = zip(*sums_of(vote, state.ballots), strict=True)
    return VoteCounted(
        inject.id,
        result,
        FrozenMap(zip(vote.counts, map(str, weights), strict=True)),
        FrozenMap(zip(vote.counts, map(str, wholes), strict=True)),
        FrozenMap((each, str(cast.count(each))) for each in BALLOTS),
        ballots if vote.ballots == "open" else None,
    )


def ballots_by_member(vote: VoteRules, ballots: Sequence[int]) -> FrozenMap[str, str]:
    """By member that takes part, the word of its ballot."""
    cast = (BALLOTS[BALLOT_VALUES.index(ballot)] for ballot in ballots)
    return FrozenMap(zip((member.id for member in vote.members), cast, strict=True))
