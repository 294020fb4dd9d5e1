"""Games played by the reference and by the kernel side by side, held against each other.

The reference is the engine that people play on, easy to read; the kernel is to be as good as it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from attrs import evolve

from game.bots.seats import EXPERT, make_bots
from game.engine.core import begin, step
from game.engine.digest import digest
from game.engine.legal import legal
from game.engine.scores import scores
from game.engine.view import view
from game.kernel.batch import Batch
from game.kernel.lower import Tables, lower
from game.kernel.machine import Machine
from game.kernel.rows import BY_GAME, Rows
from game.lab.run.plan import Plan, compile_plan
from game.lab.run.reference import play_reference
from game.model.decisions import Decision, Move
from game.model.play import Accepted, State
from game.model.refusals import Refusal
from game.rules.compiled import Rules
from game.rules.layout import flatten
from game.session.driver import MOST_ATTEMPTS
from game.session.game import DecisionRequest

_TOLD = 3
"""So many numbers that differ are told; the others are counted."""


def verify(plan: Plan, games: int) -> str | None:
    """Plays so many of a plan's games twice, spread evenly over them, the first among them.

    None, or in one sentence the first difference: seed, decision, and what differs.
    """
    tables = lower(compile_plan(plan))
    batch = None if EXPERT in plan.seats.values() else Batch(tables, plan.seats)
    for k in range(games):
        seed = plan.seed + k * plan.games // games
        found = SideBySide(tables, plan.seats, seed).play()
        if found is None and batch is not None:
            found = row_difference(tables.rules, plan.seats, batch.play(seed, 1))
        if found is not None:
            return found
    return None


# --------------------------------------------------------------------------- decision by decision


class SideBySide:
    """One game of bots, played by both at once."""

    def __init__(self, tables: Tables, seats: Mapping[str, str], seed: int) -> None:
        self._tables = tables
        self._rules = tables.rules
        self._seats = seats
        self._seed = seed
        self._bots = make_bots(self._rules, seats, seed)
        self._machine = Machine(tables, seed)
        self._taken = dict.fromkeys(self._rules.sides, 0)
        self.state = begin(self._rules, seed).state
        """The reference's state."""

    def play(self) -> str | None:
        """Plays it; the first difference in one sentence, None where there is none."""
        found = find_difference(self._tables, self._machine, self.state)
        if found is not None:
            return f"seed {self._seed}, before the first decision: {found}"
        while self.state.to_move:
            decision, found = self._decide(self.state.to_move[0])
            if found is None and not has_room(self._tables, self.state):
                return None
            found = found or find_difference(self._tables, self._machine, self.state)
            if found is not None:
                n = sum(self._taken.values())
                return f"seed {self._seed}, decision {n} ({decision}): {found}"
        return None

    def _decide(self, side: str) -> tuple[Decision, str | None]:
        """Takes a side's decision in both games; what it is, and what differs about it."""
        asking = DecisionRequest(
            side,
            view(self._rules, self.state, side),
            legal(self._rules, self.state, side),
            self._taken[side],
        )
        self._taken[side] += 1
        for _ in range(MOST_ATTEMPTS):
            decision = Decision(side, self._bots[side](asking))
            answer = step(self._rules, self.state, decision)
            found = legality_difference(answer, self._machine.may(decision))
            if found is not None:
                return decision, found
            if isinstance(answer, Accepted):
                self.state = answer.state
                return decision, self._follow(decision, asking.taken)
            asking = evolve(asking, refused=(*asking.refused, answer))
        raise RuntimeError(
            f"{side} was refused {MOST_ATTEMPTS} times, at last {decision}: {answer}"
        )

    def _follow(self, decision: Decision, taken: int) -> str | None:
        """The kernel decides and moves too."""
        side, who = decision.side, self._seats[decision.side]
        if who != EXPERT:
            move = self._machine.choice(side, who, taken)
            if move != decision.move:
                return f"the kernel as {who} decides otherwise: {move}"
        self._machine.do(decision)
        return None


def has_room(tables: Tables, state: State) -> bool:
    """Whether the kernel can keep all questions that wait; else the reference plays such a game."""
    return len(state.questions) <= tables.places.most_questions


def legality_difference(answer: Accepted | Refusal, allowed: bool) -> str | None:
    """What differs about whether a decision is legal: by the reference's answer to it."""
    if isinstance(answer, Refusal) and allowed:
        return f"the reference refuses it ({answer.code}), the kernel doesn't"
    if not isinstance(answer, Refusal) and not allowed:
        return "the kernel refuses it, the reference doesn't"
    return None


