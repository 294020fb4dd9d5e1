"""What is read before the game: the situation for all, and one side's own papers."""

from __future__ import annotations

import re

from game.model.play import View
from game.text.lines import Line, flowing, plain, styled
from game.words.wording import Wording

_BRACKETS = re.compile(r"\[([A-Za-z0-9_, -]+)\]")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of an author's text, with an empty line between two."""
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    return [line for part in parts for line in ("", part)][1:]


def opening(words: Wording) -> list[str]:
    """What everybody reads."""
    scenario = words.scenario
    sides = words.listed(words.naming.side_inside(id) for id in scenario.sides)
    lines = [words.say("briefing.sides", sides=sides)]
    if scenario.minutes:
        least, most = scenario.minutes
        lines.append(words.say("briefing.minutes", least=least, most=most))
    text = paragraphs(scenario.situation or scenario.summary)
    return [*lines, "", *text] if text else lines


def papers(words: Wording, view: View) -> list[Line]:
    """What only one side reads: its brief, its seats, its cards, what it is scored on."""
    scenario, naming = words.scenario, words.naming
    side = scenario.sides[view.who]
    lines: list[Line] = [*paragraphs(side.brief)]
    for id, seat in side.seats.items():
        name = seat.name or id.replace("_", " ").capitalize()
        brief = flowing(seat.brief)
        lines += ["", words.say("briefing.seat", name=name, brief=brief).strip()]
    for deal, card in view.cards.items():
        brief = flowing(scenario.deals[deal].cards[card].brief)
        name = naming.card(deal, card)
        told = words.say("briefing.card", deal=naming.deal(deal), card=name, brief=brief)
        lines += ["", styled((told, "private"))]
    lines += ["", words.say("briefing.score", par=side.par)]
    return [*lines, *(f"  - {line.label}" for line in side.score)]


def sources(words: Wording, view: View) -> list[Line]:
    """What the letters in brackets stand for, in the situation and in one's own papers.

    Those of what is still to happen would tell what that is.
    """
    read = "\n".join(plain(line) for line in (*opening(words), *papers(words, view)))
    cited = {key for found in _BRACKETS.findall(read) for key in found.split(", ")}
    lines: list[Line] = []
    for key, source in words.scenario.sources.items():
        if key in cited:
            date = f", {source.as_of}" if source.as_of else ""
            lines.append(styled("- ", (f"[{key}]", "key"), f" {source.title}{date}"))
    return lines or [words.say("sources.none")]
