"""Turns, delays, and how games end."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from game.model.decisions import (
    SetTrack,
    Stop,
)
from game.model.effects import Upkeep
from game.model.play import (
    CLOSING,
    NOTHING,
    State,
)
from game.rules.compiled import OutcomeRules
from game.rules.evaluate import NO_PACKAGE
from game.rules.program import CompiledAfter
from strategies.noticing.luck import steps
from strategies.noticing.passages import Passage


def turns(passage: Passage) -> Iterator[str]:
    """What turns bring."""
    rules, before, after = passage.rules, passage.before, passage.after
    if passage.codes().count("stage") > (before is None):
        yield "a way out changed the stage"
    if passage.codes().count("phase") > 1:
        yield "a phase passed without anybody being asked"
    if list(rules.stages[after.stage].phases) != sorted(rules.stages[after.stage].phases):
        yield "phases came in another order than the file's"
    if any(after.delays):
        yield "effects waited for a later turn"
    if any(after.picks) and len(after.to_move) and not after.questions:
        yield "picks waited for those of others"
    yield from _parts(passage)
    if before is None or before.turn == after.turn:
        return
    if any(before.today):
        yield "this turn's counts returned to 0"
    if after.turn != before.turn + 1:
        return
    if sum(1 for delay in rules.delays if before.delays[delay.offset]) > 1:
        yield "two delays came due at once"
    for delay in rules.delays:
        due = before.delays[delay.offset]
        if due:
            yield "delayed effects came due"
            if any(isinstance(step, CompiledAfter) for step in steps(delay.block.program)):
                yield "a delay was scheduled by a delay"
        if due > 1:
            yield "one delay came due twice at once"


def _parts(passage: Passage) -> Iterator[str]:
    """Parts of `each_turn` that happen, or don't, as a turn begins."""
    rules, after = passage.rules, passage.after
    if passage.before is not None and passage.before.turn == after.turn:
        return
    upkeeps = [
        rules.scenario.each_turn,
        rules.scenario.stages[rules.stages[after.stage].id].each_turn,
    ]
    for part in (step for upkeep in upkeeps for step in upkeep if isinstance(step, Upkeep)):
        if part.first_turn > after.turn:
            yield "a part of `each_turn` waited for its first turn"
        elif after.turn == 1 and part.when is None:
            yield "a part of `each_turn` happened on turn 1"
        elif part.first_turn > 2:
            yield "a part of `each_turn` began later"
        if part.when is not None:
            yield "a part of `each_turn` had a condition"


def dropped(passage: Passage) -> Iterator[str]:
    """Delays of actions that would fall after the last turn."""
    rules = passage.rules
    for entry in passage.of("acted"):
        slot = rules.slots[
            rules.index.slots[str(entry.values["side"]), str(entry.values["action"])]
        ]
        turn = passage.before.turn if passage.before is not None else 0
        for block in slot.blocks:
            for step in block.program:
                if (
                    isinstance(step, CompiledAfter)
                    and step.turns is None
                    and turn + rules.delays[step.number].turns > rules.turns
                ):
                    yield "a delay beyond the last turn was dropped"


_ENDINGS = {
    **dict.fromkeys(("acted", "undisclosed"), "after an action"),
    **dict.fromkeys(("passed", "offered", "accepted"), "after words alone"),
    **dict.fromkeys(
        ("agreed", "collapsed", "expired", "signed", "ratified", "rejected"), "after a table's end"
    ),
    "injected": "after an inject",
    "answered": "after an answer",
    **dict.fromkeys(("kept", "broken", "turn"), "between turns"),
}


def ending(passage: Passage) -> Iterator[str]:
    """How a game came to its end."""
    rules, after = passage.rules, passage.after
    if after.outcome == NOTHING:
        return
    outcome, move = rules.outcomes[after.outcome], passage.decision and passage.decision.move
    if isinstance(move, Stop):
        with_one = "an outcome" if move.outcome else "the first that held"
        yield f"the facilitator ended the game with {with_one}"
    elif after.turn == 0 or not outcome.now or not _holds(outcome, after):
        left = outcome.when is None
        if after.phase != CLOSING or after.turn < rules.turns:
            yield "an effect ended the game"
            if not _holds(outcome, after):
                yield "an effect ended the game with an outcome that didn't hold"
            if "paid" in passage.codes():
                yield "an effect ended the game behind a cost that stayed paid"
            if passage.resolved() and passage.codes().count("acted") > 1:
                yield "an effect ended the game amid several picks"
        elif left:
            yield "the last outcome was what was left"
        else:
            yield "a conditional outcome held after the last turn"
    elif isinstance(move, SetTrack):
        yield "an outcome ended the game after a set track"
    else:
        what = next(_ENDINGS[code] for code in reversed(passage.codes()) if code in _ENDINGS)
        together = what == "after an action" and passage.resolved()
        yield f"an outcome ended the game {'after a together phase' if together else what}"


def _holds(outcome: OutcomeRules, state: State) -> bool:
    """Whether an outcome's condition holds as it did before the game had ended."""
    running = evolve(state, outcome=NOTHING)
    return outcome.when is None or bool(outcome.when(running, NO_PACKAGE))
