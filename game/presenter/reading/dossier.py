"""The texts of a side's dossier, section by section, as they are shown."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.model.play import View
from game.presenter.papers import (
    card_audience,
    held_cards,
    score_lines,
    side_seats,
    source_notes,
)
from game.presenter.prose import with_footnotes, without_sources
from game.words.sentences import number
from game.words.wording import Wording

SectionName = Literal["situation", "brief", "cards", "score", "seats", "sources"]


@frozen
class Section:
    """A section of a dossier, without its heading."""

    name: SectionName
    texts: tuple[str, ...]


def dossier_sections(words: Wording, view: View) -> tuple[Section, ...]:
    """The sections of the dossier of the side that has this view, without those that are empty."""
    notes: dict[str, int] = {}
    sections = (
        Section("situation", _situation(words, notes)),
        Section("brief", _prose(words, words.scenario.sides[view.who].brief, notes)),
        Section("cards", _cards(words, view, notes)),
        Section("score", _score(words, view)),
        Section("seats", _seats(words, view, notes)),
        Section("sources", source_notes(words, notes)),
    )
    return tuple(section for section in sections if section.texts)


def _prose(words: Wording, text: str, notes: dict[str, int]) -> tuple[str, ...]:
    """The paragraphs of an author's text; its sources are added to the notes."""
    return tuple(with_footnotes(text, words.scenario, notes))


def _situation(words: Wording, notes: dict[str, int]) -> tuple[str, ...]:
    scenario = words.scenario
    summary = (without_sources(scenario.summary),) if scenario.situation else ()
    text = scenario.situation or scenario.summary
    return tuple(filter(None, (*summary, *_prose(words, text, notes))))


def _cards(words: Wording, view: View, notes: dict[str, int]) -> tuple[str, ...]:
    texts: list[str] = []
    for card in held_cards(words, view):
        texts += [card.deal, card.name, *_prose(words, card.brief, notes)]
    return (*texts, card_audience(words, view).sentence) if texts else ()


def _score(words: Wording, view: View) -> tuple[str, ...]:
    texts: list[str] = []
    for line in score_lines(words, view):
        points = number(line.points) if line.points is not None else ""
        texts += filter(None, (line.label, points, line.range))
    par = number(words.scenario.sides[view.who].par)
    return (*texts, words.say("ui.briefing.par"), words.say("ui.briefing.par.about"), par)


def _seats(words: Wording, view: View, notes: dict[str, int]) -> tuple[str, ...]:
    texts: list[str] = []
    for seat in side_seats(words, view.who):
        texts += [seat.name, *_prose(words, seat.brief, notes)]
    return tuple(texts)
