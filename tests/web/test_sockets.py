"""Sockets on a real server: when a page is told to look again, and who is cut off."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import pytest
import tinyroom
from served import QUIET, SOON, Served, is_quiet, message, raw, serve_tiny_room
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection
from wired import Reader, Wired

from game.web.limits import (
    LARGEST_FORM,
    LARGEST_FRAME,
    LARGEST_HEAD,
    MOST_SOCKETS_OF_DEVICE,
)
from game.web.pages import Pages
from game.web.sockets import Sockets

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="forks")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serve_tiny_room(tmp_path_factory.mktemp("sockets") / "room") as served:
        yield served


def test_a_page_is_told_of_what_its_reader_may_see_and_of_nothing_else(served: Served) -> None:
    north, south = served.phones["north"], served.phones["south"]
    with (
        served.open(north, "seat") as own,
        served.open(south, "seat") as other,
        served.open(None, "wall") as wall,
    ):
        first = [message(each) for each in (own, other, wall)]
        while not is_quiet(own):
            pass  # those who came in after it
        served.do(north, "select", action="warm")
        assert message(own)["revision"] != first[0]["revision"]
        assert is_quiet(other)
        assert is_quiet(wall)
        served.do(north, "deselect", action="warm")
        message(own)


def test_a_socket_whose_page_cannot_be_made_ends_with_the_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> str:
        raise RuntimeError("there is no page")

    monkeypatch.setattr(Pages, "revision", fail)
    with (
        closing(tinyroom.open_room(tmp_path / "room")) as room,
        pytest.raises(ExceptionGroup) as caught,
    ):
        asyncio.run(asyncio.wait_for(Wired(room).listen(Reader("", page="wall")), SOON))
    assert [str(each) for each in caught.value.exceptions] == ["there is no page"]


def test_a_socket_that_ends_at_the_moment_of_a_change_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sockets, "_until_change", lambda *_: SOON)

    async def trial(wired: Wired) -> None:
        await wired.open([Reader("", page="wall")])
        wired._site.sockets._wake()
        ended, _ = await asyncio.wait([asyncio.create_task(wired.close())], timeout=SOON / 4)
        assert ended

    with closing(tinyroom.open_room(tmp_path / "room")) as room:
        asyncio.run(trial(Wired(room)))


def drain(opened: ClientConnection) -> None:
    """Reads until the socket is closed."""
    while True:
        opened.recv(SOON)


def test_a_socket_that_says_anything_is_closed(served: Served) -> None:
    for words in ("hello", b"\x00", "x" * 100_000, "[" * 900):
        with served.open(served.phones["south"], "seat") as opened:
            message(opened)
            opened.send(words)
            with pytest.raises(ConnectionClosed):
                drain(opened)


MASK = b"\x00" * 4
MALFORMED = {
    "unmasked": b"\x81\x01a",
    "reserved bits": b"\xf1\x80" + MASK,
    "unknown kind": b"\x83\x80" + MASK,
    "a long ping": b"\x89\xfe\x00\x7e" + MASK + b"x" * 126,
    "a ping in two frames": b"\x09\x80" + MASK,
    "the end of nothing": b"\x80\x80" + MASK,
    "two beginnings": b"\x01\x80" + MASK + b"\x01\x80" + MASK,
    "no text": b"\x81\x82" + MASK + b"\xff\xfe",
    "one without end": b"\x01\x81" + MASK + b"x" + (b"\x00\x81" + MASK + b"x") * 2 * LARGEST_FRAME,
    "a very long one": b"\x81\xff" + (2**62).to_bytes(8, "big") + MASK,
    "no frame": b"GET / HTTP/1.1\r\n\r\n",
}


@pytest.mark.parametrize("frames", MALFORMED.values(), ids=MALFORMED)
def test_malformed_frames_close_their_own_socket_and_no_other(
    frames: bytes, served: Served
) -> None:
    with served.open(None, "wall") as wall, served.open(None, "wall") as other:
        message(wall)
        message(other)
        wall.socket.sendall(frames)
        with pytest.raises(ConnectionClosed):
            drain(wall)
        assert is_quiet(other)
        other.ping().wait(SOON)


def test_a_device_has_only_so_many_sockets(served: Served) -> None:
    south = served.phones["south"]
    with ExitStack() as stack:
        for _ in range(MOST_SOCKETS_OF_DEVICE):
            stack.enter_context(served.open(south, "seat"))
        with pytest.raises(InvalidStatus):
            stack.enter_context(served.open(south, "seat"))


def test_the_console_sees_who_is_connected_and_the_clock(served: Served) -> None:
    with served.open(served.console, "console") as console:
        message(console)
        with served.open(served.phones["north"], "seat") as north:
            message(console)
            assert message(north)["clock"] is None
            status, _ = served.console.ask("/console/do", do="minutes", minutes="3", key="m")
            assert status == 303
            clocks = [message(console)["clock"], message(north)["clock"]]
            assert [clock["whole"] for clock in clocks] == [180, 180]
            assert all(clock["runs"] and 0 < clock["left"] <= 180 for clock in clocks)
        message(console)
        served.console.ask("/console/do", do="minutes", minutes="0", key="n")
        assert message(console)["clock"] is None


def test_a_stranger_who_asks_for_nothing_or_forever_is_cut_off(served: Served) -> None:
    port = served.server.port
    host = b"127.0.0.1:%d" % port
    form = b"POST /join HTTP/1.1\r\nhost: %s\r\norigin: http://%s\r\n" % (host, host)
    form += b"content-type: application/x-www-form-urlencoded\r\ncontent-length: 99\r\n\r\ncode="
    slow = [raw(port, data) for data in (b"", b"GET /wa", form)]
    with served.open(None, "wall") as wall:
        message(wall)
        for opened in slow:
            opened.settimeout(SOON)
            with suppress(ConnectionError):
                assert not opened.recv(10)
            opened.close()
        assert is_quiet(wall)  # a page that everybody may see stays


def is_cut_off(opened: socket.socket, piece: bytes = b"") -> bool:
    """Whether the server soon closes a connection on which no more comes than this piece, often."""
    opened.settimeout(QUIET)
    for _ in range(round(SOON / QUIET)):
        try:
            opened.sendall(piece)
            if not opened.recv(65_536):
                return True
        except TimeoutError:
            continue
        except ConnectionError:
            return True
    return False


def whole(served: Served, method: str = "GET", more: str = "", path: str = "/seat") -> bytes:
    """The head of a request from a device that has a seat."""
    host, cookie = f"127.0.0.1:{served.server.port}", served.phones["south"].cookie
    lines = [f"{method} {path} HTTP/1.1", f"host: {host}", f"origin: http://{host}"]
    return "\r\n".join([*lines, f"cookie: {cookie}{more}", "", ""]).encode()


FORM = "\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 999"
SLOW = {
    "a head": (b"HEAD /seat HTTP/1.1\r\n", b""),
    "a head byte by byte": (b"HEAD /seat HTTP/1.1\r\nx: ", b"y"),
    "a head line by line": (b"HEAD /seat HTTP/1.1\r\n", b"x: y\r\n"),
}


@pytest.mark.parametrize(("begun", "piece"), SLOW.values(), ids=SLOW)
def test_a_head_that_does_not_end_is_cut_off_after_other_requests_too(
    begun: bytes, piece: bytes, served: Served
) -> None:
    with raw(served.server.port, whole(served, "HEAD")) as opened:
        assert opened.recv(12) == b"HTTP/1.1 200"
        opened.sendall(begun)
        assert is_cut_off(opened, piece)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_body_that_trickles_is_cut_off_also_where_nobody_reads_it(
    method: str, served: Served
) -> None:
    with raw(served.server.port, whole(served, method, FORM) + b"key=") as opened:
        assert is_cut_off(opened, b"y")


def test_whoever_does_not_take_an_answer_is_cut_off(served: Served) -> None:
    with socket.socket() as opened:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        opened.settimeout(SOON)
        opened.connect(("127.0.0.1", served.server.port))
        # The answers are more than all buffers between take.
        opened.sendall(whole(served) * 500)
        assert refuses_more(opened)


def refuses_more(opened: socket.socket) -> bool:
    """Whether the server soon closes a connection of which nobody reads."""
    try:
        for _ in range(round(SOON / QUIET)):
            time.sleep(QUIET)
            opened.sendall(b"x")
    except ConnectionError:
        return True
    return False


def test_a_connection_that_is_used_now_and_then_stays(served: Served) -> None:
    with raw(served.server.port, b"") as opened:
        for _ in range(6):
            time.sleep(0.5)  # in all for longer than a request may take
            opened.sendall(whole(served, "HEAD"))
            assert opened.recv(10_000).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("path", ["/seat", "/socket?page=wall"])
def test_a_whole_head_that_is_too_long_is_refused(path: str, served: Served) -> None:
    upgrade = "\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13"
    upgrade += "\r\nsec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA=="
    more = upgrade if "socket" in path else ""
    for size, statuses in ((LARGEST_HEAD // 2, b"200 101"), (2 * LARGEST_HEAD, b"431 403")):
        padding = "".join(f"\r\nx-{n}: {'y' * 1000}" for n in range(size // 1000))
        with raw(served.server.port, whole(served, "GET", more + padding, path)) as opened:
            assert opened.recv(12)[9:] in statuses.split()


def test_a_head_that_never_ends_is_cut_off(served: Served) -> None:
    opened = raw(served.server.port, b"GET / HTTP/1.1\r\nx: " + b"y" * 3 * LARGEST_HEAD)
    opened.settimeout(SOON)
    try:
        answer = opened.recv(10_000)
    except ConnectionError:
        answer = b""
    assert answer[:12] in (b"", b"HTTP/1.1 400")
    opened.close()


def test_a_form_without_a_length_is_read_no_further_than_any_other(served: Served) -> None:
    host = b"127.0.0.1:%d" % served.server.port
    head = b"POST /join HTTP/1.1\r\nhost: %s\r\norigin: http://%s\r\n" % (host, host)
    head += b"content-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n"
    piece = b"%x\r\n%s\r\n" % (LARGEST_FORM, b"x" * LARGEST_FORM)
    with raw(served.server.port, head + 2 * piece) as opened:
        assert opened.recv(12) == b"HTTP/1.1 413"


def test_what_is_no_request_gets_no_more_than_a_refusal(served: Served) -> None:
    for data in (b"\x16\x03\x01\x02\x00\r\n\r\n", b"GET / HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n"):
        opened = raw(served.server.port, data)
        opened.settimeout(SOON)
        answer = opened.recv(10_000)
        assert answer[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 421")
        assert b"server:" not in answer.lower()
        opened.close()


SLOW_ANSWER = """
import asyncio, socket
from game.web.network.server import serve_app

