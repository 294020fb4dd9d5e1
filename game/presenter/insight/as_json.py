"""The analysis of a game as values for JSON, for programs that read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from game.insight.account import Account, SideAccount
from game.insight.analysis import Analysis
from game.insight.intervals import Interval
from game.presenter.insight.graded import GradedDecision, better_text, graded_decisions
from game.presenter.insight.sums import score_events
from game.session.game import Game
from game.words.wording import Wording

Json = dict[str, Any]


def analysis_as_json(words: Wording, game: Game, analysis: Analysis, only: str = "") -> Json:
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


def _side(words: Wording, game: Game, analysis: Analysis, side: str) -> Json:
    account, scale = analysis.account, analysis.scales[side]
    graded = graded_decisions(words, game, analysis, side)
    found: Json = {
        "usual": {"mean": round(scale.mean, 2), "spread": scale.spread},
        "baselines": {bot: _interval(each) for bot, each in analysis.baselines[side].items()},
        "decisions": [_decision(words, game, each) for each in graded],
    }
    if isinstance(account, Account):
        found |= dict(_sum(account.sides[side]))
        found["luck_events"] = [
            {"turn": event.turn, "text": event.text, "value": round(event.points.mean, 2)}
            for event in score_events(words, game.rules, account, side, "luck")
        ]
        found["curve"] = [
            {
                "turn": point.turn,
                "mean": round(point.expected[side].mean, 2),
                "low": round(point.expected[side].low, 2),
                "high": round(point.expected[side].high, 2),
            }
            for point in account.curve
        ]
    return found


def _sum(account: SideAccount) -> Iterator[tuple[str, Any]]:
    """The parts of a final score, which is their sum; then half the width of their intervals."""
    parts = {
        "start": account.start,
        "luck": account.luck,
        "own": account.own,
        "others": account.others,
        "facilitator": account.facilitator,
        "remainder": account.remainder,
    }
    yield "final", round(account.final, 2)
    yield from ((name, round(points.mean, 2)) for name, points in parts.items())
    yield "half_widths", {name: round(points.half_width, 2) for name, points in parts.items()}


def _decision(words: Wording, game: Game, each: GradedDecision) -> Json:
    grade = each.grade
    found: Json = {
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
        found["true_loss"] = _interval(grade.true_loss)
    return found


def _interval(interval: Interval) -> Mapping[str, float]:
    return {
        "value": round(interval.mean, 2),
        "low": round(interval.low, 2),
        "high": round(interval.high, 2),
    }
