"""The decisions of a side with what they were worth, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from game.insight.account import Account, EventWorth
from game.insight.analysis import Analysis
from game.insight.grades import Grade, Label
from game.insight.intervals import EXACT, Interval
from game.model.decisions import Act, Move
from game.model.play import State
from game.presenter.hindsight.moves import alternative_text, move_text, package_text
from game.session.game import Game
from game.words.sentences import capital, count_of, with_error
from game.words.wording import Wording

LEAST_SAID = 2
"""A gain or a loss is said beside a decision from so many whole points on."""

Judgement = Label | Literal["lesser", ""]
"""How a decision is judged: by its label, or `lesser` where it surely lost some points without
being a mistake; empty where there is nothing to say."""


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
    effect: Interval
    """What it surely gained or, below 0, lost."""
    kind: Judgement
    label: str
    """The name of its judgement; empty where there is nothing to say."""
    judgement: str
    """The same with its points."""
    better: str
    """What would have been better, as a sentence; empty where nothing surely was."""
    sentences: tuple[str, ...]
    """What else there is to say: what it gained, and what it truly changed if that differs."""
    is_done_too: bool = False
    """Whether the side did the better thing, too, on the same turn."""
    turning: int = 0
    """The number of the turning point that it belongs to, from 1; 0: to none."""
    turning_points: str = ""
    """What that turning point changed in all, at its most telling decision; else empty."""

    @property
    def points(self) -> str:
        """What it surely gained or lost, with its sign and by how much that can be wrong."""
        return measured(self.effect)

    @property
    def stands_out(self) -> bool:
        """Whether it belongs to a turning point, or was a mistake or couldn't be known."""
        return self.turning > 0 or self.grade.label != "good"

    @property
    def is_worse(self) -> bool:
        """Whether something else would have been better."""
        return self.kind not in ("good", "")

    def turning_text(self, words: Wording) -> str:
        """Which turning point it belongs to; empty if it belongs to none."""
        return words.say("insight.turning", n=self.turning) if self.turning else ""


def measured(points: Interval) -> str:
    """Points with their sign, and by how much they can be wrong: −7 ± 1."""
    return with_error(round(points.mean), points.error, is_change=True)


def judged_decisions(
    words: Wording, game: Game, analysis: Analysis, side: str
) -> tuple[GradedDecision, ...]:
    """The decisions of a side that were graded, in their order; without turning points."""
    return tuple(_graded(words, game, analysis, grade) for grade in analysis.grades_of(side))


def _graded(words: Wording, game: Game, analysis: Analysis, grade: Grade) -> GradedDecision:
    state, side = state_before(game, grade), grade.side
    return GradedDecision(
        grade,
        words.say("console.agenda.turn", turn=max(1, grade.turn)),
        move_text(words, game.rules, state, side, grade.move),
        package_text(words, game.rules, state, grade.move),
        effect_of(grade),
        judgement_kind(grade),
        _label(words, grade),
        judgement(words, grade),
        _better(words, game, grade),
        tuple(_sentences(words, analysis, grade)) if grade.choices > 1 else (),
        was_done_too(analysis, grade),
    )


def was_done_too(analysis: Analysis, grade: Grade) -> bool:
    """Whether the side did the better thing, too, on the same turn."""
    if effect_of(grade).mean >= 0 or not grade.better:
        return False
    move, own = grade.better[0].move, analysis.grades_of(grade.side)
    others = [each.move for each in own if each.turn == grade.turn and each.line != grade.line]
    return isinstance(move, Act) and move in others


def effect_of(grade: Grade) -> Interval:
    """What a decision surely changed, in points of its side's final score.

    Above 0 it is what it gained against what a typical player does there; below 0 what it lost
    against the best that the side could know of, or, of what it couldn't know, as things truly
    stood. It is the larger of the two; 0 where neither is sure.
    """
    if grade.label == "unknowable" and grade.true_loss is not None:
        return -grade.true_loss
    lost = grade.loss if grade.better and grade.loss.low > 0 else EXACT
    gained = grade.gain if grade.gain.low > 0 else EXACT
    if grade.label != "good" or lost.mean > gained.mean:
        return -grade.loss
    return gained


def judgement_kind(grade: Grade) -> Judgement:
    """How a decision is judged; nothing is said of one that hardly gained or lost anything."""
    points = round(effect_of(grade).mean)
    if grade.label != "good":
        return grade.label
    if abs(points) < LEAST_SAID:
        return ""
    return "good" if points > 0 else "lesser"


def _label(words: Wording, grade: Grade) -> str:
    kind = judgement_kind(grade)
    return words.say(f"insight.label.{kind}") if kind else ""


def judgement(words: Wording, grade: Grade) -> str:
    """How a decision is judged, with what it gained or lost; empty where that is too little."""
    label, effect = _label(words, grade), effect_of(grade)
    if not label or not round(effect.mean):
        return label
    return words.say("insight.judged", label=label, n=measured(effect))


