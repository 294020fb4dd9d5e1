"""What happened, as it is read in a terminal: headings, sentences, and the author's stories."""

from __future__ import annotations

from collections.abc import Sequence

from game.model.play import Entry
from game.model.scenario import Scenario
from game.text.briefing import paragraphs
from game.words.wording import Wording

_HEADINGS = ("turn", "stage", "phase")


class Story:
    """Turns entries into lines, batch by batch.

    A phase is named once something happens in it; the ending has a page of its own.
    """

    def __init__(self, words: Wording) -> None:
        self._words = words
        self._phase: list[str] = []

    def lines(self, entries: Sequence[Entry]) -> list[str]:
        """The lines for what has happened since the last batch."""
        lines: list[str] = []
        plain: list[Entry] = []
        for entry in entries:
            if entry.code == "ended":
                continue
            if entry.code in _HEADINGS or _text(self._words.scenario, entry):
                lines += self._sentences(plain)
                plain = [entry] if entry.code == "injected" else []
                lines += self._headed(entry)
            else:
                plain.append(entry)
        return lines + self._sentences(plain)

    def _sentences(self, entries: Sequence[Entry]) -> list[str]:
        """Sentences for entries; of an inject at their head the story has been told."""
        said = [f"  {line}" for line in self._words.entries(entries)]
        told = bool(entries) and entries[0].code == "injected"
        return [*self._named(), *said] if said and not told else said[1:]

    def _named(self) -> list[str]:
        named, self._phase = self._phase, []
        return named

    def _headed(self, entry: Entry) -> list[str]:
        """An entry with its story, a heading apart from what came before."""
        said = self._words.entry(entry)
        text = [f"    {line}".rstrip() for line in paragraphs(_text(self._words.scenario, entry))]
        match entry.code:
            case "phase":
                self._phase = ["", f"-- {said.rstrip('.')} --", *text]
                return []
            case "turn":
                self._phase = []
                return ["", f"== {said.rstrip('.')} =="]
            case "stage":
                return ["", f"-- {said.rstrip('.')} --", *text]
            case _:
                return [*self._named(), f"  {said}", *text]


def _text(scenario: Scenario, entry: Entry) -> str:
    """The story that an author gave to what an entry names."""
    match entry.code:
        case "stage":
            return scenario.stages[str(entry.values["stage"])].text
        case "phase":
            return scenario.phases[str(entry.values["phase"])].text
        case "injected":
            return scenario.injects[str(entry.values["inject"])].text
        case _:
            return ""
