"""How the tracks moved in a finished game, and the events, by letter, that moved them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from attrs import evolve, frozen

from game.model.decisions import FACILITATOR
from game.model.log_events import (
    Development,
    TrackChanged,
    TrackMoved,
)
from game.model.tracks import Track
from game.presenter.prose import short_name
from game.presenter.read_marks import PactCode
from game.session.game import Game
from game.words.wording import Wording

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_NewsCode = Literal["injected", "kept", "broken", "stopped", "done", "expired"] | PactCode
_MoveCode = Literal["acted", "answered"]


@frozen
class TrackEvent:
    """Something that moved tracks: news, or a side's own move."""

    letter: str
    """Of news a letter, of a move its number."""
    turn: int
    code: _NewsCode | _MoveCode
    path: str
    """The inject, promise, project, table, action or answer (`LogEvent.path`)."""
    side: str = ""
    """Whose move it was; empty for news."""


@frozen
class TrackCurve:
    """The values of a track at the start and at the end of each turn."""

    track: str
    values: tuple[int, ...]
    letters: tuple[tuple[str, ...], ...]
    """For each value, the letters of the events that moved the track on that turn."""


def developments(game: Game, reader: str = FACILITATOR) -> Iterator[TrackEvent]:
    """What happened besides decisions as far as a reader may know, in order, without letters."""
    for entry in game.log(reader):
        if isinstance(event := entry.event, Development):
            yield TrackEvent("", entry.turn, event.code, event.path)


def list_events(game: Game, reader: str = FACILITATOR) -> list[TrackEvent]:
    """The events that moved a track as far as a reader may know, in their order; at most as many
    as there are letters."""
    movements = _movements(game, reader)
    moving = (
        event
        for event in developments(game, reader)
        if any(event.turn in turns for turns in movements.get(event.path, {}).values())
    )
    return [evolve(event, letter=letter) for letter, event in zip(LETTERS, moving, strict=False)]


def select_main_events(
    game: Game, events: Sequence[TrackEvent], count: int, reader: str = FACILITATOR
) -> list[TrackEvent]:
    """The events that matter most to a reader: agreements and promises, then what moved most
    tracks."""
    movements = _movements(game, reader)

    def weight(event: TrackEvent) -> tuple[bool, int]:
        by_track = movements.get(event.path, {})
        return event.code != "injected", sum(event.turn in turns for turns in by_track.values())

    chosen = sorted(events, key=weight, reverse=True)[:count]
    return [event for event in events if event in chosen]


def _movements(game: Game, reader: str) -> Mapping[str, Mapping[str, set[int]]]:
    """By what an event is about, the tracks that it moved, each with the turns."""
    movements: dict[str, dict[str, set[int]]] = {}
    for entry in game.log(reader):
        event = entry.event
        if isinstance(event, TrackChanged) and event.got and entry.cause is not None:
            section, *rest = entry.cause.path.split("/")
            if section in ("injects", "promises", "tables"):
                tracks = movements.setdefault(f"{section}/{rest[0]}", {})
                tracks.setdefault(event.track, set()).add(entry.turn)
    return movements


def trace_tracks(
    game: Game, events: Sequence[TrackEvent], reader: str = FACILITATOR
) -> list[TrackCurve]:
    """The curve of every track, in the order of the file, with the letters of these events.

    The letters stand where a reader may know of the movement.
    """
    tracks_by_turn, movements = _tracks_by_turn(game), _movements(game, reader)
    curves = []
    for track in game.rules.scenario.tracks:
        letters = tuple(
            tuple(
                event.letter
                for event in events
                if event.turn == turn and turn in movements.get(event.path, {}).get(track, ())
            )
            for turn in tracks_by_turn
        )
        values = tuple(tracks[track] for tracks in tracks_by_turn.values())
        curves.append(TrackCurve(track, values, letters))
    return curves


