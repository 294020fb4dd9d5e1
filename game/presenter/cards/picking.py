"""How the sides choose in an actions phase, what one has chosen, and with what it pays."""

from __future__ import annotations

from collections import Counter

from attrs import frozen

from game.engine.pending import phase_of
from game.model.decisions import Act
from game.model.scenario import Scenario
from game.presenter.prose import short_name
from game.presenter.worded_game import WordedGame
from game.rules.compiled import ActionsRules
from game.session.said_and_done import unseen_picks
from game.session.selection import Selection
from game.words.wording import Wording


def is_together(worded: WordedGame) -> bool:
    """Whether the sides choose at the same time, unseen."""
    phase = phase_of(worded.game.rules, worded.state)
    return isinstance(phase, ActionsRules) and phase.together


def others_to_choose(worded: WordedGame, side: str) -> tuple[str, ...]:
    """The other sides that have still to choose."""
    return tuple(other for other in worded.view(side).to_move if other != side)


def about_picking(worded: WordedGame, side: str) -> str:
    """Whether the others choose at the same time, or have chosen, or see at once what one does."""
    words, others = worded.words, others_to_choose(worded, side)
    if not is_together(worded):
        return words.say("ui.board.turns")
    if not others:
        return words.say("ui.board.last")
    names = words.listed(short_name(words, other) for other in others)
    return words.say("ui.board.together", sides=names)


def chosen_sentence(worded: WordedGame, side: str) -> str:
    """What a side has picked or answered that the others don't see yet, as a sentence or empty."""
    words, question = worded.words, worded.view(side).question
    if question is not None and side in question.answers:
        answer = words.naming.answer(question.inject, question.answers[side])
        votes = words.body_that_votes(question.inject)
        return words.say("choice.voted" if votes else "choice.answered", answer=answer)
    if not is_together(worded):
        return ""
    names = [words.naming.action(id) for id in unseen_picks(worded.game, side)]
    return words.say("choice.picked", actions=words.listed(names)) if names else ""


def unused_picks(words: Wording, selection: Selection) -> str:
    """That a side selected fewer actions than it could, as a sentence; empty where it did not."""
    if not any(isinstance(move, Act) for move in selection.asking().legal.moves):
        return ""
    return words.say("choice.more" if selection.picks else "choice.no-pick")


MOST_PIPS = 8
"""The largest track whose units are shown as pips."""


@frozen
class Purse:
    """What a side has to spend."""

    track: str
    name: str
    left: int
    most: int


def purse_of(worded: WordedGame, side: str) -> Purse | None:
    """The purse of a side, less what its selection would cost; None where it has no such track."""
    track, view = purse_track(worded.words.scenario, side), worded.view(side)
    if track is None or track not in view.tracks:
        return None
    left = view.tracks[track]
    if worded.state.to_move and side in worded.people:
        left = worded.selection(side).asking().view.tracks.get(track, left)
    most = worded.words.scenario.tracks[track].bounds[1]
    return Purse(track, worded.words.naming.track(track), left, most)


def purse_track(scenario: Scenario, side: str) -> str | None:
    """The track that most of a side's actions cost; None where no such track is small enough."""
    costs = Counter(
        track
        for action in scenario.actions.values()
        if side in action.side
        for track in action.cost
    )
    for id, _ in costs.most_common():
        track = scenario.tracks[id]
        if not track.levels and track.bounds[0] == 0 and track.bounds[1] <= MOST_PIPS:
            return id
    return None
