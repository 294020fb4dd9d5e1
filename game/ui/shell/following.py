"""The game in the window follows its scenario's file: at each save it is played again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue

import pygame

from game.desk.watch import CheckReport, count_by_severity
from game.presenter.hot_seat import HotSeat
from game.presenter.reload import ReloadedGame, describe_misfit, reload_game
from game.session.records.record import RecordError
from game.session.records.saved import Unsaved
from game.ui.page.page import Looking, Page
from game.ui.page.screen import Answer, GoOn
from game.ui.paint.canvas import Canvas
from game.ui.program.program import Program
from game.ui.screens.ask import Ask
from game.ui.shell.stack import ScreenStack

TakeReport = Callable[[CheckReport], None]
"""What is given each report, in whichever thread it was made."""


class Following:
    """Plays the game in the window again by each saved version of its scenario.

    It follows the game with which it began, and that game played once more; if another is opened
    in the window, nothing happens to that.
    """

    def __init__(self, program: Program, stack: ScreenStack, wake: Callable[[], object]) -> None:
        """stack: the screens of the window. wake: has `act` called soon, in the window's thread."""
        self._program = program
        self._stack = stack
        self._wake = wake
        self._reports: SimpleQueue[CheckReport] = SimpleQueue()
        self._translations = program.playing.translations
        self._question: Ask | None = None

    def put(self, report: CheckReport) -> None:
        """Takes a report, in whichever thread it was made."""
        self._reports.put(report)
        self._wake()

    def act(self) -> Answer:
        """Acts on the latest report, if there is a new one; what the window is to do then."""
        report = self._latest()
        hot_seat = self._program.hot_seat
        if report is None or hot_seat is None or hot_seat.translations is not self._translations:
            return None
        self._stack.dirty = True
        if self._question is not None and self._stack.screen is self._question:
            # What it asks is out of date.
            self._stack.drop()
        self._question = None
        if report.scenario is None:
            self._program.notice = self._describe_problems(report)
            return None
        reloaded = reload_game(hot_seat, report.scenario, report.folder)
        if reloaded.misfit is not None:
            self._question = self._ask(hot_seat, reloaded, report)
            self._stack.put(self._question)
            return None
        return self._replace(hot_seat, reloaded)

    def _latest(self) -> CheckReport | None:
        """The newest report; those before it are out of date."""
        report = None
        try:
            while True:
                report = self._reports.get_nowait()
        except Empty:
            return report

    def _describe_problems(self, report: CheckReport) -> str:
        say, path = self._program.say, report.folder.path
        if report.gone:
            return say("ui.follow.gone", file=path.name)
        errors, _ = count_by_severity(report.problems)
        first = next(problem for problem in report.problems if problem.severity == "error")
        return self._program.counted(
            "ui.follow.broken",
            errors,
            file=path.name,
            place=f"{Path(first.file).name}:{first.line}",
            problem=first.message,
        )

    # The game played again

    def _replace(self, former: HotSeat, reloaded: ReloadedGame) -> Answer:
        """Puts the new game in the place of the former one, on the same screens if possible."""
        program, hot_seat = self._program, reloaded.hot_seat
        step = former.next_step()
        self._save(former, reloaded)
        former.close()
        program.take_over(hot_seat)
        self._translations = hot_seat.translations
        program.notice = program.counted("ui.follow.reloaded", reloaded.decisions)
        same = reloaded.complete and hot_seat.next_step() == step
        if not (same and self._can_show_all()):
            return GoOn()
        self._stack.page = None
        return None

    def _save(self, former: HotSeat, reloaded: ReloadedGame) -> None:
        """Saves the new game: in the record of the former one if it repeats all of that."""
        saving, before = reloaded.hot_seat.saving, former.saving
        if saving is None or before is None or before.path is None:
            return
        place = before.path if reloaded.complete else self._program.games
        try:
            if reloaded.complete:
                saving.take_place_of(before)
            else:
                saving.begin_in(place)
        except (OSError, ValueError, RecordError) as error:
            saving.failed, saving.wanted = Unsaved(place, error), True

    def _can_show_all(self) -> bool:
        """Whether every screen that is open can be drawn as it is.

        One may show something that the changed scenario no longer has.
        """
        surface = pygame.Surface(self._stack.size)
        for screen in self._stack.stack[1:]:  # the title shows nothing of the game
            try:
                screen.draw(Page(Canvas(surface, self._stack.theme()), Looking()))
            except (KeyError, IndexError, ValueError, StopIteration):
                return False
        return True

    # A decision that no longer fits

    def _ask(self, former: HotSeat, reloaded: ReloadedGame, report: CheckReport) -> Ask:
        say, misfit = self._program.say, reloaded.misfit
        assert misfit is not None
        turn, decision, reason = describe_misfit(former, misfit, reloaded.hot_seat)
        text = [
            say("ui.follow.misfit.about", turn=turn, decision=decision, reason=reason),
            self._program.counted("ui.follow.misfit.before", reloaded.decisions),
        ]
        if former.saved is not None:
            text.append(say("ui.follow.misfit.record", file=former.saved.name))
        return Ask(
            self._program,
            self._stack.screen,
            say("ui.follow.misfit", file=report.folder.path.name),
            "\n".join(text),
            say("ui.follow.misfit.yes"),
            lambda: self._go_on_from(report),
            no=say("ui.follow.misfit.no"),
            symbol="rewind",
        )

    def _go_on_from(self, report: CheckReport) -> Answer:
        """Goes on with as much of the game as fits the report's scenario."""
        former = self._program.playing
        assert report.scenario is not None
        # A bot may have decided since the question was asked.
        self._replace(former, reload_game(former, report.scenario, report.folder))
        return GoOn()