def _tracks_by_turn(game: Game) -> Mapping[int, Mapping[str, int]]:
    """By turn, the tracks as it ended; under 0, as the first decision was asked.

    The state after the last decision of a turn belongs to the next turn already, with all that
    came at its start. So the values are read from the entries. Where a game began in the position
    of a later turn, the turns before have the values of the position.
    """
    start = game.moments[0].state
    tracks = dict(zip(game.rules.scenario.tracks, start.tracks, strict=True))
    first = start.turn if game.position is not None else 1
    tracks_by_turn = dict.fromkeys(range(first), tracks)
    for entry in game.log():
        if isinstance(entry.event, TrackMoved):
            tracks = {**tracks, entry.event.track: entry.event.value}
        if entry.turn:
            tracks_by_turn[entry.turn] = tracks
    return tracks_by_turn


def sort_by_movement(words: Wording, curves: Sequence[TrackCurve]) -> list[TrackCurve]:
    """The same curves: first the tracks that all sides saw, those that moved most on their range
    before the others."""

    def rank(curve: TrackCurve) -> tuple[bool, float]:
        track = words.scenario.tracks[curve.track]
        least, greatest = track.bounds
        movement = (max(curve.values) - min(curve.values)) / max(1, greatest - least)
        return track.seen_by is not None, -movement

    return sorted(curves, key=rank)


def seen_by_some(words: Wording, track: str) -> tuple[str, ...] | None:
    """The sides that saw a track during the game; None where all sides saw it."""
    sides = words.scenario.tracks[track].seen_by
    return None if sides is None or set(sides) >= set(words.scenario.sides) else tuple(sides)


def band_edges(track: Track) -> list[float]:
    """The values at which a band or a level of a track ends and the next one begins."""
    greatest = track.bounds[1]
    if track.levels:
        return [level + 0.5 for level in range(greatest)]
    return [band.to + 0.5 for band in track.bands if band.to < greatest]


def shown_range(track: Track, values: Sequence[int]) -> tuple[float, float]:
    """The range of a track that a chart of its values shows: that of the values, with the band
    edges near them; of levels, all."""
    if track.levels:
        return track.bounds
    low, high = min(values), max(values)
    least, greatest = track.bounds
    margin = max((high - low) * 0.5, (greatest - least) * 0.08, 1)
    edges = [edge for edge in band_edges(track) if low - margin <= edge <= high + margin]
    return min([low, *edges]) - margin / 4, max([high, *edges]) + margin / 4


# In words


def event_name(words: Wording, event: TrackEvent) -> str:
    """What happened, in a few words."""
    naming, (_, id, *rest) = words.naming, event.path.split("/")
    if event.code == "injected":
        return naming.inject(id)
    if event.code in ("acted", "answered"):
        what = naming.answer(id, rest[-1]) if rest else naming.action(id)
        return words.say("ui.report.line", name=short_name(words, event.side), what=what)
    if event.code in ("kept", "broken"):
        what = naming.promise(id)
    elif event.code in ("stopped", "done"):
        what = naming.project(id)
    else:
        what = naming.table(id)
    return words.say(f"ui.over.mark.{event.code}", what=what)


def value_sentences(words: Wording, curve: TrackCurve) -> list[str]:
    """For the start and each turn, the value of the track as a sentence."""
    return [
        words.say(
            "ui.over.then",
            turn=words.day(turn) or words.say("ui.record.turn", turn=turn),
            value=words.naming.value(curve.track, value),
        )
        for turn, value in enumerate(curve.values)
    ]


def level_changes(words: Wording, game: Game, track: str) -> str:
    """The course of a track with levels: the first level, and each later one with its turn."""
    rules = game.rules.scenario
    names = tuple(rules.tracks[track].levels.values())
    now = game.moments[0].state.tracks[list(rules.tracks).index(track)]
    levels = [names[now]]
    for entry in game.log():
        event = entry.event
        if isinstance(event, TrackMoved) and event.track == track and event.value != now:
            now = event.value
            levels.append(f"{names[now]} ({words.say('ui.record.turn', turn=entry.turn)})")
    return " → ".join(levels)
