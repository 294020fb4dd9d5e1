"""Picks, and how they are resolved."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from game.engine.legal import legal
from game.engine.pending import pending
from game.model.decisions import (
    Act,
    Pass,
)
from game.model.play import State
from game.model.refusals import Refusal
from game.rules.compiled import ActionsRules, Rules
from game.rules.evaluate import NO_PACKAGE
from strategies.noticing.passages import Passage
from strategies.play import Game


def actions(passage: Passage) -> Iterator[str]:
    """What is picked, and how it is resolved."""
    phase, before = passage.phase(), passage.before
    if not isinstance(phase, ActionsRules) or before is None or passage.decision is None:
        return
    move, side = passage.decision.move, passage.rules.index.sides.get(passage.decision.side, -1)
    if isinstance(move, Pass) and not before.questions:
        yield "a pass ended a side's picks"
        if len(legal(passage.rules, before, passage.decision.side).moves) == 1:
            yield "a side that could do nothing passed"
            if phase.no_pass:
                yield "a pass under no_pass, with nothing legal"
    elif isinstance(move, Act):
        slot = passage.rules.index.slots[passage.decision.side, move.action]
        if slot in before.picks[side]:
            yield "an action was repeated in a phase"
        if len(passage.rules.slots[slot].cost) > 1:
            yield "one cost was paid from two tracks"
        if not phase.together:
            yield "an action was taken in turn"
            if before.picks[side]:
                yield "second picks were taken in turn"
            if list(phase.sides) != sorted(phase.sides) and any(before.picks):
                yield "sides took turns in another order than the file's"
    if passage.resolved():
        yield from _resolution(passage, phase, before, side)


def _resolution(passage: Passage, phase: ActionsRules, before: State, side: int) -> Iterator[str]:
    picks = list(before.picks)
    assert passage.decision is not None
    if isinstance(passage.decision.move, Act):
        slot = passage.rules.index.slots[passage.decision.side, passage.decision.move.action]
        picks[side] = (*picks[side], slot)
    if sum(1 for each in picks if each) > 1:
        yield "a together phase resolved picks of two sides"
        if list(phase.sides) != sorted(phase.sides):
            yield "sides resolved in another order than the file's"
    if sum(1 for each in picks if len(each) > 1) > 1:
        yield "second picks of two sides were resolved"
    if any(_lapsed(passage.rules, before, picks)):
        yield "a pick happened though its condition held no longer"
    payers: dict[int, set[int]] = {}
    for payer, each in enumerate(picks):
        for slot in each:
            for track, _ in passage.rules.slots[slot].cost:
                payers.setdefault(track, set()).add(payer)
    if any(len(sides) > 1 for sides in payers.values()):
        yield "two sides paid from one track"


def _lapsed(rules: Rules, before: State, picks: list[tuple[int, ...]]) -> Iterator[bool]:
    """Of each pick whether its condition fails as effects begin: all made, all paid for."""
    uses, today, tracks = list(before.uses), list(before.today), list(before.tracks)
    made = [slot for each in picks for slot in each]
    for slot in made:
        uses[slot] += 1
        today[slot] += 1
        for track, amount in rules.slots[slot].cost:
            tracks[track] = max(tracks[track] - amount, rules.tracks[track].low)
    then = evolve(before, uses=tuple(uses), today=tuple(today), tracks=tuple(tracks))
    for slot in made:
        when = rules.slots[slot].when
        yield when is not None and not when(then, NO_PACKAGE)


def short(game: Game) -> Iterator[str]:
    """Refusals that only a side's own picks explain."""
    for tried in game.tried:
        state = tried.before
        code = tried.answer.code if isinstance(tried.answer, Refusal) else ""
        if code not in ("no-pass", "cost", "limit"):
            continue
        rules, side = game.rules, game.rules.index.sides[tried.decision.side]
        if code == "no-pass":
            if state.picks[side]:
                yield "a pass was refused behind a pick"
            continue
        assert isinstance(tried.decision.move, Act)
        slot = rules.slots[rules.index.slots[tried.decision.side, tried.decision.move.action]]
        if not pending(rules, state, side):
            continue
        number = rules.index.slots[tried.decision.side, slot.action]
        if code == "limit" and state.uses[number] < (slot.limit or 0):
            yield "a limit was reached with one's own picks"
        elif code == "cost" and all(
            state.tracks[track] - amount >= rules.tracks[track].low for track, amount in slot.cost
        ):
            yield "a cost was short because of one's own picks"
