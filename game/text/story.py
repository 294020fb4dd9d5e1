"""What happened, as it is read in a terminal: headings, sentences, and the author's stories."""

from __future__ import annotations

from collections.abc import Sequence

from game.model.decisions import PUBLIC
from game.model.entries import Entry, GameEnded, InjectFired, PhaseBegan, StageBegan, TurnBegan
from game.model.scenario import Scenario
from game.text.briefing import paragraphs
from game.text.lines import Line, styled
from game.words.stages import differences
from game.words.wording import Wording


class Story:
    """Turns entries into lines, batch by batch.

    A phase is named once something happens in it, and described the first time; the ending has a
    page of its own.
    """

    def __init__(self, who: str = PUBLIC, stage: str = "") -> None:
        """who: for whom it is told.

        stage: the one the game is in before the first entry; empty: it has not begun.
        """
        self._who = who
        self._stage = stage
        self._phase: list[Line] = []
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
            heading = isinstance(entry.event, TurnBegan | StageBegan | PhaseBegan)
            if heading or _text(words.scenario, entry):
                lines += [*self._sentences(words, plain, headline), *self._headed(words, entry)]
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
        return [*self._named(), *lines] if lines else []

    def _named(self) -> list[Line]:
        named, self._phase = self._phase, []
        return named

    def _different(self, words: Wording, stage: str) -> list[Line]:
        """What is different in a stage that follows another."""
        before, self._stage = self._stage, stage
        found = differences(words, before, stage, self._who) if before else ()
        return [f"    - {each.sentence}" for each in found]

    def _headed(self, words: Wording, entry: Entry) -> list[Line]:
        """An entry with its story, a heading apart from what came before."""
        said = words.entry(entry)
        story = paragraphs(_text(words.scenario, entry))
        text: list[Line] = [f"    {line}".rstrip() for line in story]
        match entry.event:
            case PhaseBegan(phase):
                text = [] if phase in self._described else text
                self._described.add(phase)
                self._phase = ["", styled((f"-- {said.rstrip('.')} --", "heading")), *text]
                return []
            case TurnBegan():
                self._phase = []
                return ["", styled((f"== {said.rstrip('.')} ==", "title"))]
            case StageBegan(stage):
                different = self._different(words, stage)
                return ["", styled((f"-- {said.rstrip('.')} --", "heading")), *text, *different]
            case _:
                return [*self._named(), styled("  ", (said, "name")), *text]


def _text(scenario: Scenario, entry: Entry) -> str:
    """The story that an author gave to what an entry names."""
    match entry.event:
        case StageBegan(stage):
            return scenario.stages[stage].text
        case PhaseBegan(phase):
            return scenario.phases[phase].text
        case InjectFired(inject):
            return scenario.injects[inject].text
        case _:
            return ""
