"""docs/glossary.md: whole, in French typography, and as the game's own French has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ENOUGH = 150
NO_BREAK = "\u00a0"
ENDING = re.compile(r"(er|e|x|s)$")
"""What changes at the end of a French word as it is put into a sentence."""


class Term(NamedTuple):
    """One line of a table."""

    english: str
    french: str
    note: str
    source: str


def rows() -> Iterator[Term]:
    """All lines of the tables under the headings."""
    for line in PAGE.splitlines():
        if line.startswith("| ") and not line.startswith("| English |"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            assert len(cells) == len(Term._fields), line
            yield Term(*cells)


TERMS = list(rows())


@cache
def catalogue() -> list[tuple[str, str]]:
    """The English and the French of each sentence of the game, in small letters."""
    path = ROOT / "game" / "words" / "catalogues" / "fr.po"
    with path.open(encoding="utf-8") as file:
        messages = [message for message in read_po(file) if message.id]
    return [(joined(message.id), joined(message.string)) for message in messages]


def joined(text: str | list[str] | tuple[str, ...] | None) -> str:
    """One or all forms of a sentence as one text in small letters."""
    return " ".join([text] if isinstance(text, str) else text or ()).lower()


@cache
def scenarios() -> str:
    """All French texts of the scenarios, on one line in small letters."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "scenarios").glob("*.fr.yaml")]
    return " ".join(" ".join(texts).lower().split())


def pattern(term: str) -> re.Pattern[str]:
    """The words of a French term one after the other, in the singular or plural, or conjugated."""
    words = re.sub(r" \(.*", "", term.lower()).split()
    stems = [re.escape(ENDING.sub("", word)) for word in words]
    return re.compile(r"\b" + " ".join(rf"{stem}\w{{0,4}}" for stem in stems) + r"\b")


def sources(term: Term) -> set[str]:
    """The game's own sources that a line names."""
    return {"catalogue", "scenarios"} & set(term.source.split(", "))


def forbidden() -> list[tuple[Term, str]]:
    """Each word after *never* in a note, with its line."""
    return [
        (term, word.strip(NO_BREAK))
        for term in TERMS
        for word in re.findall(r"never «([^»]+)»", term.note)
    ]


def test_there_are_enough_terms_each_once_with_french_and_a_source() -> None:
    english = [term.english.lower() for term in TERMS]
    assert len(english) >= ENOUGH
    assert sorted(english) == sorted(set(english))
    assert [term for term in TERMS if not (term.english and term.french and term.source)] == []


def test_french_typography() -> None:
    quoted = re.findall(r"«[^»]*»", PAGE.replace("« »", ""))
    named = [term.source for term in TERMS if not term.source.startswith("usage of ")]
    french = [*(term.french for term in TERMS), *named, *quoted]
    assert [text for text in french if "'" in text] == []
    assert [text for text in french if re.search(rf"(?<!{NO_BREAK})[:;?!»](?!\w)", text)] == []
    assert [text for text in quoted if not text.startswith(f"«{NO_BREAK}")] == []


@pytest.mark.parametrize(
    "term", [term for term in TERMS if "catalogue" in sources(term)], ids=lambda term: term.english
)
def test_the_game_says_it_so(term: Term) -> None:
    """A sentence of the game has the English term, and its translation the French one."""
    english = re.compile(rf"\b{re.escape(re.split(r', | [(]', term.english.lower())[0])}")
    french = pattern(term.french)
    assert any(english.search(ours) and french.search(theirs) for ours, theirs in catalogue())


@pytest.mark.parametrize(
    "term", [term for term in TERMS if "scenarios" in sources(term)], ids=lambda term: term.english
)
def test_a_scenario_says_it_so(term: Term) -> None:
    assert pattern(term.french).search(scenarios())


@pytest.mark.parametrize(("term", "word"), forbidden(), ids=lambda each: str(each)[:20])
def test_what_is_never_said_is_not_said(term: Term, word: str) -> None:
    spoken = [french for _, french in catalogue()]
    texts = spoken if sources(term) == {"catalogue"} else [*spoken, scenarios()]
    assert [text[:80] for text in texts if pattern(word).search(text)] == []


def test_a_stage_is_no_step_of_a_turn_in_french() -> None:
    stages = [
        french
        for english, french in catalogue()
        if re.search(r"\bstages?\b", re.sub(r"\{\w+\}", "", english))
        and not re.search(r"\bsteps?\b", english)
    ]
    assert stages
    assert [french for french in stages if "étape" in french] == []


def test_a_slip_is_a_fiche_in_french() -> None:
    slips = [french for english, french in catalogue() if re.search(r"\bslips?\b", english)]
    assert slips
    assert [french for french in slips if not re.search(r"\bfiches?\b", french.lower())] == []
