"""Looking back at a finished game in the terminal: a small menu, until those there leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from game.presenter.debrief.debrief import Debrief, debrief_of, saying_sentences
from game.presenter.report.file import file_name, report_path, write_report
from game.presenter.report.report import report
from game.text.console import PersonLeft
from game.text.debrief import (
    decision_lines,
    decision_list,
    negotiation_lines,
    outcome_lines,
    score_lines,
    track_lines,
)
from game.text.lines import Line, read_number, style_line
from game.text.shared_screen import Commands, SharedScreen
from game.words.records import reason_of

_CHAPTERS = ("outcome", "score", "tracks", "tables", "decisions")
"""What can be looked at, in the order of its numbers in the menu."""


class LookBack:
    """What the people at a terminal can ask about their game after its end."""

    def __init__(self, screen: SharedScreen) -> None:
        self._screen = screen
        self._debrief: Debrief | None = None
        self._chapters: Mapping[str, Callable[[], Iterable[Line]]] = {
            "outcome": lambda: outcome_lines(self.debrief),
            "score": lambda: score_lines(self.debrief),
            "tracks": lambda: track_lines(self.debrief, screen.console.width),
            "tables": lambda: negotiation_lines(self.debrief, screen.console.width),
            "decisions": lambda: decision_list(self.debrief),
        }

    @property
    def debrief(self) -> Debrief:
        """The debrief of the game, in the language that is spoken now."""
        screen = self._screen
        if self._debrief is None or self._debrief.words is not screen.words:
            self._debrief = debrief_of(screen.hot_seat)
        return self._debrief

    def run(self) -> None:
        """Answers those at a terminal until they leave; in a pipe nothing is asked."""
        screen = self._screen
        if not screen.console.live:
            return
        screen.open_to_all()
        for word in ("tell", "facilitator"):
            screen.with_words.pop(word, None)
        screen.with_words |= {"decisions": self._decisions, "report": self._report}
        commands: Commands = {
            **{name: show for name, show in self._chapters.items() if name != "decisions"},
            "notes": screen.notes,
            "messages": self._messages,
            "menu": self._menu,
        }
        screen.help_keys = {name: f"help.over.{name}" for name in (*_CHAPTERS, "menu")}
        screen.console.show(*self._menu())
        try:
            while line := screen.listen(lambda: screen.words.say("over.prompt"), commands):
                screen.console.show(*self._answer(line))
        except PersonLeft:
            return

    def _answer(self, line: str) -> Iterable[Line]:
        """What is shown for a number of the menu, and for anything that is no command."""
        number = read_number(line, len(_CHAPTERS))
        if number is not None:
            return self._chapters[_CHAPTERS[number - 1]]()
        return [self._screen.words.say("over.what")]

    def _menu(self) -> Iterable[Line]:
        words = self._screen.words
        names = [words.language.typed_word(name) for name in _CHAPTERS]
        width = max(map(len, names))
        lines: list[Line] = ["", words.say("over.head")]
        for number, (chapter, name) in enumerate(zip(_CHAPTERS, names, strict=True), 1):
            about = words.say(f"help.over.{chapter}")
            lines.append(style_line(f"  {number}. ", (f"{name:<{width}}", "key"), f"  {about}"))
        return lines

    def _messages(self) -> Iterable[Line]:
        """What was announced, and what people wrote to each other."""
        sentences = saying_sentences(self.debrief)
        return [f"- {each}" for each in sentences] or [self._screen.words.say("over.no-messages")]

    def _decisions(self, written: str) -> Iterable[Line]:
        """All decisions, or one of them by its number."""
        if not written:
            return decision_list(self.debrief)
        number = read_number(written, len(self.debrief.decisions))
        if number is None:
            last = len(self.debrief.decisions)
            return [self._screen.words.say("over.decisions.which", last=last)]
        return decision_lines(self.debrief, self.debrief.decisions[number - 1])

    def _report(self, written: str) -> Iterable[Line]:
        """Writes the report into a file, and says where it is."""
        words, debrief = self._screen.words, self.debrief
        try:
            path = report_path(written or file_name(debrief), debrief)
            path = write_report(path, report(debrief)).resolve()
        except (OSError, ValueError) as error:
            reason = reason_of(error, words.language)
            return [words.say("report.failed", file=written or file_name(debrief), reason=reason)]
        return [words.say("report.saved", file=path)]