async def app(scope, receive, send):
    start = {"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]}
    for event in start, {"type": "http.response.body", "body": b"slow"}:
        await asyncio.sleep(EARLY if event is start else 0.2)
        await send(event)

listener = socket.create_server(("127.0.0.1", 0))
serve_app(app, [listener], lambda: print(listener.getsockname()[1], flush=True))
"""


@pytest.mark.parametrize("begins", [0.2, 0])
def test_a_body_that_is_none_is_no_error_of_the_server(begins: float) -> None:
    code = SLOW_ANSWER.replace("EARLY", str(begins))
    server = subprocess.Popen(
        [sys.executable, "-P", "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    with server:
        try:
            assert server.stdout is not None
            port = int(server.stdout.readline())
            with socket.create_connection(("127.0.0.1", port), SOON) as peer:
                head = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                peer.sendall(head)
                time.sleep(0.1)
                peer.sendall(b"no length\r\n")
                with suppress(ConnectionError):
                    while peer.recv(1024):
                        pass
            time.sleep(0.4)  # the answer would come now
        finally:
            server.terminate()
        assert "Traceback" not in server.communicate(timeout=SOON)[1]


def test_a_page_has_no_name_of_the_server_and_no_trace_of_it(served: Served) -> None:
    opened = raw(
        served.server.port,
        b"GET /wall HTTP/1.1\r\nhost: 127.0.0.1:%d\r\n\r\n" % served.server.port,
    )
    head = opened.recv(10_000).partition(b"\r\n\r\n")[0].lower()
    assert head.startswith(b"http/1.1 200")
    assert b"server:" not in head
    assert b"uvicorn" not in head
    opened.close()
