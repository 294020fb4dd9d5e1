"""What a reader sees of each track: its value and band, and how it has changed."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.model.play import View
from game.model.tracks import Track
from game.presenter.verdicts import Verdict, judge_change
from game.words.sentences import number, signed
from game.words.wording import Wording


@frozen
class TrackReading:
    """One track as a reader sees it now and saw it before."""

    id: str
    name: str
    track: Track
    reader: str
    value: int | None
    """None where the reader sees only the band."""
    band: int
    """The number of the band or level it stands in."""
    before: int | None
    """The value that it is compared with; None where the reader didn't see it then."""
    curve: tuple[int, ...]
    """The values as each turn began, then the present one."""
    unit: str = ""
    """The unit that stands behind its value; empty where it has none, or only the band is seen."""
    measure: str = ""
    """The value in figures with its unit; empty for levels, and where only the band is seen."""

    @property
    def private(self) -> bool:
        """Whether the reader is the only one who sees it."""
        return self.track.seen_by == (self.reader,)

    @property
    def change(self) -> int:
        """How much it has changed since then."""
        if self.value is None or self.before is None:
            return 0
        return self.value - self.before

    @property
    def verdict(self) -> Verdict | None:
        """Whether the change is good or bad for the reader; None where it is neither."""
        return judge_change(self.track, self.reader, self.change)

    @property
    def figure(self) -> str:
        """The value in figures, for levels as in `2/5`; empty where only the band is seen."""
        if self.value is None:
            return ""
        levels = len(self.track.levels)
        return f"{self.value + 1}/{levels}" if levels else number(self.value)

    @property
    def scale(self) -> str:
        """What explains the scale of the value; empty where only the band is seen."""
        return self.track.scale if self.value is not None else ""

    @property
    def band_name(self) -> str:
        """The name of the band or level it stands in; empty where that has no name."""
        track = self.track
        names = tuple(track.levels.values()) or tuple(band.name for band in track.bands)
        return names[self.band] if self.band < len(names) else ""

    def share(self, value: int) -> float:
        """How far along the track's range a value lies, from 0 to 1."""
        low, high = self.track.bounds
        return (value - low) / max(1, high - low)

    @property
    def edges(self) -> tuple[float, ...]:
        """Where its bands or levels begin and end along its range, from 0 to 1."""
        track = self.track
        if track.levels:
            return tuple(number / len(track.levels) for number in range(len(track.levels) + 1))
        low, high = track.bounds
        inner = [
            (band.to + 0.5 - low) / max(1, high - low) for band in track.bands if band.to < high
        ]
        return (0.0, *inner, 1.0)

    def change_in_words(self, words: Wording) -> str:
        """The change with its sign, and whether that is better; empty where nothing changed."""
        if not self.change:
            return ""
        change = signed(self.change)
        return f"{change} {words.say(f'board.{self.verdict}')}" if self.verdict else change


def track_readings(
    words: Wording, views: Sequence[View], reader: str, before: View | None = None
) -> list[TrackReading]:
    """The tracks that a reader sees, in the order of the scenario.

    views: what the reader saw as each turn began, and last of all sees now. before: the view that
    it is compared with; left out, the one as the turn before began.
    """
    now = views[-1]
    if before is None and len(views) > 2:
        before = views[-3]
    return [
        _track_reading(words, views, before, id, reader)
        for id in words.scenario.tracks
        if id in now.tracks or id in now.bands
    ]


def _track_reading(
    words: Wording, views: Sequence[View], before: View | None, id: str, reader: str
) -> TrackReading:
    track, now = words.scenario.tracks[id], views[-1]
    value = now.tracks.get(id)
    begun = tuple(view.tracks[id] for view in views[:-1] if id in view.tracks)
    return TrackReading(
        id=id,
        name=words.naming.track(id),
        track=track,
        reader=reader,
        value=value,
        band=track.band_of(value) if value is not None else now.bands[id],
        before=before.tracks.get(id) if before is not None else None,
        curve=begun if value is None or begun[-1:] == (value,) else (*begun, value),
        unit=words.naming.unit(id, value) if value is not None else "",
        measure=words.naming.measure(id, value) if value is not None and not track.levels else "",
    )
