"""The end of a game as one side sees it: the outcome, its own score, and what it signed."""

from __future__ import annotations

from attrs import frozen

from game.presenter.debrief.debrief import score_lines, table_statuses
from game.presenter.debrief.side_results import side_result
from game.presenter.debriefing.take_home import TakeHome
from game.presenter.prose import paragraphs
from game.presenter.told_game import ToldGame
from game.presenter.verdicts import Verdict
from game.session.agreements import signings
from game.words.sentences import number


@frozen
class ScoreLineText:
    """A line of a score in words and figures."""

    label: str
    points: str


@frozen
class EndedGame:
    """The end of a game."""

    kind = "over"

    outcome: str
    paragraphs: tuple[str, ...]
    statuses: tuple[str, ...]
    """What became of each table."""
    below: str
    """What the side signed below its reserve; empty where nothing."""
    remarks: str
    """What par is, and the author's verdict."""
    total: str
    par: str
    margin: str
    """How far the score lies above or below its par, in words."""
    judgement: Verdict | None
    lines: tuple[ScoreLineText, ...]
    worths: tuple[str, ...]
    """What each agreement of the side was worth to it beside its reserve, as sentences."""
    home: TakeHome | None = None
    """What the person takes home; None where nobody looks back at the game."""

    @property
    def is_score_shown(self) -> bool:
        """Whether the person has guessed the score, or the wall has shown it."""
        return self.home is None or self.home.choices is None


def game_over(told_game: ToldGame, side: str, home: TakeHome | None = None) -> EndedGame:
    """The end of a game that has ended, for one side: its own score, and nobody else's."""
    words, view = told_game.words, told_game.view(side)
    outcome, sheet = view.outcome or "", view.scores[side]
    signed = [each for each in signings(told_game.game) if each.side == side]
    below = [each for each in signed if each.below]
    lines, labels = score_lines(words, sheet, len(sheet.lines))
    result = side_result(words, view, side, below)
    difference = sheet.total - sheet.par
    judgement: Verdict | None = None
    if difference:
        judgement = "better" if difference > 0 else "worse"
    return EndedGame(
        words.naming.outcome(outcome),
        tuple(paragraphs(words.scenario.outcomes[outcome].text)),
        tuple(table_statuses(words, view)),
        result.below,
        result.remarks,
        number(sheet.total),
        result.par,
        result.margin,
        judgement,
        tuple(
            ScoreLineText(label, number(line.points))
            for label, line in zip(labels, lines, strict=True)
        ),
        tuple(
            words.say(
                "seat.over.worth",
                table=words.naming.table(each.table),
                worth=number(each.worth),
                reserve=number(each.reserve),
            )
            for each in signed
        ),
        home,
    )
