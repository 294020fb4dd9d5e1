"""What was said in a game so far, and which decisions were made, by whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from attrs import frozen

from game.engine.pending import phase_of
from game.model.decisions import FACILITATOR, Decision
from game.model.play import State
from game.rules.compiled import ActionsRules
from game.session.game import Game, Moment
from game.session.records.recorded_actions import TO_ALL, Announce, Message, Rewind
from game.session.talk import may_read


def decider(moment: Moment) -> str:
    """The side whose decision led to a moment; empty if none did."""
    action = moment.line.action if moment.line is not None else None
    return action.side if isinstance(action, Decision) else ""


def last_decision(game: Game, sides: Collection[str]) -> Moment | None:
    """The moment after the last decision of any of these sides; None if there is none."""
    decisions = [moment for moment in game.history() if decider(moment) in sides]
    return decisions[-1] if decisions else None


def last_turn_of_decisions(game: Game, sides: Collection[str]) -> list[Moment]:
    """What the side that decided last has decided in that turn; its last decision comes last."""
    last = last_decision(game, sides)
    if last is None:
        return []
    return [
        moment
        for moment in game.history()
        if decider(moment) == decider(last) and _turn(game, moment) == _turn(game, last)
    ]


def _turn(game: Game, moment: Moment) -> int:
    """The turn in which the decision before a moment was made."""
    return game.moments[moment.before].state.turn


def last_change_of_hands(game: Game) -> int:
    """The number of the last line in which a side decided or the game was stepped back; 0: none."""
    for number in range(len(game.moments) - 1, 0, -1):
        line = game.moments[number].line
        action = line.action if line is not None else None
        by_side = isinstance(action, Decision) and action.side != FACILITATOR
        if by_side or isinstance(action, Rewind):
            return number
    return 0


def unseen_picks(game: Game, side: str, state: State | None = None) -> tuple[str, ...]:
    """The actions that a side has picked, unseen, in the phase of a state; left out: now."""
    rules = game.rules
    slots = (state or game.state).picks[rules.index.sides[side]]
    return tuple(rules.slots[slot].action for slot in slots)


def unseen_picks_before(game: Game, moment: Moment) -> tuple[str, ...]:
    """The actions that a side had picked unseen in the same phase before its decision."""
    before = game.moments[moment.before].state
    picking = isinstance(phase_of(game.rules, before), ActionsRules)
    return unseen_picks(game, decider(moment), before) if picking and not before.questions else ()


@frozen
class Saying:
    """Words that were said to a reader."""

    number: int
    """The number of its line in the record."""
    turn: int
    sender: str
    """A side, a seat of a side (`north.envoy`), or the FACILITATOR."""
    to: str
    """TO_ALL, a side or a seat."""
    words: str
    """Empty where they were deleted."""


def sayings(game: Game, reader: str, after: int = 0) -> Iterator[Saying]:
    """What was said to a reader, in order, even if the game was stepped back later.

    after: the number of a line; earlier sayings and its own are left out.
    """
    for moment in game.moments[after + 1 :]:
        line, turn = moment.line, game.moments[moment.before].state.turn
        match line.action if line is not None else None:
            case Announce() if line is not None:
                yield Saying(line.number, turn, FACILITATOR, TO_ALL, line.note)
            case Message(sender, to) as message if line is not None and may_read(message, reader):
                yield Saying(line.number, turn, sender, to, line.note)
            case _:
                pass
