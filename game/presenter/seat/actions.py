"""The actions that a side selects on its devices: purse, cards, and the tray that confirms them."""

from __future__ import annotations

from attrs import evolve, frozen

from game.model.decisions import Pass
from game.presenter.cards.decision_cards import DecisionCard, action_cards, offered_actions
from game.presenter.cards.picking import (
    about_picking,
    chosen_sentence,
    is_together,
    others_to_choose,
    purse_of,
    unused_picks,
)
from game.presenter.own_words import statement_label
from game.presenter.promises import breaking_sentence
from game.presenter.said.closed_tables import closed_sentences
from game.presenter.seat.buttons import AgreeButton, ConfirmButton, NoteField, note_field
from game.presenter.seat.context import SeatContext
from game.presenter.seat.team import agreement_sentence, person_name, unagreed_sentence
from game.presenter.worded_game import WordedGame
from game.session.records.recorded_actions import LONGEST_MESSAGE
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class PurseLine:
    """What a side has to spend."""

    name: str
    left: int
    """What it has now, before the selected actions are paid."""
    most: int
    cost: int
    """What the selected actions cost."""
    sentence: str


@frozen
class ActionsToPick:
    """The choice of actions."""

    kind = "actions"

    moment: str
    fingerprint: str
    purse: PurseLine | None
    chosen: str
    """What the side has confirmed already in this phase, as a sentence; may be empty."""
    about: str
    """How the sides choose in this phase."""
    closed: tuple[str, ...]
    """The tables that are closed, and what would open each, in a sentence each."""
    cards: tuple[DecisionCard, ...]
    count: str
    """How many actions are selected, of how many."""
    picks: tuple[str, ...]
    """The names of the selected actions, in order."""
    agreement: str
    """How many of the others agree; empty where there are none, or nothing is selected."""
    breaks: str
    """The promises that these actions would break, as a sentence; empty where none."""
    confirm: ConfirmButton | None
    """For the one with the pen."""
    agree: AgreeButton | None
    """For everybody else, once something is selected to agree with."""
    note: NoteField | None
    """What is written with the decision; None where nothing can be."""


def actions_to_pick(worded: WordedGame, side: str, context: SeatContext) -> ActionsToPick:
    """The choice of actions that a side is asked for."""
    words, selection = worded.words, worded.selection(side)
    asking = selection.asking()
    offered = offered_actions(words, worded.asking(side).legal)
    cards = action_cards(words, side, asking.legal, offered, selection.picks, selection.room)
    broken = breaking_sentence(worded, side, selection)
    mine = context.holds_pen
    return ActionsToPick(
        moment=context.moment,
        fingerprint=context.fingerprint,
        purse=_purse_line(worded, side),
        chosen=chosen_sentence(worded, side),
        about=_about(worded, side),
        closed=closed_sentences(worded, side),
        cards=tuple(
            evolve(card, picked_by=_picked_by(worded, side, context, card)) for card in cards
        ),
        count=words.say(
            "seat.picked.count",
            n=number(len(selection.picks)),
            most=number(len(selection.picks) + selection.room),
        ),
        picks=tuple(words.naming.action(id) for id in selection.picks),
        agreement=agreement_sentence(words, context) if selection.picks else "",
        breaks=broken,
        confirm=_confirm_button(worded, side, context, broken) if mine else None,
        agree=agree_button(words, context) if selection.picks and not mine else None,
        note=note_field(
            statement_label(worded, side), words.say("seat.note.ours"), LONGEST_MESSAGE, context
        ),
    )


def agree_button(
    words: Wording, context: SeatContext, what: str = "", clauses: tuple[str, ...] = ()
) -> AgreeButton:
    """What a person without the pen can do.

    what: `draft` or `offer`, to which it agrees; empty: the page shows what. clauses: the package.
    """
    said = "agreed" if context.own.agrees else "agree"
    label = words.say(f"seat.{said}.{what}" if what else f"seat.{said}")
    return AgreeButton(context.own.agrees, label, context.agreement, clauses)


def _about(worded: WordedGame, side: str) -> str:
    """How the sides choose in this phase, as far as the title of the page doesn't say so."""
    simultaneous = is_together(worded) and others_to_choose(worded, side)
    return "" if simultaneous else about_picking(worded, side)


def _purse_line(worded: WordedGame, side: str) -> PurseLine | None:
    words, purse = worded.words, purse_of(worded, side)
    if purse is None:
        return None
    before = worded.view(side).tracks[purse.track]
    cost = max(0, before - purse.left)
    sentence = words.counted("seat.purse", before)
    if cost:
        sentence = words.counted("seat.purse.cost", before, cost=number(cost))
    return PurseLine(purse.name, before, purse.most, cost, sentence)


def _picked_by(worded: WordedGame, side: str, context: SeatContext, card: DecisionCard) -> str:
    """Which person picked a card, in words; empty where nobody did."""
    if not card.picked:
        return ""
    words, picker = worded.words, context.teammate(context.selected_by.get(card.id, ""))
    if picker is not None and picker.device == context.device:
        return words.say("seat.picked.you")
    name = person_name(words, side, context, picker) if picker is not None else ""
    return words.say("seat.picked.by", person=name) if name else words.say("seat.picked")


def _confirm_button(
    worded: WordedGame, side: str, context: SeatContext, broken: str
) -> ConfirmButton:
    words, selection = worded.words, worded.selection(side)
    may_pass = Pass() in selection.asking().legal.moves
    paused = words.say("refused.paused") if context.paused else ""
    unused = unused_picks(words, selection)
    if selection.picks:
        label = words.say("seat.confirm", side=words.naming.side_inside(side))
        doubts = (broken, unused, unagreed_sentence(words, context))
        asked = " ".join(filter(None, doubts))
        yes = words.say("ui.board.breaks.yes" if broken else "ui.board.confirm")
        return ConfirmButton("actions", label, "filled", "", paused, asked, yes)
    if may_pass:
        label = words.say("ui.board.nothing")
        return ConfirmButton("actions", label, "outline", "", paused, unused, label)
    label = words.say("ui.board.one")
    return ConfirmButton("actions", label, "filled", closed=paused or words.say("seat.one.about"))
