"""A child process follows one set of rules, whatever it works at."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest

from game.bots.processes import ChildProcess

ROOT = Path(__file__).resolve().parents[2]
INTERRUPTED = """
import os, signal, sys, time
from game.bots.processes import ChildProcess

def count(connection):
    for number in range(3):
        connection.send(number)
        connection.recv()

if __name__ == "__main__":
    signal.signal(signal.SIGINT, lambda *_: None)
    child = ChildProcess(count)
    child.start()
    for number in range(3):
        # First while the child is still starting, then while it works.
        os.killpg(os.getpid(), signal.SIGINT)
        assert child.connection.recv() == number
        child.connection.send("go on")
    child.process.join()
    print(child.process.exitcode)
"""
"""A program that gets Ctrl-C as a terminal sends it: with all its processes."""


def echo(connection: Connection, *arguments: object) -> None:
    connection.send((sys.flags.safe_path, *arguments))
    while True:
        connection.send(connection.recv())


def fail(_connection: Connection) -> None:
    raise LookupError("nothing is there")


@pytest.fixture(autouse=True)
def _no_child_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def test_it_looks_for_nothing_in_the_current_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONSAFEPATH", raising=False)
    child = ChildProcess(echo, "north", 3)
    child.start()
    assert child.connection.recv() == (True, "north", 3)
    child.connection.send("south")
    assert child.connection.recv() == "south"
    assert "PYTHONSAFEPATH" not in os.environ
    child.kill()
    child.wait_for_end()


def test_it_ends_without_a_complaint_when_the_connection_is_closed() -> None:
    child = ChildProcess(echo)
    child.start()
    child.connection.recv()
    child.wait_for_end()
    assert child.process.exitcode == 0


def test_an_error_ends_it_and_closes_the_connection() -> None:
    child = ChildProcess(fail)
    child.start()
    with pytest.raises(EOFError):
        child.connection.recv()
    child.wait_for_end()
    assert child.process.exitcode == 1


def test_one_that_is_killed_before_it_starts_ends_as_soon_as_it_has_started() -> None:
    child = ChildProcess(echo)
    child.kill()
    child.start()
    child.wait_for_end()
    assert child.process.exitcode not in (None, 0)


def test_nobody_waits_for_one_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_process: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(SpawnProcess, "start", refuse)
    child = ChildProcess(echo)
    with pytest.raises(OSError, match="unavailable"):
        child.start()
    with pytest.raises(EOFError):
        child.connection.recv()
    child.kill()
    child.wait_for_end()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent to a console there")
def test_ctrl_c_is_not_for_a_child_not_even_while_it_starts(tmp_path: Path) -> None:
    script = tmp_path / "interrupted.py"
    script.write_text(INTERRUPTED, encoding="utf-8")
    program = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        start_new_session=True,
        check=False,
    )
    assert (program.stdout.strip(), program.stderr) == ("0", "")
