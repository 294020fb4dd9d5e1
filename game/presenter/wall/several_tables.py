"""Several tables on the wall: where each stands, and what the slowest has let all others know.

Steps are shown, never choices. A story is shown when the last table has had it, and figures are
those of the last turn that all tables have finished. So a table that is ahead tells nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from game.engine.pending import phase_of
from game.engine.view import view
from game.model.decisions import PUBLIC
from game.model.flow import is_statement_phase
from game.model.frozen import FrozenMap
from game.model.log_events import Figures, InjectFired
from game.model.play import OUTSIDE, State, View
from game.presenter.badges import SideBadge, badge_of
from game.presenter.game_views import GameViews
from game.presenter.track_readings import TrackReading, track_readings
from game.room.people import Device
from game.room.room import Room
from game.room.table import Table
from game.rules.compiled import ActionsRules, VisitRules
from game.session.game import Game
from game.words.sentences import number as figures
from game.words.wording import Wording

WITH_FACES, WITH_DATES = 3, 6
"""The most tables of which the wall has room for faces, and for dates."""
_SIDES_WITH_FACES = {2: 4, 3: 3}
"""By number of tables the most sides that have room for a line with faces each."""
_LONGEST_PLACE = 32
"""The most letters of the date and the phase of a table."""


@frozen
class Face:
    """Somebody of a side, as two letters."""

    letters: str
    pen: bool
    """Whether this person holds the pen."""


@frozen
class SideStep:
    """How far a side is with its decision, and never with what."""

    badges: tuple[SideBadge, ...]
    """Its own; where there isn't room for a line a side, of all sides that do the same."""
    faces: tuple[Face, ...]
    state: str
    is_ready: bool
    since: int
    """Since when it decides, in seconds since 1970; 0: it doesn't, or that is unknown."""
    is_awaited: bool
    """Whether everybody else at its table waits for it, longer than at any other table."""


@frozen
class TableRow:
    """A table of several: its turn, its step, and whom it waits for."""

    number: int
    name: str
    turn: int
    """0: it has finished."""
    turns: int
    where: str
    """The date and the phase; empty where there is no room for them."""
    state: str
    """What is said instead of the steps of its sides: it pauses, or has finished."""
    sides: tuple[SideStep, ...]
    is_awaited: bool


def table_rows(room: Room, words: Wording, since: Mapping[int, float]) -> tuple[TableRow, ...]:
    """A row for each table, in their order; of many, the one that is awaited comes first.

    since: by table, since when it waits for those that are to decide, in seconds since 1970.
    """
    awaited = _awaited(room, since)
    rows = [
        _row(room, words, table, since.get(number, 0), number == awaited)
        for number, table in room.tables.items()
    ]
    if len(rows) > WITH_FACES:
        rows.sort(key=lambda row: not row.is_awaited)
    return tuple(rows)


def _awaited(room: Room, since: Mapping[int, float]) -> int:
    """The table that has waited longest for one of its sides; 0: none waits for one alone.

    Of a table that is the last to play, all that decide are awaited.
    """
    playing = [
        table
        for table in room.tables.values()
        if table.game.state.to_move and not table.game.paused
    ]
    held_up = [
        table
        for table in playing
        if len(playing) == 1 or len(table.game.state.to_move) < len(table.game.rules.sides)
    ]
    people = [table for table in held_up if not table.bot_to_move()]
    return min(people, key=lambda each: since.get(each.number, 0)).number if people else 0


def _row(
    room: Room, words: Wording, table: Table, since: float, is_awaited: bool
) -> TableRow:  # fmt: skip
    state, tables = table.game.state, len(room.tables)
    turn = max(1, state.turn)
    over, paused = not state.to_move, table.game.paused
    sides = list(table.game.rules.sides)
    has_faces = len(sides) <= _SIDES_WITH_FACES.get(tables, 0)
    steps = (_side(room, words, table, side, since, is_awaited, has_faces) for side in sides)
    return TableRow(
        table.number,
        words.say("room.console.table", table=table.number),
        0 if over else turn,
        words.scenario.turns,
        "" if over or tables > WITH_DATES else _where(words, turn, _seen(table).phase),
        words.say("wall.table.over") if over else words.say("room.wall.paused") if paused else "",
        () if over or paused else tuple(steps if has_faces or len(sides) < 3 else _joined(steps)),
        is_awaited,
    )


def _joined(steps: Iterable[SideStep]) -> Iterator[SideStep]:
    """One step for all sides that do the same."""
    alike: dict[SideStep, tuple[SideBadge, ...]] = {}
    for step in steps:
        key = evolve(step, badges=())
        alike[key] = (*alike.get(key, ()), *step.badges)
    for step, badges in alike.items():
        yield evolve(step, badges=badges)


def _seen(table: Table) -> View:
    """What the public may know of a table's game."""
    return view(table.game.rules, table.game.state, PUBLIC)


def _where(words: Wording, turn: int, phase: str | None) -> str:
    """The date and the phase, or only one of them where both are long."""
    parts = [words.day(turn), "" if phase is None else words.naming.phase(phase)]
    text = "\u00a0· ".join(filter(None, parts))
    return text if len(text) <= _LONGEST_PLACE else next(filter(None, parts))


