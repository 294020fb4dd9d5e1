"""How a game ended: the outcome, each side's verdict and score, and what happened in history."""

from __future__ import annotations

from collections.abc import Sequence

from game.model.play import View
from game.presenter.debrief.side_results import side_result
from game.session.agreements import Signing
from game.text.board import score, tables
from game.text.briefing import paragraphs
from game.text.lines import Line, style_line
from game.words.wording import Wording


def ending(words: Wording, view: View, below: Sequence[Signing] = ()) -> list[Line]:
    """The end of a game as all may read it: the outcome and the scores.

    below: the agreements that were worth less to a side than no agreement.
    """
    return [*outcome(words, view, below), *scores(words, view, below)]


def outcome(words: Wording, view: View, below: Sequence[Signing] = ()) -> list[Line]:
    """How a game ended, and what became of each table; empty where it isn't over."""
    scenario, naming = words.scenario, words.naming
    if view.outcome is None:
        return []
    title = words.say("ending", outcome=naming.outcome(view.outcome))
    lines: list[Line] = [style_line((f"== {title} ==", "title"))]
    lines += [words.signed_below(signing) for signing in below]
    lines += [*([""] if below else []), *paragraphs(scenario.outcomes[view.outcome].text)]
    return [*lines, *(["", *tables(words, view)] if view.tables else [])]


def scores(words: Wording, view: View, below: Sequence[Signing] = ()) -> list[Line]:
    """How each side fared, and its score; empty where the game isn't over."""
    if view.outcome is None:
        return []
    lines: list[Line] = []
    for id, sheet in view.scores.items():
        result = side_result(words, view, id, below)
        lines += ["", style_line((words.naming.side(id), "name"))]
        lines += [f"  {result.below}"] if result.below else []
        lines += [f"  {line}" for line in (*score(words, sheet), result.remarks)]
    return lines


def afterwards(words: Wording) -> list[Line]:
    """What the author tells everybody after the game."""
    text = paragraphs(words.scenario.debrief)
    head = style_line((f"-- {words.say('ending.debrief')} --", "heading"))
    return ["", head, *text] if text else []
