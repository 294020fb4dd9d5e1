"""Analyses the games of a room that have ended, one at a time, while people still talk."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from game.insight.analysis import Analysis
from game.insight.effort import USUAL, Effort
from game.insight.kept import keep, kept_path, read_kept
from game.insight.process import AnalysisProcess
from game.presenter.debriefing.debriefed_table import AnalysisState
from game.web.live_room import LiveRoom

_LOG = logging.getLogger(__name__)
_STEP = 10
"""The console is updated after this many per cent."""


class AnalysisTurns:
    """Analyses the tables of a room that have ended, in processes of their own.

    Analyses are kept in the room's folder, so that a room that is continued has them at once.
    """

    def __init__(self, live: LiveRoom, effort: Effort = USUAL) -> None:
        self._live, self._analyses, self._effort = live, live.analyses, effort
        self._changed = asyncio.Event()
        live.listen(self._changed.set)

    async def run(self) -> None:
        """Analyses the games that end, until it is cancelled."""
        while True:
            self._changed.clear()
            number = self._analyses.next_table()
            if number:
                await self._analyse(number)
            else:
                await self._changed.wait()

    async def _analyse(self, number: int) -> None:
        room = self._live.room
        game, record = room.tables[number].game, room.folder.record(number)
        state = game.state
        try:
            path = await asyncio.to_thread(kept_path, record, game, room.files, self._effort)
            analysis = await asyncio.to_thread(read_kept, path, game)
            if analysis is None:
                analysis = await self._work_out(number)
                if analysis is not None:
                    with suppress(OSError):
                        await asyncio.to_thread(keep, path, game, analysis)
        except Exception:
            _LOG.exception("analysis-failed")
            analysis = None
        if game.state is state:
            self._analyses.note(number, AnalysisState(analysis, 100, analysis is None))
            self._live.change(number)

    async def _work_out(self, number: int) -> Analysis | None:
        """Works an analysis out; None if it fails, or the game goes on meanwhile."""
        game = self._live.room.tables[number].game
        loop, state, news = asyncio.get_running_loop(), game.state, asyncio.Event()

        def wake() -> None:
            with suppress(RuntimeError):  # the program has ended meanwhile
                loop.call_soon_threadsafe(news.set)

        process = AnalysisProcess(game, wake, self._effort)
        shown = 0
        try:
            while process.analysis is None and not process.failed and game.state is state:
                news.clear()
                if process.percent >= shown + _STEP:
                    shown = process.percent
                    self._analyses.note(number, AnalysisState(percent=shown))
                    self._live.change_console(public=self._live.room.is_over)
                with suppress(TimeoutError):
                    async with asyncio.timeout(1):
                        await news.wait()
        finally:
            process.close()
        return process.analysis if game.state is state else None
