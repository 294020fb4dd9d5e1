"""The votes of a game, looked back on: all ballots, and what would have reversed the result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from game.engine.draft import StateDraft
from game.engine.reversals import smallest_reversal
from game.engine.votes import cast_ballots, result_of
from game.model.bodies import BALLOT_VALUES, BALLOTS
from game.model.log_events import QuestionAnswered, VoteCounted
from game.model.play import VoteState
from game.model.scenario import titled
from game.presenter.said.tally import Tally, tally_of
from game.rules.compiled import Rules
from game.session.game import Game, Moment
from game.words.vote_words import MOST_NAMED
from game.words.wording import Wording


@frozen
class PastVote:
    """A vote as the facilitator knows it, and after the end all do."""

    number: int
    """Among all votes of the game, from 0."""
    turn: int
    tally: Tally
    ballots: tuple[str, ...]
    """By ballot, who cast it, as sentences."""
    reversal: str
    """The fewest other ballots that would have reversed the result, as a sentence."""


def past_votes(words: Wording, game: Game) -> Iterator[PastVote]:
    """Yields the votes of a game in their order, with all ballots."""
    before, number = game.moments[0], 0
    for moment in game.history():
        for entry in moment.entries:
            if isinstance(entry.event, VoteCounted):
                event = _with_ballots(game.rules, entry.event, before, moment)
                tally = tally_of(words, event)
                if tally is not None and event.ballots is not None:
                    cast = tuple(
                        words.say("ui.report.line", name=name, what=who)
                        for _, name, who in tally.ballots
                    )
                    reversal = reversal_sentence(words, game.rules, event.inject, event.ballots)
                    yield PastVote(number, entry.turn, tally, cast, reversal)
                number += 1
        before = moment


def _with_ballots(rules: Rules, told: VoteCounted, before: Moment, moment: Moment) -> VoteCounted:
    """A result with all ballots; as it was told where no side votes, and not all are told.

    The state has forgotten them if the turn ended with the vote: they are cast anew, as voices vote
    by the state before it.
    """
    if told.ballots is not None:
        return told
    inject = rules.votes[rules.index.votes[told.inject]]
    assert inject.vote is not None
    given = {
        rules.index.sides[entry.event.side]: BALLOTS.index(entry.event.answer)
        for entry in moment.entries
        if isinstance(entry.event, QuestionAnswered) and entry.event.inject == told.inject
    }
    if not given:
        return told
    ballots = cast_ballots(StateDraft(rules, before.state), inject.vote, given)
    is_open = evolve(inject, vote=evolve(inject.vote, ballots="open"))
    state = VoteState(0, 0, (), tuple(ballots))
    return result_of(is_open, state, is_carried=told.result == "carried")


def reversal_sentence(words: Wording, rules: Rules, inject: str, ballots: Mapping[str, str]) -> str:
    """The fewest other ballots that would have reversed a result, as a sentence.

    ballots: by member what it cast, of all that took part.
    """
    vote = rules.votes[rules.index.votes[inject]].vote
    assert vote is not None
    cast = tuple(BALLOT_VALUES[BALLOTS.index(ballots[member.id])] for member in vote.members)
    reversal = smallest_reversal(vote, cast)
    places = reversal.pivotal or reversal.members
    parts = words.scenario.body_of(inject)
    assert parts is not None
    ids = (vote.members[place].id for place in places)
    names = [titled(parts[2].members[id].name, id) for id in ids]
    listed = words.language.listed(names, "or" if reversal.pivotal else "and")
    if reversal.ballot > 0:
        kind = "carried.alone" if reversal.pivotal else "carried.together"
    else:
        kind = "stopped.alone" if reversal.pivotal else "stopped.together"
    if len(places) > MOST_NAMED:
        return words.say(f"vote.reversal.many.{kind}", n=len(places))
    return words.say(f"vote.reversal.{kind}", n=len(places), members=listed)
