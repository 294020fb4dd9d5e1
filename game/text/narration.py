"""What happened, as a terminal prints it: headings, sentences, and the author's stories."""

from __future__ import annotations

from collections.abc import Sequence

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
from game.text.briefing import paragraphs
from game.text.lines import Line, style_line
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