def find_difference(tables: Tables, machine: Machine, state: State) -> str | None:
    """How the kernel's game differs from a state of the reference; None where it doesn't."""
    rules = tables.rules
    by = digest(rules, state)
    if machine.digest != by:
        return state_difference(tables, machine, state) or f"digests differ: {by}, {machine.digest}"
    if machine.to_move != state.to_move:
        return _versus("to move", *map(_list, (state.to_move, machine.to_move)))
    for side in rules.sides:
        found = _moves_apart(side, legal(rules, state, side).moves, machine.moves(side))
        if found is not None:
            return found
    for sheet, total in zip(scores(rules, state).values(), machine.scores, strict=True):
        if sheet.total != total:
            return _versus(f"{sheet.side}'s score", sheet.total, total)
    return None


def _moves_apart(side: str, by: tuple[Move, ...], kernel: tuple[Move, ...]) -> str | None:
    if by == kernel:
        return None
    missing, beyond = [m for m in by if m not in kernel], [m for m in kernel if m not in by]
    if not missing and not beyond:
        return _versus(f"order of {side}'s legal decisions", *map(_list, (by, kernel)))
    return _versus(f"legal for {side} beside the rest", *map(_list, (missing, beyond)))


def _list(things: Iterable[object]) -> str:
    return ", ".join(map(str, things)) or "nothing"


def _versus(what: str, by: object, kernel: object) -> str:
    return f"{what}: {by} in the reference, {kernel} in the kernel"


# ------------------------------------------------------------------------------- numbers by name


def state_difference(tables: Tables, machine: Machine, state: State) -> str | None:
    """The numbers of the state that differ, by name; None where none does."""
    rules, places = tables.rules, tables.places
    by = flatten(rules, state)
    row = [int(machine.state[i]) for i in range(places.end)]
    waiting = min(row[places.questions], places.most_questions)
    questions = row[places.questions : places.questions + 1 + waiting]
    kernel = [*row[: places.promises], *questions, *row[places.promises : places.questions]]
    names = _names(rules, len(state.questions))
    left = dict(zip(names, by, strict=True))
    right = dict(zip(_names(rules, waiting), kernel, strict=True))
    found = [
        _versus(name, left.get(name, "none"), right.get(name, "none"))
        for name in {**left, **right}
        if left.get(name) != right.get(name)
    ]
    more = [f"and {len(found) - _TOLD} more"] if len(found) > _TOLD else []
    return "; ".join([*found[:_TOLD], *more]) or None


def _names(rules: Rules, questions: int) -> list[str]:
    """What the numbers of a state are, in the order of `layout.flat`."""
    return list(_named(rules, questions))


def _named(rules: Rules, questions: int) -> Iterator[str]:
    yield from ("turn", "stage", "phase", "outcome", "cursor", "rounds used in this visit")
    for side in rules.sides:
        yield f"{side} has finished"
        yield from (f"{side}'s pick {i + 1}" for i in range(rules.most_picks))
    yield from (f"track {track.id}" for track in rules.tracks)
    yield from (f"card of {deal.id}" for deal in rules.deals)
    for slot in rules.slots:
        name = f"{rules.sides[slot.side]}'s {slot.action}"
        yield from (f"{name}, times", f"{name}, last turn", f"{name}, times this turn")
    yield from (f"inject {inject.id}, times" for inject in rules.injects)
    for table in rules.tables:
        parties = [rules.sides[side] for side in table.parties]
        yield from (f"{table.id}, {what}" for what in ("status", "rounds", "speaker", "proposer"))
        yield from (f"{table.id}, accepted by {party}" for party in parties)
        yield from (f"{table.id}, option of {issue.id}" for issue in table.issues)
        yield from (f"{table.id}, worth to {party}" for party in parties)
    yield from ("questions that wait", *(f"question {i + 1}" for i in range(questions)))
    for promise in rules.promises:
        yield from (f"promise {promise.id}, turns left", f"promise {promise.id}, given on turn")
    for i, delay in enumerate(rules.delays):
        yield from (f"`after` {i + 1}, due in turns: {k + 1}" for k in range(delay.width))
    yield from (f"draws at site {i + 1}" for i in range(len(rules.sites)))


# ------------------------------------------------------------------------------------ whole games


def row_difference(rules: Rules, seats: Mapping[str, str], row: Rows | None) -> str | None:
    """How games' rows by the kernel differ from the reference's; None where they don't.

    There are none where too many questions waited: such games are the reference's.
    """
    if row is None:
        return None
    by = play_reference(rules, seats, int(row.seed[0]), len(row))
    for name in (*BY_GAME, "legal", "digest"):
        left, right = np.atleast_1d(getattr(by, name)), np.atleast_1d(getattr(row, name))
        if not np.array_equal(left, right):
            place = tuple(int(i) for i in np.argwhere(left != right)[0])
            game = f"seed {row.seed[place[0]]}" if name in BY_GAME else f"from seed {row.seed[0]}"
            what = " ".join([f"`{name}`", *(f"number {i + 1}" for i in place[1:])])
            return f"{game}, what is kept of the game: {_versus(what, left[place], right[place])}"
    return None
