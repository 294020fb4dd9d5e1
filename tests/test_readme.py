"""What the README says can be typed is typed, and the picture it shows is today's."""

import importlib.util
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import tiny

from game.cli import main

pytestmark = pytest.mark.usefixtures("compiled")

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FILES = {
    "FILE…": "my-scenario.yaml",
    "FILE": "monday.game",
    "SCENARIO": "kuala-lumpur",
    "NAME": "Late",
    "DIR": "monday",
}
TEST = "tests: [{name: Late, given: {turn: 3}, play: 'north: warm', then: trust == 53}]"


def commands(program: str) -> list[list[str]]:
    """What follows a program's name in the README, in blocks and in back-ticks, in order."""
    found = re.findall(rf"^{program} (.*)$|`{program} ([^`]*)`", README, re.MULTILINE)
    written = [(block or ticked).split("#")[0] for block, ticked in found]
    words = [[FILES.get(word, word) for word in each.split()] for each in written]
    return [each for each in words if each and "…" not in each]


def finished() -> str:
    """The record of a game that is over, which a report needs."""
    if not Path("finished.game").exists():
        assert main(["play", "kuala-lumpur", "--auto", "--record", "finished.game"]) == 0
    return "finished.game"


def tool(name: str) -> Any:
    """A module of tools/."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a scenario of one's own, where one stands."""
    path = tmp_path / "my-scenario.yaml"
    path.write_text(tiny.whole(TEST), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("here")
def test_the_commands_of_the_readme_are_run_in_their_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = commands("communique")
    assert {command[0] for command in typed} == {
        *(
            "play",
            "host",
            "print",
            "list",
            "replay",
            "debrief",
            "check",
            "watch",
            "texts",
            "graph",
            "simulate",
            "balance",
            "sweep",
            "compare",
            "merge",
            "sensitivity",
            "tune",
            "tournament",
        ),
    }
    assert len(typed) > 8
    for command in typed:
        if command[0] == "host":
            with monkeypatch.context() as patched:
                assert hosted(command, patched) == 0, command
            assert "The wall, for the projector: http://127.0.0.1" in capsys.readouterr().out
            continue
        # A person decides and leaves; what goes on with a game takes the terminal's place.
        monkeypatch.setattr("sys.stdin", io.StringIO("1\n2\n\nquit\n"))
        how = [] if {"--auto", "--text", "--play"} & {*command} else ["--text"]
        words = command
        if command[0] == "debrief" or "--from" in command:
            words = [finished() if word == FILES["FILE"] else word for word in command]
        with monkeypatch.context() as patched:
            if command[0] == "watch":
                patched.setattr("threading.Event.wait", _press_ctrl_c)
            code = main([*words, *(how if command[0] == "play" else [])])
        assert (code, capsys.readouterr().err) == (0, ""), command


def hosted(command: list[str], patched: pytest.MonkeyPatch) -> int:
    """What a command returns that opens a room, or opens one again, and is ended at once."""
    folder = [] if "--continue" in command else ["--folder", "monday", "--port", "0"]
    patched.setattr("game.web.network.server.serve", lambda *arguments, **_options: arguments[-1]())
    return main([*command, *folder])


def _press_ctrl_c(*_: object) -> None:
    """What a person does who has seen enough."""
    raise KeyboardInterrupt


@pytest.mark.usefixtures("here")
def test_the_commands_for_a_checkout_are_run_but_for_the_one_that_runs_this(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dev = tool("dev")
    called: list[list[str]] = []

    def call(command: list[str], **_options: object) -> int:
        called.append(command)
        if "pytest" in command or "ruff" in command or "mypy" in command:
            return 0
        away = {k: v for k, v in os.environ.items() if "DISPLAY" not in k}  # and no window opens
        done = subprocess.run(command, input=b"quit\n", check=False, timeout=60, env=away)
        return done.returncode

    monkeypatch.setattr(dev, "ready", lambda _extras: sys.executable)
    monkeypatch.setattr(dev, "call", call)
    typed = commands("python3 tools/dev.py")
    assert {command[0] for command in typed} == {"play", "test", "run"}
    for command in typed:
        assert dev.main(command) == 0, command
    assert len(called) >= len(typed)


def test_what_the_readme_links_to_is_there() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    assert "docs/playing.md" in linked
    assert [path for path in linked if not (ROOT / path).exists()] == []


def test_the_picture_of_the_terminal_is_what_it_shows_today() -> None:
    picture = tool("picture")
    kept = picture.OUT.read_text(encoding="utf-8")
    assert "http" not in re.sub(r'xmlns="[^"]*"|https://www.textualize.io', "", kept)
    assert picture.drawn("en") == kept, "draw it anew with tools/picture.py, and look at it"
