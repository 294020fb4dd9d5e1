"""The decisions of a side with what they were worth, in words."""

from __future__ import annotations

from attrs import frozen

from game.insight.analysis import Analysis
from game.insight.grades import Grade, turning_points
from game.insight.intervals import Interval
from game.model.decisions import Move
from game.model.play import State
from game.presenter.hindsight.moves import move_text, package_text
from game.session.game import Game
from game.words.sentences import number, signed
from game.words.wording import Wording


@frozen
class GradedDecision:
    """A decision, and what is to be said of it."""

    grade: Grade
    when: str
    """The turn, in words."""
    title: str
    """What was decided."""
    package: str
    """Of an offer, its package."""
    label: str
    judgement: str
    """Its label, with what it gained or lost, if that was a point."""
    sentences: tuple[str, ...]
    """What it gained, what would have been better, and whether that could be known."""
    turning: int
    """Its number among the turning points of its side, from 1; 0 if it is none."""

    @property
    def points(self) -> str:
        """What a good decision gained, or what any other lost, with its sign."""
        return _points(self.grade)

    @property
    def stands_out(self) -> bool:
        """Whether it is a turning point, or was not good."""
        return self.turning > 0 or self.grade.label != "good"

    def turning_text(self, words: Wording) -> str:
        """Which turning point it is; empty if it is none."""
        return words.say("insight.turning", n=self.turning) if self.turning else ""


def graded_decisions(
    words: Wording, game: Game, analysis: Analysis, side: str
) -> tuple[GradedDecision, ...]:
    """The decisions of a side that were graded, in their order."""
    grades = analysis.grades_of(side)
    numbers = {grade.line: n for n, grade in enumerate(turning_points(grades, side), 1)}
    return tuple(
        GradedDecision(
            grade,
            words.say("console.agenda.turn", turn=max(1, grade.turn)),
            move_text(words, game.rules, state_before(game, grade), side, grade.move),
            package_text(words, game.rules, state_before(game, grade), grade.move),
            _label(words, grade),
            judgement(words, grade),
            tuple(_sentences(words, game, grade)),
            numbers.get(grade.line, 0),
        )
        for grade in grades
    )


def _label(words: Wording, grade: Grade) -> str:
    """The label of a decision; one that is no mistake is good only if it isn't surely worse than
    what the reference does there."""
    is_weak = grade.label == "good" and grade.gain.high < 0
    return words.say("insight.no-mistake" if is_weak else f"insight.label.{grade.label}")


def judgement(words: Wording, grade: Grade) -> str:
    """The label of a decision, with what it gained or lost, if that was a point."""
    label = _label(words, grade)
    if not round(grade.effect):
        return label
    return words.say("insight.judged", label=label, n=_points(grade))


def _points(grade: Grade) -> str:
    effect = round(grade.effect)
    return signed(effect if grade.label == "good" else -effect)


def graded_by_line(words: Wording, game: Game, analysis: Analysis) -> dict[int, GradedDecision]:
    """By line of the record, the decisions of all sides that were a choice."""
    return {
        each.grade.line: each
        for side in game.rules.sides
        for each in graded_decisions(words, game, analysis, side)
        if each.grade.choices > 1
    }


def better_text(words: Wording, game: Game, grade: Grade, move: Move) -> str:
    """What would have been better, of a package what differs from the one that was offered."""
    rules, state = game.rules, state_before(game, grade)
    what = move_text(words, rules, state, grade.side, move)
    package = package_text(words, rules, state, move, grade.move)
    return words.say("insight.loss.package", what=what, package=package) if package else what


def state_before(game: Game, grade: Grade) -> State:
    """The state in which a decision was taken."""
    return game.moments[game.moments[grade.line].before].state


def _sentences(words: Wording, game: Game, grade: Grade) -> list[str]:
    """What a decision gained, what would have been better, and whether that could be known."""
    if grade.choices == 1:
        return []
    sentences = []
    if grade.label == "unknowable" and grade.true_loss is not None:
        assert grade.truly_better is not None
        what = better_text(words, game, grade, grade.truly_better)
        points = round(grade.true_loss.mean)
        sentences.append(words.counted("insight.loss.hidden", points, what=what))
    elif grade.label != "good" and grade.better:
        best = grade.better[0]
        what = better_text(words, game, grade, best.move)
        points, low, high = (
            round(each) for each in (best.value.mean, best.value.low, best.value.high)
        )
        bounds = {"low": number(low), "high": number(high)} if low != high else {}
        key = "insight.loss.better" if bounds else "insight.loss.better.exactly"
        sentences.append(words.counted(key, points, what=what, **bounds))
    return [*sentences, _gain_text(words, grade.gain)]


def _gain_text(words: Wording, gain: Interval) -> str:
    points = round(abs(gain.mean))
    if not points or gain.low < 0 < gain.high:
        return words.say("insight.gain.even")
    return words.counted("insight.gain.more" if gain.mean > 0 else "insight.gain.less", points)
