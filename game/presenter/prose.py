"""Authors' texts as they are shown: in paragraphs, with footnotes for their sources, or cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from game.model.scenario import Scenario
from game.words.wording import Wording

_BRACKETS = re.compile(r" ?\[([A-Za-z0-9_, -]+)\]")
_BLANKS = re.compile(r"[ \t\r\n]+")
"""Blanks at which a line may end; not those that hold a sign to its word, as French has them."""
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def without_sources(text: str) -> str:
    """A text on one line, without the letters of its sources."""
    return _BLANKS.sub(" ", _BRACKETS.sub("", text)).strip()


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, without the letters of its sources."""
    parts = re.split(r"\n\s*\n|\n", text)
    return [paragraph for part in parts if (paragraph := without_sources(part))]


def footnote_mark(note: int) -> str:
    """The number of a footnote in raised figures, as in `¹²`."""
    return str(note).translate(_RAISED)


def with_footnotes(text: str, scenario: Scenario, notes: dict[str, int]) -> list[str]:
    """The paragraphs of a text with raised numbers for its sources, which are added to notes."""

    def number(match: re.Match[str]) -> str:
        keys = [key.strip() for key in match.group(1).split(",")]
        if not all(key in scenario.sources for key in keys):
            return match.group(0)
        for key in keys:
            notes.setdefault(key, len(notes) + 1)
        # A raised comma there is not: a thin gap tells two numbers apart.
        return "\u00a0".join(footnote_mark(notes[key]) for key in keys)

    return [
        paragraph
        for part in re.split(r"\n\s*\n|\n", text)
        if (paragraph := _BLANKS.sub(" ", _BRACKETS.sub(number, part)).strip())
    ]


def short_name(words: Wording, side: str) -> str:
    """A side's short name, for where there is little room; its name without its article if none."""
    return words.naming.side_in_table(side)


def proposer_name(words: Wording, side: str) -> str:
    """The short name of the side that made an offer; for one from outside (no side) a word."""
    return short_name(words, side) if side else words.say("proposal")


def name_without_article(words: Wording, side: str) -> str:
    """A side's name without its article, for labels: `European Union`."""
    return words.naming.side_without_article(side)


def shorten(text: str, most: int) -> str:
    """A text that is cut between two words behind so many letters, with a sign that it goes on."""
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0].rstrip(',;:')} …"


def first_of(texts: Sequence[str], separator: str, most: int) -> str:
    """The first texts, together at most so many letters but at least one of them; with a sign where
    there are more."""
    count = 1
    while count < len(texts) and len(separator.join(texts[: count + 1])) <= most:
        count += 1
    return separator.join([*texts[:count], *(["…"] if count < len(texts) else [])])


def first_sentences(words: Wording, sentences: Sequence[str], most: int) -> str:
    """The first sentences, together at most so many letters but at least one of them, and how many
    more there are."""
    count = 1
    while count < len(sentences) and sum(map(len, sentences[: count + 1])) <= most:
        count += 1
    rest = len(sentences) - count
    more = [words.counted("ui.report.more", rest)] if rest > 0 else []
    return " ".join([*sentences[:count], *more])
