"""What the documents say of the window: each key is the one the window has for it.

COMMUNIQUE_REWRITE=1 python -m pytest tests/docs/test_window.py
writes the table of keys anew, into docs/window.md.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.ui.screens.board import board_commands as board
from game.ui.screens.board.board_commands import ToggleShortCards
from game.ui.screens.options.options import TABLES, listed_keys
from game.words.language import ENGLISH, MESSAGES

DOCS = Path(__file__).parents[2] / "docs"
PAGE = DOCS / "window.md"
TABLE = re.compile(r"^\| where \| key \| does \|\n(?:\|.*\n)+", re.MULTILINE)
BOLD_KEY = re.compile(r"\*\*(Esc|F\d+|[A-Z])\*\*")
MEANT = {
    "papers": "game.brief",
    "score so far": "game.brief",
    "record": "game.record",
    "menu": "everywhere.escape",
    ", then": "everywhere.escape",
    "leads back": "everywhere.escape",
    "steps through": "over.replay",
    "saves all": "over.report",
    "hides or shows their texts": "board.short",
    "highlights": "everywhere.explain",
    "of your first game": "everywhere.explain",
}
"""By words that stand in the documents beside a key, what the list of keys calls what it does."""


def table() -> str:
    """The table of all keys."""
    rows = ["| where | key | does |", "|---|---|---|"]
    for place, lines in listed_keys(ENGLISH.say):
        for i, (key, does) in enumerate(lines):
            rows.append(f"| {'' if i else place} | {key} | {does} |")
    return "\n".join([*rows, ""])


def test_the_page_on_the_window_has_the_windows_own_list_of_keys() -> None:
    text = PAGE.read_text(encoding="utf-8")
    if os.environ.get("COMMUNIQUE_REWRITE") == "1":
        PAGE.write_text(TABLE.sub(lambda _: table(), text), encoding="utf-8")
        text = PAGE.read_text(encoding="utf-8")
    assert TABLE.findall(text) == [table()]


def test_a_changed_key_makes_the_page_out_of_date() -> None:
    short = ToggleShortCards()
    shortcut = next(each for each in board.KEYS.shortcuts if short in each.commands.values())
    object.__setattr__(shortcut, "commands", {"z": ToggleShortCards()})
    try:
        assert TABLE.findall(PAGE.read_text(encoding="utf-8")) != [table()]
        assert "|  | Z | cards without" in table()
    finally:
        object.__setattr__(shortcut, "commands", {"v": ToggleShortCards()})


def beside(text: str) -> Iterator[tuple[str, str]]:
    """Each key in bold, with the words that say what it does: those behind it, or what it ends."""
    flat = " ".join(text.split())
    for key in BOLD_KEY.finditer(flat):
        ends = flat[key.end() :].startswith(")")
        behind = re.split(r"\*\*|[.;] ", flat[key.end() :], maxsplit=1)[0]
        yield key[1], flat[: key.start()][-30:] if ends else behind


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.stem)
def test_a_key_that_a_page_names_does_what_the_page_says(page: Path) -> None:
    known = {
        f"{table.place}.{each.about}": each.name(ENGLISH.say)
        for table in TABLES
        for each in table.shortcuts
    }
    for key, words in beside(page.read_text(encoding="utf-8")):
        first = min((words.index(said), what) for said, what in MEANT.items() if said in words)
        assert known[first[1]] == key, f"{key}: {words}"


def test_buttons_that_a_page_names_are_called_so() -> None:
    sentences = {each if isinstance(each, str) else each[0] for each in MESSAGES.values()}
    named = {"Play", "Begin", "Confirm", "Undo", "Walk out", "Play again", "Save report",
             "Continue", "Open a file", "Step back one decision", "Fire an inject"}  # fmt: skip
    pages = "".join(page.read_text(encoding="utf-8") for page in DOCS.rglob("*.md"))
    assert {name for name in named if f"**{name}**" in " ".join(pages.split())} == named
    assert named - sentences == set()
