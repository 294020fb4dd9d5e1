"""The answers to a question that a story puts to a side, as cards."""

from __future__ import annotations

from functools import lru_cache

from attrs import evolve, frozen

from game.model.play import Legal
from game.presenter.verdicts import JudgedRun, judge_runs
from game.rules.places import spot
from game.words.wording import Wording


@frozen
class AnswerCard:
    """One answer as the side that is asked sees it."""

    id: str
    name: str
    text: str
    """The author's description as it is written."""
    does: tuple[JudgedRun, ...]
    """What the side may foresee of its effects; empty where that is nothing."""
    cost: str
    needs: str
    """Its cost and what it needs, each as a sentence or empty."""
    meanings: tuple[str, ...] = ()
    """What the author's words in its needs and effects stand for, as sentences."""
    closed: str = ""
    """Why it can't be given now; empty where it can be."""

    @property
    def effects(self) -> str:
        """What it does, as plain text."""
        return "".join(run.text for run in self.does)


def answer_cards(words: Wording, side: str, inject: str, legal: Legal) -> tuple[AnswerCard, ...]:
    """The cards of all answers to an inject's question, in the order of the scenario."""
    return tuple(
        evolve(
            describe_answer(words, side, inject, id),
            closed=words.refusal(legal.refused[id], side, inject) if id in legal.refused else "",
        )
        for id in words.scenario.injects[inject].answers
    )


@lru_cache(maxsize=256)
def describe_answer(words: Wording, side: str, inject: str, id: str) -> AnswerCard:
    """The card of an answer, apart from whether it can be given."""
    scenario, answer = words.scenario, words.scenario.injects[inject].answers[id]
    path = ("injects", inject, "answers", id, "when")
    needs = words.needs(answer.when, spot(scenario, path))
    effects = words.effects(answer.effects, side)
    return AnswerCard(
        id=id,
        name=words.naming.answer(inject, id),
        text=answer.text,
        does=judge_runs(scenario, words.effect_runs(answer.effects, side), side),
        cost=words.cost(answer.cost),
        needs=needs,
        meanings=words.meanings(f"{needs} {effects}", side),
    )
