"""The negotiating table on the page: issues as steps, one of them open, worths, and what to say."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from game.model.decisions import Accept
from game.presenter.negotiator import Negotiator
from game.presenter.offers.clauses import package_clauses
from game.presenter.offers.issues import IssueReading, OptionReading, read_issues
from game.presenter.offers.worths import worth_text
from game.presenter.own_words import argument_label
from game.presenter.prose import short_name, without_sources
from game.presenter.seat.actions import agree_button
from game.presenter.seat.buttons import AgreeButton, ConfirmButton, NoteField, note_field
from game.presenter.seat.context import Opened, SeatContext
from game.presenter.seat.speaking import (
    draft_sources,
    speaking_buttons,
    standing_sentences,
    suggested_draft,
)
from game.presenter.seat.team import agreement_sentence
from game.presenter.seat.worth_bar import WorthBar, worth_bar
from game.presenter.sides.badges import SideBadge, badge_of
from game.session.talk import LONGEST_ARGUMENT
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class IssueStep:
    """An issue in the row of all issues."""

    id: str
    number: int
    name: str
    is_agreed: bool
    is_open: bool
    """Whether its options are shown below."""
    label: str
    """The same in words, for those who don't see the row."""


@frozen
class LadderOption:
    """An option of the issue that is open."""

    id: str
    name: str
    worth: str
    """What it adds to the worth of the side's draft."""
    depends: str
    """On what that depends, in words; empty where on nothing."""
    about: str
    does: str
    meanings: str
    """What the scenario says of it, what follows if it is agreed, and what words there mean."""
    in_draft: bool
    offered_by: SideBadge | None
    """The badge of whoever offers it now; None where nobody does."""
    marks: tuple[str, ...]
    """Who holds it, in words: our draft, another's standing offer, our own last offer."""
    is_last: bool
    """Whether the side's own last offer has it."""
    locked: str
    """Why it can't be proposed; empty where it can be."""


@frozen
class OpenIssue:
    """The issue whose options are shown."""

    id: str
    name: str
    place: str
    """Its number among the issues and what it weighs, in words."""
    about: str
    options: tuple[LadderOption, ...]
    before: str
    """The issue to its left; empty for the first."""
    after: str
    """The issue that comes next: the next one on which the sides are apart, else to its right."""


@frozen
class TableToSpeakAt:
    """The table at which a side is to speak."""

    kind = "table"

    negotiation: str
    name: str
    about: str
    fingerprint: str
    steps: tuple[IssueStep, ...]
    agreed: str
    agreed_short: str
    """On how many issues the draft says what the offer of another says, in words and in few; empty
    where no such offer stands."""
    apart: str
    """On how many they are apart, in words; empty where no such offer stands, or none is left."""
    issue: OpenIssue | None
    rules: tuple[str, ...]
    bar: WorthBar
    standing: tuple[str, ...]
    """What stands on the table, who has accepted it and what was said with it, as sentences."""
    offered: str
    """Whose offer stands, as the head of a column."""
    points: tuple[_PointAtAGlance, ...]
    """What it says on each point, beside the draft; empty where no offer of another stands."""
    sources: tuple[tuple[str, str], ...]
    """From what the draft can be begun again: a word for the form, and a label."""
    agreement: str
    buttons: tuple[ConfirmButton, ...]
    """What can be said, by weight; empty without the pen."""
    agree: AgreeButton | None
    moment: str
    suggested: str
    """With what the draft begins, as a sentence; empty where somebody has changed it."""
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
    points: tuple[_PointAtAGlance, ...]
    sources: tuple[tuple[str, str], ...]
    suggested: str
    note_label: str


def read_table(negotiator: Negotiator) -> TableAtSeat:
    """The table that is visited as the side whose turn it is to speak sees it."""
    issues = read_issues(negotiator)
    return TableAtSeat(
        negotiator,
        issues,
        tuple(negotiator.rules()),
        worth_bar(negotiator),
        standing_sentences(negotiator),
        _points_at_a_glance(issues),
        draft_sources(negotiator),
        suggested_draft(negotiator),
        argument_label(negotiator),
    )


