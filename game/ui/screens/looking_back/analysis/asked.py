"""What is asked about the decision that is shown: what followed, what if, or what they knew."""

from __future__ import annotations

from game.presenter.debrief.debrief import Debrief
from game.presenter.debrief.decisions import PastDecision
from game.presenter.hindsight.branches import Alternative, alternatives, tell_branches
from game.presenter.hindsight.debriefed import AnalysisTexts
from game.presenter.hindsight.knew import Knowledge, what_they_knew
from game.ui.program.program import Program
from game.ui.screens.looking_back.analysis.what_if_sheet import Asking

FOLLOWED, WHAT_IF, KNEW = "followed", "what-if", "knew"
SHEETS = (FOLLOWED, WHAT_IF, KNEW)


class Asked:
    """Which sheet lies open, and which other decision is asked about."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.sheet = FOLLOWED
        self._line, self._chosen = 0, -1

    @property
    def is_over(self) -> bool:
        """Whether nothing is answered any more."""
        return self._program.analysis is None or self._program.analysis.has_ended

    def open(self, sheet: str) -> None:
        """Opens another sheet."""
        self.sheet = sheet if sheet in SHEETS else self.sheet

    def ask(self, debrief: Debrief, texts: AnalysisTexts, number: int) -> None:
        """Asks about another decision, by its number in the list; asked twice, it is closed."""
        decision, analysing = debrief.decision, self._program.analysis
        if decision is None:
            return
        offered = _alternatives(debrief, decision, texts)
        again = (self._line, self._chosen) == (decision.line, number)
        self._line, self._chosen = decision.line, -1 if again else number
        if analysing is not None and texts.is_there and 0 <= number < len(offered):
            analysing.ask(decision.line, offered[number].move)

    def asking(self, debrief: Debrief, decision: PastDecision, texts: AnalysisTexts) -> Asking:
        """What might have been decided instead, and what is known of it."""
        offered = _alternatives(debrief, decision, texts)
        scores = tuple(debrief.view.scores[side].total for side in debrief.game.rules.sides)
        chosen = self._chosen if self._line == decision.line else -1
        if not 0 <= chosen < len(offered):
            return Asking(offered, scores=scores)
        words, analysing = debrief.words, self._program.analysis
        if analysing is None or not texts.is_there:
            return Asking(offered, chosen, None, words.say("insight.branches.later"), scores)
        answer = analysing.answer(decision.line, offered[chosen].move)
        if answer is not None:
            return Asking(offered, chosen, tell_branches(words, debrief.game, answer), "", scores)
        key = "insight.branches.failed" if analysing.has_ended else "insight.branches.working"
        return Asking(offered, chosen, None, words.say(key), scores)

    def knowledge(self, debrief: Debrief, decision: PastDecision) -> tuple[Knowledge, ...]:
        """What each side knew when the decision was taken."""
        return what_they_knew(debrief.words, debrief.game, decision.line)


def _alternatives(
    debrief: Debrief, decision: PastDecision, texts: AnalysisTexts
) -> tuple[Alternative, ...]:
    graded = texts.graded.get(decision.line)
    grade = graded.grade if graded is not None else None
    return alternatives(debrief.words, debrief.game, decision.line, grade)
