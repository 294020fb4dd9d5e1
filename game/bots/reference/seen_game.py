"""A game as a side sees it, for a persona's formulas to read (rule 12.2)."""

from __future__ import annotations

from attrs import frozen

from game.engine.draft import initial_table, initial_vote
from game.model.frozen import FrozenMap
from game.model.play import (
    CLOSED,
    NEVER_BEGUN,
    NOTHING,
    OPEN,
    STATUS,
    ProjectState,
    TableView,
    View,
    VoteState,
)
from game.rules.compiled import Rules, TableRules


@frozen
class SeenTable:
    """The fields of a table that formulas read: its status, the agreed package and its worths."""

    status: int
    options: tuple[int, ...]
    """The agreed option of each issue; NOTHING without an agreement."""
    worths: tuple[int, ...]
    """The worth of the agreed package at signature, by party; 0 if the side doesn't know it."""


@frozen
class SeenGame:
    """The fields of a game that formulas read; the side sees unseen ones as at the start."""

    turn: int
    stage: int
    outcome: int
    tracks: tuple[int, ...]
    cards: tuple[int, ...]
    uses: tuple[int, ...]
    today: tuple[int, ...]
    fired: tuple[int, ...]
    answered: tuple[int, ...]
    promises: tuple[int, ...]
    tables: tuple[SeenTable, ...]
    votes: tuple[VoteState, ...]
    projects: tuple[ProjectState, ...]


def see_game(rules: Rules, view: View) -> SeenGame:
    """Reads a game from a side's view of it."""
    index = rules.index
    taken = [view.taken.get(side, FrozenMap()).get(action) for side, action in index.slots]
    cards = {deal: index.cards[deal][view.cards[deal]] for deal in view.cards}
    return SeenGame(
        turn=view.turn,
        stage=index.stages[view.stage],
        outcome=NOTHING,
        tracks=tuple(view.tracks.get(track.id, track.start) for track in rules.tracks),
        cards=tuple(cards.get(deal, NOTHING) for deal in index.deals),
        uses=tuple(each.times if each else 0 for each in taken),
        today=tuple(each.today if each else 0 for each in taken),
        fired=tuple(view.fired.get(inject, 0) for inject in index.injects),
        answered=tuple(view.answered.get(answer, 0) for answer in index.answers),
        promises=tuple(view.promises.get(promise, 0) for promise in index.promises),
        votes=tuple(
            view.votes.get(inject.id, initial_vote(inject.vote))
            for inject in rules.votes
            if inject.vote is not None
        ),
        projects=tuple(view.projects.get(project, NEVER_BEGUN) for project in index.projects),
        tables=tuple(_see_table(rules, table, view.tables.get(table.id)) for table in rules.tables),
    )


def _see_table(rules: Rules, table: TableRules, view: TableView | None) -> SeenTable:
    if view is None:  # the side doesn't know of it
        before = initial_table(table, OPEN if table.open else CLOSED)
        return SeenTable(before.status, before.options, before.worths)
    agreed = view.agreed or FrozenMap[str, str]()
    parties = [rules.sides[side] for side in table.parties]
    return SeenTable(
        status=STATUS.index(view.status),
        options=package_numbers(table, agreed),
        worths=tuple(view.worths.get(party, 0) if agreed else 0 for party in parties),
    )


def package_numbers(table: TableRules, package: FrozenMap[str, str]) -> tuple[int, ...]:
    """Converts a package with ids into one with numbers; NOTHING for issues that it leaves out."""
    return tuple(
        issue.numbers[package[issue.id]] if issue.id in package else NOTHING
        for issue in table.issues
    )
