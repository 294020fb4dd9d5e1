"""The analysis of a game as values for JSON, for programs that read it."""

from __future__ import annotations

from typing import Annotated, NotRequired, TypedDict

from game.insight.account import Account, SideAccount
from game.insight.analysis import Analysis
from game.insight.expected_scores import NoReason
from game.insight.grades import Label
from game.insight.intervals import Interval
from game.model.decisions import FACILITATOR
from game.presenter.hindsight.graded import GradedDecision, better_text
from game.presenter.hindsight.sums import score_events
from game.presenter.hindsight.turning import graded_decisions
from game.presenter.said.score import score_of
from game.session.game import Game
from game.words.wording import Wording


class RangeJson(TypedDict):
    """Points, with their 95 % confidence interval."""

    value: Annotated[float, "The estimate, in points."]
    low: Annotated[float, "The lower end of its interval."]
    high: Annotated[float, "The upper end of its interval."]


class BetterJson(RangeJson):
    """A decision that would have been better, and what it is worth to the side."""

    text: Annotated[str, "The decision in words."]
    move: Annotated[str, "The decision as a record has it."]


class DecisionJson(TypedDict):
    """A decision of a side and what it was worth, in points of its final score."""

    line: Annotated[int, "The line of the record, from 1."]
    turn: Annotated[int, "The turn."]
    text: Annotated[str, "The decision in words."]
    move: Annotated[str, "The decision as the record has it."]
    gain: Annotated[RangeJson, "How much better it was than what the reference does there."]
    loss: Annotated[float, "How much worse it was than the best alternative, in points."]
    low: Annotated[float, "The lower end of the 95 % interval of loss."]
    high: Annotated[float, "The upper end of the 95 % interval of loss."]
    weight: Annotated[
        float, "How much better the best alternative is than what the reference does, in points."
    ]
    label: Annotated[
        Label,
        "costly: a loss surely above 7 % of the usual spread of the side's score; serious: above "
        "14 %; missed: costly, and the side is still no worse than at the start; unknowable: "
        "costly only by what was hidden from it; else good.",
    ]
    turning_point: Annotated[
        int, "Its number among the largest effects of the side, from 1; 0: not among them."
    ]
    choices: Annotated[int, "How many decisions were compared."]
    rollouts: Annotated[int, "How many rollouts were played for it."]
    better: Annotated[list[BetterJson], "Better decisions, the best first; at most three."]
    true_loss: NotRequired[
        Annotated[RangeJson, "The loss if all that was hidden is known, where it was looked at."]
    ]


class PartsJson(TypedDict):
    """What a final score is the sum of, in points."""

    start: Annotated[float, "What a game is worth to the side before it starts."]
    luck: Annotated[float, "What chance added."]
    own: Annotated[float, "What the side's own decisions added."]
    others: Annotated[float, "What the others' decisions added."]
    facilitator: Annotated[float, "What the facilitator's interventions added."]
    remainder: Annotated[float, "The error of sampling that is left."]


class LuckJson(TypedDict):
    """An event of chance."""

    turn: Annotated[int, "The turn."]
    text: Annotated[str, "What happened, in words."]
    value: Annotated[float, "What it changed for the side, in points."]


class PointJson(TypedDict):
    """The score that was to be expected at a moment, in points."""

    turn: Annotated[int, "The turn."]
    mean: Annotated[float, "The expected final score."]
    low: Annotated[float, "The lower end of its 95 % interval."]
    high: Annotated[float, "The upper end of its 95 % interval."]


class UsualJson(TypedDict):
    """The usual scores of a side, in points."""

    mean: Annotated[float, "The mean score of games that the reference plays."]
    spread: Annotated[int, "From the 5th to the 95th percentile of these scores."]


class SideJson(TypedDict):
    """What the decisions of one side were worth."""

    usual: Annotated[UsualJson, "Its usual scores."]
    baselines: Annotated[
        dict[str, RangeJson], "By bot, its mean score in this seat with the same chance events."
    ]
    decisions: Annotated[list[DecisionJson], "Its decisions in their order."]
    seats: NotRequired[
        Annotated[dict[str, int], "By seat with a score of its own, that score, in points."]
    ]


class SumJson(PartsJson):
    """A final score with what it is the sum of, in points."""

    final: Annotated[float, "Its final score, in points."]


class AccountJson(SideJson, SumJson):
    """The same with the account of its score, whose parts from start to remainder add up to it."""

    half_widths: Annotated[PartsJson, "Half the width of the 95 % interval of each part."]
    luck_events: Annotated[list[LuckJson], "Events of chance that changed its score by a point."]
    curve: Annotated[list[PointJson], "Its expected score, moment by moment."]


class GameJson(TypedDict):
    """The game that is analysed."""

    scenario: Annotated[str, "The id of the scenario."]
    seed: Annotated[int, "The seed of the game."]
    lines: Annotated[int, "How many lines its record has after the first."]


