"""Where the score of a side came from, as a page shows it: parts, causes, and others' scores."""

from __future__ import annotations

from attrs import frozen

from game.insight.account import Account
from game.insight.analysis import Analysis
from game.insight.intervals import Interval
from game.model.play import ScoreSheet
from game.presenter.insight.sums import Part, ScoreEvent, answer, is_rough, parts_of, score_events
from game.presenter.players import player_name
from game.session.game import Game
from game.words.sentences import capital, number
from game.words.wording import Wording

REMAINDER = "remainder"


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
    of = account.sides[side]
    start, final = round(of.start.mean), round(of.final)
    return SumPage(
        side,
        words.say("insight.sum.where", n=number(final)),
        answer(words, account, side),
        start,
        final,
        sheet.par,
        _columns(words, game, account, side, final - start),
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


def _columns(
    words: Wording, game: Game, account: Account, side: str, total: int
) -> tuple[SumColumn, ...]:
    """The parts in whole points; what isn't explained takes up what rounding leaves."""
    parts = parts_of(words, account, side)
    explained = [part for part in parts if part.key != REMAINDER]
    error = max(part.points.half_width for part in explained)
    columns = [
        SumColumn(
            part.key,
            _name(words, part, side),
            round(part.points.mean),
            score_events(words, game.rules, account, side, part.key),
            words.say("insight.sum.nothing"),
        )
        for part in explained
    ]
    rest = total - sum(column.points for column in columns)
    name = next(part.name for part in parts if part.key == REMAINDER)
    about = words.say("insight.sum.unexplained", n=number(max(1, round(error))))
    return (*columns, SumColumn(REMAINDER, name, rest, (), about))
