"""Reads docs/scenarios/*.md, the notes for trainers.

In them *italics* are names from the scenario and nothing else, `[KEY]` is one of its sources, `LO2`
one of its objectives.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from attrs import frozen

from game import load
from game.authoring.shipped import shipped
from game.authoring.values import with_apostrophes
from game.model.scenario import Scenario
from game.rules.compile import compile_rules
from game.rules.compiled import Rules

NOTES = Path(__file__).parent.parent.parent / "docs" / "scenarios"
IDS = [page.stem for page in sorted(NOTES.glob("*.md"))]

each = pytest.mark.parametrize("id", IDS)


@cache
def scenario(id: str) -> Scenario:
    return load(shipped()[id])


@cache
def rules(id: str) -> Rules:
    return compile_rules(scenario(id))


def text(id: str) -> str:
    return with_apostrophes((NOTES / f"{id}.md").read_text(encoding="utf-8"))


def plain(id: str) -> str:
    """The text in one line."""
    return " ".join(text(id).split())


def prose(id: str) -> str:
    """What is not typed: without blocks, code and addresses."""
    without = re.sub(r"^```.*?^```$", "", text(id), flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"`[^`]*`", "", without)


def italics(passage: str) -> list[str]:
    without = passage.replace("**", "")
    return [" ".join(name.split()) for name in re.findall(r"\*([^*]+)\*", without)]


@frozen
class Table:
    """A table of a note, cell by cell."""

    head: list[str]
    rows: list[list[str]]

    def column(self, name: str) -> list[str]:
        return [row[self.head.index(name)] for row in self.rows]


def tables(id: str) -> Iterator[Table]:
    """All tables of a note, in order."""
    for block in re.findall(r"^\|.*\n\|[-:|]+\|\n(?:\|.*\n?)*", text(id), re.MULTILINE):
        head, _, *rows = ([c.strip() for c in line[1:-1].split("|")] for line in block.splitlines())
        yield Table(head, rows)


def table(id: str, *head: str) -> Table:
    """The table that has these columns, among others perhaps."""
    (found,) = (each for each in tables(id) if set(head) <= set(each.head))
    return found