def table_to_speak_at(reading: TableAtSeat, context: SeatContext, opened: Opened) -> TableToSpeakAt:
    """The table that is visited, as a device of the side whose turn it is to speak shows it."""
    negotiator, issues = reading.negotiator, reading.issues
    words, table, mine = negotiator.words, negotiator.table, context.holds_pen
    has_offer = table.has_offer_to(negotiator.side)
    agreed = sum(each.is_agreed for each in issues)
    apart = len(issues) - agreed if has_offer else 0
    issue = _choose_issue(issues, opened.issue)
    return TableToSpeakAt(
        negotiation=table.id,
        name=words.naming.table(table.id),
        about=without_sources(words.scenario.tables[table.id].text),
        fingerprint=context.fingerprint,
        steps=tuple(_step(words, index, each, each is issue) for index, each in enumerate(issues)),
        agreed=words.counted("seat.table.agreed", agreed) if has_offer else "",
        agreed_short=words.counted("seat.table.agreed.short", agreed) if has_offer else "",
        apart=words.counted("seat.table.apart", apart) if apart else "",
        issue=_open_issue(negotiator, issues, issue) if issue is not None else None,
        rules=reading.rules,
        bar=reading.bar,
        standing=reading.standing,
        offered=_standing_mark(words, table.proposer or "") if reading.points else "",
        points=reading.points,
        sources=reading.sources,
        agreement=agreement_sentence(words, context),
        buttons=speaking_buttons(negotiator, context) if mine else (),
        agree=None if mine else _agree_button(negotiator, context),
        moment=context.moment,
        suggested=reading.suggested,
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


# The issues


def _choose_issue(issues: tuple[IssueReading, ...], wanted: str) -> IssueReading | None:
    """The issue that was asked for, else the first on which the sides are apart, else the first."""
    for issue in issues:
        if issue.id == wanted:
            return issue
    apart = [issue for issue in issues if not issue.is_agreed]
    return next(iter(apart or issues), None)


def _step(words: Wording, index: int, issue: IssueReading, is_open: bool) -> IssueStep:
    key = "seat.step.agreed" if issue.is_agreed else "seat.step.apart"
    label = words.say(key, number=index + 1, issue=issue.name)
    return IssueStep(issue.id, index + 1, issue.name, issue.is_agreed, is_open, label)


def _open_issue(
    negotiator: Negotiator, issues: tuple[IssueReading, ...], issue: IssueReading
) -> OpenIssue:
    words, index = negotiator.words, issues.index(issue)
    key = "seat.issue.place" if issue.weight is None else "seat.issue.place.weight"
    total = sum(each.weight or 0 for each in issues)
    place = words.say(
        key,
        number=index + 1,
        count=len(issues),
        weight=number(issue.weight or 0),
        total=number(total),
    )
    later = issues[index + 1 :]
    after = next((each for each in later if not each.is_agreed), later[0] if later else None)
    return OpenIssue(
        issue.id,
        issue.name,
        place,
        issue.about,
        tuple(_ladder_option(negotiator, option) for option in issue.options),
        issues[index - 1].id if index else "",
        after.id if after is not None else "",
    )


def _ladder_option(negotiator: Negotiator, option: OptionReading) -> LadderOption:
    words, proposer = negotiator.words, option.offered_by
    marks = []
    if option.draft and proposer is not None:
        marks.append(words.say("seat.option.agreed"))
    elif option.draft:
        marks.append(words.say("seat.option.draft"))
    if proposer is not None:
        marks.append(_standing_mark(words, proposer))
    if option.last:
        marks.append(words.say("ui.table.legend.last"))
    return LadderOption(
        id=option.id,
        name=option.name,
        worth=worth_text(option.worth),
        depends=option.depends,
        about=option.about,
        does=option.does,
        meanings=option.meanings,
        in_draft=option.draft,
        offered_by=badge_of(words.scenario, proposer) if proposer is not None else None,
        marks=tuple(marks),
        is_last=option.last,
        locked=option.locked,
    )


def _standing_mark(words: Wording, proposer: str) -> str:
    if not proposer:
        return words.say("ui.table.legend.outside")
    return words.say("ui.table.legend.standing", side=short_name(words, proposer))


@frozen
class _PointAtAGlance:
    """One point of the table; an option has what it is worth to the side behind it."""

    name: str
    offered: str
    """What the standing offer of another says on it; empty where the offer leaves it out."""
    drafted: str
    """What the side's draft says on it."""
    is_agreed: bool
    """Whether both say the same."""


def _points_at_a_glance(issues: Iterable[IssueReading]) -> tuple[_PointAtAGlance, ...]:
    """The points of a table in order; empty where no offer of another stands."""
    points = tuple(
        _PointAtAGlance(
            issue.name,
            _first(each for each in issue.options if each.offered_by is not None),
            _first(each for each in issue.options if each.draft),
            issue.is_agreed,
        )
        for issue in issues
    )
    return points if any(point.offered for point in points) else ()


def _first(options: Iterable[OptionReading]) -> str:
    option = next(iter(options), None)
    return f"{option.name} ({worth_text(option.worth)})" if option is not None else ""
