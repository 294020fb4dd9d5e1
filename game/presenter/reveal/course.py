"""The course of a game, turn by turn, as far as everybody could know it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, frozen

from game.model.decisions import PUBLIC
from game.presenter.debrief.curves import (
    TrackCurve,
    TrackEvent,
    developments,
    event_name,
    list_events,
    select_main_events,
    sort_by_movement,
    trace_tracks,
)
from game.presenter.debrief.debrief import Debrief
from game.words.wording import Wording

MOST_CURVES, MOST_LETTERS, MOST_OF_TABLE, MOST_OF_FEW = 4, 6, 3, 6
FEW = 3
"""So many tables have room for twice as many events each."""
MOST_LINES = 16
"""As many lines can be read from eight metres, of all turns together; but a turn has one."""


@frozen
class TurnLine:
    """Something that happened in a turn."""

    letter: str
    """Where it is marked on the curves; empty: nowhere."""
    text: str
    is_pact: bool
    """Whether it is about a negotiating table or a promise, and not a story of the wire."""


@frozen
class TurnStory:
    """A turn."""

    number: int
    name: str
    lines: tuple[TurnLine, ...]
    more: str
    """How much more happened, in words; empty: nothing."""


@frozen
class DrawnCurve:
    """A track's way from the start to the end of the game."""

    name: str
    ends: tuple[str, str]
    words: Wording
    curve: TrackCurve


@frozen
class TableCourse:
    """What mattered most at one of several tables."""

    table: str
    lines: tuple[tuple[str, str], ...]
    """Each with its turn."""


@frozen
class CourseShown:
    """The course of one game, or of several in a few words."""

    kind = "turns"

    turns: tuple[TurnStory, ...]
    curves: tuple[DrawnCurve, ...]
    tables: tuple[TableCourse, ...]


def course_shown(debriefs: Mapping[str, Debrief]) -> CourseShown:
    """The course of the game, or of the games, by the names of their tables."""
    if len(debriefs) > 1:
        tables = tuple(_table_course(name, each, len(debriefs)) for name, each in debriefs.items())
        return CourseShown((), (), tables)
    debrief = next(iter(debriefs.values()))
    events = _letters(_main_events(debrief, MOST_LETTERS))
    return CourseShown(
        tuple(_turns(debrief, events)), tuple(_curves(debrief.words, _traced(debrief, events))), ()
    )


def _main_events(debrief: Debrief, count: int) -> list[TrackEvent]:
    """The events that matter most, among those that everybody learned of and for what all saw."""
    game = debrief.game
    return select_main_events(game, list_events(game, PUBLIC), count, PUBLIC)


def _letters(events: list[TrackEvent]) -> list[TrackEvent]:
    """The same with letters from A, so that none is missing for what isn't shown."""
    return [evolve(event, letter=chr(ord("A") + index)) for index, event in enumerate(events)]


# Turns


def _turns(debrief: Debrief, events: list[TrackEvent]) -> Iterator[TurnStory]:
    words = debrief.words
    letters = {(event.turn, event.code, event.path): event.letter for event in events}
    by_turn: dict[int, dict[TurnLine, None]] = {
        turn: {} for turn in range(1, max(1, debrief.view.turn) + 1)
    }
    for event in developments(debrief.game, PUBLIC):
        letter = letters.get((event.turn, event.code, event.path), "")
        line = TurnLine(letter, event_name(words, event), event.code != "injected")
        by_turn.setdefault(max(1, event.turn), {}).setdefault(line)
    most = max(1, MOST_LINES // len(by_turn))
    for turn, lines in by_turn.items():
        lettered = sum(bool(line.letter) for line in lines)
        weightiest = sorted(lines, key=lambda line: (not line.letter, not line.is_pact))
        shown = weightiest[: max(most, lettered)]
        rest = len(lines) - len(shown)
        yield TurnStory(
            turn,
            words.day(turn) or words.say("ui.record.turn", turn=turn),
            tuple(line for line in lines if line in shown),
            words.say("reveal.more", n=rest) if rest else "",
        )


def _table_course(name: str, debrief: Debrief, tables: int) -> TableCourse:
    words = debrief.words
    events = _main_events(debrief, MOST_OF_FEW if tables <= FEW else MOST_OF_TABLE)
    lines = [
        (words.say("console.agenda.turn", turn=max(1, each.turn)), event_name(words, each))
        for each in events
    ]
    return TableCourse(name, tuple(lines))


# Curves


def _traced(debrief: Debrief, events: list[TrackEvent]) -> list[TrackCurve]:
    """The curves of the tracks that everybody saw and that moved most."""
    tracks = debrief.words.scenario.tracks
    every = trace_tracks(debrief.game, events, PUBLIC)
    public = [curve for curve in every if tracks[curve.track].seen_by is None]
    moving = [curve for curve in public if not tracks[curve.track].levels]
    return sort_by_movement(debrief.words, moving)[:MOST_CURVES]


def _curves(words: Wording, curves: list[TrackCurve]) -> Iterator[DrawnCurve]:
    for curve in curves:
        ends = [words.naming.value(curve.track, curve.values[index]) for index in (0, -1)]
        yield DrawnCurve(words.naming.track(curve.track), (ends[0], ends[1]), words, curve)
