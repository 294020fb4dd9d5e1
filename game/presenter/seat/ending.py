"""The end of a game as one side sees it: the outcome, its own score, and what it signed."""

from __future__ import annotations

from attrs import evolve, frozen

from game.presenter.debriefing.take_home import TakeHome
from game.presenter.offers.clauses import package_clauses
from game.presenter.said.ending import Ending, ending_of
from game.presenter.said.score import Score, score_of
from game.presenter.worded_game import WordedGame
from game.session.agreements import signings
from game.words.sentences import number


@frozen
class SignedAgreement:
    """An agreement of the side."""

    clauses: tuple[str, ...]
    """What was agreed, issue by issue, whether it has lapsed since or not."""
    worth: str
    """What it was worth to the side beside its reserve, as a sentence."""


@frozen
class OwnScore:
    """The score of the side that reads."""

    score: Score
    """With the result of the reader's own seat, where that has one."""
    signed: tuple[SignedAgreement, ...]


@frozen
class EndedGame:
    """The end of a game."""

    kind = "over"

    ending: Ending
    own: OwnScore | None
    """None as long as the person can guess it: until then, or until the wall has shown it."""
    home: TakeHome | None = None
    """What the person takes home; None where nobody looks back at the game."""

    @property
    def talks_again(self) -> bool:
        """Whether a table is open again at which nothing has been signed."""
        return self.home is not None and self.home.again is not None and self.home.again.is_open


def game_over(
    worded: WordedGame, side: str, home: TakeHome | None = None, seat: str = ""
) -> EndedGame:
    """The end of a game that has ended, for a seat of a side, or somebody who has none: its own
    score, and nobody else's."""
    ending = ending_of(worded.words, worded.view(side), worded.game.log(side))
    assert ending is not None, "the game has ended"
    can_guess = home is not None and home.choices is not None
    return EndedGame(ending, None if can_guess else _own_score(worded, side, seat), home)


def _own_score(worded: WordedGame, side: str, seat: str) -> OwnScore:
    words, signed = worded.words, [e for e in signings(worded.game) if e.side == side]
    agreements = (
        SignedAgreement(
            package_clauses(words, each.table, each.package),
            words.say(
                "seat.over.worth",
                table=words.naming.table(each.table),
                worth=number(each.worth),
                reserve=number(each.reserve),
            ),
        )
        for each in signed
    )
    score = score_of(words, worded.view(side), side, signed)
    own = tuple(each for each in score.seats if each.seat == seat)
    return OwnScore(evolve(score, seats=own), tuple(agreements))
