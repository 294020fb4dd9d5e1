"""Converts decisions and states of the reference engine to the kernel's numbers, and back."""

from __future__ import annotations

from collections.abc import Sequence

from game.engine.packages import package_from_ids, package_to_ids
from game.kernel import codes as c
from game.kernel.lowering.lower import Tables
from game.kernel.whole_numbers import Numbers
from game.model.decisions import (
    Accept,
    Act,
    Answer,
    FireInject,
    HoldInject,
    Move,
    Offer,
    Pass,
    ReleaseInject,
    SetTrack,
    Stop,
    Walk,
)
from game.model.play import NOTHING, State
from game.model.refusals import Refusal
from game.rules.compiled import InjectRules, TableRules, VisitRules
from game.rules.layout import flatten

_AT_A_TABLE: dict[int, Move] = {c.PASS: Pass(), c.ACCEPT: Accept(), c.WALK: Walk()}


def is_asked(tables: Tables, state: Numbers) -> bool:
    """Whether a question waits for an answer."""
    return bool(state[tables.places.questions] > 0)


def inject_that_asks(tables: Tables, state: Numbers | Sequence[int]) -> InjectRules:
    """The inject whose question must be answered first."""
    question = int(state[tables.places.questions + 1])
    return tables.rules.injects[question % len(tables.rules.injects)]


def answer_ids(tables: Tables, state: Numbers | Sequence[int]) -> tuple[str, ...]:
    """The ids of the answers to the first question; every side has the same ones."""
    return tuple(answer.id for answer in inject_that_asks(tables, state).answers[0])


def phase_record(tables: Tables, state: Numbers) -> int:
    """The address of the record of the current phase."""
    return tables.numbers[tables.numbers[c.H_PHASES] + state[c.PHASE]]


def visited_table(tables: Tables, state: Numbers) -> TableRules:
    """The table at which the game is."""
    phase = tables.rules.phases[state[c.PHASE]]
    assert isinstance(phase, VisitRules)
    return tables.rules.tables[phase.table]


def encode_move(tables: Tables, state: Numbers, work: Numbers, side: str, move: Move) -> int:
    """The code of a side's decision in a state. Writes the package of an offer to W_NAMED.

    Raises ValueError for a decision that no side can take.
    """
    match move:
        case Act(action=action):
            return tables.rules.index.slots[side, action]
        case Answer(answer=answer):
            return answer_ids(tables, state).index(answer)
        case Accept():
            return c.ACCEPT
        case Walk():
            return c.WALK
        case Pass():
            return c.PASS
        case Offer() as offer if name_package(tables, state, work, offer):
            return c.OFFER
        case _:
            raise ValueError(f"{side} can't take this decision: {move}")


def name_package(tables: Tables, state: Numbers, work: Numbers, offer: Offer) -> bool:
    """Writes the package of an offer to W_NAMED; False if the table has no such options."""
    package = package_from_ids(visited_table(tables, state), offer.package)
    if isinstance(package, Refusal):
        return False
    named = tables.numbers[c.W_NAMED]
    for i, option in enumerate(package):
        work[named + i] = option
    return True


def decode_move(tables: Tables, state: Numbers, work: Numbers, code: int) -> Move:
    """The decision with a code in a state. Reads the package of an offer from W_NAMED."""
    if code >= 0 and is_asked(tables, state):
        return Answer(answer_ids(tables, state)[code])
    if code >= 0:
        return Act(tables.rules.slots[code].action)
    if code == c.OFFER:
        table, named = visited_table(tables, state), tables.numbers[c.W_NAMED]
        package = tuple(int(work[named + i]) for i in range(len(table.issues)))
        return Offer(package_to_ids(table, package))
    return _AT_A_TABLE[code]


def encode_intervention(tables: Tables, move: Move) -> tuple[int, int, int]:
    """A decision of the facilitator as three numbers: its kind, the index of its object, a value.

    Raises ValueError for a decision that the facilitator can't take.
    """
    index = tables.rules.index
    match move:
        case FireInject(inject=id):
            return c.FIRE, index.injects[id], 0
        case HoldInject(inject=id):
            return c.HOLD, index.injects[id], 0
        case ReleaseInject(inject=id):
            return c.RELEASE, index.injects[id], 0
        case SetTrack(track=id, value=value):
            return c.SET, index.tracks[id], value
        case Stop(outcome=str(id)):
            return c.STOP, index.outcomes[id], 0
        case Stop():
            return c.STOP, NOTHING, 0
        case _:
            raise ValueError(f"the facilitator can't take this decision: {move}")


class NoRoom(Exception):
    """More questions wait than the kernel has room for; the reference engine can play on."""


def write_state(tables: Tables, state: State) -> Numbers:
    """Converts a state to numbers. Raises NoRoom."""
    places, waiting = tables.places, len(state.questions)
    if waiting > places.most_questions:
        raise NoRoom
    row = flatten(tables.rules, state)
    questions = places.promises + 1 + waiting
    numbers = tables.state()
    before = [*row[: places.promises], *row[questions:]]
    for i, number in enumerate([*before, *row[places.promises : questions]]):
        numbers[i] = number
    if tables.reveals:
        for (side, track), (value, turn) in state.revealed.items():
            numbers[places.revealed(side, track)] = value
            numbers[places.revealed(side, track) + 1] = turn + 1
    return numbers
