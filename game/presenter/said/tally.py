"""The result of a vote: by count, what was for it, what was needed, and who voted how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import frozen

from game.model.bodies import ABSTAIN, AGAINST, FOR, Majority, Weights
from game.model.frozen import FrozenMap
from game.model.log_events import SupportCounted, VoteCounted
from game.model.scenario import titled
from game.words.wording import Wording


@frozen
class CountedShare:
    """One count of a vote. Shares are parts of the whole, from 0 to 1."""

    name: str
    for_it: float
    against: float
    """0 where the single ballots aren't told."""
    needed: float
    """The share that decides; 0 where none does, or where those whose share it is aren't told."""
    stops: bool
    """Whether that is the share of those against that stops the proposal."""
    figure: str
    """How much was for it, as in `18 of 27` or `49 %`."""
    need: str
    """How much was needed, in words; empty where nothing was."""


@frozen
class Tally:
    """What is told of a vote once it is counted."""

    title: str
    """The result as a headline."""
    counts: tuple[CountedShare, ...]
    """None where the ballots are secret."""
    ballots: tuple[tuple[str, str, str], ...]
    """By ballot: its kind, its name with the number of members, and their names, maybe empty."""


def tally_of(words: Wording, event: VoteCounted | SupportCounted) -> Tally | None:
    """The tally of a vote, or of the support for a package; None where only the result is told."""
    by, unless = "", False
    if isinstance(event, SupportCounted):
        at_table = words.scenario.majority_of(event.table)
        if at_table is None:
            return None
        body, weights, by = at_table[1], at_table[2], at_table[0].by
        title = words.say("majority.title", table=words.naming.table(event.table))
    else:
        parts = words.scenario.body_of(event.inject)
        if parts is None or event.weights is None or event.whole is None:
            return None
        vote, body, weights = parts
        by, unless = vote.unless or vote.by or "", bool(vote.unless)
        title = words.say(f"vote.title.{event.result}", inject=words.naming.inject(event.inject))
    assert event.weights is not None
    assert event.whole is not None
    majority = body.majorities.get(by, Majority(shares=FrozenMap()))
    against = _against(weights, event)
    counts = []
    for count, weight in event.weights.items():
        whole, share = int(event.whole[count]), majority.shares.get(count, 0)
        heads = all(member.counts.get(count) == 1 for member in weights.members.values())
        needs = -(-share * whole // 100) if heads else share
        known = not unless or event.ballots is not None
        figures = {"n": weight, "whole": whole, "percent": _percent(int(weight), whole)}
        counts.append(
            CountedShare(
                titled(weights.counts[count], count),
                int(weight) / whole if whole else 0.0,
                against.get(count, 0) / whole if whole else 0.0,
                share / 100 if known else 0.0,
                unless,
                words.say("vote.figure.heads" if heads else "vote.figure.share", **figures),
                _need(words, needs, heads=heads, stops=unless) if share and known else "",
            )
        )
    return Tally(title, tuple(counts), tuple(_ballots(words, weights, event)))


def _need(words: Wording, n: int, *, heads: bool, stops: bool) -> str:
    """What was needed to carry a proposal, or to stop it, in words."""
    if stops:
        return words.say("vote.stop.heads" if heads else "vote.stop.share", n=n)
    return words.say("vote.need.heads" if heads else "vote.need.share", n=n)


def _percent(weight: int, whole: int) -> int:
    return 100 * weight // whole if whole else 0


def _against(weights: Weights, event: VoteCounted | SupportCounted) -> Mapping[str, int]:
    """By count, what those weigh who were against; empty where the ballots aren't told."""
    cast = event.ballots or FrozenMap[str, str]()
    members = [weights.members[id] for id in cast if cast[id] == AGAINST]
    return {count: sum(each.counts.get(count, 0) for each in members) for count in weights.counts}


def _ballots(
    words: Wording, weights: Weights, event: VoteCounted | SupportCounted
) -> Iterator[tuple[str, str, str]]:
    for ballot in (FOR, AGAINST, ABSTAIN):
        cast = [id for id, each in (event.ballots or {}).items() if each == ballot]
        n = len(cast)
        if isinstance(event, VoteCounted):
            n = int(event.tally[ballot]) if event.tally is not None else 0
        names = [titled(weights.members[id].name, id) for id in cast]
        if n:
            yield ballot, words.say(f"vote.column.{ballot}", n=n), ", ".join(names)
