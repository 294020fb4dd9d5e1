"""One decision on paper: what it was, what was noted, and what followed from it."""

from __future__ import annotations

from collections.abc import Sequence

from game.model.entries import turn_by_turn
from game.model.log_events import (
    ActionTaken,
    AgreementSigned,
    DecisionEvent,
    OfferAccepted,
    OfferMade,
    PackageSigned,
    QuestionAnswered,
    SideWalkedOut,
    Signature,
    TurnPassed,
)
from game.presenter.debrief.decisions import (
    PastDecision,
    decision_quotation,
    decision_text,
    decision_title,
    named_package,
)
from game.presenter.debrief.objectives import decision_objectives
from game.presenter.hindsight.graded import GradedDecision
from game.presenter.prose import short_name
from game.ui.page.elements import Element, Gap, Line, Marked, Words
from game.ui.page.page import Page
from game.ui.page.rich_text import Rich
from game.ui.paint.fonts import BODY, CAPITALS, PANEL, SMALL, SMALL_STRONG, STRONG
from game.ui.paint.theme import looks
from game.words.wording import Wording

_ICONS: dict[type[DecisionEvent], str] = {
    ActionTaken: "flag",
    TurnPassed: "pause",
    OfferMade: "offer",
    OfferAccepted: "accept",
    SideWalkedOut: "door",
    QuestionAnswered: "quote",
}


def decision_icon(decision: PastDecision) -> str:
    """The icon of a decision."""
    return _ICONS[type(decision.event)]


def decision_head(page: Page, words: Wording, decision: PastDecision) -> list[Element]:
    """Who decided when, and what it was."""
    day = words.day(decision.turn)
    look = looks(words.scenario, page.palette)[decision.side]
    key = "ui.over.did.when.day" if day else "ui.over.did.when"
    side = short_name(words, decision.side)
    when = words.say(key, side=side, turn=decision.turn, day=day)
    return [
        Words(when, SMALL_STRONG, look.on_paper),
        Words(decision_title(words, decision), PANEL, page.paper.first),
        Gap(6),
    ]


def decision_elements(
    page: Page,
    words: Wording,
    decision: PastDecision,
    graded: GradedDecision | None = None,
    beside: Sequence[str] = (),
    written: Sequence[str] = (),
) -> list[Element]:
    """One decision: what it was, what was written with it, what it was worth, and what followed.

    beside: what other sides decided at the same time. written: what people wrote with it.
    """
    paper, look = page.paper, looks(words.scenario, page.palette)[decision.side]
    parts = decision_head(page, words, decision)
    text = decision_text(words, decision)
    if text:
        parts.append(Words(text, BODY, paper.second))
    if decision.package:
        parts += [Gap(4), *_package(page, words, decision)]
    if beside:
        parts += [Gap(8), Words(words.say("ui.over.did.beside"), CAPITALS, paper.third)]
        parts += [Words(text, SMALL_STRONG, paper.second) for text in beside]
    said = decision_quotation(words, decision)
    if said:
        parts += [Gap(8), Marked("quote", said, BODY, paper.first, look.on_paper)]
    for text in written:
        parts += [Gap(10), Marked("pen", text, BODY, paper.first, paper.brass)]
    if decision.by_facilitator:
        mark = words.say("ui.replay.by-facilitator")
        parts += [Gap(10), Marked("facilitator", mark, SMALL_STRONG, paper.second, paper.brass)]
    if graded is not None:
        parts += _worth(page, words, graded)
    followed = _consequences(page, words, decision)
    if followed:
        parts += [Gap(10), Line(paper.line), Gap(8)]
    return [*parts, *followed, *_objectives(page, words, decision)]


def _worth(page: Page, words: Wording, graded: GradedDecision) -> list[Element]:
    """What a decision was worth, what would have been better, and which turning point it is."""
    paper = page.paper
    parts: list[Element] = [Gap(10), Words(words.say("insight.worth"), CAPITALS, paper.third)]
    if graded.judgement:
        colour = paper.worse if graded.is_worse else paper.better
        parts.append(Words(graded.judgement, STRONG, colour))
    if graded.turning:
        turning = graded.turning_text(words)
        parts.append(Marked("flag", turning, SMALL_STRONG, paper.first, paper.brass))
    sentences = filter(None, (graded.better, *graded.sentences))
    return [*parts, *(Words(sentence, SMALL, paper.second) for sentence in sentences)]


def _package(page: Page, words: Wording, decision: PastDecision) -> list[Element]:
    """The package of an offer, issue by issue."""
    paper = page.paper
    return [
        Rich(
            (
                (f"{issue}: ", SMALL, paper.second),
                (option, SMALL_STRONG, paper.first),
            )
        )
        for issue, option in named_package(words, decision)
    ]


def _consequences(page: Page, words: Wording, decision: PastDecision) -> list[Element]:
    """What followed from a decision, turn by turn."""
    paper = page.paper
    if not decision.consequences:
        return []
    parts: list[Element] = [Words(words.say("ui.over.did.follows"), CAPITALS, paper.third), Gap(4)]
    for turn, entries in turn_by_turn(decision.consequences):
        if turn != decision.turn:
            later = words.day(turn) or words.say("ui.over.did.later", turn=turn)
            parts.append(Words(later, STRONG, paper.first))
        parts += [
            Marked("check", _agreement(words, entry.event), SMALL_STRONG, paper.first, paper.better)
            for entry in entries
            if isinstance(entry.event, Signature)
        ]
        others = [entry for entry in entries if not isinstance(entry.event, Signature)]
        parts += [
            Marked("arrow-right", sentence, SMALL, paper.first, paper.third)
            for sentence in words.entries([decision.report, *others])[1:]
        ]
    return parts


def _objectives(page: Page, words: Wording, decision: PastDecision) -> list[Element]:
    """The learning objectives that the decision serves."""
    objectives = decision_objectives(words, decision)
    if not objectives:
        return []
    paper = page.paper
    head = Words(words.say("ui.over.did.objectives"), CAPITALS, paper.third)
    marks = (Marked("flag", text, SMALL, paper.second, paper.brass) for text in objectives)
    return [Gap(12), head, Gap(4), *marks]


def _agreement(words: Wording, agreement: AgreementSigned | PackageSigned) -> str:
    """Says that a table agreed; the package has been told, issue by issue, with the offer."""
    return words.say(f"ui.over.mark.{agreement.code}", what=words.naming.table(agreement.table))
