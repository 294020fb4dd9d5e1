"""The start of a bundle on the laptop: which Python it takes, what it sets up, and when."""

from __future__ import annotations

import ast
import importlib.util
import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

TEMPLATES = Path(__file__).resolve().parent.parent / "tools" / "bundled"
START = TEMPLATES / "start.py"
HERE = (*sys.version_info[:2], 0)
WHEELS = ("communique-1.0-py3-none-any.whl", "deep-2.0-py3-none-any.whl")


@pytest.fixture
def start(tmp_path: Path) -> Any:
    """A fresh copy of the module, in an unpacked bundle for this Python with tiny wheels."""
    spec = importlib.util.spec_from_file_location("start_under_test", START)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.WHEELS = tmp_path / "my game" / "wheels"
    module.ENV = tmp_path / "my game" / "env"
    module.WHEELS.mkdir(parents=True)
    write(module)
    return module


def write(start: Any, **changed: Any) -> None:
    facts = {
        "about": "Windows, 64 bits",
        "kind": start.kind(),
        "python": [*HERE[:2]],
        "wheels": {name: sha256(name.encode()).hexdigest() for name in WHEELS},
    }
    for name in WHEELS:
        (start.WHEELS / name).write_bytes(name.encode())
    text = json.dumps({**facts, **changed})
    (start.WHEELS / "bundle.json").write_text(text, encoding="utf-8")


class Commands:
    """Stands in for starting anything: `venv` makes the folder, everything else only succeeds."""

    def __init__(self, start: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[str] = []
        self.last: list[str] = []
        self.codes: dict[str, int] = {}
        self.alive = True
        self.start = start
        monkeypatch.setattr(start, "call", self.call)
        monkeypatch.setattr(start, "runs", lambda _python: self.alive)

    def call(self, command: list[str], *_: Any, **variables: str) -> int:
        name = next(arg for arg in command if arg in ("venv", "pip", "game"))
        self.seen.append(name)
        self.last = command
        if name == "venv":
            self.start.ENV.mkdir(exist_ok=True)
            (self.start.ENV / "communique-stamp.txt").unlink(missing_ok=True)
        if name == "pip":
            assert "--no-index" in command
            assert variables["PIP_CONFIG_FILE"]
            assert "--find-links" not in command
            assert command[-2:] == [str(self.start.WHEELS / name) for name in WHEELS]
        return self.codes.get(name, 0)

    def since(self) -> list[str]:
        seen, self.seen = self.seen, []
        return seen


@pytest.fixture
def commands(start: Any, monkeypatch: pytest.MonkeyPatch) -> Commands:
    return Commands(start, monkeypatch)


def test_it_parses_on_python_3_8() -> None:
    ast.parse(START.read_bytes(), feature_version=(3, 8))


def test_a_second_start_goes_straight_to_the_game(start: Any, commands: Commands) -> None:
    assert start.main(["list"]) == 0
    assert commands.since() == ["venv", "pip", "game"]
    assert start.main(["list"]) == 0
    assert commands.since() == ["game"]
    assert commands.last[1:] == ["-P", "-m", "game", "list"]


def test_without_arguments_the_window_opens(start: Any, commands: Commands) -> None:
    start.main([])
    assert commands.last[-2:] == ["-m", "game"]


def test_other_wheels_and_a_python_that_is_gone_set_it_up_again(
    start: Any, commands: Commands
) -> None:
    start.main(["list"])
    (start.WHEELS / WHEELS[1]).write_bytes(b"newer")
    newer = {name: sha256((start.WHEELS / name).read_bytes()).hexdigest() for name in WHEELS}
    (start.WHEELS / "bundle.json").write_text(
        json.dumps({**start.read_facts(), "wheels": newer}), encoding="utf-8"
    )
    commands.since()
    start.main(["list"])
    assert commands.since() == ["venv", "pip", "game"]
    commands.alive = False
    start.main(["list"])
    assert commands.since() == ["venv", "pip", "game"]


def test_a_set_up_that_fails_says_where_to_look_and_is_begun_again(
    start: Any, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.codes["pip"] = 1
    assert start.main(["list"]) == 2
    assert "at the end of env.log" in capsys.readouterr().err
    assert (start.WHEELS.parent / "env.log").exists()
    commands.codes.clear()
    commands.since()
    start.main(["list"])
    assert commands.since() == ["venv", "pip", "game"]
    assert not (start.WHEELS.parent / "env.log").exists()


@pytest.mark.usefixtures("commands")
def test_a_folder_where_nothing_can_be_written_is_to_be_copied(
    start: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    (start.WHEELS.parent / "env.log").mkdir()
    assert start.main(["list"]) == 2
    assert "Copy the whole folder to where you may write" in capsys.readouterr().err


def test_what_the_game_returns_is_returned(start: Any, commands: Commands) -> None:
    commands.codes["game"] = 3
    assert start.main(["list"]) == 3


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"python": [3, 10]}, r"needs Python 3\.10, and this is 3\.\d+\.\d+"),
        ({"kind": "amiga"}, "is for Windows, 64 bits, and this Python is for "),
    ],
)
def test_another_python_than_the_bundle_is_for_is_told_which(
    start: Any, commands: Commands, changed: dict[str, Any], said: str
) -> None:
    write(start, **changed)
    facts = json.loads((start.WHEELS / "bundle.json").read_text(encoding="utf-8"))
    with pytest.raises(start.Trouble, match=said):
        start.check(facts, HERE, start.kind())
    assert start.main(["list"]) == 2
    assert commands.seen == []


