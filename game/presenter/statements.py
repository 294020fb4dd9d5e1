"""Statements to the press that all sides make in one phase without seeing each other's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from game.model.entries import Entry, Quotation
from game.model.flow import is_statement_phase
from game.model.log_events import ActionTaken, CostPaid, PhaseBegan
from game.model.scenario import Scenario
from game.presenter.badges import SideBadge, badge_of
from game.presenter.prose import without_sources
from game.presenter.worded_game import WordedGame


@frozen
class Statement:
    """The statement of one side, and what followed from it at once."""

    side: str
    action: str
    entries: tuple[Entry, ...]
    """The entry of the action, then what followed."""

    @property
    def quotation(self) -> Quotation | None:
        """What its bot or its people said in their own words; None: nothing."""
        return self.entries[0].quotation


@frozen
class StatementRound:
    """The statements of all sides in one phase."""

    phase: str
    turn: int
    statements: tuple[Statement, ...]
    since: int
    """How many entries of the reader's record there are from the last statement on."""

    def is_new(self, worded: WordedGame, side: str) -> bool:
        """Whether a side has decided nothing since all of them were made."""
        return self.since <= worded.new_entries(side)


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
class StatementTexts:
    """What all sides told the press in one phase."""

    head: str
    """When they did."""
    sides: tuple[StatementText, ...]


def latest_statements(worded: WordedGame, side: str) -> StatementRound | None:
    """The statements of the last phase in which every side made one; None where there was none.

    They tell no more than the side may know.
    """
    record = worded.record(side)
    batches = [batch for _, batch in record]
    latest: StatementRound | None = None
    for number, phase, statements in statement_rounds(worded.words.scenario, batches):
        after = batches[number][batches[number].index(statements[-1].entries[0]) :]
        since = len(after) + sum(map(len, batches[number + 1 :]))
        latest = StatementRound(phase, record[number][0], tuple(statements), since)
    return latest


def statement_rounds(
    scenario: Scenario, batches: Iterable[Sequence[Entry]]
) -> Iterator[tuple[int, str, list[Statement]]]:
    """Each time that every side made a statement: the number of the batch, the phase, and they."""
    phase = ""
    for number, batch in enumerate(batches):
        for current, entries in _by_phase(phase, batch):
            phase = current
            statements = _statements(entries)
            sides = {statement.side for statement in statements}
            is_complete = len(sides) == len(statements) > 1
            if is_complete and is_statement_phase(scenario.phases.get(phase)):
                yield number, phase, statements


def statement_texts(worded: WordedGame, latest: StatementRound) -> StatementTexts:
    """The statements of one phase in words."""
    words, texts = worded.words, []
    for each in latest.statements:
        said = each.quotation
        texts.append(
            StatementText(
                badge_of(words.scenario, each.side),
                words.say("ui.readouts.statement", side=words.naming.side_inside(each.side)),
                words.naming.action(each.action),
                without_sources(words.scenario.actions[each.action].text),
                words.say("quoted", text=said.text) if said is not None else "",
                tuple(words.entries(each.entries[1:])),
            )
        )
    head = words.say("ui.readouts.turn", phase=words.naming.phase(latest.phase), turn=latest.turn)
    return StatementTexts(head, tuple(texts))


def _by_phase(phase: str, batch: Sequence[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """The entries of a batch that began in a phase, split where other phases begin."""
    entries: list[Entry] = []
    for entry in batch:
        if isinstance(entry.event, PhaseBegan):
            yield phase, entries
            phase, entries = entry.event.phase, []
        entries.append(entry)
    yield phase, entries


def _statements(entries: Sequence[Entry]) -> list[Statement]:
    """The statements among entries, each with its consequences."""
    statements = []
    for entry in entries:
        if isinstance(entry.event, ActionTaken):
            side, action = entry.event.side, entry.event.action
            consequences = [
                other
                for other in entries
                if not isinstance(other.event, CostPaid) and _follows_from(other, entry.event)
            ]
            statements.append(Statement(side, action, (entry, *consequences)))
    return statements


def _follows_from(entry: Entry, action: ActionTaken) -> bool:
    cause = entry.cause
    if cause is None or cause.side != action.side:
        return False
    return cause.path == action.path or cause.kind == "tag"
