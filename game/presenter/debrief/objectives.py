"""What a game had to do with the learning objectives: by decision, and over the whole game."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import frozen

from game.model.frozen import FrozenMap
from game.model.log_events import (
    ActionTaken,
    InjectFired,
    LogEvent,
    OfferMade,
    ProjectDone,
    PromiseEvent,
    PromiseGiven,
    QuestionAnswered,
    Signature,
)
from game.model.tables import Table
from game.presenter.debrief.decisions import PastDecision
from game.presenter.prose import short_name, without_sources
from game.session.game import Game
from game.words.wording import Wording


def decision_objectives(words: Wording, decision: PastDecision) -> list[str]:
    """The learning objectives that a decision, and the promises that it gave, serve."""
    events = [decision.event, *(entry.event for entry in decision.consequences)]
    served = {
        label
        for event in events
        if event is decision.event or isinstance(event, Signature | PromiseGiven)
        for label, _ in served_objectives(words, event)
    }
    objectives = words.scenario.objectives
    return [without_sources(text) for label, text in objectives.items() if label in served]


@frozen
class ObjectiveStory:
    """A learning objective, and what happened to it in a game."""

    text: str
    by_side: FrozenMap[str, tuple[str, ...]]
    """What each side did that serves it, each with its turns; sides that did nothing are left
    out."""
    common: tuple[str, ...]
    """What came by itself and serves it: news, and promises that bind no side."""

    def of(self, side: str) -> tuple[str, ...]:
        """What a side did that serves it."""
        return self.by_side.get(side, ())


def objective_stories(words: Wording, game: Game) -> list[ObjectiveStory]:
    """The learning objectives in the author's order, each with what happened to it."""
    found: dict[str, dict[str, dict[str, list[int]]]] = {}
    for entry in game.log():
        for label, _ in served_objectives(words, entry.event):
            for side, what in _happened(words, entry.event, label):
                turns = found.setdefault(label, {}).setdefault(side, {}).setdefault(what, [])
                if entry.turn not in turns:
                    turns.append(entry.turn)
    stories = []
    for label, text in words.scenario.objectives.items():
        told = {
            side: tuple(_with_turns(words, what, turns) for what, turns in happened.items())
            for side, happened in found.get(label, {}).items()
        }
        common = told.pop("", ())
        by_side = FrozenMap((side, told[side]) for side in words.scenario.sides if side in told)
        stories.append(ObjectiveStory(without_sources(text), by_side, common))
    return stories


def objective_lines(words: Wording, game: Game) -> list[tuple[str, list[str]]]:
    """The learning objectives, each with what each side did about it and what came by itself."""
    every = []
    for story in objective_stories(words, game):
        lines = [
            words.say("ui.report.line", name=short_name(words, side), what=_joined(words, texts))
            for side, texts in story.by_side.items()
        ]
        if story.common:
            news = words.say("ui.over.objectives.news")
            joined = _joined(words, story.common)
            lines.append(words.say("ui.report.line", name=news, what=joined))
        every.append((story.text, lines))
    return every


def _joined(words: Wording, texts: Iterable[str]) -> str:
    return words.say("semicolon").join(texts)


def _with_turns(words: Wording, what: str, turns: list[int]) -> str:
    """What happened, with its turns; what happened before the first turn has none."""
    numbers = [str(turn) for turn in turns if turn]
    if not numbers:
        return what
    listed = words.language.listed(numbers)
    return words.counted("ui.over.objectives.when", len(numbers), what=what, turns=listed)


def _happened(words: Wording, event: LogEvent, label: str) -> Iterator[tuple[str, str]]:
    """What an event was that serves an objective, and the side that it belongs to; empty: none.

    An offer is only told where it was signed.
    """
    naming, scenario = words.naming, words.scenario
    match event:
        case ActionTaken(side=side, action=action):
            yield side, naming.action(action)
        case QuestionAnswered(inject=inject, side=side, answer=answer):
            inside = naming.answer(inject, answer)
            yield side, words.say("ui.report.line", name=naming.inject(inject), what=inside)
        case InjectFired(inject):
            yield "", naming.inject(inject)
        case PromiseEvent(promise):
            what = words.say(f"ui.over.mark.{event.code}", what=naming.promise(promise))
            yield from ((side, what) for side in scenario.promises[promise].by)
        case ProjectDone(project):
            yield "", words.say("ui.over.mark.done", what=naming.project(project))
        case Signature(table=table, package=package):
            texts = [
                naming.option(table, issue, option)
                for issue, option in _agreed(scenario.tables[table], package)
                if label in scenario.tables[table].issues[issue].objectives
                or label in scenario.tables[table].issues[issue].options[option].objectives
            ]
            what = words.say("ui.over.objectives.signed", what=words.language.listed(texts))
            for side in scenario.tables[table].between:
                yield side, what
        case _:
            return


def served_objectives(words: Wording, event: LogEvent) -> Iterator[tuple[str, str]]:
    """The labels of the objectives that an event serves, each with the name of what says so."""
    scenario, naming = words.scenario, words.naming
    match event:
        case ActionTaken(action=action):
            yield from _each(scenario.actions[action].objectives, naming.action(action))
        case InjectFired(inject) | QuestionAnswered(inject=inject):
            yield from _each(scenario.injects[inject].objectives, naming.inject(inject))
        case PromiseEvent(promise):
            yield from _each(scenario.promises[promise].objectives, naming.promise(promise))
        case ProjectDone(project):
            yield from _each(scenario.projects[project].objectives, naming.project(project))
        case OfferMade(table=table, package=package) | Signature(table=table, package=package):
            for issue, option in _agreed(scenario.tables[table], package):
                written = scenario.tables[table].issues[issue]
                yield from _each(written.objectives, naming.issue(table, issue))
                chosen = written.options[option].objectives
                yield from _each(chosen, naming.option(table, issue, option))


def _agreed(table: Table, package: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The issues of a package with their options, without what holds where none is agreed."""
    for issue, option in package.items():
        if table.issues[issue].otherwise != option:
            yield issue, option


def _each(objectives: tuple[str, ...], name: str) -> Iterator[tuple[str, str]]:
    return ((label, name) for label in objectives)
