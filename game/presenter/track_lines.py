"""Tracks as pages draw them: a bar cut at the edges of its bands, a tick, the change in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from game.presenter.explanations import about_track
from game.presenter.track_readings import TrackReading
from game.presenter.verdicts import Verdict
from game.words.wording import Wording


@frozen
class BandPiece:
    """A piece of a track's bar: one band, or one level."""

    start: float
    end: float
    """Where it begins and ends along the bar, from 0 to 1."""
    full: float
    """Up to where it is full; where that isn't known, its start or, for the current band, its
    end."""
    is_current: bool


@frozen
class TrackLine:
    """A track as pages draw it."""

    id: str
    name: str
    figure: str
    """The value with its unit; empty where only the band is known, and for levels."""
    band: str
    """The name of the band or level it stands in, with what explains the scale; may be empty."""
    pieces: tuple[BandPiece, ...]
    tick: float | None
    """Where it stood last turn, from 0 to 1; None where that isn't shown."""
    change: str
    direction: int
    """1 where it rose since last turn, -1 where it fell, else 0."""
    verdict: Verdict | None
    is_private: bool
    about: str
    curve: tuple[tuple[float, float], ...]
    """Its way so far as points from 0 to 1 across and upwards; empty where it never moved."""


def track_line(words: Wording, reading: TrackReading, reader: str) -> TrackLine:
    """A track as a page draws it for a reader."""
    change = reading.change_in_words(words)
    if not change and reading.before is not None:
        change = words.say("ui.unchanged")
    is_measured = reading.value is not None and not reading.track.levels
    tick = None
    if reading.before is not None and reading.change and is_measured:
        tick = round(reading.share(reading.before), 4)
    band = " · ".join(part for part in (reading.band_name, reading.scale) if part)
    return TrackLine(
        reading.id,
        reading.name,
        reading.measure,
        band,
        tuple(_pieces(reading)),
        tick,
        change,
        (reading.change > 0) - (reading.change < 0),
        reading.verdict,
        reading.private,
        about_track(words, reading.id, reader),
        _curve(reading),
    )


def _pieces(reading: TrackReading) -> Iterator[BandPiece]:
    is_measured = reading.value is not None and not reading.track.levels
    now = reading.share(reading.value) if reading.value is not None and is_measured else 0.0
    for number, (start, end) in enumerate(pairwise(reading.edges)):
        is_current = number == reading.band
        full = min(max(now, start), end) if is_measured else (end if is_current else start)
        yield BandPiece(round(start, 4), round(end, 4), round(full, 4), is_current)


def _curve(reading: TrackReading) -> tuple[tuple[float, float], ...]:
    curve = reading.curve
    if len(set(curve)) < 2 or reading.track.levels:
        return ()
    low, high = min(curve), max(curve)
    return tuple(
        (round(index / (len(curve) - 1), 3), round((value - low) / (high - low), 3))
        for index, value in enumerate(curve)
    )
