"""The developer's command: what it installs, when, and what it says where it can't."""

import ast
import importlib.util
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

DEV = Path(__file__).parent.parent / "tools" / "dev.py"
PROGRAMS = [p for p in sorted(DEV.parent.glob("*.py")) if "__main__" in p.read_text("utf-8")]
WANTED = {"place": "/here", "python": "3.11 linux", "files": ["a", "b"], "extras": []}


@pytest.fixture
def dev(tmp_path: Path) -> Any:
    """A fresh copy of the module, over a project of two files in a folder with a blank."""
    spec = importlib.util.spec_from_file_location("dev_under_test", DEV)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.ROOT = tmp_path / "my project"
    module.ROOT.mkdir()
    (module.ROOT / "pyproject.toml").write_text("[project]", encoding="utf-8")
    (module.ROOT / "constraints.txt").write_text("attrs==1", encoding="utf-8")
    return module


class Commands:
    """Stands in for starting anything: `venv` makes the folder, everything else only succeeds."""

    def __init__(self, dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seen: list[str] = []
        self.command: list[str] = []
        self.codes: dict[str, int] = {}
        self.prints = ""
        monkeypatch.setattr(dev, "call", self.call)
        monkeypatch.setattr(dev, "runs", lambda python: python.parent.parent.is_dir())

    def call(self, command: list[str], output: Any = None, **_: Any) -> int:
        modules = ("venv", "pip", "compileall", "ruff", "mypy", "pytest", "game")
        name = next(stem for stem in (Path(arg).stem for arg in command) if stem in modules)
        self.seen.append(name)
        if name != "compileall":
            self.command = command
        if name == "venv":
            shutil.rmtree(command[-1], ignore_errors=True)
            Path(command[-1]).mkdir()
        if output is not None:
            output.write(self.prints.encode())
        return self.codes.get(name, 0)

    def since(self) -> list[str]:
        seen, self.seen = self.seen, []
        return seen


@pytest.fixture
def commands(dev: Any, monkeypatch: pytest.MonkeyPatch) -> Commands:
    return Commands(dev, monkeypatch)


def test_it_parses_on_python_3_8() -> None:
    ast.parse(DEV.read_bytes(), feature_version=(3, 8))


def test_an_old_python_is_told_which_one_is_needed(dev: Any) -> None:
    with pytest.raises(dev.Trouble, match=r"needs Python 3\.11 or later, and this is 3\.9\.18"):
        dev.check_python((3, 9, 18))


def test_a_debian_without_venv_is_told_the_package(
    dev: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev.importlib.util, "find_spec", lambda _: None)
    with pytest.raises(dev.Trouble, match=r"sudo apt install python3\.13-venv"):
        dev.check_python((3, 13, 5))


@pytest.mark.parametrize(
    ("stamp", "alive", "todo"),
    [
        (WANTED, True, ""),
        ({**WANTED, "extras": ["test"]}, True, ""),
        (None, True, "rebuild"),
        (WANTED, False, "rebuild"),
        ({**WANTED, "place": "/there"}, True, "rebuild"),
        ({**WANTED, "python": "3.12 linux"}, True, "rebuild"),
        ({**WANTED, "files": ["a", "c"]}, True, "rebuild"),
    ],
)
def test_the_stamp_decides_what_is_left_to_do(
    dev: Any, stamp: dict[str, Any] | None, alive: bool, todo: str
) -> None:
    assert dev.plan(stamp, WANTED, alive) == todo


def test_extras_that_are_not_there_are_installed(dev: Any) -> None:
    assert dev.plan(WANTED, {**WANTED, "extras": ["test"]}, True) == "install"


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_changed_file_changes_the_stamp(dev: Any, name: str) -> None:
    before = dev.describe([])
    (dev.ROOT / name).write_text("other", encoding="utf-8")
    assert dev.describe([])["files"] != before["files"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"place": "/here"}'])
def test_a_spoilt_stamp_counts_as_none(dev: Any, text: str) -> None:
    dev.stamp_file(dev.ROOT).write_text(text, encoding="utf-8")
    assert dev.read_stamp(dev.ROOT) is None


def test_a_second_start_needs_no_pip(dev: Any, commands: Commands) -> None:
    assert dev.main(["play"]) == 0
    assert commands.since() == ["venv", "pip", "compileall", "game"]
    assert dev.main(["play"]) == 0
    assert commands.since() == ["game"]


def test_a_test_that_hangs_is_named_and_the_others_go_on(dev: Any, tmp_path: Path) -> None:
    tests = "import time\ndef test_stuck(): time.sleep(99)\ndef test_after(): pass\n"
    (tmp_path / "test_them.py").write_text(tests, encoding="utf-8")
    soon = [*dev.A_TEST_ENDS, "-o", "faulthandler_timeout=1", "-n", "1", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *soon, tmp_path]
    done = subprocess.run(
        command, check=False, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=90
    )
    assert "crashed while running 'test_them.py::test_stuck'" in done.stdout
    assert "1 failed, 1 passed" in done.stdout


def test_play_after_test_installs_nothing(dev: Any, commands: Commands) -> None:
    dev.main(["test"])
    checks = ["ruff", "ruff", "mypy", "pytest"]
    assert commands.since() == ["venv", "pip", "compileall", *checks]
    dev.main(["play"])
    assert commands.since() == ["game"]


def test_test_after_play_adds_to_what_is_there(dev: Any, commands: Commands) -> None:
    dev.main(["play"])
    commands.since()
    dev.main(["test"])
    assert commands.since()[:1] == ["pip"]


def test_lab_adds_the_libraries_of_the_lab(
    dev: Any, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["play"]) == dev.main(["lab"]) == 0
    assert commands.since() == ["venv", "pip", "compileall", "game", "pip", "compileall"]
    assert commands.command[-1] == ".[cluster,lab]"
    assert "The lab is set up" in capsys.readouterr().out


def test_after_new_pins_the_extras_come_back_too(dev: Any, commands: Commands) -> None:
    dev.main(["test"])
    (dev.ROOT / "constraints.txt").write_text("attrs==2", encoding="utf-8")
    dev.main(["play"])
    assert "venv" in commands.since()
    dev.main(["test"])
    assert "pip" not in commands.since()


def test_a_moved_folder_is_rebuilt(dev: Any, commands: Commands) -> None:
    dev.main(["play"])
    dev.ROOT = dev.ROOT.rename(dev.ROOT.with_name("elsewhere"))
    commands.since()
    dev.main(["play"])
    assert commands.since() == ["venv", "pip", "compileall", "game"]


def test_without_a_network_it_says_so_and_leaves_no_stamp(
    dev: Any, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.codes["pip"] = 1
    commands.prints = "WARNING: Retrying after connection broken by 'NewConnectionError'"
    assert dev.main(["play"]) == 2
    said = capsys.readouterr().err
    assert "no network?" in said
    assert len(said.splitlines()) == 2
    assert dev.read_stamp(dev.ROOT / ".venv") is None
    assert "game" not in commands.seen


def test_another_failure_shows_what_pip_said(
    dev: Any, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.codes["pip"] = 1
    commands.prints = "ERROR: no such version"
    assert dev.main(["play"]) == 2
    assert "ERROR: no such version" in capsys.readouterr().err


def test_where_no_environment_can_be_made_it_shows_why(
    dev: Any, commands: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.codes["venv"] = 1
    commands.prints = "Error: No space left on device"
    assert dev.main(["play"]) == 2
    assert "No space left" in capsys.readouterr().err
    assert commands.seen == ["venv"]


def test_failing_to_add_extras_leaves_what_was_there(dev: Any, commands: Commands) -> None:
    dev.main(["play"])
    commands.codes["pip"] = 1
    dev.main(["test"])
    commands.since()
    assert dev.main(["play"]) == 0
    assert commands.since() == ["game"]


def test_failing_to_renew_leaves_no_stamp(dev: Any, commands: Commands) -> None:
    dev.main(["play"])
    commands.codes["pip"] = 1
    (dev.ROOT / "constraints.txt").write_text("attrs==2", encoding="utf-8")
    dev.main(["play"])
    assert dev.read_stamp(dev.ROOT / ".venv") is None


def test_the_first_failing_check_ends_the_tests(dev: Any, commands: Commands) -> None:
    commands.codes["mypy"] = 3
    assert dev.main(["test"]) == 3
    assert "mypy" in commands.seen
    assert "pytest" not in commands.seen


@pytest.mark.parametrize(
    ("args", "seen", "workers"),
    [
        ([], ["ruff", "ruff", "mypy", "pytest"], True),
        (["--all"], ["ruff", "ruff", "mypy", "pytest"], True),
        (["-x"], ["pytest"], True),
        (["tests/ui"], ["pytest"], True),
        (["tests/ui", "tests/test_a.py"], ["pytest"], True),
        (["tests/test_a.py"], ["pytest"], False),
        (["tests/test_a.py::test_b", "-k", "circle"], ["pytest"], False),
        (["--all", "tests/test_a.py"], ["pytest"], False),
    ],
)
def test_single_files_are_tested_without_workers(
    dev: Any, commands: Commands, args: list[str], seen: list[str], workers: bool
) -> None:
    (dev.ROOT / "tests" / "ui").mkdir(parents=True)
    (dev.ROOT / "tests" / "test_a.py").touch()
    dev.main(["test", "-x"])
    commands.since()
    assert dev.main(["test", *args]) == 0
    assert commands.since() == seen
    assert ("-n" in commands.command) == workers
    assert ("not slow" in commands.command) == ("--all" not in args)


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        (["play"], ["play", "kuala-lumpur"]),
        (["play", "--auto", "--seed", "7"], ["play", "kuala-lumpur", "--auto", "--seed", "7"]),
        (["play", "mine.yaml", "--text"], ["play", "mine.yaml", "--text"]),
        (["run", "check", "mine.yaml"], ["check", "mine.yaml"]),
        (["run"], []),
        (["run", "tool"], ["tool"]),
    ],
)
def test_arguments_and_exit_codes_pass_through(
    dev: Any, monkeypatch: pytest.MonkeyPatch, args: list[str], expected: list[str]
) -> None:
    monkeypatch.setattr(dev, "ready", lambda _: "python")
    monkeypatch.setattr(dev, "call", lambda command: 7 if command[4:] == expected else 0)
    assert dev.main(args) == 7


def test_a_tool_is_started_with_its_arguments(dev: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(dev, "ready", lambda _: "python")

    def call(command: list[str], **_: str) -> int:
        started.append(command)
        return 7

    monkeypatch.setattr(dev, "call", call)
    assert dev.main(["tool", "strength", "--games", "9"]) == 7
    assert started == [["python", "-P", str(DEV.parent / "strength.py"), "--games", "9"]]


@pytest.mark.parametrize("name", [[], ["strenght"], ["dev"], ["scenes"], ["../tools/strength"]])
def test_what_is_no_tool_is_answered_with_the_list_of_tools(
    dev: Any, name: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(["tool", *name]) == 2
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 1
    assert "there are bench, bundle, catalogue, " in said


def test_a_document_starts_a_tool_in_the_way_that_needs_no_packages(dev: Any) -> None:
    root = DEV.parent.parent
    pages = [*root.glob("*.md"), *(root / "docs").rglob("*.md"), *DEV.parent.glob("*.py")]
    texts = [page.read_text(encoding="utf-8") for page in pages if page.name != "CHANGELOG.md"]
    named = {name for text in texts for name in re.findall(r"tools/dev\.py tool ([a-z_]+)", text)}
    assert {"bench", "bundle", "catalogue", "strength"} <= named
    assert [name for name in named if not dev.is_program(DEV.parent / f"{name}.py")] == []
    started = [each for text in texts for each in re.findall(r"python3? tools/\w+\.py", text)]
    assert set(started) == {"python3 tools/dev.py"}


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_every_tool_says_what_it_does_and_does_nothing_else_where_it_is_asked_for_help(
    program: Path, tmp_path: Path
) -> None:
    command = [sys.executable, str(program), "--help"]
    done = subprocess.run(command, capture_output=True, check=False, timeout=60, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    said = done.stdout.decode("utf-8")
    assert "wrote" not in said
    assert program.stem == "dev" or said.startswith("usage: ")


def test_a_real_exit_code_is_passed_on(dev: Any) -> None:
    assert dev.call([sys.executable, "-c", "raise SystemExit(5)"]) == 5


@pytest.mark.parametrize("args", [[], ["--help"], ["-h"]])
def test_help_shows_examples(dev: Any, args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(args) == 0
    assert "python3 tools/dev.py play --text" in capsys.readouterr().out


def test_an_unknown_command_is_one_line(dev: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["paly"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_stamp_can_be_read_back(dev: Any) -> None:
    wanted = dev.describe(["test"])
    dev.stamp_file(dev.ROOT).write_text(json.dumps(wanted), encoding="utf-8")
    assert dev.read_stamp(dev.ROOT) == wanted
