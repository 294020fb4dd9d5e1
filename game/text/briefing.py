"""What is read before the game: the situation for all, and one side's own papers."""

from __future__ import annotations

import re

from game.model.play import View
from game.presenter.papers import held_cards, side_seats, source_text
from game.text.lines import Line, on_one_line, plain_text, style_line
from game.words.wording import Wording

_BRACKETS = re.compile(r"\[([A-Za-z0-9_, -]+)\]")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of an author's text, with an empty line between two."""
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    return [line for part in parts for line in ("", part)][1:]


def opening(words: Wording) -> list[str]:
    """The situation, which everybody reads."""
    scenario = words.scenario
    sides = words.listed(words.naming.side_inside(id) for id in scenario.sides)
    lines = [words.say("briefing.sides", sides=sides)]
    if scenario.minutes:
        least, most = scenario.minutes
        lines.append(words.say("briefing.minutes", least=least, most=most))
    text = paragraphs(scenario.situation or scenario.summary)
    return [*lines, "", *text] if text else lines


def papers(words: Wording, view: View) -> list[Line]:
    """The papers that only one side reads: its brief, seats and cards, and its score lines."""
    side = words.scenario.sides[view.who]
    lines: list[Line] = [*paragraphs(side.brief)]
    for seat in side_seats(words, view):
        brief = " ".join(filter(None, (on_one_line(seat.brief), seat.counts)))
        lines += ["", words.say("briefing.seat", name=seat.name, brief=brief).strip()]
    for card in held_cards(words, view):
        brief = on_one_line(card.brief)
        sentence = words.say("briefing.card", deal=card.deal, card=card.name, brief=brief)
        lines += ["", style_line((sentence, "private"))]
    lines += ["", words.say("briefing.score", par=side.par)]
    return [*lines, *(f"  - {line.label}" for line in side.score)]


def sources(words: Wording, view: View) -> list[Line]:
    """The sources that are cited in the situation and in a side's papers, by their letters.

    Other sources are left out: they would show what is still to happen.
    """
    read = "\n".join(plain_text(line) for line in (*opening(words), *papers(words, view)))
    cited = {key for keys in _BRACKETS.findall(read) for key in keys.split(", ")}
    lines: list[Line] = []
    for key, source in words.scenario.sources.items():
        if key in cited:
            lines.append(style_line("- ", (f"[{key}]", "key"), f" {source_text(words, source)}"))
    return lines or [words.say("sources.none")]
