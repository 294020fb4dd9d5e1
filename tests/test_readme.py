"""What the README and the pages for players and authors show is typed, in their order."""

import importlib.util
import io
import os
import re
import shlex
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
SHOWN = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
"""The pages that show commands."""
FILES = {
    "FILE…": "my-scenario.yaml",
    "FILE": "my-scenario.yaml",
    "the-dam.yaml": "my-scenario.yaml",
    "the-dam.yaml:short": "my-scenario.yaml:short",
    "SCENARIO": "kuala-lumpur",
}
TEST = """
tests: [{name: A protest costs credit and trust, given: {turn: 3}, play: 'north: warm',
         then: trust == 53}]
variants: {short: {title: Tiny again}}
"""


def commands(program: str, page: str = README) -> list[list[str]]:
    """What follows a program's name in the blocks of a page, and in back-ticks in the README."""
    written = re.findall(rf"^{program} (.*)$", page.replace("\\\n", " "), re.MULTILINE)
    if page == README:
        written += re.findall(rf"`{program} ([^`]*)`", page)
    bare = [re.split(" {2,}| #", each)[0] for each in written]
    words = [[FILES.get(word, word) for word in shlex.split(each)] for each in bare]
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
    path.write_text(tiny.whole(TEST) + tiny.ALLOWED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", ["README.md", "docs/language.md"])  # test_cli: docs/playing.md
@pytest.mark.usefixtures("here")
def test_the_commands_of_a_page_are_run_in_their_order(
    page: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = commands("communique", (ROOT / page).read_text(encoding="utf-8"))
    assert len(typed) > 8
    for command in typed:
        if command[0] == "host":
            with monkeypatch.context() as patched:
                assert hosted(command, patched) == 0, command
            assert "The wall, for the projector: http://127.0.0.1" in capsys.readouterr().out
            continue
        if command[0] == "texts":
            continue  # tests/docs/test_language.py runs these, with a translation
        # A person decides and leaves; what goes on with a game takes the terminal's place.
        monkeypatch.setattr("sys.stdin", io.StringIO("1\n2\n\nquit\n"))
        words = [word for word in command if word != "--window"]  # tests/test_watch_command.py
        if command[0] == "play" and not {"--auto", "--text"} & {*command}:
            words.append("--text")
        if command[0] == "debrief" or "--from" in command:
            games = ("monday.game", FILES["FILE"])
            words = [finished() if word in games else word for word in words]
        if command[0] == "debrief":
            words += ["--budget", "1"]
        if command[0] == "balance":  # its studies are tried elsewhere; here, that these words run
            words += ["-n", "4", "--experts", "0", "--lists", "0", "--forbids", "0"]
        with monkeypatch.context() as patched:
            if command[0] == "watch":
                patched.setattr("threading.Event.wait", _press_ctrl_c)
            code = main(words)
        assert (code, capsys.readouterr().err) == (0, ""), command


def test_every_command_stands_on_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    known = {*re.findall(r"^    ([a-z]+)\b", capsys.readouterr().out, re.MULTILINE)}
    assert {"play", "sensitivity"} <= known
    pages = [page.read_text(encoding="utf-8") for page in SHOWN]
    shown = {command[0] for page in pages for command in commands("communique", page)}
    assert known - shown == set()


def hosted(command: list[str], patched: pytest.MonkeyPatch) -> int:
    """What a command returns that opens a room, and is ended at once."""
    patched.setattr("game.web.network.server.serve", lambda *arguments, **_options: arguments[-1]())
    return main([*command, "--folder", "monday", "--port", "0"])


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
