"""How long an answer takes tells nobody what others have just done."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest
from starlette.types import Message, Receive, Scope, Send
from visiting import visit

from game.room.events import Agreed
from game.web.ticks import Ticks
from game.web.views import PageView

NEVER = 10_000.0
"""The seconds between ticks that only the test sets off."""
SOON = 10.0

PAGE: Scope = {"type": "http", "method": "GET", "path": "/seat"}


async def settled() -> None:
    """Lets everything that can go on go on."""
    for _ in range(20):
        await asyncio.sleep(0)


def test_requests_begin_and_answers_leave_at_ticks_and_pages_come_after_them() -> None:
    asyncio.run(_requests_and_pages())


async def _requests_and_pages() -> None:
    ticks, told = Ticks(NEVER), list[str]()

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        told.append("carried out")
        await send({"type": "http.response.start"})

    async def send(part: Message) -> None:
        told.append(part["type"])

    async def receive() -> Message:
        raise AssertionError

    request: asyncio.Future[None] = asyncio.ensure_future(
        ticks.around(app, "/static/")(PAGE, receive, send)
    )
    page = asyncio.create_task(ticks.make("wall", lambda: told.append("page")))
    await settled()
    assert told == []
    ticks.tick()
    await settled()
    assert told == ["carried out", "page"]
    ticks.tick()
    await settled()
    assert told == ["carried out", "page", "http.response.start"]
    await request
    await page


def test_an_application_that_fails_answers_at_the_tick_as_well() -> None:
    async def trial() -> None:
        ticks, sent = Ticks(NEVER), list[Message]()

        async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start"})
            raise ValueError("ours")

        async def keep(part: Message) -> None:
            sent.append(part)

        task: asyncio.Future[None] = asyncio.ensure_future(
            ticks.around(app, "/static/")(PAGE, keep, keep)  # type: ignore[arg-type]
        )
        await settled()
        ticks.tick()
        await settled()
        assert not sent
        ticks.tick()
        with pytest.raises(ValueError, match="ours"):
            await task
        assert sent

    asyncio.run(trial())


def test_static_files_and_sockets_wait_for_nothing() -> None:
    async def trial(scope: Scope) -> None:
        sent: list[Message] = []

        async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
            await send({"type": "sent"})

        async def keep(part: Message) -> None:
            sent.append(part)

        # It would wait until the test is stopped.
        await Ticks(NEVER).around(app, "/static/")(scope, keep, keep)  # type: ignore[arg-type]
        assert sent

    for scope in (
        {**PAGE, "path": "/static/abc/room.css"},
        {"type": "websocket", "path": "/socket"},
    ):
        asyncio.run(asyncio.wait_for(trial(scope), SOON))


def test_a_form_that_comes_slowly_begins_at_the_tick_after_its_end_and_holds_nobody_up() -> None:
    async def trial() -> None:
        ticks, told, parts = Ticks(NEVER), list[str](), asyncio.Queue[Message]()

        async def app(_scope: Scope, receive: Receive, _send: Send) -> None:
            while (await receive()).get("more_body"):
                told.append("part")
            told.append("carried out")

        form = {**PAGE, "method": "POST"}
        request: asyncio.Future[None] = asyncio.ensure_future(
            ticks.around(app, "/static/")(form, parts.get, parts.put)
        )
        parts.put_nowait({"type": "http.request", "more_body": True})
        await settled()
        ticks.tick()
        await settled()
        await asyncio.wait_for(ticks.make("wall", lambda: told.append("page")), SOON)
        parts.put_nowait({"type": "http.request"})
        await settled()
        assert told == ["part", "page"]
        ticks.tick()
        await settled()
        assert told == ["part", "page", "carried out"]
        ticks.tick()
        await request

    asyncio.run(trial())


def test_pages_for_which_there_is_never_time_wait_together_and_not_one_after_the_other() -> None:
    async def trial() -> None:
        ticks, made = Ticks(0.01), list[int]()
        ticks._costs["seat"] = 1000.0  # for which no tick has time
        count = 0

        def tick() -> None:
            nonlocal count
            count += 1
            real()

        real, ticks.tick = ticks.tick, tick  # type: ignore[method-assign]
        await asyncio.gather(*(ticks.make("seat", partial(made.append, n)) for n in range(30)))
        assert made == list(range(30))
        assert count < 30

    asyncio.run(trial())


def test_the_wall_is_made_anew_only_when_what_is_public_changes(tmp_path: Path) -> None:
    room = visit(tmp_path)
    north, south = room.sit("north", "envoy"), room.sit("south")
    elder = room.sit("north", "elder")
    pages, made = room.site._pages, list[str]()
    make_wall = pages._wall

    def counted(view: PageView) -> str:
        made.append("wall")
        return make_wall(view)

    pages._wall = counted  # type: ignore[method-assign]
    wall = PageView("wall")

    def is_made_anew() -> bool:
        made.clear()
        pages.revision(wall)
        return bool(made)

    assert is_made_anew()
    for do, fields in (
        ("select", {"action": "warm"}),
        ("deselect", {"action": "warm"}),
        ("say", {"to": "north.elder", "words": "Warm?"}),
        ("hand", {"up": "1"}),
    ):
        assert north.do(do, **fields).status_code == 303, do
        assert not is_made_anew(), do
    fingerprint = room.room.tables[1].fingerprint("north")
    elders = list(room.room.devices)[2]
    assert room.room.do(Agreed(elders, fingerprint)) is None
    assert is_made_anew(), "the wall counts who agrees"
    assert south.do("confirm", what="actions").status_code == 303
    assert is_made_anew()
    room.clock.now += 5
    assert elder.do("say", to="all", words="Hello.").status_code == 303
    assert is_made_anew()
