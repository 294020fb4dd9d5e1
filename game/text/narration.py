"""What is told in the terminal: papers before a game, what happens with its stories, the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from game.model.decisions import PUBLIC
from game.model.entries import Entry
from game.model.log_events import (
    GameEnded,
    InjectFired,
    PhaseBegan,
    PlaceEvent,
    StageBegan,
    TurnBegan,
)
from game.model.play import View
from game.presenter.papers import held_cards, side_seats, source_text
from game.presenter.said.ending import Ending
from game.presenter.said.score import Score
from game.text.board import line_rows, score_lines, tables
from game.text.lines import Line, on_one_line, plain_text, style_line
from game.words.sentences import capital
from game.words.stages import differences
from game.words.wording import Wording


class Narration:
    """Turns entries into lines, batch by batch.

    A phase is named once something happens in it, and described the first time; the ending has a
    page of its own.
    """

    def __init__(self, reader: str = PUBLIC, stage: str = "") -> None:
        """reader: who reads it. stage: the one before the first entry; empty if none has begun."""
        self._reader = reader
        self._stage = stage
        self._phase_heading: list[Line] = []
        self._described: set[str] = set()
        """The ids of the phases whose text has been shown."""

    def lines(self, words: Wording, entries: Sequence[Entry]) -> list[Line]:
        """The lines for what has happened since the last batch."""
        lines: list[Line] = []
        headline: tuple[Entry, ...] = ()
        plain: list[Entry] = []
        for entry in entries:
            if isinstance(entry.event, GameEnded):
                continue
            heading = isinstance(entry.event, PlaceEvent)
            if heading or _text(words, entry):
                lines += [
                    *self._sentences(words, plain, headline),
                    *self._lines_of_heading(words, entry),
                ]
                headline = (entry,) if isinstance(entry.event, InjectFired) else ()
                plain = []
            else:
                plain.append(entry)
        return lines + self._sentences(words, plain, headline)

    def _sentences(
        self, words: Wording, entries: Sequence[Entry], headline: tuple[Entry, ...]
    ) -> list[Line]:
        """The sentences for entries; a headline that was shown above them isn't repeated.

        The first sentence names its cause unless the headline has just named it.
        """
        sentences = words.entries([*headline, *entries])[len(headline) :]
        lines: list[Line] = [f"  {sentence}" for sentence in sentences]
        return [*self._take_phase_heading(), *lines] if lines else []

    def _take_phase_heading(self) -> list[Line]:
        """The heading of the phase, where it has not been printed yet."""
        heading, self._phase_heading = self._phase_heading, []
        return heading

    def _stage_changes(self, words: Wording, stage: str) -> list[Line]:
        """What is different in a stage that follows another."""
        before, self._stage = self._stage, stage
        changes = differences(words, before, stage, self._reader) if before else ()
        return [f"    - {change.sentence}" for change in changes]

    def _lines_of_heading(self, words: Wording, entry: Entry) -> list[Line]:
        """The lines for an entry that is a heading or has a story.

        A phase gets none yet: its heading comes once something happens in the phase."""
        sentence = words.entry(entry)
        story = paragraphs(_text(words, entry))
        text: list[Line] = [f"    {line}".rstrip() for line in story]
        match entry.event:
            case PhaseBegan(phase):
                text = [] if phase in self._described else text
                self._described.add(phase)
                self._phase_heading = [
                    "",
                    style_line((f"-- {sentence.rstrip('.')} --", "heading")),
                    *text,
                ]
                return []
            case TurnBegan():
                self._phase_heading = []
                return ["", style_line((f"== {sentence.rstrip('.')} ==", "title"))]
            case StageBegan(stage):
                changes = self._stage_changes(words, stage)
                return [
                    "",
                    style_line((f"-- {sentence.rstrip('.')} --", "heading")),
                    *text,
                    *changes,
                ]
            case _:
                return [*self._take_phase_heading(), style_line("  ", (sentence, "name")), *text]


def _text(words: Wording, entry: Entry) -> str:
    """The story that the author wrote for the subject of an entry."""
    scenario = words.scenario
    match entry.event:
        case StageBegan(stage):
            return scenario.stages[stage].text
        case PhaseBegan(phase):
            return scenario.phases[phase].text
        case InjectFired(inject, figures):
            return words.fill(scenario.injects[inject].text, figures)
        case _:
            return ""


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
