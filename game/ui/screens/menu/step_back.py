"""The question before a step back: what it takes back, and whether to take back a whole turn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.model.decisions import PUBLIC
from game.presenter.hot_seat import HotSeat
from game.presenter.timeline.timeline import Timeline
from game.session.decisions_made import decider, last_turn_of_decisions, unseen_picks_before
from game.session.moment import Moment
from game.ui.page.screen import Answer, Screen
from game.ui.program.program import Program
from game.ui.screens.ask import Ask, Second
from game.ui.screens.game_control import change_game


def step_back(program: Program, beneath: Screen | None) -> Ask | None:
    """The question, in words the team at the screen may read; None: nothing was decided yet.

    A team that doesn't sit there is always offered its whole turn: how much it has decided unseen
    is its own affair.
    """
    hot_seat = program.playing
    turn = last_turn_of_decisions(hot_seat.game, hot_seat.people)
    if not turn:
        return None
    say, words = program.say, hot_seat.words
    first, last = turn[0], turn[-1]
    side = decider(last)
    number = hot_seat.game.moments[last.before].state.turn
    own = side == hot_seat.seated
    text = [say("ui.back.takes", turn=number, what=_told(hot_seat, [last]))]
    picks = unseen_picks_before(hot_seat.game, last) if own else ()
    remaining = [words.naming.action(id) for id in picks]
    if remaining:
        text.append(say("ui.back.remains", actions=words.listed(remaining)))
    second = None
    if len(turn) > 1 or not own:
        whole = _told(hot_seat, turn)
        text.append(say("ui.back.whole", turn=number, what=whole))
        label = say("ui.back.turn", turn=number)
        second = Second(label, "t", partial(_stepped, program, beneath, first))
    text.append(say("ui.menu.step-back.sure.about"))
    title, yes = say("ui.menu.step-back.sure"), say("ui.menu.step-back.yes")
    answer = partial(_stepped, program, beneath, last)
    return Ask(
        program, beneath, title, "\n".join(text), yes, answer, symbol="rewind", second=second
    )


def _told(hot_seat: HotSeat, moments: Sequence[Moment]) -> str:
    """What was decided, each thing once, as far as the team at the screen may know."""
    timeline = Timeline(hot_seat.words, hot_seat.game, hot_seat.seated or PUBLIC)
    sentences = [
        timeline.line(timeline.number_of(moment.line.number)).sentence
        for moment in moments
        if moment.line is not None
    ]
    return " ".join(dict.fromkeys(sentences))


def _stepped(program: Program, beneath: Screen | None, to: Moment) -> Answer:
    return change_game(program, lambda: program.playing.step_back(to), beneath=beneath)
