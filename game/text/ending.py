"""How a game ended: the outcome, each side's verdict and score, and what happened in history."""

from __future__ import annotations

from collections.abc import Sequence

from game.model.play import View
from game.session.agreements import Signing
from game.text.board import score, tables
from game.text.briefing import paragraphs
from game.text.lines import Line, styled
from game.words.wording import Wording


def ending(words: Wording, view: View, below: Sequence[Signing] = ()) -> list[Line]:
    """The end of a game as all may read it.

    below: the agreements that were worth less to a side than none.
    """
    scenario, naming = words.scenario, words.naming
    if view.outcome is None:
        return []
    title = words.say("ending", outcome=naming.outcome(view.outcome))
    lines: list[Line] = [styled((f"== {title} ==", "title"))]
    lines += [words.signed_below(signing) for signing in below]
    lines += [*([""] if below else []), *paragraphs(scenario.outcomes[view.outcome].text)]
    lines += ["", *tables(words, view)] if view.tables else []
    for id, sheet in view.scores.items():
        verdict = words.verdict(view, id, below)
        key = "ending.side.verdict" if verdict else "ending.side"
        lines += ["", styled((words.say(key, side=naming.side(id), verdict=verdict), "name"))]
        lines += [f"  {line}" for line in score(words, sheet)]
    return lines


def debrief(words: Wording) -> list[Line]:
    """What everybody reads after the game."""
    text = paragraphs(words.scenario.debrief)
    head = styled((f"-- {words.say('ending.debrief')} --", "heading"))
    return ["", head, *text] if text else []
