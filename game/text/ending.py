"""How a game ended: the outcome, each side's verdict and score, and what happened in history."""

from __future__ import annotations

from collections.abc import Iterable

from game.presenter.said.ending import Ending
from game.presenter.said.score import Score
from game.text.board import line_rows, score_lines, tables
from game.text.briefing import paragraphs
from game.text.lines import Line, style_line
from game.words.sentences import capital
from game.words.wording import Wording


def outcome(words: Wording, ending: Ending | None) -> list[Line]:
    """How a game ended, and what became of each table; empty where it isn't over."""
    if ending is None:
        return []
    title = words.say("ending", outcome=ending.outcome)
    lines: list[Line] = [style_line((f"== {title} ==", "title")), *ending.below]
    lines += [*([""] if ending.below else []), *paragraphs("\n".join(ending.paragraphs))]
    lines += ["", *tables(ending.tables)] if ending.tables else []
    for paper in ending.papers:
        lines += ["", style_line((f"-- {paper.name} --", "heading"))]
        lines += [style_line("  ", (paper.headline, "name"))]
        lines += [f"  {line}" for line in paper.lines]
    return lines


def scores(words: Wording, every: Iterable[Score]) -> list[Line]:
    """How each side fared, and its score; before all, what par is."""
    lines: list[Line] = ["", words.say("ui.over.par.about")]
    for score in every:
        lines += ["", style_line((score.side, "name"))]
        lines += [f"  {score.below}"] if score.below else []
        remarks = f"{capital(score.margin)}. {score.remarks}".rstrip()
        lines += [f"  {line}" for line in (*score_lines(words, score), remarks)]
        lines += ["", f"  {words.say('reveal.seats')}"] if score.seats else []
        for seat in score.seats:
            lines.append(f"  {words.say('score.seat', seat=seat.name, total=seat.figure)}")
            lines += [f"    {line}" for line in line_rows(seat.lines)]
    return lines


def afterwards(words: Wording) -> list[Line]:
    """What the author tells everybody after the game."""
    text = paragraphs(words.scenario.debrief)
    head = style_line((f"-- {words.say('ending.debrief')} --", "heading"))
    return ["", head, *text] if text else []
