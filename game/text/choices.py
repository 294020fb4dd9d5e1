"""What can be done, as numbered lines: actions of a phase and answers to a question."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from game.model.decisions import Act, Answer, Move, Pass
from game.model.play import Legal, View
from game.rules.places import spot
from game.text.lines import Line, flowing, styled
from game.words.wording import Wording


@frozen
class Choice:
    """One numbered line: what it is called, what there is to know of it, what it does."""

    name: str
    about: tuple[str, ...]
    """What it costs, needs and does, in sentences."""
    text: str
    """The author's description."""
    move: Move
    costs: bool = False
    """Whether the first sentence tells a cost."""
    number: int = 0
    """What one types to choose it."""


def choices(words: Wording, view: View, legal: Legal, places: Sequence[Move] = ()) -> list[Choice]:
    """What one may do now, each with its number.

    places: moves that keep the numbers they had in an earlier menu.
    """
    order = [*places, *(move for move in legal.moves if move not in places)]
    return [
        evolve(_choice(words, view, move), number=order.index(move) + 1) for move in legal.moves
    ]


def refused(words: Wording, view: View, legal: Legal) -> list[Line]:
    """What else is on the menu, and why it can't be done now."""
    at = view.question.inject if view.question else ""
    lines: list[Line] = []
    for id, why in legal.refused.items():
        name = words.naming.answer(at, id) if at else words.naming.action(id)
        lines.append(
            styled(
                (f"   - {words.say('label', name=name)} ", "quiet"),
                words.refusal(why, view.who, at),
            )
        )
    return lines


def _choice(words: Wording, view: View, move: Move) -> Choice:
    match move:
        case Act(action=id):
            return _action(words, view.who, id)
        case Answer(answer=id) if view.question is not None:
            return _answer(words, view, view.question.inject, id)
        case Pass():
            return Choice(words.say("choice.pass"), (), "", move)
        case _:
            return Choice(str(move), (), "", move)


def _action(words: Wording, who: str, id: str) -> Choice:
    action = words.scenario.actions[id]
    about = (
        words.cost(action.cost),
        words.needs(action.when, spot(words.scenario, ("actions", id, "when"))),
        words.action(id, who),
        words.counted("choice.limit", action.limit) if action.limit else "",
        words.counted("choice.cooldown", action.cooldown) if action.cooldown else "",
        words.say("choice.secret") if action.secret else "",
    )
    name = words.naming.action(id)
    return Choice(name, _said(about), action.text, Act(id), bool(action.cost))


def _answer(words: Wording, view: View, inject: str, id: str) -> Choice:
    answer = words.scenario.injects[inject].answers[id]
    path = ("injects", inject, "answers", id, "when")
    about = (
        words.cost(answer.cost),
        words.needs(answer.when, spot(words.scenario, path)),
        words.effects(answer.effects, view.who),
    )
    name = words.naming.answer(inject, id)
    return Choice(name, _said(about), answer.text, Answer(id), bool(answer.cost))


def _said(about: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in about if part)


def numbered(found: list[Choice], told: set[str]) -> list[Line]:
    """Choices as numbered lines; the author's description only where it wasn't told before."""
    lines: list[Line] = []
    for choice in found:
        lines.append(_head(choice))
        if choice.text and str(choice.move) not in told:
            lines.append(f"     {flowing(choice.text)}")
            told.add(str(choice.move))
        if choice.about:
            lines.append(_about(choice))
    return lines


def named(found: list[Choice]) -> list[Line]:
    """Choices as numbered names, for one who has just read about them."""
    return [_head(choice) for choice in found]


def _head(choice: Choice) -> Line:
    return styled((f"{choice.number:>3}. ", "key"), (choice.name, "name"))


def _about(choice: Choice) -> Line:
    cost = choice.about[0] if choice.costs else ""
    rest = " ".join(choice.about[1:] if choice.costs else choice.about)
    return styled("     ", (cost, "cost"), " " if cost and rest else "", rest)
