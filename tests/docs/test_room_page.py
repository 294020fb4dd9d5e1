"""The page on hosting a room: its commands are understood, and it names what the pages show."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from game.cli import main
from game.words.language import ENGLISH

PAGE = (Path(__file__).parents[2] / "docs" / "room.md").read_text(encoding="utf-8")
COMMANDS = [
    shlex.split(line.partition(" #")[0])
    for line in re.findall(r"^communique (host.*)$", PAGE, re.MULTILINE)
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_commands_of_the_page_are_understood(
    command: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # A port that can't be ends each of them before it serves, and after all else was read.
    if "--check" in command:
        monkeypatch.setattr("game.desk.rooms.addresses.own_addresses", tuple)
        assert main(command) == 1  # it serves nothing where there is no network
        return
    arguments = [a for a in command if a != "8080"]
    assert main([*(a for a in arguments if a != "--port"), "--port", "99999999"]) == 2
    assert "--port 99999999: write a whole number" in capsys.readouterr().err


def test_the_page_has_every_way_to_open_a_room() -> None:
    written = {word for command in COMMANDS for word in command if word.startswith("--")}
    assert {"--continue", "--check", "--seat", "--language", "--address", "--port"} <= written


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("room.lost", "No connection. Trying again…"),
        ("room.console.reissue", "New slip"),
        ("seat.tab.papers", "Papers"),
        ("seat.tab.decide", "Decide"),
    ],
)
def test_the_page_calls_things_as_the_pages_do(key: str, text: str) -> None:
    assert ENGLISH.say(key) == text
    assert text in PAGE
