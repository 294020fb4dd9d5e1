"""What the page on playing without a network says can be typed is understood."""

import contextlib
import io
import re
import sys
from pathlib import Path

import pytest
import tiny

from game.cli import main

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import bundle  # noqa: E402
from bundle_targets import PLATFORMS, Target  # noqa: E402

PAGE = (ROOT / "docs" / "offline.md").read_text(encoding="utf-8")
TYPED = re.findall(r"^python3 tools/dev\.py tool bundle (.*)$", PAGE, re.MULTILINE)


def asked(monkeypatch: pytest.MonkeyPatch, command: str) -> list[tuple[Target, Path]]:
    """For what the command would make a bundle, and where."""
    seen: list[tuple[Target, Path]] = []
    monkeypatch.setattr(bundle, "bundle", lambda *asked: seen.append(asked))
    # What can't be understood ends with 2, by argparse or by the tool; --help alone by leaving.
    with contextlib.suppress(SystemExit) if command == "--help" else contextlib.nullcontext():
        assert bundle.main(command.split()) == 0
    return seen


def test_the_commands_of_the_page_make_what_they_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(TYPED) == 3
    made = [each for command in TYPED for each in asked(monkeypatch, command)]
    assert made == [
        (Target("win_amd64", "3.13"), ROOT / "dist"),
        (Target("manylinux_x86_64", "3.12"), Path("../sticks")),
    ]


def test_the_examples_of_the_help_are_understood(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked(monkeypatch, "--help")
    typed = re.findall(r"bundle(?:\.py)? (--platform .*)$", capsys.readouterr().out, re.MULTILINE)
    assert len(typed) == 3
    assert all(asked(monkeypatch, command) for command in typed)


def test_the_platforms_of_the_page_are_those_of_the_command() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `([\w-]+)` \| (.*) \| `(.*)` \|$", PAGE, re.MULTILINE)
    assert rows == [
        (name, each.short, each.about, "start.cmd" if each.windows else "sh start.sh")
        for name, each in PLATFORMS.items()
    ]


def test_what_is_typed_after_the_start_is_known_to_the_game(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    given = re.findall(r"^(?:start\.cmd|sh start\.sh) (.*)$", PAGE, re.MULTILINE)
    readme = (bundle.TEMPLATES / "README.txt").read_text(encoding="utf-8")
    given += re.findall(r"^ +@COMMAND@ (.*)$", readme, re.MULTILINE)
    assert len(given) == 6
    monkeypatch.chdir(tmp_path)
    mine = "\n".join(tiny.SECTIONS.values())
    Path("my-scenario.yaml").write_text(mine, encoding="utf-8")
    for words in given:
        monkeypatch.setattr("sys.stdin", io.StringIO("1\nquit\n"))
        assert (main(words.split()), capsys.readouterr().err) == (0, ""), words
