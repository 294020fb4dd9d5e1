"""The shape of sentences, and how numbers, capitals and times are written in every language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

Message = str | tuple[str, str]
"""A sentence, or its singular and its plural."""

MINUS = "\u2212"


def number(n: int) -> str:
    """A number with a typographic minus sign."""
    return str(n).replace("-", MINUS)


def spans(numbers: Iterable[int]) -> list[str]:
    """Ascending numbers, three or more that follow each other as one span (`1, 2, 4–7`)."""
    groups: list[list[int]] = []
    for each in numbers:
        if not groups or each != groups[-1][-1] + 1:
            groups.append([])
        groups[-1].append(each)
    texts: list[str] = []
    for group in groups:
        is_long = len(group) > 2
        texts += [f"{group[0]}–{group[-1]}"] if is_long else map(str, group)
    return texts


def signed(n: int) -> str:
    """A number with its sign: +3, −3, ±0."""
    return f"+{n}" if n > 0 else number(n) if n else "±0"


def with_error(points: int, error: int, *, is_change: bool = False) -> str:
    """Points with by how much they can be wrong, where they aren't exact: 7 ± 1, or −7 ± 1."""
    text = signed(points) if is_change else number(points)
    return f"{text} ± {error}" if error else text


def count_of(points: int, error: int) -> int:
    """The number by which `points` is put in the plural: 1 point, but 1 ± 2 points."""
    return max(2, points) if error else points


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def local_time(stamp: str) -> str:
    """The day and the minute of an ISO time stamp in the time zone of this computer.

    A stamp that can't be read is returned as it is.
    """
    try:
        return datetime.fromisoformat(stamp).astimezone().strftime("%Y-%m-%d, %H:%M")
    except ValueError:
        return stamp
