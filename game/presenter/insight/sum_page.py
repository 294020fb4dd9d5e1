"""Where the score of a side came from, as a page shows it: parts, causes, and others' scores."""

from __future__ import annotations

from attrs import frozen

from game.insight.account import Account
from game.insight.analysis import Analysis
from game.insight.intervals import Interval
from game.model.play import ScoreSheet
from game.presenter.insight.sums import (
    REMAINDER,
    Part,
    ScoreEvent,
    answer,
    is_rough,
    score_events,
    score_sum,
)
from game.presenter.players import player_name
from game.session.game import Game
from game.words.sentences import capital, number
from game.words.wording import Wording


@frozen
class SumColumn:
    """A part of a score, in whole points, and what made it."""

    key: str
    name: str
    points: int
    events: tuple[ScoreEvent, ...]
    about: str
    """What is said where no event is told."""


@frozen
class SumComparison:
    """What a bot made of the seat with the same luck."""

    bot: str
    name: str
    points: Interval


@frozen
class SumPage:
    """Where the score of a side came from: start and columns add up to the final score."""

    side: str
    title: str
    answer: str
    start: int
    final: int
    par: int
    columns: tuple[SumColumn, ...]
    comparisons: tuple[SumComparison, ...]
    caution: str
    """A warning where what isn't explained is large; else empty."""


def sum_page(
    words: Wording, game: Game, analysis: Analysis, side: str, sheet: ScoreSheet
) -> SumPage | str:
    """Where the score of a side came from; a sentence where that can't be said."""
    account = analysis.account
    if not isinstance(account, Account):
        turn = account.step.turn if account.step is not None else 0
        return words.say(f"insight.none.{account.reason}", turn=turn)
    shown = score_sum(words, account, side)
    return SumPage(
        side,
        words.say("insight.sum.where", n=number(shown.final)),
        answer(words, account, side),
        shown.start,
        shown.final,
        sheet.par,
        tuple(_column(words, game, account, side, part) for part in shown.parts),
        tuple(
            SumComparison(bot, capital(player_name(words, bot)), points)
            for bot, points in analysis.baselines[side].items()
        ),
        words.say("insight.sum.remainder.large") if is_rough(account, side) else "",
    )


def _name(words: Wording, part: Part, side: str) -> str:
    """The name of a part; of the decisions of the one other side, with its name."""
    others = [each for each in words.scenario.sides if each != side]
    if part.key == "others" and len(others) == 1:
        return capital(words.say("insight.curve.others", side=words.naming.side_inside(others[0])))
    return part.name


def _column(words: Wording, game: Game, account: Account, side: str, part: Part) -> SumColumn:
    if part.key == REMAINDER:
        error = max(each.error for each in score_sum(words, account, side).explained)
        about = words.say("insight.sum.unexplained", n=number(max(1, error)))
        return SumColumn(part.key, part.name, part.points, (), about)
    events = score_events(words, game.rules, account, side, part.key)
    nothing = words.say("insight.sum.nothing")
    return SumColumn(part.key, _name(words, part, side), part.points, events, nothing)
