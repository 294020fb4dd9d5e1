"""What the decision that was taken last was worth, for the facilitator alone."""

from __future__ import annotations

from attrs import frozen

from game.insight.judge import Judged, last_decision_made
from game.presenter.badges import SideBadge, badge_of
from game.presenter.hindsight.graded import judgement
from game.presenter.hindsight.moves import move_text
from game.presenter.worded_game import WordedGame


@frozen
class LastDecision:
    """The decision that was taken last, with its judgement."""

    badge: SideBadge
    what: str
    """Which side decided what, and when."""
    label: str
    """The key of its label; empty where it was no choice."""
    judgement: str


def last_decision_line(worded: WordedGame, judged: Judged | None) -> LastDecision | None:
    """The judgement of a game's last decision; None where there is none of it yet, or any more."""
    words, made = worded.words, last_decision_made(worded.game)
    is_over = not worded.state.to_move
    if judged is None or made is None or is_over or judged.made.line != made.line:
        return None
    if judged.made.decision != made.decision or judged.grade is None:
        return None
    what = words.say(
        "console.judged",
        side=words.naming.side_in_table(made.side),
        turn=max(1, made.before.turn),
        what=move_text(words, worded.game.rules, made.before, made.side, made.decision.move),
    )
    badge, grade = badge_of(words.scenario, made.side), judged.grade
    if grade.choices == 1:
        return LastDecision(badge, what, "", words.say("console.judged.forced"))
    return LastDecision(badge, what, grade.label, judgement(words, grade))
