"""Answers leave at ticks, so that how long one takes tells nobody what others have just done.

Requests that came whole since the last tick are carried out at the next, and their answers leave
at the one after it. In between, when no request is left, the pages that have changed are made for
those who follow them, one after the other, as far as there is time before the next tick.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_Made = TypeVar("_Made")
_SURE = 1.5
"""A page may take so many times as long as the ones before."""
_MOST_TICKS = 3
"""After so many ticks a page is made even while others wait."""
_FORGOTTEN = 0.9
"""By so much what a page has cost counts less with each one made after it."""


class Ticks:
    """The ticks of a server."""

    def __init__(self, seconds: float) -> None:
        """seconds: between two ticks; 0: nothing waits for anything."""
        self._seconds = seconds
        self._leaving: list[asyncio.Future[None]] = []
        self._beginning: list[asyncio.Future[None]] = []
        self._later: list[asyncio.Future[None]] = []
        """What waits for the next tick: answers, requests and pages."""
        self._answering: set[object] = set()
        """The requests that this tick has begun to carry out."""
        self._calm = asyncio.Event()
        """Is set when all of them have been carried out."""
        self._one_page = asyncio.Lock()
        self._costs: dict[str, float] = {}
        """By kind, how long it takes to make a page."""
        self._last = 0.0
        """When the last tick was."""
        self._timer: asyncio.TimerHandle | None = None

    async def _wait(self, queue: list[asyncio.Future[None]]) -> object:
        """Waits for the next tick; what waited, as `_end` knows it."""
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        queue.append(future)
        if self._timer is None:
            now = loop.time()
            self._timer = loop.call_at((now // self._seconds + 1) * self._seconds, self.tick)
        await future
        return future

    def tick(self) -> None:
        """Lets answers leave, then carries out the requests that have come, then makes pages."""
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._last = None, asyncio.get_running_loop().time()
        self._answering = {future for future in self._beginning if not future.done()}
        self._calm.clear()
        if not self._answering:
            self._calm.set()
        queues = self._leaving, self._beginning, self._later
        waiting = [future for queue in queues for future in queue if not future.done()]
        for queue in queues:
            queue.clear()
        for future in waiting:
            future.set_result(None)

    async def leave(self) -> None:
        """Waits until something may leave."""
        if self._seconds:
            await self._wait(self._leaving)

    async def make(self, kind: str, work: Callable[[], _Made]) -> _Made:
        """Makes a page of a kind when nobody waits for an answer."""
        if not self._seconds:
            return work()
        loop = asyncio.get_running_loop()
        latest = loop.time() + _MOST_TICKS * self._seconds
        async with self._one_page:
            while loop.time() < latest:
                if self._calm.is_set() and self._left() > _SURE * self._costs.get(kind, 0.0):
                    break
                await self._wait(self._later)
                with suppress(TimeoutError):
                    # wait_for would lose a cancellation at the moment of calm.
                    async with asyncio.timeout(self._left()):
                        await self._calm.wait()
            begun = loop.time()
            made = work()
            cost = loop.time() - begun
            # What was known already costs nothing, and says nothing of the next.
            self._costs[kind] = max(cost, _FORGOTTEN * self._costs.get(kind, 0.0))
            return made

    def _left(self) -> float:
        """The seconds until the next tick."""
        return self._last + self._seconds - asyncio.get_running_loop().time()

    def _end(self, turn: object) -> None:
        """Notes that a request of this tick, if it is one, is carried out."""
        self._answering.discard(turn)
        if not self._answering:
            self._calm.set()

    def around(self, app: ASGIApp, at_once: str) -> ASGIApp:
        """An application whose answers leave at ticks.

        at_once: with what the addresses begin that tell nothing of a game, and wait for nothing.
        """

        async def ticked(scope: Scope, receive: Receive, send: Send) -> None:
            is_page = scope["type"] == "http" and not scope["path"].startswith(at_once)
            if not self._seconds or not is_page:
                await app(scope, receive, send)
                return
            turn: object = None
            parts: list[Message] = []

            async def receive_at_tick() -> Message:
                # Nobody waits for one that sends its form slowly.
                nonlocal turn
                message = await receive()
                if not message.get("more_body"):
                    turn = await self._wait(self._beginning)
                return message

            async def keep(part: Message) -> None:
                parts.append(part)

            if scope["method"] != "POST":
                turn = await self._wait(self._beginning)
            failed: Exception | None = None
            try:
                await app(scope, receive_at_tick, keep)
            except Exception as error:  # its answer leaves as any other
                failed = error
            self._end(turn)
            await self._wait(self._leaving)
            for part in parts:
                await send(part)
            if failed is not None:
                raise failed

        return ticked
