"""What the page on playing shows is what is seen."""

import io
import re
from pathlib import Path

import pytest

from game.cli import main
from game.words.english.terminal import TERMINAL

PAGE = (Path(__file__).parents[2] / "docs" / "playing.md").read_text(encoding="utf-8")
SEED = 7
TYPED = "1\n3\n\n1\n3\n\n2\n2\n2\n2\n1\n3\n\n2\n"
"""What is played until all that is shown has been seen."""


def shown() -> list[str]:
    """The lines that the page shows from the screen, without commands and gaps."""
    blocks = re.findall(r"^```\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line for line in lines if line not in ("", "...") and "communique" not in line]


def test_what_the_page_shows_is_on_the_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(TYPED))
    assert main(["play", "kuala-lumpur", "--text", "--seed", str(SEED)]) == 0
    seen = capsys.readouterr().out
    assert len(shown()) > 7
    assert [line for line in shown() if line not in seen] == []


def test_the_words_of_the_page_are_those_that_can_be_typed() -> None:
    rows = re.findall(r"^\| (`[^|]+) \|", PAGE, re.MULTILINE)
    typed = {each.split()[0] for row in rows for each in re.findall(r"`([^`]+)`", row)}
    assert {"help", "quit", "record", "save"} <= typed
    assert {word for word in typed if f"word.{word}" not in TERMINAL} == set()
