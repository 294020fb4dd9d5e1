"""What a game had to do with the learning objectives: by decision, and over the whole game."""

from __future__ import annotations

from collections.abc import Iterator

from game.model.log_events import (
    ActionTaken,
    AgreementSigned,
    InjectFired,
    LogEvent,
    OfferMade,
    PromiseBroken,
    PromiseGiven,
    PromiseKept,
    QuestionAnswered,
)
from game.presenter.debrief.decisions import PastDecision
from game.presenter.prose import without_sources
from game.session.game import Game
from game.words.wording import Wording


def decision_objectives(words: Wording, decision: PastDecision) -> list[str]:
    """The learning objectives that a decision, and the promises that it gave, serve."""
    events = [decision.event, *(entry.event for _, entry in decision.consequences)]
    served = {
        label
        for event in events
        if event is decision.event or isinstance(event, AgreementSigned | PromiseGiven)
        for label, _ in served_objectives(words, event)
    }
    objectives = words.scenario.objectives
    return [without_sources(text) for label, text in objectives.items() if label in served]


def objectives_in_game(words: Wording, game: Game) -> list[tuple[str, list[str]]]:
    """The learning objectives, each with the names of what served it, as it first came up."""
    names: dict[str, dict[str, None]] = {label: {} for label in words.scenario.objectives}
    for moment in game.history():
        for entry in moment.entries:
            for label, name in served_objectives(words, entry.event):
                names[label].setdefault(name)
    objectives = words.scenario.objectives
    return [(without_sources(text), list(names[label])) for label, text in objectives.items()]


def served_objectives(words: Wording, event: LogEvent) -> Iterator[tuple[str, str]]:
    """The labels of the objectives that an event serves, each with the name of what says so."""
    scenario, naming = words.scenario, words.naming
    match event:
        case ActionTaken(action=action):
            yield from _each(scenario.actions[action].objectives, naming.action(action))
        case InjectFired(inject) | QuestionAnswered(inject=inject):
            yield from _each(scenario.injects[inject].objectives, naming.inject(inject))
        case PromiseGiven(promise) | PromiseKept(promise) | PromiseBroken(promise):
            yield from _each(scenario.promises[promise].objectives, naming.promise(promise))
        case OfferMade(table=table, package=package) | AgreementSigned(table, package):
            for issue, option in package.items():
                written = scenario.tables[table].issues[issue]
                yield from _each(written.objectives, naming.issue(table, issue))
                chosen = written.options[option].objectives
                yield from _each(chosen, naming.option(table, issue, option))


def _each(objectives: tuple[str, ...], name: str) -> Iterator[tuple[str, str]]:
    return ((label, name) for label in objectives)
