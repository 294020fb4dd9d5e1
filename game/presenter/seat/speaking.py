"""What a side can say at the table: offer, accept, say nothing or walk out, and at what price."""

from __future__ import annotations

from game.model.decisions import Accept, Pass, Walk
from game.model.frozen import FrozenMap
from game.presenter.negotiator import Negotiator
from game.presenter.offers.worths import standing_text, walking_about, worth_text
from game.presenter.own_words import argument_of_standing_offer
from game.presenter.prose import short_name
from game.presenter.seat.buttons import ConfirmButton, Weight
from game.presenter.seat.context import SeatContext
from game.presenter.seat.team import unagreed_sentence


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
