"""What a side can choose from, as cards: what each action or answer costs, needs and does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from game.model.bodies import ABSTAIN, AGAINST, FOR
from game.model.decisions import Act
from game.model.play import Legal
from game.presenter.cards.picking import purse_track
from game.presenter.prose import without_sources
from game.presenter.verdicts import JudgedRun, judge_runs
from game.rules.places import spot
from game.words.wording import Wording

_RESTING = ("cooldown", "repeat")


@frozen
class DecisionCard:
    """One action, or one answer to a question, as a side sees it."""

    id: str
    name: str
    text: str = ""
    """The author's description as it is written."""
    does: tuple[JudgedRun, ...] = ()
    """What the side may foresee of its effects; empty where that is nothing."""
    pips: int = 0
    """How much it costs of the track whose units are shown as pips."""
    other_costs: str = ""
    """The rest of its cost as a sentence; empty where there is none."""
    cost: str = ""
    """The whole cost as a sentence; empty where it is free."""
    needs: str = ""
    limit: str = ""
    cooldown: str = ""
    secret: str = ""
    """What it needs, how often it can be taken, how long it rests and whether it is secret, each as
    a sentence or empty."""
    tags: tuple[str, ...] = ()
    meanings: tuple[str, ...] = ()
    """What the author's words in its needs and effects stand for, as sentences."""
    closed: str = ""
    """Why it can't be chosen now; empty where it can be."""
    resting: bool = False
    """Whether it could be picked before and can be again later."""
    picked: int = 0
    """Its number among the picks, counted from 1; 0 where it isn't picked."""
    picked_by: str = ""
    """Which person of a team picked it, in words; empty where nobody did, or that isn't known."""
    can_add: bool = False
    """Whether it can be picked besides those that are."""

    @property
    def description(self) -> str:
        """The author's description without its sources; may be empty."""
        return without_sources(self.text)

    @property
    def effects(self) -> str:
        """What it does, as plain text."""
        return "".join(run.text for run in self.does)

    @property
    def terms(self) -> str:
        """Everything but its effects and its cost, as sentences."""
        sentences = (self.needs, self.limit, self.cooldown, self.secret)
        return " ".join(sentence for sentence in sentences if sentence)


def action_cards(
    words: Wording,
    side: str,
    legal: Legal,
    actions: Iterable[str],
    picks: Sequence[str] = (),
    room: int = 1,
) -> tuple[DecisionCard, ...]:
    """The cards of some actions, in their order.

    legal: what the side may do after its picks. room: how many more actions it can pick.
    """
    open_now = {move.action for move in legal.moves if isinstance(move, Act)}
    is_full = bool(picks) and not room
    cards = []
    for id in actions:
        refusal = legal.refused.get(id)
        picked = picks.index(id) + 1 if id in picks else 0
        is_open = picked or id in open_now or is_full or refusal is None
        closed = "" if is_open or refusal is None else words.refusal(refusal, side)
        cards.append(
            evolve(
                describe_action(words, side, id),
                closed=closed,
                resting=refusal is not None and refusal.code in _RESTING,
                picked=picked,
                can_add=not picked and not closed and room > 0,
            )
        )
    return tuple(cards)


def offered_actions(words: Wording, legal: Legal) -> list[str]:
    """The actions on the menu in the order of the scenario, first those that are open."""
    order = list(words.scenario.actions)
    open_now = [move.action for move in legal.moves if isinstance(move, Act)]
    closed = [id for id in legal.refused if id in order]
    return [*sorted(open_now, key=order.index), *sorted(closed, key=order.index)]


@lru_cache(maxsize=1024)
def describe_action(words: Wording, side: str, id: str) -> DecisionCard:
    """The card of an action, apart from whether it can be picked."""
    scenario, action = words.scenario, words.scenario.actions[id]
    purse = purse_track(scenario, side)
    needs = words.needs(action.when, spot(scenario, ("actions", id, "when")))
    others = {track: amount for track, amount in action.cost.items() if track != purse}
    return DecisionCard(
        id=id,
        name=words.naming.action(id),
        text=action.text,
        does=judge_runs(scenario, words.action_runs(id, side), side),
        pips=action.cost.get(purse, 0) if purse is not None else 0,
        other_costs=words.cost(others),
        cost=words.cost(action.cost),
        needs=needs,
        limit=words.counted("choice.limit", action.limit) if action.limit else "",
        cooldown=words.counted("choice.cooldown", action.cooldown) if action.cooldown else "",
        secret=words.say("choice.secret") if action.secret else "",
        tags=tuple(action.tags),
        meanings=words.meanings(f"{needs} {words.action(id, side)}", side),
    )


def count_tags(words: Wording, actions: Iterable[str]) -> list[tuple[str, str, int]]:
    """The tags of some actions, each with its name and the number of actions that have it."""
    scenario = words.scenario
    counts = Counter(
        tag for id in set(actions) if id in scenario.actions for tag in scenario.actions[id].tags
    )
    order = list(scenario.tags)
    return [(tag, words.naming.tag(tag), counts[tag]) for tag in sorted(counts, key=order.index)]


def answer_cards(words: Wording, side: str, inject: str, legal: Legal) -> tuple[DecisionCard, ...]:
    """The cards of all answers to an inject's question, in the order of the scenario; of a vote,
    who abstains comes last."""
    asked = words.scenario.injects[inject]
    ids = asked.answers if asked.vote is None else (FOR, AGAINST, ABSTAIN)
    return tuple(
        evolve(
            describe_answer(words, side, inject, id),
            closed=words.refusal(legal.refused[id], side, inject) if id in legal.refused else "",
        )
        for id in ids
    )


@lru_cache(maxsize=256)
def describe_answer(words: Wording, side: str, inject: str, id: str) -> DecisionCard:
    """The card of an answer, apart from whether it can be given."""
    scenario, answer = words.scenario, words.scenario.injects[inject].answers[id]
    path = ("injects", inject, "answers", id, "when")
    needs = words.needs(answer.when, spot(scenario, path))
    effects = words.effects(answer.effects, side)
    return DecisionCard(
        id=id,
        name=words.naming.answer(inject, id),
        text=answer.text,
        does=judge_runs(scenario, words.effect_runs(answer.effects, side), side),
        cost=words.cost(answer.cost),
        needs=needs,
        meanings=words.meanings(f"{needs} {effects}", side),
    )
