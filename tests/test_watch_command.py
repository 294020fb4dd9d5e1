"""`communique watch`: what it prints, on a terminal and in a pipe, and how it ends."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import tiny

from game.cli import main

ROOT = Path(__file__).parents[1]
GOOD = "\n".join((*tiny.SECTIONS.values(), tiny.ALLOWED))
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to a process")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tiny.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.fixture
def watching(file: Path) -> Iterator[subprocess.Popen[str]]:
    """The command in a pipe."""
    with subprocess.Popen(
        [sys.executable, "-m", "game", "watch", str(file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    ) as process:
        yield process
        process.kill()


def save(file: Path, text: str) -> None:
    """Saves a file as an editor does that leaves no half of it to be seen."""
    other = file.with_name("tiny.yaml~")
    other.write_text(text, encoding="utf-8")
    other.replace(file)


def lines_until(process: subprocess.Popen[str], part: str) -> list[str]:
    """The lines that it prints, up to one with a part of a text."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if part in line:
            return lines
    raise AssertionError(lines)


@UNIX
def test_in_a_pipe_it_prints_plain_lines_and_ends_with_ctrl_c(
    file: Path, watching: subprocess.Popen[str]
) -> None:
    first = lines_until(watching, "checked in")
    assert first[0] == f"Watching {file}. Press Ctrl-C to stop."
    assert re.fullmatch(r"\d\d:\d\d:\d\d  no problems, checked in \d+\.\d\d s", first[1])
    save(file, f"{GOOD}\nturnz: 3\n")
    problem, counts = lines_until(watching, "checked in")
    assert problem.startswith(f"{file}:")
    assert "turnz" in problem
    assert "tiny.yaml saved: 1 error, checked in" in counts
    file.unlink()
    (gone,) = lines_until(watching, "is gone")
    assert "checked again once it is back" in gone
    save(file, GOOD)
    assert len(lines_until(watching, "no problems")) == 1
    watching.send_signal(signal.SIGINT)
    assert watching.wait(20) == 0
    assert watching.stdout is not None
    assert watching.stdout.read() == ""


@UNIX
def test_on_a_terminal_each_report_begins_on_an_empty_screen(file: Path) -> None:
    pexpect = pytest.importorskip("pexpect")
    terminal = pexpect.spawn(
        sys.executable,
        ["-m", "game", "watch", str(file)],
        cwd=str(ROOT),
        env={**os.environ, "TERM": "xterm"},
        encoding="utf-8",
        dimensions=(12, 200),
        timeout=30,
    )
    terminal.expect_exact("\x1b[2J")
    terminal.expect("no problems, checked in .*Watching .*tiny.yaml. Press Ctrl-C to stop.")
    many = "".join(f"key_{n}: 1\n" for n in range(30))
    save(file, f"{GOOD}\n{many}")
    terminal.expect_exact("\x1b[2J")
    terminal.expect("key_0")
    terminal.expect(r"… and \d+ more; communique check .*tiny.yaml --all shows all of them")
    terminal.expect("tiny.yaml saved: 30 errors")
    terminal.sendintr()
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0


def test_what_is_for_the_window_needs_the_window(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for option in (["--seed", "3"], ["--seat", "north=me"], ["--language", "en"], ["--at", "t"]):
        assert main(["watch", str(file), *option]) == 2
        assert "add --window" in capsys.readouterr().err


def test_without_a_display_there_is_no_window_to_follow(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.cli.window.why_no_window", lambda: "There is no display.")
    assert main(["watch", str(file), "--window"]) == 1
    assert "There is no display." in capsys.readouterr().err


def test_a_file_that_is_not_there_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["watch", str(tmp_path / "none.yaml")]) == 2
    assert "there is no file" in capsys.readouterr().err
