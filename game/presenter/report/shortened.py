"""Texts that are cut where a sheet of paper has no room for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from game.words.wording import Wording


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