def _side(
    room: Room, words: Wording, table: Table, side: str, since: float, is_awaited: bool,
    has_faces: bool,
) -> SideStep:  # fmt: skip
    decides = side in _seen(table).to_move
    step = _step(words, table, side, decides)
    devices = room.devices_of(table.number, side) if has_faces else ()
    pen = table.pens.get(side, "")
    return SideStep(
        (badge_of(words.scenario, side),),
        tuple(Face(_letters(device), device.id == pen) for device in devices),
        words.say(f"wall.step.{step}"),
        step == "ready",
        round(since) if decides else 0,
        is_awaited and decides,
    )


def _letters(device: Device) -> str:
    return device.name[:2].title() or "?"


def _step(words: Wording, table: Table, side: str, decides: bool) -> str:
    """What a side does now, as the key of its words: a step, whatever it chooses."""
    state, rules, seen = table.game.state, table.game.rules, _seen(table)
    if seen.to_move != state.to_move:
        return "chooses"  # something of which not all sides know
    phase = phase_of(rules, state)
    if state.questions:
        return "answers" if decides else "waits"
    if isinstance(phase, VisitRules):
        standing = state.tables[phase.table].proposer
        parties = rules.index.parties[rules.tables[phase.table].id]
        if decides:
            return "answers" if standing in (OUTSIDE, *parties.values()) else "speaks"
        return "offered" if standing >= 0 and parties.get(side) == standing else "waits"
    if decides:
        written = words.scenario.phases[seen.phase] if seen.phase is not None else None
        return "writes" if is_statement_phase(written) else "chooses"
    together = isinstance(phase, ActionsRules) and phase.together
    return "ready" if together else "waits"


# What all tables have had


@frozen
class CommonStory:
    """An inject that every table has had."""

    inject: str
    turn: int
    """The turn in which the last table had it."""
    moments: FrozenMap[int, int]
    """By table, the moment in which it happened; those that ended before are left out."""
    figures: Figures
    """What stands in the braces of its text; None where that isn't the same at all tables."""


def common_stories(room: Room) -> list[CommonStory]:
    """The injects that all tables have had, in the order in which the last table had them."""
    told = {number: dict(_told(table.game)) for number, table in room.tables.items()}
    playing = [number for number, table in room.tables.items() if table.game.state.to_move]
    # What broke in one moment keeps the order in which it was told.
    every = dict.fromkeys(key for each in told.values() for key in each)
    common = [
        CommonStory(
            key[0],
            max(told[each][key][0] for each in told if key in told[each]),
            FrozenMap((each, told[each][key][1]) for each in playing),
            _same_figures(told[each][key][2] for each in told if key in told[each]),
        )
        for key in every
        if all(key in told[each] for each in playing)
    ]
    return sorted(common, key=lambda story: (story.turn, max(story.moments.values(), default=0)))


def _told(game: Game) -> Iterator[tuple[tuple[str, int], tuple[int, int, Figures]]]:
    """What a game's public was told: an inject and how often before, the turn, the moment and what
    stands in its braces."""
    counts = Counter[str]()
    for number in GameViews(game).path():
        moment = game.moments[number]
        for entry in moment.shown_to(PUBLIC):
            if isinstance(entry.event, InjectFired):
                inject = entry.event.inject
                counts[inject] += 1
                turn = max(1, moment.state.turn)
                yield (inject, counts[inject]), (turn, number, entry.event.figures)


def _same_figures(figures: Iterable[Figures]) -> Figures:
    """What stands in the braces of a text at several tables; None where they differ."""
    every = set(figures)
    return every.pop() if len(every) == 1 else None


def finished_turn(room: Room) -> int:
    """The last turn that all tables have finished; 0: none."""
    games = [table.game for table in room.tables.values()]
    return min(
        game.state.turn - 1 if game.state.to_move else game.rules.scenario.turns for game in games
    )


def common_readings(room: Room, words: Wording) -> list[TrackReading]:
    """The public tracks after the last turn that all have finished, each as least to most.

    A table that ended before is left out.
    """
    turn, by_track = max(0, finished_turn(room)), dict[str, list[TrackReading]]()
    for table in room.tables.values():
        state = _state_after(table.game, turn)
        seen = view(table.game.rules, state, PUBLIC) if state is not None else None
        for reading in track_readings(words, [seen], PUBLIC) if seen is not None else ():
            if reading.track.seen_by is None and reading.value is not None:
                by_track.setdefault(reading.id, []).append(reading)
    return [_spanned(readings) for readings in by_track.values()]


def _state_after(game: Game, turn: int) -> State | None:
    """A game as it stood after a turn; None where it ended before."""
    if not turn:
        return game.moments[0].state
    states = [game.moments[number].state for number in GameViews(game).path()]
    later = next((state for state in states if state.turn > turn), None)
    return later or (states[-1] if states[-1].turn == turn else None)


def _spanned(readings: list[TrackReading]) -> TrackReading:
    """One track at several tables: its mean, and its figures from least to most."""
    values = [reading.value for reading in readings if reading.value is not None]
    low = min(readings, key=lambda each: each.value or 0)
    high = max(readings, key=lambda each: each.value or 0)
    mean = round(sum(values) / len(values))
    if low.value == high.value:
        return low
    text = f"{low.band_name}–{high.band_name}"
    if high.measure:
        text = f"{figures(min(values))}–{high.measure}"
    return evolve(low, value=mean, band=low.track.band_of(mean), measure=text)
