"""What can be done, as numbered lines: actions of a phase and answers to a question."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from game.model.decisions import Act, Answer, Move, Pass
from game.model.play import Legal, View
from game.presenter.cards.action_cards import action_cards, describe_action
from game.presenter.cards.answer_cards import answer_cards, describe_answer
from game.text.lines import Line, on_one_line, style_line
from game.words.wording import Wording


@frozen
class NumberedLine:
    """One numbered line: its name, its cost, and what it needs and does."""

    name: str
    move: Move
    cost: str = ""
    about: str = ""
    """What it needs and does, in sentences."""
    text: str = ""
    """The author's description."""
    meanings: tuple[str, ...] = ()
    """What the author's words in `about` stand for, as sentences."""
    number: int = 0
    """The number that a player types to choose it."""


def choices(
    words: Wording, view: View, legal: Legal, places: Sequence[Move] = ()
) -> list[NumberedLine]:
    """The moves that are open now, each with its number.

    places: moves that keep their numbers of an earlier menu.
    """
    order = [*places, *(move for move in legal.moves if move not in places)]
    return [
        evolve(_choice(words, view, move), number=order.index(move) + 1) for move in legal.moves
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


def _choice(words: Wording, view: View, move: Move) -> NumberedLine:
    match move:
        case Act(action=id):
            action = describe_action(words, view.who, id)
            about = _sentences(
                action.needs, action.effects, action.limit, action.cooldown, action.secret
            )
            return NumberedLine(action.name, move, action.cost, about, action.text, action.meanings)
        case Answer(answer=id) if view.question is not None:
            answer = describe_answer(words, view.who, view.question.inject, id)
            about = _sentences(answer.needs, answer.effects)
            return NumberedLine(answer.name, move, answer.cost, about, answer.text, answer.meanings)
        case Pass():
            return NumberedLine(words.say("choice.pass"), move)
        case _:
            return NumberedLine(str(move), move)


def _sentences(*sentences: str) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def numbered_lines(offered: list[NumberedLine], described: set[str]) -> list[Line]:
    """Choices as numbered lines, with the author's descriptions of those not yet described.

    described: the text forms of the moves whose description was shown before; it is added to.
    """
    lines: list[Line] = []
    for choice in offered:
        lines.append(_head(choice))
        if choice.text and str(choice.move) not in described:
            lines.append(f"     {on_one_line(choice.text)}")
            described.add(str(choice.move))
        if choice.cost or choice.about:
            blank = " " if choice.cost and choice.about else ""
            lines.append(style_line("     ", (choice.cost, "cost"), blank, choice.about))
        lines += [style_line("     ", (each, "quiet")) for each in choice.meanings]
    return lines


def name_lines(offered: list[NumberedLine]) -> list[Line]:
    """Choices as numbered names, for a player who has just read about them."""
    return [_head(choice) for choice in offered]


def _head(choice: NumberedLine) -> Line:
    return style_line((f"{choice.number:>3}. ", "key"), (choice.name, "name"))
