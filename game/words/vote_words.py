"""Votes in words: what carries a proposal, what a ballot weighs, and what came of it (rule 13)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from game.model.bodies import ABSTAIN, AGAINST, FOR, UNANIMOUS, Body, Majority, Vote, Weights
from game.model.log_events import VoteCounted
from game.model.scenario import titled
from game.words.vocabulary import Vocabulary

MOST_NAMED = 6
"""The most members that the result of a vote names for a ballot; of more it tells the number."""


class VoteWords:
    """Puts the votes of one scenario into words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._scenario = vocabulary.scenario
        self._language = vocabulary.language
        self._naming = vocabulary.naming

    def body(self, inject: str) -> str:
        """The name of the body that votes on the proposal of an inject; empty if none does."""
        parts = self._scenario.body_of(inject)
        return self._name(parts[0], parts[1]) if parts is not None else ""

    def needed_majority(self, inject: str) -> str:
        """What carries the proposal of an inject, as a sentence."""
        say, (vote, body, weights) = self._language.say, self._parts(inject)
        if vote.by == UNANIMOUS:
            return say("vote.needs.unanimous", body=self._name(vote, body))
        majority = body.majorities[vote.unless or vote.by or ""]
        needed = self._needed(weights, self._scenario.voters(inject), majority)
        key = "vote.needs.unless" if vote.unless else "vote.needs.by"
        abstentions = say(f"vote.abstain.{vote.abstain}")
        return f"{say(key, body=self._name(vote, body), needed=needed)} {abstentions}"

    def majority(self, table: str) -> str:
        """Who can agree a package at a table, in sentences; empty where all parties together do."""
        parts = self._scenario.majority_of(table)
        if parts is None:
            return ""
        (majority, body, weights), say = parts, self._language.say
        name = titled(body.name, majority.body)
        if majority.by == UNANIMOUS:
            told = [say("majority.needs.unanimous", body=name)]
        else:
            by = body.majorities[majority.by]
            needed = self._needed(weights, tuple(weights.members), by)
            told = [say("majority.needs", body=name, needed=needed)]
        told.append(say("majority.binds"))
        if majority.proposes is not None:
            side = self._naming.side_inside(majority.proposes)
            told.append(say("majority.proposes", side=side))
        return " ".join(told)

    def support(self, table: str, ballots: Mapping[str, str]) -> str:
        """Who is for a package at a table, and how much that is. ballots: by member."""
        parts = self._scenario.majority_of(table)
        assert parts is not None
        majority, body, weights = parts
        members = [id for id, cast in ballots.items() if cast == FOR]
        if not members:
            name = titled(body.name, majority.body)
            return self._language.say("entry.counted.none", body=name)
        who = self._language.listed([self._member(weights, id) for id in members])
        if len(members) > MOST_NAMED:
            who = self._language.counted("majority.members", len(members))
        sums = self._whole(weights, members)
        shares = self._shares(weights, sums, self._whole(weights, tuple(weights.members)))
        return self._language.say("entry.counted", who=who, shares=shares)

    def needed_at(self, table: str) -> str:
        """What agrees a package at a table with a majority, as a short sentence; may be empty."""
        parts = self._scenario.majority_of(table)
        if parts is None or parts[0].by == UNANIMOUS:
            return ""
        majority, body, weights = parts
        needed = self._needed(weights, tuple(weights.members), body.majorities[majority.by])
        return self._language.say("majority.needed", needed=needed)

    def _needed(self, weights: Weights, members: Sequence[str], majority: Majority) -> str:
        """What a majority of some members needs, as a phrase."""
        whole = self._whole(weights, members)
        shares = [
            self._share(weights, whole, count, share) for count, share in majority.shares.items()
        ]
        blocks = [
            self._language.counted("vote.block", least - 1, count=self._count(weights, count))
            for count, least in majority.blocked_by.items()
        ]
        needed = self._language.listed(shares)
        if not blocks:
            return needed
        together = self._language.listed(blocks)
        return self._language.say("vote.or.blocks", needed=needed, blocks=together)

    def weight(self, inject: str, side: str) -> str:
        """What the ballot of a side weighs, as a sentence."""
        _, body, weights = self._parts(inject)
        mine = [each for each in self._scenario.voters(inject) if body.sides.get(each) == side]
        sums = {
            count: str(sum(weights.members[each].counts.get(count, 0) for each in mine))
            for count in weights.counts
        }
        names = self._language.listed([self._member(weights, each) for each in mine])
        whole = self._whole(weights, self._scenario.voters(inject))
        shares = self._shares(weights, sums, whole)
        return self._language.say("vote.weight", members=names, shares=shares)

    def ratification(self, table: str) -> str:
        """What a package that is signed at a table needs to bind, in sentences; may be empty."""
        say, written = self._language.say, self._scenario.tables[table]
        if written.ratify is None:
            return ""
        needed = self._language.counted("table.ratify", written.ratify.within)
        issues = [self._naming.issue(table, issue) for issue in written.provisional]
        before = say("table.ratify.nothing")
        if issues:
            before = say("table.ratify.before", issues=self._language.listed(issues))
        return " ".join((needed, *self._ratifiers(table), before))

    def to_ratify(self, table: str, due: int, but: Collection[str] = ()) -> str:
        """By when what is signed at a table must be ratified, and by which votes, in sentences.

        but: those that have carried it already.
        """
        told = self._language.say("table.ratify.due", turn=due)
        return " ".join((told, *self._ratifiers(table, but)))

    def _ratifiers(self, table: str, but: Collection[str] = ()) -> Iterator[str]:
        """The votes that ratify what is signed at a table, as a sentence; none if unknown."""
        votes = [vote for vote in self._scenario.tables[table].ratifiers if vote not in but]
        if votes:
            names = self._language.listed([self._naming.inject(vote) for vote in votes])
            yield self._language.say("table.ratify.votes", votes=names)

    def result(self, event: VoteCounted) -> str:
        """What a body has decided, with as much of the ballots as is told."""
        say, (vote, body, weights) = self._language.say, self._parts(event.inject)
        told = []
        if event.weights is not None:
            told.append(self._shares(weights, event.weights, event.whole or {}))
        for ballot in (FOR, AGAINST, ABSTAIN):
            who = "0" if event.tally is None else event.tally[ballot]
            members = [each for each, cast in (event.ballots or {}).items() if cast == ballot]
            if 0 < len(members) <= MOST_NAMED:
                who = self._language.listed([self._member(weights, each) for each in members])
            if who != "0":
                told.append(say(f"entry.voted.{ballot}", who=who))
        result = say(
            f"entry.voted.{event.result}",
            body=self._name(vote, body),
            inject=self._naming.inject(event.inject),
        )
        more = say("semicolon").join(told)
        return say("entry.voted", result=result, told=more) if more else f"{result}."

    def disclosed(self, inject: str, ballots: Mapping[str, str]) -> str:
        """Who voted how on an inject's proposal; all are named. ballots: by member."""
        say, (_, _, weights) = self._language.say, self._parts(inject)
        told = []
        for ballot in (FOR, AGAINST, ABSTAIN):
            members = [self._member(weights, id) for id, cast in ballots.items() if cast == ballot]
            if members:
                told.append(say(f"entry.voted.{ballot}", who=self._language.listed(members)))
        name = self._naming.inject(inject)
        return say("entry.disclosed", inject=name, told=say("semicolon").join(told))

    def _parts(self, inject: str) -> tuple[Vote, Body, Weights]:
        parts = self._scenario.body_of(inject)
        assert parts is not None
        return parts

    def _name(self, vote: Vote, body: Body) -> str:
        return titled(body.name, vote.body)

    def _member(self, weights: Weights, id: str) -> str:
        return titled(weights.members[id].name, id)

    def _count(self, weights: Weights, id: str) -> str:
        return self._naming.inside(titled(weights.counts[id], id))

    @staticmethod
    def _whole(weights: Weights, members: Sequence[str]) -> dict[str, str]:
        """By count, what some members weigh together."""
        return {
            count: str(sum(weights.members[each].counts.get(count, 0) for each in members))
            for count in weights.counts
        }

    def _share(self, weights: Weights, whole: Mapping[str, str], count: str, share: int) -> str:
        """The least of a count that is needed: members by number, others in per cent."""
        name, all_ = self._count(weights, count), int(whole[count])
        if self._are_heads(weights, count):
            return self._language.say(
                "vote.heads", count=name, n=-(-share * all_ // 100), whole=all_
            )
        return self._language.say("vote.share", count=name, percent=share)

    def _shares(self, weights: Weights, sums: Mapping[str, str], whole: Mapping[str, str]) -> str:
        """What some members weigh: *states 18 of 27, people 71 %*."""
        shares = []
        for count, weight in sums.items():
            name, all_ = self._count(weights, count), int(whole[count])
            if self._are_heads(weights, count):
                shares.append(self._language.say("vote.heads", count=name, n=weight, whole=all_))
            else:
                percent = 100 * int(weight) // all_ if all_ else 0
                shares.append(self._language.say("vote.share", count=name, percent=percent))
        return ", ".join(shares)

    @staticmethod
    def _are_heads(weights: Weights, count: str) -> bool:
        """Whether every member counts once."""
        return all(member.counts.get(count) == 1 for member in weights.members.values())
