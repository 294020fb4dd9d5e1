"""How a game ended: its outcome, and what became of each table, also while it goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from game.model.entries import Entry
from game.model.play import Aftermath, TableView, View
from game.model.shown import EPILOGUE_WORDS
from game.presenter.badges import SideBadge, badge_of
from game.presenter.prose import paragraphs, without_sources
from game.session.agreements import Fall, Signing, falls
from game.words.wording import Wording


@frozen
class TableStanding:
    """What has become of a table."""

    status: str
    """As in `agreed`."""
    sentence: str
    package: str
    """What was agreed there, or which offer lies there; empty where neither is so."""


@frozen
class Newspaper:
    """The front page of a side's paper."""

    badge: SideBadge
    name: str
    headline: str
    lines: tuple[str, ...]


@frozen
class Ending:
    """How a game ended, as all may know it."""

    outcome: str
    text: tuple[str, ...]
    """The paragraphs of the outcome."""
    epilogue: tuple[str, ...]
    """The paragraphs that the author lets follow (rule 17.1)."""
    papers: tuple[Newspaper, ...]
    """What the papers of the sides print on the morning after (rule 17.2)."""
    tables: tuple[TableStanding, ...]
    below: tuple[str, ...]
    """Sentences: who signed an agreement that was worth less to them than none."""

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """All that is told of the outcome."""
        return (*self.text, *self.epilogue)


def ending_of(
    words: Wording, view: View, log: Iterable[Entry], signings: Iterable[Signing] = ()
) -> Ending | None:
    """How a game ended; None while it goes on.

    log: what its reader knows to have happened. signings: those whose worths have been revealed to
    whoever reads it.
    """
    if view.outcome is None:
        return None
    aftermath = view.aftermath or Aftermath()
    text = words.fill(words.scenario.outcomes[view.outcome].text, aftermath.figures)
    return Ending(
        words.naming.outcome(view.outcome),
        tuple(paragraphs(text)),
        tuple(_epilogue(words, aftermath)),
        tuple(_newspapers(words, aftermath)),
        table_standings(words, view, log),
        tuple(words.signed_below(each) for each in signings if each.below),
    )


def _epilogue(words: Wording, aftermath: Aftermath) -> Iterator[str]:
    """The parts of an epilogue that hold, as long as they have few enough words together."""
    left = EPILOGUE_WORDS
    for part in aftermath.epilogue:
        text = words.fill(words.scenario.epilogue[part].text, aftermath.figures)
        left -= len(text.split())
        if left < 0:
            return
        yield from paragraphs(text)


def _newspapers(words: Wording, aftermath: Aftermath) -> Iterator[Newspaper]:
    for side, page in aftermath.press.items():
        press = words.scenario.press[side]
        lines = (words.fill(press.lines[line].text, aftermath.figures) for line in page.lines)
        yield Newspaper(
            badge_of(words.scenario, side),
            press.name,
            words.fill(press.headlines[page.headline].text, aftermath.figures),
            tuple(lines),
        )


def table_standings(words: Wording, view: View, log: Iterable[Entry]) -> tuple[TableStanding, ...]:
    """What has become of each table, as far as its reader may know."""
    fell = falls(log) if view.outcome is not None else {}
    return tuple(
        TableStanding(
            table.status,
            standing_sentence(words, table, is_over=view.outcome is not None, fell=fell.get(id)),
            _package(words, id, table),
        )
        for id, table in view.tables.items()
    )


def standing_sentence(
    words: Wording, table: TableView, *, is_over: bool = False, fell: Fall | None = None
) -> str:
    """What has become of a table, in a sentence or two.

    fell: after the end, how what had been signed there came to bind nobody; None where nothing had.
    """
    name, is_open = words.naming.table(table.id), table.status == "open"
    left_open = "status.open.over.again" if fell is not None else "status.open.over"
    status = words.say(left_open if is_open and is_over else f"status.{table.status}")
    key = "board.table.open" if is_open and not is_over else "board.table"
    rounds = words.counted("rounds", table.rounds_left)
    said = without_sources(words.say(key, table=name, status=status, rounds=rounds))
    if table.status == "signed" and not is_over:
        return f"{said} {words.to_ratify(table.id, table.due, table.ratified)}"
    if fell is not None and table.status in ("open", "collapsed", "expired"):
        return f"{said} {words.say(f'status.fell.{fell}')}"
    return said


def _package(words: Wording, id: str, table: TableView) -> str:
    signed = table.agreed or table.signed
    if signed is not None:
        return f"{words.naming.package(id, signed)}."
    if table.offer is None:
        return ""
    package = words.naming.package(id, table.offer)
    if table.proposer is None:
        return words.say("board.proposal", package=package)
    return words.say("board.offer", side=words.naming.side(table.proposer), package=package)
