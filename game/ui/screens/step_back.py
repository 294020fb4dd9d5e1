"""What is asked before a step back: what it takes back, and whether it shall be a whole turn."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from game.model.decisions import PUBLIC
from game.session.game import Moment
from game.ui.control import done
from game.ui.desk import Desk
from game.ui.retelling import Retelling
from game.ui.screen import Answer, Screen
from game.ui.screens.ask import Ask, Second
from game.ui.sitting import Sitting


def step_back(desk: Desk, beneath: Screen | None) -> Ask | None:
    """The question, as far as who sits at the screen may know; None: nothing was decided yet.

    A team that doesn't sit there is always offered its whole turn: how much it has decided unseen
    is its own affair.
    """
    sitting = desk.playing
    turn = sitting.whole_turn()
    if not turn:
        return None
    say, words = desk.say, sitting.words
    first, last = turn[0], turn[-1]
    side = sitting.decided_by(last)
    number = sitting.game.moments[last.before].state.turn
    own = side == sitting.at
    text = [say("ui.back.takes", turn=number, what=_told(sitting, [last]))]
    remaining = [words.naming.action(id) for id in sitting.picks_before(last)] if own else []
    if remaining:
        text.append(say("ui.back.remains", actions=words.listed(remaining)))
    second = None
    if len(turn) > 1 or not own:
        whole = _told(sitting, turn)
        text.append(say("ui.back.whole", turn=number, what=whole))
        label = say("ui.back.turn", turn=number)
        second = Second(label, "t", partial(_stepped, desk, beneath, first))
    text.append(say("ui.menu.step-back.sure.about"))
    title, yes = say("ui.menu.step-back.sure"), say("ui.menu.step-back.yes")
    answer = partial(_stepped, desk, beneath, last)
    return Ask(desk, beneath, title, "\n".join(text), yes, answer, symbol="rewind", second=second)


def _told(sitting: Sitting, moments: Sequence[Moment]) -> str:
    """What was decided, each thing once, as far as who sits at the screen may know."""
    story = Retelling(sitting.words, sitting.game, sitting.at or PUBLIC)
    sentences = [
        story.told(moment.line.number).what for moment in moments if moment.line is not None
    ]
    return " ".join(dict.fromkeys(sentences))


def _stepped(desk: Desk, beneath: Screen | None, to: Moment) -> Answer:
    return done(desk, lambda: desk.playing.step_back(to), beneath=beneath)
