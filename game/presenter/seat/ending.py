"""The end of a game as one side sees it: the outcome, its own score, and what it signed."""

from __future__ import annotations

from attrs import frozen

from game.presenter.debriefing.take_home import TakeHome
from game.presenter.said.ending import Ending, ending_of
from game.presenter.said.score import Score, score_of
from game.presenter.told_game import ToldGame
from game.session.agreements import signings
from game.words.sentences import number


@frozen
class OwnScore:
    """The score of the side that reads."""

    score: Score
    worths: tuple[str, ...]
    """What each agreement of the side was worth to it beside its reserve, as sentences."""


@frozen
class EndedGame:
    """The end of a game."""

    kind = "over"

    ending: Ending
    own: OwnScore | None
    """None as long as the person can guess it: until then, or until the wall has shown it."""
    home: TakeHome | None = None
    """What the person takes home; None where nobody looks back at the game."""


def game_over(told_game: ToldGame, side: str, home: TakeHome | None = None) -> EndedGame:
    """The end of a game that has ended, for one side: its own score, and nobody else's."""
    ending = ending_of(told_game.words, told_game.view(side))
    assert ending is not None, "the game has ended"
    can_guess = home is not None and home.choices is not None
    return EndedGame(ending, None if can_guess else _own_score(told_game, side), home)


def _own_score(told_game: ToldGame, side: str) -> OwnScore:
    words, signed = told_game.words, [e for e in signings(told_game.game) if e.side == side]
    worths = (
        words.say(
            "seat.over.worth",
            table=words.naming.table(each.table),
            worth=number(each.worth),
            reserve=number(each.reserve),
        )
        for each in signed
    )
    return OwnScore(score_of(words, told_game.view(side), side, signed), tuple(worths))
