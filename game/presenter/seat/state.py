"""Where the talks stand, as a side sees it: tracks, promises, tables and statements."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from attrs import frozen

from game.model.play import View
from game.presenter.cards.purse import purse_track
from game.presenter.debrief.debrief import table_statuses
from game.presenter.explanations import about_stage, about_track
from game.presenter.promises import promises_in_force
from game.presenter.prose import without_sources
from game.presenter.seat.arguments import words_of_statement
from game.presenter.sides.badges import SideBadge, badge_of
from game.presenter.statements import latest_statements
from game.presenter.told_game import ToldGame
from game.presenter.track_readings import TrackReading, track_readings
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
    """A track as the page draws it."""

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


@frozen
class PromiseText:
    """A promise in force."""

    badge: SideBadge
    is_own: bool
    name: str
    text: str
    turns_left: str


@frozen
class StatementText:
    """What a side told the press."""

    badge: SideBadge
    side: str
    title: str
    text: str
    """The author's text of the statement; may be empty."""
    own_words: str
    """What people wrote with it, or a bot said; may be empty."""
    followed: tuple[str, ...]


@frozen
class StateTab:
    """Where the talks stand."""

    stage: str
    about_stage: str
    tracks: tuple[TrackLine, ...]
    promises: tuple[PromiseText, ...]
    tables: tuple[str, ...]
    statements_head: str
    """When the statements were made; empty where none were."""
    statements: tuple[StatementText, ...]


def state_tab(told_game: ToldGame, side: str) -> StateTab:
    """Where the talks stand, as a side sees it after what it has selected is paid."""
    words, view = told_game.words, told_game.view(side)
    head, statements = _statements(told_game, side)
    return StateTab(
        stage=words.naming.stage(view.stage),
        about_stage=about_stage(words, view.stage),
        tracks=tuple(_track_line(words, each, side) for each in _readings(told_game, side)),
        promises=tuple(_promises(words, view, side)),
        tables=tuple(table_statuses(words, view)),
        statements_head=head,
        statements=statements,
    )


def _readings(told_game: ToldGame, side: str) -> list[TrackReading]:
    views = list(told_game.turn_views(side))
    if side in told_game.view(side).to_move and told_game.decision_kind() == "actions":
        views[-1] = told_game.selection(side).asking().view
    purse = purse_track(told_game.words.scenario, side)
    readings = track_readings(told_game.words, views, side)
    return [reading for reading in readings if reading.id != purse]


def _track_line(words: Wording, reading: TrackReading, side: str) -> TrackLine:
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
        about_track(words, reading.id, side),
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


def _promises(words: Wording, view: View, side: str) -> Iterator[PromiseText]:
    for each in promises_in_force(words, view):
        yield PromiseText(
            badge_of(words.scenario, each.side),
            each.side == side,
            each.name,
            without_sources(each.text),
            each.turns_left,
        )


def _statements(told_game: ToldGame, side: str) -> tuple[str, tuple[StatementText, ...]]:
    """When the last statements were made, and they themselves."""
    words, latest = told_game.words, latest_statements(told_game, side)
    if latest is None:
        return "", ()
    head = words.say("ui.readouts.turn", phase=words.naming.phase(latest.phase), turn=latest.turn)
    texts = []
    for each in latest.statements:
        first, *followed = each.entries
        quotation = first.quotation
        written = words_of_statement(told_game, latest.turn, each.side, each.action)
        own_words = quotation.text if quotation is not None else written
        texts.append(
            StatementText(
                badge_of(words.scenario, each.side),
                words.say("ui.readouts.statement", side=words.naming.side_inside(each.side)),
                words.naming.action(each.action),
                without_sources(words.scenario.actions[each.action].text),
                words.say("quoted", text=own_words) if own_words else "",
                tuple(words.entries(followed)),
            )
        )
    return head, tuple(texts)
