"""How a game ended: its outcome, and what became of each table."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from game.model.play import TableView, View
from game.presenter.prose import paragraphs, without_sources
from game.session.agreements import Signing
from game.words.wording import Wording


@frozen
class TableEnd:
    """What became of a table."""

    status: str
    """As in `agreed`."""
    sentence: str
    package: str
    """What was agreed there, or which offer lay there at the end; empty where neither is so."""


@frozen
class Ending:
    """How a game ended, as all may know it."""

    outcome: str
    paragraphs: tuple[str, ...]
    tables: tuple[TableEnd, ...]
    below: tuple[str, ...]
    """Sentences: who signed an agreement that was worth less to them than none."""


def ending_of(words: Wording, view: View, signings: Iterable[Signing] = ()) -> Ending | None:
    """How a game ended; None while it goes on.

    signings: those whose worths have been revealed to whoever reads it.
    """
    if view.outcome is None:
        return None
    return Ending(
        words.naming.outcome(view.outcome),
        tuple(paragraphs(words.scenario.outcomes[view.outcome].text)),
        tuple(
            TableEnd(table.status, table_status(words, id, table), _package(words, id, table))
            for id, table in view.tables.items()
        ),
        tuple(words.signed_below(each) for each in signings if each.below),
    )


def table_status(words: Wording, id: str, table: TableView) -> str:
    """What has become of a table, as a sentence."""
    status = words.say(f"status.{table.status}")
    return without_sources(words.say("board.table", table=words.naming.table(id), status=status))


def _package(words: Wording, id: str, table: TableView) -> str:
    if table.agreed is not None:
        return f"{words.naming.package(id, table.agreed)}."
    return standing_offer(words, id, table)


def standing_offer(words: Wording, id: str, table: TableView) -> str:
    """The offer that lies at a table, as a sentence; empty where none does."""
    if table.offer is None:
        return ""
    package = words.naming.package(id, table.offer)
    if table.proposer is None:
        return words.say("board.proposal", package=package)
    return words.say("board.offer", side=words.naming.side(table.proposer), package=package)
