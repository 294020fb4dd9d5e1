"""`communique host` as it is typed: what it prints, how it ends, and what it refuses."""

from __future__ import annotations

import errno
import io
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import tiny
import tinyroom
from described import assert_described
from mortal import Phone
from visiting import fields_of

from game.cli import main
from game.cli.hosting.check import firewall_rule
from game.desk.rooms.addresses import OwnAddress
from game.room.opening import continue_room
from game.web.network import doors, server

COMMAND = [sys.executable, "-P", "-m", "game", "host"]
QUICK = 2.0
"""The seconds in which a room ends."""


@contextmanager
def hosted(*words: str) -> Iterator[subprocess.Popen[str]]:
    """A room that is hosted, until it ends or the test does."""
    process = subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def first_line(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    line: dict[str, Any] = assert_described("host", process.stdout.readline())
    return line


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(tiny.whole(tinyroom.SIDES + tinyroom.TOGETHER), encoding="utf-8")
    return path


def test_a_port_that_another_address_has_in_use_is_not_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[int] = []

    class Busy(socket.socket):
        def bind(self, address: Any, /) -> None:
            if address[0] == "127.0.0.2":
                tried.append(address[1])
                if len(tried) < 3:
                    raise OSError(errno.EADDRINUSE, "Address already in use")
            super().bind(address)

    monkeypatch.setattr("game.web.network.doors.socket.socket", Busy)
    sockets, port = doors.bind(["127.0.0.1", "127.0.0.2"], 0)
    doors.close(sockets)
    assert len(tried) == 3
    assert port == tried[-1]
    tried.clear()
    with pytest.raises(OSError, match="in use"):
        doors.bind(["127.0.0.1", "127.0.0.2"], port)
    assert tried == [port]  # whoever names a port wants that one


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_room_is_hosted_ended_and_continued_with_everything_kept(
    scenario: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "room"
    with hosted(str(scenario), "--folder", str(folder), "--port", "0", "--json") as process:
        room = first_line(process)
        assert list(room) == [
            "room", "addresses", "console", "console_key", "wall", "folder", "slips",
            "observer_slips",
        ]  # fmt: skip
        assert room["folder"] == str(folder)
        assert [(slip["side"], slip["seat"]) for slip in room["slips"]] == [
            ("north", "envoy"), ("north", "elder"), ("south", None),
        ]  # fmt: skip
        (url,) = room["addresses"]
        watched = room["observer_slips"]
        assert [slip["side"] for slip in watched] == [None, "north", "south"]
        assert watched[1]["url"] == f"{url}/slip/{watched[1]['code']}"
        assert room["slips"][2]["url"] == f"{url}/slip/{room['slips'][2]['code']}"
        port = int(url.rpartition(":")[2])
        phone = Phone(port)
        phone.join(room["slips"][2]["code"])
        _, page = phone.ask("/seat?tab=decide")
        form = {"fingerprint": fields_of(page, "fingerprint")[0], "what": "actions", "key": "k"}
        assert phone.ask("/do", do="confirm", **form)[0] == 303
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        out, errors = process.communicate(timeout=20)
        assert time.monotonic() - began < 10 * QUICK  # the machine may be busy
        assert (process.returncode, out) == (0, "")
        assert f"communique host --continue {folder}" in errors
    with hosted("--continue", str(folder), "--json") as process:
        again = first_line(process)
        assert again == room
        assert phone.ask("/seat?tab=decide")[0] == 200
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
        assert process.returncode == 0
    kept = continue_room(folder)
    assert [str(line.action) for line in kept.tables[1].game.lines] == ["south: pass"]
    kept.close()


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_for_people_it_prints_what_they_need_and_bots_play_at_once(
    scenario: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "room"
    with hosted(
        str(scenario), "--folder", str(folder), "--port", "0",
        "--seat", "north=uniform", "--seat", "south=uniform",
    ) as process:  # fmt: skip
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(9)]
        text = "".join(lines)
        assert "is open: Tiny" in text
        assert "Only this computer can reach the room" in text
        assert "█" not in text
        assert "/console" in text
        for _ in range(100):
            time.sleep(0.1)
            if (folder / "table-1.game").read_bytes().count(b"\n") > 6:
                break
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    kept = continue_room(folder)
    assert not kept.tables[1].game.state.to_move
    kept.close()


def refusal(capsys: pytest.CaptureFixture[str], words: Sequence[str], code: int = 2) -> str:
    assert main(["host", *words]) == code
    _, errors = capsys.readouterr()
    assert errors.count("\n") == 1
    return errors


@pytest.mark.parametrize(
    ("words", "way_out"),
    [
        ([], "communique list"),
        (["kuala-lumpor"], "did you mean"),
        (["kuala-lumpur", "--port", "70000"], "from 0 to 65535"),
        (["kuala-lumpur", "--seat", "mars=uniform"], "mars"),
        (["kuala-lumpur", "--seat", "eu=nobody"], "uniform"),
        (["kuala-lumpur", "--language", "xx"], "en"),
        (["kuala-lumpur", "--seed", "-1"], "whole number"),
        (["kuala-lumpur", "--folder", ""], "name of a folder"),
        (["kuala-lumpur", "--name", "a b"], "room.local"),
        (["kuala-lumpur", "--address", "203.0.113.9"], "no such address"),
        (["kuala-lumpur", "--cut-journal"], "--continue"),
        (["--continue", "nowhere", "--seed", "1"], "leave it out"),
        (["--check", "--address", "203.0.113.9"], "no such address"),
    ],
)
def test_a_mistake_is_one_line_that_names_the_way_out(
    words: list[str], way_out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert way_out in refusal(capsys, words)


def test_a_folder_that_is_in_use_or_holds_no_room_is_named(
    tmp_path: Path, scenario: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "there is no room in" in refusal(capsys, ["--continue", str(tmp_path)], 1)
    room = tinyroom.open_room(tmp_path / "room")
    folder = str(tmp_path / "room")
    assert "another program hosts" in refusal(capsys, ["--continue", folder], 1)
    room.close()
    said = refusal(capsys, [str(scenario), "--folder", folder, "--port", "0"])
    assert f"communique host --continue {folder}" in said


def test_a_damaged_journal_is_cut_by_the_option_that_the_message_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "serve", lambda *given, **_options: given[-1]())
    room = tinyroom.full_room(tmp_path / "room")
    room.close()
    journal, folder = room.folder.journal, str(tmp_path / "room")
    journal.write_bytes(journal.read_bytes() + b"damaged\n")
    said = refusal(capsys, ["--continue", folder], 1)
    assert "line 8 of" in said
    assert f'communique host --continue "{folder}" --cut-journal' in said
    going_on = ["host", "--continue", folder, "--port", "0"]
    assert main([*going_on, "--cut-journal"]) == 0
    assert "room.journal.cut-1" in capsys.readouterr().err
    assert (tmp_path / "room" / "room.journal.cut-1").read_bytes() == b"damaged\n"
    assert main([*going_on, "--cut-journal"]) == 0
    assert "nothing was cut" in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(
    tmp_path: Path, scenario: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        folder = str(tmp_path / "room")
        said = refusal(capsys, [str(scenario), "--folder", folder, "--port", port], 1)
    assert f"--port {port}" in said
    assert "--port 0" in said
    assert not Path(folder).exists()


def test_check_names_addresses_and_what_to_paste(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    port = 0

    def serve_app(_app: object, sockets: list[socket.socket], ready: Callable[[], None]) -> None:
        nonlocal port
        port = sockets[0].getsockname()[1]
        ready()
        for each in sockets:
            each.close()

    monkeypatch.setattr(server, "serve_app", serve_app)
    monkeypatch.setattr(
        "game.desk.rooms.addresses.own_addresses", lambda: (OwnAddress("127.0.0.1", "en0"),)
    )
    monkeypatch.setattr("game.web.network.doors.LOOPBACK", "127.0.0.2")
    assert main(["host", "--check", "--port", "0"]) == 0
    out, _ = capsys.readouterr()
    assert f"http://127.0.0.1:{port} (en0)" in out
    assert "█" in out
    assert f"{port}/tcp" in out or not sys.platform.startswith("linux")
    assert "0 devices reached this computer." in out
    monkeypatch.setattr("game.desk.rooms.addresses.own_addresses", tuple)
    assert main(["host", "--check"]) == 1
    assert "hotspot" in capsys.readouterr().out
    assert main(["host", "--check", "--json"]) == 1
    assert assert_described("host", capsys.readouterr().out)["event"] == "no-network"


def test_each_system_has_a_rule_for_its_firewall() -> None:
    assert "localport=8765" in firewall_rule("win32", 8765)
    assert firewall_rule("darwin", 8765) == ""
    assert "8765/tcp" in firewall_rule("linux", 8765)


class Terminal(io.StringIO):
    """A terminal that somebody reads."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("display", "pages"), [(":0", ["console", "wall"]), ("", [])], ids=["display", "none"]
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks for a display")
def test_in_a_terminal_with_a_display_the_console_and_the_wall_are_opened(
    display: str,
    pages: list[str],
    scenario: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("webbrowser.open_new", opened.append)
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setattr(server, "serve", lambda *given, **_options: given[-1]())
    folder = str(tmp_path / "room")
    assert main(["host", str(scenario), "--folder", folder, "--port", "0"]) == 0
    for _ in range(100):
        if len(opened) == len(pages):
            break
        time.sleep(0.02)
    assert [url.rpartition("/")[2] for url in opened] == pages
