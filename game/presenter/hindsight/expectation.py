"""What a side could expect in the course of a game, and what moved that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

from attrs import frozen

from game.insight.account import Account, CurvePoint
from game.insight.analysis import Analysis
from game.insight.grades import Label
from game.model.colours import deep_colour
from game.presenter.badges import badge_of
from game.presenter.debrief.debrief import Debrief
from game.presenter.hindsight.graded import GradedDecision, Judgement
from game.presenter.hindsight.sums import LEAST, event_text
from game.session.game import Game
from game.words.sentences import number, signed
from game.words.wording import Wording


@frozen
class ExpectationPoint:
    """The score that a side could expect at a point of the game."""

    turn: int
    """0 before the first."""
    mean: float
    low: float
    high: float
    """Four games in five would have ended between them."""


@frozen
class MarkSign:
    """The sign of a mark, and what it stands for."""

    name: str
    """A judgement, `luck` or `side`."""
    text: str
    side: str = ""
    """The side that decided, where it isn't a judgement."""
    shape: int = 0
    colour: str = ""
    """As `#rrggbb`, of a side."""


@frozen
class ExpectationMark:
    """Something that moved the curve, or a decision that stands out."""

    point: int
    """The place of its point on the curve."""
    label: Label | None
    """The judgement on a decision of the side itself; None for what others did, and for chance."""
    side: str
    """The side that decided; empty for chance."""
    line: int | None
    """Of the decision in the record; None for chance."""
    text: str
    """What happened, with what it changed."""
    sign: MarkSign
    turning: int = 0
    """The number of a turning point; 0: it is none."""
    change: str = ""
    """What a turning point changed; of one with several decisions it stands at the first."""
    is_loss: bool = False
    """Whether that is a loss."""


@frozen
class Expectation:
    """The curve of a side."""

    side: str
    shape: int
    """The number of the side's shape."""
    colour: str
    """As `#rrggbb`; dark enough for white on it."""
    points: tuple[ExpectationPoint, ...]
    marks: tuple[ExpectationMark, ...]
    """By their places along the curve."""
    par: int
    par_text: str
    final: int
    days: tuple[str, ...]
    """By turn its day, as it is written; empty where it has none."""

    @property
    def signs(self) -> tuple[MarkSign, ...]:
        """What stands on the curve, for a legend: judgements, other sides, luck."""
        order = ("good", "lesser", *get_args(Label), "side", "luck")
        signs = dict.fromkeys(mark.sign for mark in self.marks)
        return tuple(sorted(signs, key=lambda sign: (order.index(sign.name), sign.shape)))


def expectation(
    debrief: Debrief, analysis: Analysis, side: str, graded: Sequence[GradedDecision]
) -> Expectation | None:
    """What a side could expect; None where there is no account.

    graded: the decisions of the side.
    """
    words, game, account = debrief.words, debrief.game, analysis.account
    if not isinstance(account, Account):
        return None
    sheet, badge = debrief.view.scores[side], badge_of(words.scenario, side)
    marks = sorted(_marks(words, game, account, side, graded), key=lambda each: each.point)
    return Expectation(
        side,
        badge.shape,
        deep_colour(badge.colour),
        tuple(_point(each, side) for each in account.curve),
        tuple(marks),
        sheet.par,
        words.say("ui.over.par", par=number(sheet.par)),
        sheet.total,
        tuple(words.day(turn) for turn in range(1, max(1, game.state.turn) + 1)),
    )


def _point(point: CurvePoint, side: str) -> ExpectationPoint:
    expected = point.expected[side]
    return ExpectationPoint(
        point.turn, round(expected.mean, 1), round(expected.low, 1), round(expected.high, 1)
    )


def _marks(
    words: Wording, game: Game, account: Account, side: str, graded: Sequence[GradedDecision]
) -> Iterator[ExpectationMark]:
    """Turning points and mistakes of the side, and what else moved the curve by a point."""
    places = {made.line: n for n, p in enumerate(account.curve) for made in p.step.decisions}
    first = {id(point.step): n for n, point in reversed(list(enumerate(account.curve)))}
    for each in graded:
        if each.stands_out:
            # The curve shows all decisions of a step at its first point.
            place = first[id(account.curve[places[each.grade.line]].step)]
            yield ExpectationMark(
                place,
                each.grade.label,
                side,
                each.grade.line,
                words.say("insight.curve.mark", what=each.title, n=each.points),
                _own_sign(words, each),
                each.turning,
                each.turning_points,
                each.turning_points.startswith(signed(-1)[0]),
            )
    for event in account.events:
        if abs(event.values[side].mean) < LEAST or event.side == side:
            continue
        if event.kind == "facilitator":
            continue
        place = first[id(event.step)] + (0 if event.draw is None else event.draw + 1)
        lines = [made.line for made in event.step.decisions if made.side == event.side]
        change = signed(round(event.values[side].mean))
        what = event_text(words, game.rules, event)
        text = words.say("insight.curve.mark", what=what, n=change)
        line = lines[0] if lines and event.draw is None else None
        yield ExpectationMark(place, None, event.side, line, text, _sign_of(words, event.side))


def _own_sign(words: Wording, decision: GradedDecision) -> MarkSign:
    """The sign of a side's own decision: of its mistake, or of what was good or not the best."""
    label: Judgement = decision.grade.label
    if label == "good" and decision.effect.mean < 0:
        label = "lesser"
    return MarkSign(label, words.say(f"insight.label.{label}"))


def _sign_of(words: Wording, side: str) -> MarkSign:
    """The sign of a side's decisions, or of luck."""
    if not side:
        return MarkSign("luck", words.say("insight.curve.chance"))
    badge, named = badge_of(words.scenario, side), words.naming.side_inside(side)
    text = words.say("insight.curve.others", side=named)
    return MarkSign("side", text, side, badge.shape, deep_colour(badge.colour))
