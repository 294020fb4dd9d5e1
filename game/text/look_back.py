"""Looking back at a finished game in the terminal: a small menu, until those there leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from game.insight.analysis import Analysis
from game.insight.process import AnalysisProcess, kept_beside
from game.presenter.debrief.debrief import Debrief, debrief_of, saying_sentences
from game.presenter.debrief.talks_course import asked_sentence, course_sentences
from game.presenter.hindsight.debriefed import progress_sentence
from game.presenter.hindsight.turning import told_turning_points
from game.presenter.hindsight.waterfall import waterfall
from game.presenter.participants import position_sentence
from game.presenter.report.file import file_name, report_path, write_report
from game.presenter.report.report import report
from game.text.console import PersonLeft
from game.text.lines import Line, read_number, style_line
from game.text.narration import outcome, scores
from game.text.shared_screen import Commands, SharedScreen
from game.words.error_words import reason_of

_CHAPTERS = "outcome", "score", "luck", "turning", "talks"
_ABOUT = {name: f"help.over.{name}" for name in _CHAPTERS} | {
    name: f"help.{name}" for name in ("messages", "notes")
}
"""What can be looked at, in the order of its numbers in the menu, each with what it shows."""

_SECONDS = 10.0
"""How often those who wait for the analysis are told how far it is."""


class LookBack:
    """What the people at a terminal can ask about their game after its end."""

    def __init__(self, screen: SharedScreen) -> None:
        self._screen = screen
        self._debrief: Debrief | None = None
        self._process: AnalysisProcess | None = None
        self._chapters: Mapping[str, Callable[[], Iterable[Line]]] = {
            "outcome": self._outcome,
            "score": self._scores,
            "luck": self._waterfalls,
            "turning": self._turning_points,
            "talks": self._talks,
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
        finally:
            if self._process is not None:
                self._process.close()

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

    def _waterfalls(self) -> Iterable[Line]:
        """Where the score of each side came from, part by part."""
        return self._of_each_side(self._waterfall)

    def _waterfall(self, analysis: Analysis, side: str) -> Iterable[str]:
        fall = waterfall(self.debrief, analysis, side)
        if isinstance(fall, str):
            return [fall]
        width = max(len(bar.name) for bar in fall.bars)
        errors = (f" ± {bar.error}" if bar.error else "" for bar in fall.bars)
        rows = (f"{b.name:<{width}} {b.text:>5}{e}" for b, e in zip(fall.bars, errors, strict=True))
        return [*rows, *filter(None, (fall.answer, fall.caution))]

    def _turning_points(self) -> Iterable[Line]:
        """The decisions of each side that changed its score most."""
        return self._of_each_side(self._turning)

    def _turning(self, analysis: Analysis, side: str) -> Iterable[str]:
        words = self.debrief.words
        turning = told_turning_points(self.debrief, analysis, side)
        if turning.none:
            return [turning.none, *turning.instead]
        lines = []
        for each in turning.points:
            what = words.say("seat.home.decision", when=each.when, what=each.title)
            lines.append(f"{each.number}. {what} · {each.judgement}")
            texts = (each.package, *each.all_sentences)
            lines += [f"   {text}" for text in texts if text]
        return lines

    def _of_each_side(self, tell: Callable[[Analysis, str], Iterable[str]]) -> Iterable[Line]:
        """What is told of each side, once the analysis is there; or that there will be none."""
        words, analysis = self.debrief.words, self._wait_for_analysis()
        if analysis is None:
            return [words.say("insight.failed")]
        lines: list[Line] = []
        for side in self.debrief.game.rules.sides:
            lines += ["", style_line((words.naming.side(side), "name"))]
            lines += [f"  {line}" for line in tell(analysis, side)]
        return lines

    def _wait_for_analysis(self) -> Analysis | None:
        """What decisions and luck were worth, for which those there wait; None where that fails."""
        screen, hot_seat = self._screen, self._screen.hot_seat
        if self._process is None:
            beside = kept_beside(hot_seat.saved, hot_seat.scenario_files)
            self._process = AnalysisProcess(hot_seat.game, lambda: None, kept=beside)
        while self._process.analysis is None and not self._process.failed:
            screen.console.show(progress_sentence(screen.words, self._process.percent))
            self._process.wait(_SECONDS)
        return self._process.analysis

    def _talks(self) -> Iterable[Line]:
        """Who gave and who got at each table, and how the reserves moved."""
        debrief, words = self.debrief, self.debrief.words
        lines: list[Line] = []
        for table in debrief.tables:
            courses = [debrief.course_at(table, pair) for pair in debrief.pairs_at(table)]
            for course in filter(None, courses):
                lines += ["", style_line((words.naming.table(table), "name"))]
                sentences = asked_sentence(words, course), *course_sentences(words, course)
                lines += [f"  {sentence}" for sentence in sentences]
        return lines or [words.say("ui.over.table.offers.none")]

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
