"""How the sides choose in an actions phase, and what one of them has chosen already."""

from __future__ import annotations

from game.engine.pending import phase_of
from game.presenter.prose import short_name
from game.presenter.told_game import ToldGame
from game.rules.compiled import ActionsRules
from game.session.decisions_made import unseen_picks


def is_together(told_game: ToldGame) -> bool:
    """Whether the sides choose at the same time, unseen."""
    phase = phase_of(told_game.game.rules, told_game.state)
    return isinstance(phase, ActionsRules) and phase.together


def others_to_choose(told_game: ToldGame, side: str) -> tuple[str, ...]:
    """The other sides that have still to choose."""
    return tuple(other for other in told_game.view(side).to_move if other != side)


def about_picking(told_game: ToldGame, side: str) -> str:
    """Whether the others choose at the same time, or have chosen, or see at once what one does."""
    words, others = told_game.words, others_to_choose(told_game, side)
    if not is_together(told_game):
        return words.say("ui.board.turns")
    if not others:
        return words.say("ui.board.last")
    names = words.listed(short_name(words, other) for other in others)
    return words.say("ui.board.together", sides=names)


def chosen_sentence(told_game: ToldGame, side: str) -> str:
    """What a side has picked, unseen by the others, in this phase; empty where nothing."""
    if not is_together(told_game):
        return ""
    words = told_game.words
    names = [words.naming.action(id) for id in unseen_picks(told_game.game, side)]
    return words.say("choice.picked", actions=words.listed(names)) if names else ""
