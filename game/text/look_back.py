"""Looking back at a finished game in the terminal: a small menu, until those there leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from game.presenter.debrief.debrief import Debrief, debrief_of, saying_sentences
from game.presenter.participants import position_sentence
from game.presenter.report.file import file_name, report_path, write_report
from game.presenter.report.report import report
from game.text.console import PersonLeft
from game.text.ending import outcome, scores
from game.text.lines import Line, read_number, style_line
from game.text.shared_screen import Commands, SharedScreen
from game.words.error_words import reason_of

_ABOUT = {"outcome": "help.over.outcome", "score": "help.over.score"} | {
    name: f"help.{name}" for name in ("messages", "notes")
}
"""What can be looked at, in the order of its numbers in the menu, each with what it shows."""


class LookBack:
    """What the people at a terminal can ask about their game after its end."""

    def __init__(self, screen: SharedScreen) -> None:
        self._screen = screen
        self._debrief: Debrief | None = None
        self._chapters: Mapping[str, Callable[[], Iterable[Line]]] = {
            "outcome": self._outcome,
            "score": self._scores,
            "messages": self._messages,
            "notes": screen.notes,
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
        for word in ("tell", "say", "facilitator"):
            screen.with_words.pop(word, None)
        screen.with_words |= {"report": self._report}
        commands: Commands = {**self._chapters, "menu": self._menu}
        screen.help_keys = {**_ABOUT, "menu": "help.over.menu"}
        screen.console.show(*self._menu())
        try:
            while line := screen.listen(lambda: screen.words.say("over.prompt"), commands):
                screen.console.show(*self._answer(line))
        except PersonLeft:
            return

    def _answer(self, line: str) -> Iterable[Line]:
        """What is shown for a number of the menu, and for anything that is no command."""
        number = read_number(line, len(_ABOUT))
        if number is not None:
            return self._chapters[[*_ABOUT][number - 1]]()
        return [self._screen.words.say("over.what")]

    def _menu(self) -> Iterable[Line]:
        words = self._screen.words
        names = [words.language.typed_word(name) for name in _ABOUT]
        width = max(map(len, names))
        lines: list[Line] = ["", words.say("over.head")]
        for number, (about, name) in enumerate(zip(_ABOUT.values(), names, strict=True), 1):
            shows = f"  {words.say(about)}"
            lines.append(style_line(f"  {number}. ", (f"{name:<{width}}", "key"), shows))
        return lines

    def _outcome(self) -> Iterable[Line]:
        """How the game ended, and what became of each table."""
        debrief = self.debrief
        place = position_sentence(debrief.words, debrief.game)
        return ["", *([place] if place else []), *outcome(debrief.words, debrief.ending)]

    def _scores(self) -> Iterable[Line]:
        """The score of each side, line by line, against its par."""
        debrief = self.debrief
        return scores(debrief.words, map(debrief.score, debrief.view.scores))

    def _messages(self) -> Iterable[Line]:
        """What was announced, and what people wrote to each other."""
        sentences = saying_sentences(self.debrief)
        return [f"- {each}" for each in sentences] or [self._screen.words.say("over.no-messages")]

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
