"""What can be done, as numbered lines: actions of a phase and answers to a question."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from game.model.decisions import Act, Answer, Move, Pass
from game.model.play import Legal, View
from game.presenter.cards.decision_cards import (
    DecisionCard,
    action_cards,
    answer_cards,
    describe_action,
    describe_answer,
)
from game.text.lines import Line, on_one_line, style_line
from game.words.wording import Wording


@frozen
class NumberedLine:
    """A move that can be chosen by its number."""

    number: int
    """The number that a player types to choose it."""
    move: Move
    card: DecisionCard


def choices(
    words: Wording, view: View, legal: Legal, places: Sequence[Move] = ()
) -> list[NumberedLine]:
    """The moves that are open now, each with its number.

    places: moves that keep their numbers of an earlier menu.
    """
    order = [*places, *(move for move in legal.moves if move not in places)]
    return [
        NumberedLine(order.index(move) + 1, move, _card(words, view, move)) for move in legal.moves
    ]


def closed_choices(words: Wording, view: View, legal: Legal) -> list[Line]:
    """The other entries of the menu, each with the reason why it is closed."""
    inject = view.question.inject if view.question else ""
    cards = (
        answer_cards(words, view.who, inject, legal)
        if inject
        else action_cards(words, view.who, legal, legal.refused)
    )
    return [
        style_line((f"   - {words.say('label', name=card.name)} ", "quiet"), card.closed)
        for card in cards
        if card.closed
    ]


def _card(words: Wording, view: View, move: Move) -> DecisionCard:
    match move:
        case Act(action=id):
            return describe_action(words, view.who, id)
        case Answer(answer=id) if view.question is not None:
            return describe_answer(words, view.who, view.question.inject, id)
        case Pass():
            return DecisionCard("pass", words.say("choice.pass"))
        case _:
            return DecisionCard(str(move), str(move))


def _about(card: DecisionCard) -> str:
    """What a move needs and does, in sentences."""
    sentences = card.needs, card.effects, card.limit, card.cooldown, card.secret
    return " ".join(sentence for sentence in sentences if sentence)


def numbered_lines(offered: list[NumberedLine], described: set[str]) -> list[Line]:
    """Choices as numbered lines, with the author's descriptions of those not yet described.

    described: the text forms of the moves whose description was shown before; it is added to.
    """
    lines: list[Line] = []
    for choice in offered:
        card, about = choice.card, _about(choice.card)
        lines.append(_head(choice))
        if card.text and str(choice.move) not in described:
            lines.append(f"     {on_one_line(card.text)}")
            described.add(str(choice.move))
        if card.cost or about:
            blank = " " if card.cost and about else ""
            lines.append(style_line("     ", (card.cost, "cost"), blank, about))
        lines += [style_line("     ", (each, "quiet")) for each in card.meanings]
    return lines


def name_lines(offered: list[NumberedLine]) -> list[Line]:
    """Choices as numbered names, for a player who has just read about them."""
    return [_head(choice) for choice in offered]


def _head(choice: NumberedLine) -> Line:
    return style_line((f"{choice.number:>3}. ", "key"), (choice.card.name, "name"))
