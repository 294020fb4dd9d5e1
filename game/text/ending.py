"""How a game ended: the outcome, each side's verdict and score, and what happened in history."""

from __future__ import annotations

from game.model.play import View
from game.text.board import score, tables
from game.text.briefing import paragraphs
from game.words.sentences import say
from game.words.wording import Wording


def ending(words: Wording, view: View) -> list[str]:
    """The end of a game as all may read it."""
    scenario, naming = words.scenario, words.naming
    if view.outcome is None:
        return []
    verdicts = scenario.outcomes[view.outcome].verdict
    lines = [f"== {say('ending', outcome=naming.outcome(view.outcome))} =="]
    lines += paragraphs(scenario.outcomes[view.outcome].text)
    lines += ["", *tables(words, view)] if view.tables else []
    for id, sheet in view.scores.items():
        verdict = say(f"verdict.{verdicts[id]}") if id in verdicts else ""
        key = "ending.side.verdict" if verdict else "ending.side"
        lines += ["", say(key, side=naming.side(id), verdict=verdict)]
        lines += [f"  {line}" for line in score(words, sheet)]
    return lines


def debrief(words: Wording) -> list[str]:
    """What everybody reads after the game."""
    text = paragraphs(words.scenario.debrief)
    return ["", f"-- {say('ending.debrief')} --", *text] if text else []
