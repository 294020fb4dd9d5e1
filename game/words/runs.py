"""Sentences about effects as runs: pieces of text, each with the change that it describes.

The texts of the runs of a sentence, joined, are the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from string import Formatter

from attrs import evolve, frozen

_CLOSING_SIGNS = re.compile(r"(?:[\u00a0\u202f]?[.,;:!?)])+")
"""Signs that belong to the word before them, with the narrow blanks that French puts there."""


@frozen
class EffectRun:
    """A piece of a sentence about effects."""

    text: str
    track: str = ""
    """The id of the track whose change this piece describes; empty if there is none."""
    direction: int = 0
    """1 if the track rises, -1 if it falls, 0 if that is open."""


Runs = tuple[EffectRun, ...]


def text_of(runs: Runs) -> str:
    """The text of runs, joined."""
    return "".join(run.text for run in runs)


def plain_runs(text: str) -> Runs:
    """A text that describes no change of a track."""
    return (EffectRun(text),) if text else ()


def about_change(text: str, track: str, direction: int) -> Runs:
    """A text that describes the change of one track."""
    return (EffectRun(text, track, (direction > 0) - (direction < 0)),)


def fill_template(template: str, values: Mapping[str, object]) -> Runs:
    """A template such as `with {test}: {then}` with its fields filled; runs stay runs in it."""
    runs: list[EffectRun] = []
    for literal, field, _, _ in Formatter().parse(template):
        runs += plain_runs(literal)
        if field is not None:
            value = values[field]
            runs += value if isinstance(value, tuple) else plain_runs(str(value))
    return tuple(runs)


def join_runs(parts: Iterable[Runs], separator: str) -> Runs:
    """Parts with a separator between each two."""
    joined: list[EffectRun] = []
    for number, part in enumerate(parts):
        joined += (*(plain_runs(separator) if number else ()), *part)
    return tuple(joined)


def tidy_runs(runs: Runs) -> Runs:
    """The same text in the fewest runs, so that no line break separates a sign from a change.

    Neighbours without a change become one run. Commas, full stops and the like belong to the
    change before them, and an opening bracket to the change after it.
    """
    return tuple(_with_closing_signs(_with_opening_brackets(_without_neighbours(runs))))


def _without_neighbours(runs: Runs) -> Runs:
    merged: list[EffectRun] = []
    for run in runs:
        if merged and not run.track and not merged[-1].track:
            merged[-1] = evolve(merged[-1], text=merged[-1].text + run.text)
        elif run.text:
            merged.append(run)
    return tuple(merged)


def _with_opening_brackets(runs: Runs) -> Runs:
    moved: list[EffectRun] = []
    for run in runs:
        brackets = ""
        if run.track and moved and not moved[-1].track:
            text = moved[-1].text.rstrip("(")
            brackets = moved[-1].text[len(text) :]
            moved[-1] = evolve(moved[-1], text=text)
        moved.append(evolve(run, text=brackets + run.text))
    return tuple(run for run in moved if run.text)


def _with_closing_signs(runs: Runs) -> Iterator[EffectRun]:
    change: EffectRun | None = None
    for run in runs:
        rest = run
        if change is not None:
            signs = _CLOSING_SIGNS.match(run.text) if not run.track else None
            length = signs.end() if signs is not None else 0
            yield evolve(change, text=change.text + run.text[:length])
            rest = evolve(run, text=run.text[length:])
        change = rest if rest.track else None
        if change is None and rest.text:
            yield rest
    if change is not None:
        yield change