@pytest.mark.parametrize("name", WHEELS)
@pytest.mark.parametrize("harm", ["a bit", "cut off", "gone"])
def test_a_wheel_that_is_not_what_was_packed_is_named_and_nothing_is_installed(
    name: str, harm: str, start: Any, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    path = start.WHEELS / name
    content = path.read_bytes()
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(bytes([content[0] ^ 1]) + content[1:] if harm == "a bit" else content[:-1])
    assert start.main(["list"]) == 2
    assert commands.seen == []
    told = capsys.readouterr().err
    assert told.startswith(f"communique: {path} is missing or damaged")
    assert "Unpack the whole zip again" in told
    path.write_bytes(content)
    assert start.main(["list"]) == 0


def test_a_wheel_that_was_put_beside_the_others_is_not_installed(
    start: Any, commands: Commands
) -> None:
    # pip would prefer the one with a build number.
    (start.WHEELS / "communique-1.0-1-py3-none-any.whl").write_bytes(b"not ours")
    assert start.main(["list"]) == 0
    assert commands.since() == ["venv", "pip", "game"]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", None])
def test_a_list_of_wheels_that_cannot_be_read_is_no_traceback(
    content: bytes | None, start: Any, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    path = start.WHEELS / "bundle.json"
    path.unlink() if content is None else path.write_bytes(content)
    assert start.main(["list"]) == 2
    assert commands.seen == []
    assert f"{path} is missing or damaged" in capsys.readouterr().err


def test_a_debian_without_venv_is_told_the_package(
    start: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start.importlib.util, "find_spec", lambda _: None)
    assert start.main([]) == 2
    assert f"sudo apt install python{HERE[0]}.{HERE[1]}-venv" in capsys.readouterr().err


def test_where_python_is_told_to_look_elsewhere_the_game_is_not(
    start: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    look = "import os, sys; sys.exit('PYTHONPATH' in os.environ)"
    assert start.call([sys.executable, "-c", look]) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="a script for Linux and macOS")
class TestTheScript:
    """start.sh, on a machine whose Pythons are scripts that only say their names."""

    @pytest.fixture(autouse=True)
    def made(self, tmp_path: Path) -> None:
        self.folder = tmp_path / "my game"
        self.folder.mkdir()
        self.bin = tmp_path / "bin"
        self.bin.mkdir()
        text = (TEMPLATES / "start.sh").read_text(encoding="utf-8")
        for mark, word in {"@PYTHON@": "3.13", "@PAIR@": "3, 13", "@ABOUT@": "Linux"}.items():
            text = text.replace(mark, word)
        (self.folder / "start.sh").write_text(text, encoding="utf-8")

    def python(self, name: str, right: bool) -> None:
        script = f'#!/bin/sh\n[ "$1" = -c ] && exit {0 if right else 1}\n'
        script += f"printf '[%s]' {name} \"$@\"\n"
        (self.bin / name).write_text(script, encoding="utf-8")
        (self.bin / name).chmod(0o755)

    def run(self, *args: str) -> tuple[int, str]:
        for tool in ("sh", "dirname"):
            (self.bin / tool).symlink_to(f"/usr/bin/{tool}" if tool == "dirname" else "/bin/sh")
        done = subprocess.run(
            ["/bin/sh", str(self.folder / "start.sh"), *args], env={"PATH": str(self.bin)},
            check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
        )  # fmt: skip
        return done.returncode, done.stdout

    def test_the_python_that_bears_the_version_is_taken_first(self) -> None:
        self.python("python3.13", right=True)
        self.python("python3", right=True)
        file = self.folder / "wheels" / "start.py"
        assert self.run("play", "a b") == (0, f"[python3.13][-I][{file}][play][a b]")

    def test_another_of_the_right_version_is_found_behind_wrong_ones(self) -> None:
        self.python("python3.13", right=False)
        self.python("python3", right=False)
        self.python("python", right=True)
        assert self.run()[1].startswith("[python][-I]")

    def test_without_the_right_one_it_says_what_is_needed(self) -> None:
        self.python("python3", right=False)
        code, said = self.run()
        assert code == 2
        assert said.startswith("communique: this bundle needs Python 3.13 (Linux),\nand no such")
