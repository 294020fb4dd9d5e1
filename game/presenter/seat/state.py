"""Where the talks stand, as a side sees it: tracks, promises, tables and statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from game.model.play import View
from game.presenter.badges import SideBadge, badge_of
from game.presenter.cards.picking import purse_track
from game.presenter.explanations import about_stage
from game.presenter.promises import promises_in_force
from game.presenter.prose import without_sources
from game.presenter.said.closed_tables import closed_sentences
from game.presenter.said.ending import table_standings
from game.presenter.said.under_way import project_line, projects_under_way
from game.presenter.statements import StatementTexts, latest_statements, statement_texts
from game.presenter.track_lines import TrackLine, track_line
from game.presenter.track_readings import TrackReading, track_readings
from game.presenter.worded_game import WordedGame
from game.words.wording import Wording


@frozen
class PromiseText:
    """A promise in force."""

    badge: SideBadge
    is_own: bool
    name: str
    text: str
    turns_left: str


@frozen
class StateTab:
    """Where the talks stand."""

    stage: str
    about_stage: str
    tracks: tuple[TrackLine, ...]
    only: str
    """That nobody else sees a track, to stand beside those that are private."""
    projects: tuple[TrackLine, ...]
    """What is under way."""
    promises: tuple[PromiseText, ...]
    tables: tuple[str, ...]
    statements: StatementTexts | None
    """What the sides told the press last; None where they have told it nothing."""


def state_tab(worded: WordedGame, side: str) -> StateTab:
    """Where the talks stand, as a side sees it after what it has selected is paid."""
    tracks = [track_line(worded.words, each, side) for each in _readings(worded, side)]
    return state_for(worded, side, tracks, worded.words.say("ui.only-you"), side)


def state_for(
    worded: WordedGame, reader: str, tracks: Sequence[TrackLine], only: str = "", own: str = ""
) -> StateTab:
    """Where the talks stand, as a reader sees it.

    only: what stands beside private tracks. own: the side whose promises are the reader's own;
    empty: none is.
    """
    words, view = worded.words, worded.view(reader)
    standings = table_standings(words, view, worded.game.log(reader))
    latest = latest_statements(worded, reader)
    return StateTab(
        stage=words.naming.stage(view.stage),
        about_stage=about_stage(words, view.stage),
        tracks=tuple(tracks),
        only=only,
        projects=tuple(map(project_line, projects_under_way(words, worded, reader))),
        promises=tuple(_promises(words, view, own)),
        tables=tuple(
            dict.fromkeys(
                (
                    *(table.sentence for table in standings),
                    *closed_sentences(worded, reader),
                )
            )
        ),
        statements=statement_texts(worded, latest) if latest is not None else None,
    )


def _readings(worded: WordedGame, side: str) -> list[TrackReading]:
    views = list(worded.turn_views(side))
    if side in worded.view(side).to_move and worded.decision_kind() == "actions":
        views[-1] = worded.selection(side).asking().view
    purse = purse_track(worded.words.scenario, side)
    readings = track_readings(worded.words, views, side)
    return [reading for reading in readings if reading.id != purse]


def _promises(words: Wording, view: View, side: str) -> Iterator[PromiseText]:
    for each in promises_in_force(words, view):
        yield PromiseText(
            badge_of(words.scenario, each.sides[0]),
            side in each.sides,
            each.name,
            without_sources(each.text),
            each.turns_left,
        )
