"""Where the talks stand, as a side sees it: tracks, promises, tables and statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from game.model.play import View
from game.presenter.cards.picking import purse_track
from game.presenter.explanations import about_stage
from game.presenter.own_words import words_of_statement
from game.presenter.promises import promises_in_force
from game.presenter.prose import without_sources
from game.presenter.said.ending import table_standings
from game.presenter.sides.badges import SideBadge, badge_of
from game.presenter.statements import latest_statements
from game.presenter.told_game import ToldGame
from game.presenter.track_lines import TrackLine, track_line
from game.presenter.track_readings import TrackReading, track_readings
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
    only: str
    """That nobody else sees a track, to stand beside those that are private."""
    promises: tuple[PromiseText, ...]
    tables: tuple[str, ...]
    statements_head: str
    """When the statements were made; empty where none were."""
    statements: tuple[StatementText, ...]


def state_tab(told_game: ToldGame, side: str) -> StateTab:
    """Where the talks stand, as a side sees it after what it has selected is paid."""
    tracks = [track_line(told_game.words, each, side) for each in _readings(told_game, side)]
    return state_for(told_game, side, tracks, told_game.words.say("ui.only-you"), side)


def state_for(
    told_game: ToldGame, reader: str, tracks: Sequence[TrackLine], only: str = "", own: str = ""
) -> StateTab:
    """Where the talks stand, as a reader sees it.

    only: what stands beside private tracks. own: the side whose promises are the reader's own;
    empty: none is.
    """
    words, view = told_game.words, told_game.view(reader)
    head, statements = _statements(told_game, reader)
    return StateTab(
        stage=words.naming.stage(view.stage),
        about_stage=about_stage(words, view.stage),
        tracks=tuple(tracks),
        only=only,
        promises=tuple(_promises(words, view, own)),
        tables=tuple(table.sentence for table in table_standings(words, view)),
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


def _promises(words: Wording, view: View, side: str) -> Iterator[PromiseText]:
    for each in promises_in_force(words, view):
        yield PromiseText(
            badge_of(words.scenario, each.side),
            each.side == side,
            each.name,
            without_sources(each.text),
            each.turns_left,
        )


def _statements(told_game: ToldGame, reader: str) -> tuple[str, tuple[StatementText, ...]]:
    """When the last statements were made, and they themselves."""
    words, latest = told_game.words, latest_statements(told_game, reader)
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
