"""What can be done, as numbered lines: actions of a phase and answers to a question."""

from __future__ import annotations

from attrs import frozen

from game.model.decisions import Act, Answer, Move, Pass
from game.model.play import Legal, View
from game.rules.places import spot
from game.words.sentences import counted, say
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


def choices(words: Wording, view: View, legal: Legal) -> list[Choice]:
    """What one may do now, in the order in which it is numbered."""
    return [_choice(words, view, move) for move in legal.moves]


def refused(words: Wording, view: View, legal: Legal) -> list[str]:
    """What else is on the menu, and why it can't be done now."""
    at = view.question.inject if view.question else ""
    lines = []
    for id, why in legal.refused.items():
        name = words.naming.answer(at, id) if at else words.naming.action(id)
        lines.append(f"- {name}: {words.refusal(why, view.who, at)}")
    return lines


def _choice(words: Wording, view: View, move: Move) -> Choice:
    match move:
        case Act(action=id):
            return _action(words, view.who, id)
        case Answer(answer=id) if view.question is not None:
            return _answer(words, view, view.question.inject, id)
        case Pass():
            return Choice(say("choice.pass"), (), "", move)
        case _:
            return Choice(str(move), (), "", move)


def _action(words: Wording, who: str, id: str) -> Choice:
    action = words.scenario.actions[id]
    about = (
        words.cost(action.cost),
        words.needs(action.when, spot(words.scenario, ("actions", id, "when"))),
        words.action(id, who),
        counted("choice.limit", action.limit) if action.limit else "",
        counted("choice.cooldown", action.cooldown) if action.cooldown else "",
        say("choice.secret") if action.secret else "",
    )
    return Choice(words.naming.action(id), _said(about), action.text, Act(id))


def _answer(words: Wording, view: View, inject: str, id: str) -> Choice:
    answer = words.scenario.injects[inject].answers[id]
    path = ("injects", inject, "answers", id, "when")
    about = (
        words.cost(answer.cost),
        words.needs(answer.when, spot(words.scenario, path)),
        words.effects(answer.effects, view.who),
    )
    return Choice(words.naming.answer(inject, id), _said(about), answer.text, Answer(id))


def _said(about: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in about if part)


def numbered(found: list[Choice], told: set[str]) -> list[str]:
    """Choices as numbered lines; the author's description only where it wasn't told before."""
    lines = []
    for i, choice in enumerate(found, 1):
        lines.append(f"{i:>3}. {choice.name}")
        if choice.text and str(choice.move) not in told:
            lines.append(f"     {' '.join(choice.text.split())}")
            told.add(str(choice.move))
        if choice.about:
            lines.append(f"     {' '.join(choice.about)}")
    return lines


def named(found: list[Choice]) -> list[str]:
    """Choices as numbered names, for one who has just read about them."""
    return [f"{i:>3}. {choice.name}" for i, choice in enumerate(found, 1)]