def better_text(words: Wording, game: Game, grade: Grade, move: Move) -> str:
    """What would have been better, of a package what differs from the one that was offered."""
    rules, state = game.rules, state_before(game, grade)
    what = move_text(words, rules, state, grade.side, move)
    package = package_text(words, rules, state, move, grade.move)
    return words.say("insight.loss.package", what=what, package=package) if package else what


def state_before(game: Game, grade: Grade) -> State:
    """The state in which a decision was taken."""
    return game.moments[game.moments[grade.line].before].state


def better_sentence(words: Wording, game: Game, grade: Grade) -> str:
    """What would have been better, as a sentence; empty where nothing surely was."""
    found = _alternative(grade)
    if found is None:
        return ""
    (move, key), effect = found, effect_of(grade)
    lost = round(-effect.mean)
    points, count = with_error(lost, effect.error), count_of(lost, effect.error)
    what = alternative_text(words, game.rules, state_before(game, grade), grade.side, move)
    return capital(words.counted(key, count, what=what, points=points))


def _alternative(grade: Grade) -> tuple[Move, str] | None:
    """What would have been better, and the key of the sentence that tells it."""
    if grade.label == "unknowable" and grade.truly_better is not None:
        return grade.truly_better, "insight.better.hidden"
    if effect_of(grade).mean < 0 and grade.better:
        return grade.better[0].move, "insight.better"
    return None


def _better(words: Wording, game: Game, grade: Grade) -> str:
    """The same, with how a package that is better differs."""
    sentence, found = better_sentence(words, game, grade), _alternative(grade)
    state = state_before(game, grade)
    package = package_text(words, game.rules, state, found[0], grade.move) if found else ""
    if not package:
        return sentence
    return f"{sentence} {words.say('insight.better.package', package=package)}"


def _sentences(words: Wording, analysis: Analysis, grade: Grade) -> Iterator[str]:
    """What a decision gained, and why its step has another figure in the account."""
    if was_done_too(analysis, grade):
        yield words.say("insight.better.too")
    # What a mistake lost against the best choice is told already.
    if judgement_kind(grade) in ("good", ""):
        yield _gain_text(words, grade.gain)
    event = account_event(analysis, grade.line, grade.side)
    if event is None:
        return
    change, points = event.values[grade.side], round(event.values[grade.side].mean)
    if not points or points == round(grade.gain.mean):
        return
    verdict = _verdict(grade, change)
    together = len(lines_of(event)) > 1
    key = f"insight.truly.together.{verdict}" if together else f"insight.truly.{verdict}"
    yield words.say(key, n=measured(change), side=words.naming.side_inside(grade.side))


def _verdict(grade: Grade, change: Interval) -> Literal["badly", "well", "otherwise"]:
    """How what a step truly changed goes with the judgement on the decision.

    A point that may be nothing didn't turn out badly.
    """
    kind, points = judgement_kind(grade), round(change.mean)
    if points < -1 and change.mean <= -2 * change.half_width and kind in ("good", ""):
        return "badly"
    return "well" if points > 0 and kind not in ("good", "") else "otherwise"


def account_event(analysis: Analysis, line: int, side: str) -> EventWorth | None:
    """What a side decided in the step of a line, as the account has it; None without an account."""
    if not isinstance(analysis.account, Account):
        return None
    for event in analysis.account.events:
        if event.kind == "decision" and event.side == side and line in lines_of(event):
            return event
    return None


def lines_of(event: EventWorth) -> tuple[int, ...]:
    """The lines of the record at which the side of an event decided."""
    if event.draw is not None:
        return ()
    return tuple(made.line for made in event.step.decisions if made.side == event.side)


def clause_of(words: Wording, analysis: Analysis, event: EventWorth) -> str:
    """Why what a side's own decisions truly changed differs from their judgement; may be empty."""
    points = round(event.values[event.side].mean)
    grades = [each for each in analysis.grades_of(event.side) if each.line in lines_of(event)]
    if not points or not grades:
        return ""
    worst = min(grades, key=lambda grade: effect_of(grade).mean)
    effect, kind = effect_of(worst), judgement_kind(worst)
    if kind not in ("good", "") and round(effect.mean) != points:
        return words.say("insight.clause.best", judged=judgement(words, worst))
    if points < 0 and kind in ("good", ""):
        return words.say("insight.clause.right")
    return ""


def _gain_text(words: Wording, gain: Interval) -> str:
    points = round(abs(gain.mean))
    if not points or gain.low < 0 < gain.high:
        return words.say("insight.gain.even")
    key = "insight.gain.more" if gain.mean > 0 else "insight.gain.less"
    return words.counted(key, count_of(points, gain.error), points=with_error(points, gain.error))
