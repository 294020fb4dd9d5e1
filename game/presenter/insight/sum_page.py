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
    ScoreSum,
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
    """What made a part of a score."""

    part: Part
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
    """Where the score of a side came from."""

    side: str
    title: str
    answer: str
    sum: ScoreSum
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
        shown,
        sheet.par,
        tuple(_column(words, game, account, side, shown, part) for part in shown.parts),
        tuple(
            SumComparison(bot, capital(player_name(words, bot)), points)
            for bot, points in analysis.baselines[side].items()
        ),
        words.say("insight.sum.remainder.large") if is_rough(account, side) else "",
    )


def _column(
    words: Wording, game: Game, account: Account, side: str, shown: ScoreSum, part: Part
) -> SumColumn:
    if part.key == REMAINDER:
        error = max(each.error for each in shown.explained)
        return SumColumn(part, (), words.say("insight.sum.unexplained", n=number(max(1, error))))
    events = score_events(words, game.rules, account, side, part.key)
    return SumColumn(part, events, words.say("insight.sum.nothing"))
