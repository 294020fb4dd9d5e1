"""What comes next at a table: injects with what sets them off, in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from attrs import frozen

from game.presenter.console.facts import Outlook
from game.presenter.inject_outlooks import inject_effects, outlook_in_brief
from game.presenter.prose import without_sources
from game.presenter.worded_game import WordedGame
from game.rules.places import spot
from game.session.inject_outlook import InjectOutlook
from game.words.sentences import capital

When = Literal["now", "later", "hand"]
"""Whether it may come by itself this turn, on a later turn, or only by hand."""


@frozen
class ComingInject:
    """An inject that may still happen."""

    id: str
    name: str
    trigger: str
    about: str
    """What it tells, for a facilitator who asks."""
    effects: tuple[tuple[str, str], ...]
    """What it does and what each answer does: what stands in front, and the effects in words."""
    when: When
    is_held: bool
    can_hold: bool


@frozen
class ComingGroup:
    """The injects that may come at about the same time."""

    when: When
    head: str
    injects: tuple[ComingInject, ...]


def coming_groups(worded: WordedGame, outlook: Outlook) -> tuple[ComingGroup, ...]:
    """The injects that may still happen: those of this turn, of later ones, and those by hand."""
    coming = [
        (_order(worded, id, each), _coming(worded, id, each))
        for id, each in _outlooks(worded, outlook)
        if not each.used_up
    ]
    injects = [inject for _, inject in sorted(coming, key=lambda pair: pair[0])]
    return tuple(
        ComingGroup(when, worded.words.say(f"console.coming.{when}"), tuple(group))
        for when, group in groupby(injects, key=lambda inject: inject.when)
    )


def _outlooks(worded: WordedGame, outlook: Outlook) -> Iterator[tuple[str, InjectOutlook]]:
    for id in worded.words.scenario.injects:
        yield id, outlook(worded.state, id)


def _when(worded: WordedGame, outlook: InjectOutlook) -> When:
    if not outlook.by_itself or not outlook.turns:
        return "hand"
    return "now" if outlook.turns[0] <= max(1, worded.state.turn) else "later"


def _order(worded: WordedGame, id: str, outlook: InjectOutlook) -> tuple[int, ...]:
    """Those with a date come before those that need luck; then the order of the scenario."""
    inject = worded.words.scenario.injects[id]
    rank = ("now", "later", "hand").index(_when(worded, outlook))
    first = outlook.turns[0] if outlook.turns else 0
    ready = 0 if outlook.condition_holds is not False else 1
    kind = 0 if inject.at is not None else 2 if inject.weight is not None else 1
    return rank, first, ready, kind


def _trigger(worded: WordedGame, id: str, outlook: InjectOutlook) -> str:
    """What sets it off: when, on which condition, and whether that holds now."""
    words, inject = worded.words, worded.words.scenario.injects[id]
    brief = capital(outlook_in_brief(words, id, outlook, worded.state.turn))
    awaited = words.inject_awaited(id)
    if inject.when is None or not outlook.by_itself or not outlook.turns:
        return f"{brief}. {awaited}" if awaited else brief
    needs = words.needs(inject.when, spot(words.scenario, ("injects", id, "when")))
    needs = f"{needs} {awaited}" if awaited else needs
    if outlook.condition_holds:
        needs = f"{needs} {words.say('ui.injects.condition.holds')}"
    if inject.at is not None or inject.weight is not None:
        return f"{capital(words.inject_timing_brief(id))}. {needs}"
    if inject.chance is not None:
        return f"{capital(words.say('occasion.brief.chance'))}. {needs}"
    return needs


def _coming(worded: WordedGame, id: str, outlook: InjectOutlook) -> ComingInject:
    words, inject = worded.words, worded.words.scenario.injects[id]
    return ComingInject(
        id,
        words.naming.inject(id),
        _trigger(worded, id, outlook),
        without_sources(words.fill(inject.text, None)),
        tuple(inject_effects(words, id)),
        _when(worded, outlook),
        outlook.held,
        can_hold=bool(outlook.turns) and not outlook.held,
    )
