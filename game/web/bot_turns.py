"""Lets the bots of a room decide, each in a thread, so that nobody waits for them."""

from __future__ import annotations

import asyncio
import logging

from game.bots.processes import in_thread
from game.model.refusals import Refusal
from game.room.room_refusals import RoomError
from game.session.records.record import RecordError
from game.web.live_room import LiveRoom

_LOG = logging.getLogger(__name__)
_RETRY_SECONDS = 2.0
"""How long a decision waits that could not be kept."""


class RoomBots:
    """The bots of all tables of a room."""

    def __init__(self, live: LiveRoom) -> None:
        self._live = live
        self._changed = asyncio.Event()
        self._thinking: dict[int, asyncio.Task[None]] = {}
        self._failed: dict[int, int] = {}
        """By table, the moment of its game at which a bot failed and isn't asked again."""
        live.listen(self._changed.set)

    async def run(self) -> None:
        """Lets bots decide whenever it is their turn, until it is cancelled."""
        try:
            while True:
                self._changed.clear()
                for number in self._live.room.tables:
                    if self._is_to_decide(number):
                        task = asyncio.create_task(self._decide(number))
                        self._thinking[number] = task
                await self._changed.wait()
        finally:
            for task in self._thinking.values():
                task.cancel()

    def _is_to_decide(self, number: int) -> bool:
        table = self._live.room.tables[number]
        has_failed = self._failed.get(number) == len(table.game.moments)
        return number not in self._thinking and not has_failed and bool(table.bot_to_move())

    async def _decide(self, number: int) -> None:
        """One decision of the bot whose turn it is at a table."""
        table = self._live.room.tables[number]
        try:
            if self._live.rehearsal is not None:
                await self._live.rehearsal.wait(number, self._live.seconds_to_read(number))
                if not table.bot_to_move():
                    return
            side, game, state = table.bot_to_move(), table.game, table.game.state
            bots, request = table.bots, table.game.asking(side)
            move = await asyncio.wrap_future(in_thread(lambda: bots.decide(game, request)))
            # Meanwhile the game may have been paused or stepped back, or the seat handed over.
            if game.state is state and table.bot_to_move() == side:
                answer = game.decide(side, move)
                assert not isinstance(answer, Refusal), "it was tried"
                self._live.set_trouble("")
                if self._live.rehearsal is not None:
                    self._live.rehearsal.arrive(number)
        except (RecordError, RoomError):
            self._live.set_trouble("unwritten")
            await asyncio.sleep(_RETRY_SECONDS)
        except Exception:  # the room goes on, and its facilitator can decide for the side
            _LOG.exception("bot-failed")
            self._live.set_trouble("bot")
            self._failed[number] = len(table.game.moments)
        finally:
            self._thinking.pop(number, None)
        self._live.change(number)
