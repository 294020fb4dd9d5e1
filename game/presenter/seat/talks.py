"""The negotiating table on the page: issues as steps, one of them open, worths, and what to say."""

from __future__ import annotations

from attrs import frozen

from game.model.decisions import Accept
from game.presenter.negotiator import Negotiator
from game.presenter.offers.clauses import package_clauses
from game.presenter.offers.issues import IssueReading, read_issues
from game.presenter.offers.worth_bar import WorthBar, worth_bar
from game.presenter.offers.worths import standing_mark
from game.presenter.own_words import argument_label
from game.presenter.prose import without_sources
from game.presenter.seat.actions import agree_button
from game.presenter.seat.buttons import AgreeButton, ConfirmButton, NoteField, note_field
from game.presenter.seat.context import Opened, SeatContext
from game.presenter.seat.speaking import (
    draft_sentence,
    draft_sources,
    main_button,
    speaking_buttons,
    standing_sentences,
)
from game.presenter.seat.team import agreement_sentence
from game.session.talk import LONGEST_ARGUMENT


@frozen
class TableToSpeakAt:
    """The table at which a side is to speak."""

    kind = "table"

    negotiation: str
    name: str
    about: str
    fingerprint: str
    issues: tuple[IssueReading, ...]
    agreed: str
    agreed_short: str
    """On how many issues the draft says what the offer of another says, in words and in few; empty
    where no such offer stands."""
    apart: str
    """On how many they are apart, in words; empty where no such offer stands, or none is left."""
    issue: IssueReading | None
    """The issue whose options are shown."""
    before: str
    """The issue to its left; empty for the first."""
    after: str
    """The issue that comes next: the next one on which the sides are apart, else to its right."""
    rules: tuple[str, ...]
    bar: WorthBar
    standing: tuple[str, ...]
    """What stands on the table, who has accepted it and what was said with it, as sentences."""
    offered: str
    """Whose offer stands, as the head of a column; empty where no offer of another stands."""
    drafts: bool
    """Whether the side drafts an offer, and doesn't only answer one."""
    sources: tuple[tuple[str, str], ...]
    """From what the draft can be begun again: a word for the form, and a label."""
    agreement: str
    main: ConfirmButton | None
    """The one of these buttons that stays in sight; None without the pen."""
    buttons: tuple[ConfirmButton, ...]
    """What can be said, by weight; empty without the pen."""
    agree: AgreeButton | None
    moment: str
    draft: str
    """What is still open in the draft, or with what it begins, as a sentence; may be empty."""
    note: NoteField | None
    """What is said with the offer; None where nothing can be."""


@frozen
class TableAtSeat:
    """The table that is visited as all devices of a side are shown it."""

    negotiator: Negotiator
    issues: tuple[IssueReading, ...]
    rules: tuple[str, ...]
    bar: WorthBar
    standing: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    draft: str
    is_whole: bool
    """Whether the draft has an option for each issue."""
    note_label: str
    drafts: bool
    """Whether the side drafts an offer, and doesn't only answer one."""


def read_table(negotiator: Negotiator) -> TableAtSeat:
    """The table that is visited as the side whose turn it is to speak sees it."""
    return TableAtSeat(
        negotiator,
        read_issues(negotiator),
        tuple(negotiator.rules()),
        worth_bar(negotiator),
        standing_sentences(negotiator),
        () if negotiator.only_answers else draft_sources(negotiator),
        draft_sentence(negotiator),
        not negotiator.open_issues,
        "" if negotiator.only_answers else argument_label(negotiator),
        drafts=not negotiator.only_answers,
    )


def table_to_speak_at(reading: TableAtSeat, context: SeatContext, opened: Opened) -> TableToSpeakAt:
    """The table that is visited, as a device of the side whose turn it is to speak shows it."""
    negotiator, issues = reading.negotiator, reading.issues
    words, table, mine = negotiator.words, negotiator.table, context.holds_pen
    has_offer = table.has_offer_to(negotiator.side) and reading.drafts
    agreed = sum(each.is_agreed for each in issues)
    apart = len(issues) - agreed if has_offer else 0
    issue = _choose_issue(issues, opened.issue)
    before, after = _neighbours(issues, issue)
    is_offered = any(each.offered for each in issues)
    buttons = speaking_buttons(negotiator, context) if mine else ()
    return TableToSpeakAt(
        negotiation=table.id,
        name=words.naming.table(table.id),
        about=without_sources(words.scenario.tables[table.id].text),
        fingerprint=context.fingerprint,
        issues=issues,
        agreed=words.counted("seat.table.agreed", agreed) if has_offer else "",
        agreed_short=words.counted("seat.table.agreed.short", agreed) if has_offer else "",
        apart=words.counted("seat.table.apart", apart) if apart else "",
        issue=issue,
        before=before,
        after=after,
        rules=reading.rules,
        bar=reading.bar,
        standing=reading.standing,
        offered=standing_mark(words, table.proposer or "") if is_offered else "",
        drafts=reading.drafts,
        sources=reading.sources,
        agreement=agreement_sentence(words, context) if reading.is_whole else "",
        main=main_button(buttons),
        buttons=buttons,
        agree=_agree_button(negotiator, context) if not mine and reading.is_whole else None,
        moment=context.moment,
        draft=reading.draft,
        note=note_field(reading.note_label, words.say("seat.note.ours"), LONGEST_ARGUMENT, context),
    )


def _agree_button(negotiator: Negotiator, context: SeatContext) -> AgreeButton:
    """What a person without the pen agrees to: the draft, or the offer that alone is left."""
    words, table = negotiator.words, negotiator.table
    drafts = negotiator.legal.offer is not None
    package = negotiator.draft.package if drafts else table.offer or {}
    what = "draft" if drafts else "offer" if negotiator.may(Accept()) else ""
    clauses = package_clauses(words, table.id, package) if what else ()
    return agree_button(words, context, what, clauses)


def _choose_issue(issues: tuple[IssueReading, ...], wanted: str) -> IssueReading | None:
    """The issue that was asked for, else the first on which the sides are apart, else the first."""
    for issue in issues:
        if issue.id == wanted:
            return issue
    apart = [issue for issue in issues if not issue.is_agreed]
    return next(iter(apart or issues), None)


def _neighbours(issues: tuple[IssueReading, ...], issue: IssueReading | None) -> tuple[str, str]:
    """The issue to the left of one, and the issue that comes next; each empty where none does."""
    if issue is None:
        return "", ""
    index = issues.index(issue)
    later = issues[index + 1 :]
    after = [each.id for each in later if not each.is_agreed] or [each.id for each in later]
    return issues[index - 1].id if index else "", after[0] if after else ""
