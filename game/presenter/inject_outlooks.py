"""When an inject may still happen by itself, in a few words for the facilitator."""

from __future__ import annotations

from collections.abc import Iterator

from game.model.decisions import FACILITATOR
from game.session.inject_outlook import InjectOutlook
from game.words.wording import Wording


def outlook_in_brief(words: Wording, id: str, outlook: InjectOutlook, turn: int) -> str:
    """When an inject would happen by itself. turn: the present one."""
    inject = words.scenario.injects[id]
    if outlook.by_itself and outlook.overdue:
        return words.say("ui.injects.past.brief", turn=outlook.overdue)
    if outlook.by_itself and not outlook.turns:
        return words.say("ui.injects.never.brief")
    parts = [words.inject_timing_brief(id)]
    if inject.at is not None and outlook.by_itself:
        if inject.when is not None:
            parts.append(words.say("occasion.brief.each"))
        if inject.chance is not None:
            parts.append(words.say("occasion.brief.chance"))
    if outlook.by_itself and outlook.condition_holds and inject.weight is None:
        parts.append(words.say("ui.injects.condition.brief"))
    if inject.at is None:
        parts.append(outlook_turns(words, outlook, turn))
    return ", ".join(part for part in parts if part)


def outlook_turns(words: Wording, outlook: InjectOutlook, turn: int) -> str:
    """The turns on which it may still happen; empty where that is any turn from the present one."""
    turns, now = outlook.turns, max(1, turn)
    if not turns or turns == tuple(range(now, words.scenario.turns + 1)):
        return ""
    first, last = turns[0], turns[-1]
    if first == last:
        return words.say("occasion.brief.at", turn=first)
    if len(turns) == last - first + 1:
        return words.say("ui.injects.turns", first=first, last=last)
    return words.say("ui.injects.turns.list", turns=words.listed(map(str, turns)))


def inject_effects(words: Wording, id: str) -> Iterator[tuple[str, str]]:
    """What an inject does, and each answer to it: pairs of what stands in front and the effects.

    An inject or an answer that does nothing has no pair.
    """
    inject = words.scenario.injects[id]
    effects = words.effects(inject.effects, FACILITATOR)
    if effects:
        yield words.say("kit.event.effects"), effects
    vote = inject.vote
    for key, steps in (("carried", vote.carried), ("lost", vote.lost)) if vote is not None else ():
        effects = words.effects(steps, FACILITATOR)
        if effects:
            yield words.say(f"vote.if.{key}"), effects
    for answer, option in inject.answers.items():
        parts = (words.cost(option.cost), words.effects(option.effects, FACILITATOR))
        effects = " ".join(part for part in parts if part)
        if effects:
            label = words.say("kit.event.answer", answer=words.naming.answer(id, answer))
            yield label, effects
