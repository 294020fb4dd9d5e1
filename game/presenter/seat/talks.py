"""The negotiating table on the page: issues as steps, one of them open, worths, and what to say."""

from __future__ import annotations

from attrs import frozen

from game.model.decisions import Accept, Pass, Walk
from game.model.frozen import FrozenMap
from game.presenter.negotiator import Negotiator
from game.presenter.offers.clauses import package_clauses
from game.presenter.offers.issues import IssueReading, read_issues
from game.presenter.offers.worth_bar import WorthBar, worth_bar
from game.presenter.offers.worths import standing_mark, standing_text, walking_about, worth_text
from game.presenter.own_words import argument_label, argument_of_standing_offer
from game.presenter.prose import short_name, without_sources
from game.presenter.seat.actions import agree_button
from game.presenter.seat.buttons import AgreeButton, ConfirmButton, NoteField, Weight, note_field
from game.presenter.seat.context import Opened, SeatContext
from game.presenter.seat.team import agreement_sentence, unagreed_sentence
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


def standing_sentences(negotiator: Negotiator) -> tuple[str, ...]:
    """Who has said nothing, what stands on the table, what was said with it, who has accepted."""
    words, table = negotiator.words, negotiator.table
    worth, silences = table.worths.get(negotiator.side), negotiator.silences()
    if table.offer is None:
        return (*silences, words.say("table.no-offer"), *words.who_left(table))
    sentences = silences if worth is None else [*silences, standing_text(negotiator, worth)]
    if table.proposer not in (None, negotiator.side):
        sentences.append(negotiator.words_of_others())
        argument = argument_of_standing_offer(negotiator.worded, negotiator.side, table.id)
        sentences.append(words.say("quoted", text=argument) if argument else "")
    for side, package in _other_offers(negotiator):
        name, figure = words.naming.side_inside(side), worth_text(negotiator.worth(package))
        sentences.append(words.say("seat.last-offer", side=name, worth=figure))
    if table.accepted:
        sides = words.naming.sides(table.accepted)
        sentences.append(words.say("table.accepted", sides=sides))
    sentences += [*words.support(table), *words.who_left(table)]
    sentences.append(negotiator.no_accept())
    return tuple(sentence for sentence in sentences if sentence)


def _other_offers(negotiator: Negotiator) -> list[tuple[str, FrozenMap[str, str]]]:
    """The last offers of other sides that no longer stand, by side."""
    table = negotiator.table
    return [
        (side, package)
        for side, package in table.last_offers.items()
        if side not in (negotiator.side, table.proposer)
    ]


def draft_sources(negotiator: Negotiator) -> tuple[tuple[str, str], ...]:
    """From what the draft can be begun again, each with its label.

    `theirs`: the standing offer; `own`: the side's own last one; else the id of another side, for
    its last offer.
    """
    words, table, package = negotiator.words, negotiator.table, negotiator.draft.package
    sources = []
    if table.has_offer_to(negotiator.side) and dict(table.offer or {}) != package:
        label = words.say("seat.draft.outside")
        if table.proposer is not None:
            side = words.naming.side_inside(table.proposer)
            label = words.say("seat.draft.theirs", side=side)
        sources.append(("theirs", label))
    for other, last in _other_offers(negotiator):
        if dict(last) != package:
            side = words.naming.side_inside(other)
            sources.append((other, words.say("seat.draft.last", side=side)))
    own = negotiator.last_offer(own=True)
    if own is not None and dict(own) != package:
        sources.append(("own", words.say("seat.draft.own")))
    return tuple(sources)


def draft_sentence(negotiator: Negotiator) -> str:
    """What is still open in the draft, or with what it begins; empty for one that was changed."""
    if negotiator.open_issues:
        return negotiator.open_sentence()
    if negotiator.draft.changed or negotiator.legal.offer is None:
        return ""
    begins = "offer" if negotiator.table.has_offer_to(negotiator.side) else "best"
    return negotiator.words.say(f"seat.draft.suggested.{begins}")


def speaking_buttons(negotiator: Negotiator, context: SeatContext) -> tuple[ConfirmButton, ...]:
    """What the side can say, by weight."""
    words = negotiator.words
    paused = words.say("refused.paused") if context.paused else ""
    buttons = []
    if negotiator.legal.offer is not None:
        buttons.append(_offer_button(negotiator, context, paused))
    if negotiator.may(Accept()):
        buttons.append(_accept_button(negotiator, context, paused))
    if negotiator.may(Pass()):
        buttons.append(ConfirmButton("pass", words.say("ui.table.pass"), "grey", closed=paused))
    if negotiator.may(Walk()):
        asked = walking_about(negotiator)
        label, yes = words.say("seat.walk"), words.say("ui.table.walk")
        buttons.append(ConfirmButton("walk", label, "plain", "", paused, asked, yes))
    return tuple(buttons)


def main_button(buttons: tuple[ConfirmButton, ...]) -> ConfirmButton | None:
    """What stays in sight: the filled button, but accepting as long as that can't be pressed."""
    filled = next((each for each in buttons if each.weight == "filled"), None)
    if filled is None or filled.closed:
        return next((each for each in buttons if each.what == "accept"), filled)
    return filled


def _offer_button(negotiator: Negotiator, context: SeatContext, paused: str) -> ConfirmButton:
    words, last = negotiator.words, negotiator.last_offer(own=True)
    same = last is not None and dict(last) == negotiator.draft.package
    about = words.say("seat.offer.same") if same else ""
    label = words.say("ui.table.offer")
    weight: Weight = "outline" if negotiator.is_to_accept else "filled"
    closed, asked = paused or negotiator.no_offer(), unagreed_sentence(words, context)
    if negotiator.signs_by_offering:
        asked = f"{asked} {words.say('ui.table.offer.about')}".strip()
    return ConfirmButton("offer", label, weight, about, closed, asked, label)


def _accept_button(negotiator: Negotiator, context: SeatContext, paused: str) -> ConfirmButton:
    words, table = negotiator.words, negotiator.table
    worth = worth_text(table.worths.get(negotiator.side))
    label = words.say("ui.table.accept.outside", worth=worth)
    if table.proposer is not None:
        side = short_name(words, table.proposer)
        label = words.say("ui.table.accept.of", side=side, worth=worth)
    about = ""
    reserve = negotiator.reserve
    if reserve is not None and table.worths.get(negotiator.side, reserve) < reserve:
        about = words.say("seat.accept.below", reserve=worth_text(reserve))
    weight: Weight = "filled" if negotiator.is_to_accept else "outline"
    asked = words.say("ui.table.accept.about", worth=worth, reserve=worth_text(reserve))
    asked = f"{unagreed_sentence(words, context)} {asked}".strip()
    return ConfirmButton(
        "accept", label, weight, about, paused, asked, words.say("ui.table.accept")
    )
