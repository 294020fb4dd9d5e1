"""The decisions and events of a game that the facilitator can take back, with what goes with them.

Whoever steps back to before one of them undoes it and everything that came later.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from attrs import frozen

from game.engine.pending import first_question, phase_of
from game.model.decisions import FACILITATOR, Answer, Decision, FireInject
from game.model.log_events import InjectFired
from game.model.play import State
from game.presenter.badges import SideBadge, badge_of
from game.presenter.timeline.timeline import Timeline
from game.presenter.timeline.timeline_lines import is_holding
from game.presenter.worded_game import WordedGame
from game.session.game import Game, Moment
from game.session.records.recorded_actions import Announce, Message, Note, Rewind
from game.words.sentences import capital

_MOST = 24
"""So many decisions back the facilitator can choose from."""
_MOST_UNDONE = 3
"""So many decisions a notice tells, the newest first."""


@frozen
class ConsoleStep:
    """Something that can be taken back, with all that is undone by it, newest last."""

    line: int
    """The number of the line of the record to which the game goes back."""
    what: str
    """What was decided, as a sentence."""
    badge: SideBadge | None
    """The side that decided it; None for the facilitator."""
    events: tuple[str, ...]
    """The injects that came with it, by name."""
    vote: str
    """The vote, by name, whose ballots are cast again whoever goes back there; empty for none."""


@frozen
class PhaseBack:
    """A phase of a turn, back to whose beginning the game can go."""

    head: str
    line: int
    """The number of the line of the record that began it."""
    steps: tuple[ConsoleStep, ...]
    """What happened in it, the newest first."""


@frozen
class StepsBack:
    """What can be taken back."""

    phases: tuple[PhaseBack, ...]
    """The newest first."""
    undo: int
    """The line that takes back the last step back; 0: the last thing done was none."""
    moment: int
    """The number of the last line of the record: how far the game had come."""


def steps_back(worded: WordedGame) -> StepsBack:
    """What can be taken back now."""
    moments = [moment for moment in worded.game.history() if _is_decided(moment)][-_MOST:]
    timeline = Timeline(worded.words, worded.game, FACILITATOR)
    phases = [
        PhaseBack(
            _head(worded, worded.game.moments[group[0].before].state),
            group[0].before,
            tuple(_step(worded, timeline, moment) for moment in reversed(group)),
        )
        for group in _by_phase(worded, moments)
    ]
    return StepsBack(
        tuple(reversed(phases)), _line_before_rewind(worded), len(worded.game.moments) - 1
    )


def undone_by(worded: WordedGame, line: int) -> str:
    """What a step back to a line would undo, as a sentence; empty where that is nothing."""
    say = worded.words.say
    if line and line == _line_before_rewind(worded):
        return say("console.undone.step-back")
    timeline = Timeline(worded.words, worded.game, FACILITATOR)
    numbers = [
        moment.line.number
        for moment in worded.game.history()
        if moment.line is not None and moment.line.number > line and _is_decided(moment)
    ]
    if not numbers:
        return ""
    deeds = " ".join(timeline.line(number).sentence for number in numbers[-_MOST_UNDONE:][::-1])
    more = len(numbers) - _MOST_UNDONE
    rest = [worded.words.counted("console.undone.more", more)] if more > 0 else []
    return " ".join((say("console.undone", deeds=deeds), *rest))


def happened_since(worded: WordedGame, moment: int) -> str:
    """What has happened in a game since its record had so many lines; empty: nothing new."""
    timeline = Timeline(worded.words, worded.game, FACILITATOR)
    numbers = [
        line.number
        for line in worded.game.lines
        if line.number > moment and isinstance(line.action, Decision | Rewind)
    ]
    return " ".join(timeline.line(number).sentence for number in numbers[-_MOST_UNDONE:][::-1])


def _is_decided(moment: Moment) -> bool:
    """Whether a moment was brought about by a decision; to hold an inject back is none here."""
    action = moment.line.action if moment.line is not None else None
    return isinstance(action, Decision) and not is_holding(moment)


def _by_phase(worded: WordedGame, moments: list[Moment]) -> Iterator[list[Moment]]:
    def place(moment: Moment) -> tuple[int, int, int]:
        before = worded.game.moments[moment.before].state
        return before.turn, before.stage, before.phase

    return (list(group) for _, group in groupby(moments, key=place))


def _head(worded: WordedGame, state: State) -> str:
    """The turn and the phase of a state, as in `Turn 4 · Measures`."""
    words = worded.words
    turn = words.say("console.agenda.turn", turn=max(1, state.turn))
    if phase_of(worded.game.rules, state) is None:
        return turn
    phase = capital(words.naming.phase(list(words.scenario.phases)[state.phase]))
    return words.say("console.back.phase", turn=turn, phase=phase)


def _step(worded: WordedGame, timeline: Timeline, moment: Moment) -> ConsoleStep:
    words, line, vote = worded.words, moment.line, _vote_of(worded.game, moment)
    assert line is not None, "it was decided"
    action = line.action
    assert isinstance(action, Decision), "it was decided"
    own = action.move.inject if isinstance(action.move, FireInject) else ""
    fired = [entry.event.inject for entry in moment.entries if isinstance(entry.event, InjectFired)]
    return ConsoleStep(
        moment.before,
        timeline.line(line.number).sentence,
        badge_of(words.scenario, action.side) if action.side != FACILITATOR else None,
        tuple(words.naming.inject(id) for id in dict.fromkeys(fired) if id != own),
        words.say("quoted", text=words.naming.inject(vote)) if vote else "",
    )


def _vote_of(game: Game, moment: Moment) -> str:
    """The vote in which a moment is a ballot; empty where it is none."""
    action = moment.line.action if moment.line is not None else None
    if not isinstance(action, Decision) or not isinstance(action.move, Answer):
        return ""
    inject, _ = first_question(game.rules, game.moments[moment.before].state)
    return inject.id if inject.vote is not None else ""


def ballots_taken_back(worded: WordedGame) -> dict[str, str]:
    """By side, its ballot in the vote under way that a step back took back, in words.

    Of several the last; empty where nobody votes.
    """
    game, question = worded.game, worded.game.view(FACILITATOR).question
    if question is None:
        return {}
    on_path, turn = {*worded.path()}, game.state.turn
    taken_back: dict[str, str] = {}
    for number, moment in enumerate(game.moments):
        gone = number not in on_path and game.moments[moment.before].state.turn == turn
        if gone and _vote_of(game, moment) == question.inject:
            decision = moment.line.action if moment.line is not None else None
            assert isinstance(decision, Decision)
            assert isinstance(decision.move, Answer)
            name = worded.words.naming.answer(question.inject, decision.move.answer)
            taken_back[decision.side] = name
    return taken_back


def _line_before_rewind(worded: WordedGame) -> int:
    """The line at which the game stood before the last step back; 0: nothing to take back."""
    for line in reversed(worded.game.lines):
        if isinstance(line.action, Rewind):
            return line.number - 1
        if not isinstance(line.action, Announce | Message | Note):
            return 0
    return 0