class ReferenceJson(TypedDict):
    """Who plays the games with which this one is compared."""

    grades: Annotated[
        dict[str, dict[str, float]], "By side and bot, the bot's weight when decisions are graded."
    ]
    account: Annotated[dict[str, str], "By side, the bot with which the account goes on."]


class AnalysisJson(TypedDict):
    """What `communique debrief` finds; points are rounded to hundredths."""

    game: Annotated[GameJson, "The game."]
    reference: Annotated[ReferenceJson, "Who plays the games with which it is compared."]
    rollouts: Annotated[int, "How many rollouts of each moment the account is made of; 0: none."]
    sides: Annotated[dict[str, AccountJson | SideJson], "By side, what the game was made of."]
    no_account: Annotated[
        NoReason | None,
        "Why there is no account: no-room if too many questions waited for the rollouts, stopped "
        "if the time was over; null where there is one.",
    ]


def analysis_as_json(
    words: Wording, game: Game, analysis: Analysis, only: str = ""
) -> AnalysisJson:
    """All figures of an analysis; points are rounded to hundredths. only: one side; empty: all."""
    reference, account = analysis.reference, analysis.account
    return {
        "game": {
            "scenario": words.scenario.id,
            "seed": game.moments[0].state.seed,
            "lines": len(game.lines),
        },
        "reference": {
            "grades": {side: dict(mixture) for side, mixture in reference.grades.items()},
            "account": dict(reference.account),
        },
        "rollouts": account.rollouts if isinstance(account, Account) else 0,
        "sides": {
            side: _side(words, game, analysis, side)
            for side in game.rules.sides
            if only in ("", side)
        },
        "no_account": None if isinstance(account, Account) else account.reason,
    }


def _side(words: Wording, game: Game, analysis: Analysis, side: str) -> AccountJson | SideJson:
    account, scale = analysis.account, analysis.scales[side]
    graded = graded_decisions(words, game, analysis, side)
    own: SideJson = {
        "usual": {"mean": round(scale.mean, 2), "spread": scale.spread},
        "baselines": {bot: _interval(each) for bot, each in analysis.baselines[side].items()},
        "decisions": [_decision(words, game, each) for each in graded],
    }
    seats = score_of(words, game.view(FACILITATOR), side).seats
    if seats:
        own["seats"] = {each.seat: each.total for each in seats}
    if not isinstance(account, Account):
        return own
    parts = account.sides[side]
    return {
        **own,
        **_sum(parts),
        "half_widths": _half_widths(parts),
        "luck_events": [
            {"turn": event.turn, "text": event.text, "value": round(event.points.mean, 2)}
            for event in score_events(words, game.rules, analysis, side, "luck")
        ],
        "curve": [
            {
                "turn": point.turn,
                "mean": round(point.expected[side].mean, 2),
                "low": round(point.expected[side].low, 2),
                "high": round(point.expected[side].high, 2),
            }
            for point in account.curve
        ],
    }


def _sum(account: SideAccount) -> SumJson:
    """The parts of a final score, which add up to it in hundredths too."""
    hundredths = account.rounded(2)
    return {
        "start": hundredths["start"] / 100,
        "luck": hundredths["luck"] / 100,
        "own": hundredths["own"] / 100,
        "others": hundredths["others"] / 100,
        "facilitator": hundredths["facilitator"] / 100,
        "remainder": hundredths["remainder"] / 100,
        "final": hundredths["final"] / 100,
    }


def _half_widths(account: SideAccount) -> PartsJson:
    return {
        "start": round(account.start.half_width, 2),
        "luck": round(account.luck.half_width, 2),
        "own": round(account.own.half_width, 2),
        "others": round(account.others.half_width, 2),
        "facilitator": round(account.facilitator.half_width, 2),
        "remainder": round(account.remainder.half_width, 2),
    }


def _decision(words: Wording, game: Game, each: GradedDecision) -> DecisionJson:
    grade = each.grade
    decision: DecisionJson = {
        "line": grade.line,
        "turn": grade.turn,
        "text": each.title,
        "move": str(grade.move),
        "gain": _interval(grade.gain),
        "loss": round(grade.loss.mean, 2),
        "low": round(grade.loss.low, 2),
        "high": round(grade.loss.high, 2),
        "weight": round(grade.weight, 2),
        "label": grade.label,
        "turning_point": each.turning,
        "choices": grade.choices,
        "rollouts": grade.rollouts,
        "better": [
            {
                "text": better_text(words, game, grade, better.move),
                "move": str(better.move),
                **_interval(better.value),
            }
            for better in grade.better
        ],
    }
    if grade.true_loss is not None:
        decision["true_loss"] = _interval(grade.true_loss)
    return decision


def _interval(interval: Interval) -> RangeJson:
    return {
        "value": round(interval.mean, 2),
        "low": round(interval.low, 2),
        "high": round(interval.high, 2),
    }
