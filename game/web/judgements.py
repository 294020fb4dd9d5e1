"""Judges the last decision of each table while it plays, for the console only."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from game.insight.history import DecisionMade
from game.insight.judge import JudgeProcess, last_decision_made
from game.kernel import machine_code
from game.web.live_room import LiveRoom

_LOG = logging.getLogger(__name__)


class Judgements:
    """Asks for judgements once the console is open, and shows them there.

    No other page changes by them. Without a compiler each would take minutes, and there are none.
    """

    def __init__(self, live: LiveRoom, *, can_be_fast: bool | None = None) -> None:
        self._live = live
        self._can_be_fast = machine_code.is_there() if can_be_fast is None else can_be_fast
        self._changed = asyncio.Event()
        self._asked: dict[int, DecisionMade | None] = {}
        live.listen(self._changed.set)

    async def run(self) -> None:
        """Judges decisions until it is cancelled."""
        while not (self._live.console_is_open and self._can_be_fast):
            await self._next_change()
        loop = asyncio.get_running_loop()

        def wake() -> None:
            with suppress(RuntimeError):  # the program has ended meanwhile
                loop.call_soon_threadsafe(self._changed.set)

        process = JudgeProcess(self._live.room.first.game.rules, wake)
        try:
            while not process.failed:
                self._ask(process)
                self._show(process)
                await self._next_change()
            _LOG.error("judge-failed")
        finally:
            process.close()

    async def _next_change(self) -> None:
        await self._changed.wait()
        self._changed.clear()

    def _ask(self, process: JudgeProcess) -> None:
        """Asks about decisions that are new."""
        for number, table in self._live.room.tables.items():
            made = last_decision_made(table.game)
            if made is None:
                self._live.judged.pop(number, None)
            elif table.game.state.to_move and made != self._asked.get(number):
                process.judge(number, made)
            self._asked[number] = made

    def _show(self, process: JudgeProcess) -> None:
        """Shows the judgement of the last decision on the console."""
        news = {
            number: judged
            for number, judged in process.judged.items()
            if judged.made == self._asked.get(number) and self._live.judged.get(number) != judged
        }
        if news:
            self._live.judged.update(news)
            self._live.change_console()
