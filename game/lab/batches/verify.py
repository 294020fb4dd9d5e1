"""Plays games by both engines side by side and compares them.

The reference is the engine that people play on; the kernel must give the same games. What a persona
chooses is compared with rule 12.2 as `bots/reference/` has it, which nothing of the kernel decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from attrs import evolve

from game.bots.reference.persona import ReferencePersona
from game.bots.seats import make_bots
from game.engine.core import begin, step
from game.engine.digest import digest
from game.engine.legal import legal
from game.engine.scores import scores
from game.engine.view import view
from game.kernel.batch import Batch
from game.kernel.lowering.lower import Tables, lower
from game.kernel.machine import Machine
from game.kernel.rows import BY_GAME, Rows
from game.lab.batches.plan import Plan, compile_plan
from game.lab.batches.reference import play_reference
from game.model.decisions import Decision, Move
from game.model.play import Accepted, State
from game.model.players import is_in_kernel
from game.model.refusals import Refusal
from game.rules.compiled import Rules
from game.rules.layout import flatten
from game.rules.rng import own_seed
from game.rules.state_names import state_names
from game.session.driver import MOST_ATTEMPTS, Decide
from game.session.game import DecisionRequest

_MOST_LISTED = 3
"""The most differing numbers that are listed; the others are counted."""


def verify(plan: Plan, games: int) -> str | None:
    """Plays some of a plan's games by both engines: the first, and others at even distances.

    Returns None, or the first difference in one sentence: scenario, seed, decision, what differs.
    """
    difference = _first_difference(plan, games)
    return None if difference is None else f"{plan.scenario.title}: {difference}"


def _first_difference(plan: Plan, games: int) -> str | None:
    tables = lower(compile_plan(plan))
    batch = None if plan.outsiders else Batch(tables, plan.seats)
    for k in range(games):
        number = k * plan.games // games
        seed = plan.seeds[number] if plan.seeds else plan.seed + number
        begun, rules = tables, tables.rules
        if plan.starts:
            rules = evolve(rules, starts=plan.starts[number])
            begun = lower(rules)
        difference = SideBySide(begun, plan.seats, seed).play()
        if difference is None and batch is not None:
            row = batch.play_each([seed], [rules.starts]) if plan.starts else batch.play(seed, 1)
            difference = row_difference(rules, plan.seats, row)
        if difference is not None:
            return difference
    return None


# --------------------------------------------------------------------------- decision by decision


class SideBySide:
    """One game of bots, played by both engines at once."""

    def __init__(self, tables: Tables, seats: Mapping[str, str], seed: int) -> None:
        self._tables = tables
        self._rules = tables.rules
        self._seats = seats
        self._seed = seed
        self._bots = make_bots(self._rules, seats, seed)
        self._references = make_references(self._rules, seats, seed)
        self._machine = Machine(tables, seed)
        self._taken = dict.fromkeys(self._rules.sides, 0)
        self.state = begin(self._rules, seed).state
        """The state of the reference."""

    def play(self) -> str | None:
        """Plays the game; returns the first difference in one sentence, or None."""
        difference = find_difference(self._tables, self._machine, self.state)
        if difference is not None:
            return f"seed {self._seed}, before the first decision: {difference}"
        while self.state.to_move:
            decision, difference = self._decide(self.state.to_move[0])
            if difference is None and not has_room(self._tables, self.state):
                return None
            difference = difference or find_difference(self._tables, self._machine, self.state)
            if difference is not None:
                n = sum(self._taken.values())
                return f"seed {self._seed}, decision {n} ({decision}): {difference}"
        return None

    def _decide(self, side: str) -> tuple[Decision, str | None]:
        """Takes a side's decision in both engines; returns it, and what differs about it."""
        request = DecisionRequest(
            side,
            view(self._rules, self.state, side),
            legal(self._rules, self.state, side),
            self._taken[side],
        )
        self._taken[side] += 1
        for _ in range(MOST_ATTEMPTS):
            decision, difference = self._choose(request)
            if difference is not None:
                return decision, difference
            answer = step(self._rules, self.state, decision)
            difference = legality_difference(answer, self._machine.may(decision))
            if difference is not None:
                return decision, difference
            if isinstance(answer, Accepted):
                self.state = answer.state
                return decision, self._follow(decision, request.taken)
            request = evolve(request, refused=(*request.refused, answer))
        raise RuntimeError(
            f"{side} was refused {MOST_ATTEMPTS} times, at last {decision}: {answer}"
        )

    def _choose(self, request: DecisionRequest) -> tuple[Decision, str | None]:
        """Asks for a side's decision; where its bot thinks by the kernel, the reference too."""
        side = request.side
        move = self._bots[side](request)
        if side in self._references:
            expected = self._references[side](request)
            return Decision(side, expected), self._choice_difference(side, expected, move, "bot")
        return Decision(side, move), None

    def _follow(self, decision: Decision, taken: int) -> str | None:
        """Compares the choice of the kernel in many games with a decision, then takes it in the
        kernel.

        Returns what differs, or None. Choices of experts and of bots of one's own aren't compared.
        """
        side, bot = decision.side, self._seats[decision.side]
        if is_in_kernel(self._rules.scenario, bot):
            move = self._machine.choice(side, bot, taken)
            difference = self._choice_difference(side, decision.move, move, "kernel")
            if difference is not None:
                return difference
        self._machine.do(decision)
        return None

    def _choice_difference(
        self, side: str, reference: Move, move: Move, chooser: str
    ) -> str | None:
        """How a choice differs from the reference's; None if it doesn't."""
        if move == reference:
            return None
        return f"as {self._seats[side]} the reference chooses {reference}, the {chooser} {move}"


def make_references(rules: Rules, seats: Mapping[str, str], game_seed: int) -> dict[str, Decide]:
    """By side that a persona plays, the persona as the reference has it."""
    seed = own_seed(game_seed)
    return {
        side: ReferencePersona(rules, side, seed, bot)
        for side, bot in seats.items()
        if bot in rules.scenario.personas
    }


def has_room(tables: Tables, state: State) -> bool:
    """Whether the kernel can hold all waiting questions; otherwise only the reference plays on."""
    return len(state.questions) <= tables.places.most_questions


def legality_difference(answer: Accepted | Refusal, allowed: bool) -> str | None:
    """How the engines differ on whether a decision is legal, given the reference's answer."""
    if isinstance(answer, Refusal) and allowed:
        return f"the reference refuses it ({answer.code}), the kernel doesn't"
    if not isinstance(answer, Refusal) and not allowed:
        return "the kernel refuses it, the reference doesn't"
    return None


def find_difference(tables: Tables, machine: Machine, state: State) -> str | None:
    """How the kernel's game differs from a state of the reference; None if it doesn't."""
    rules = tables.rules
    expected = digest(rules, state)
    if machine.digest != expected:
        return (
            state_difference(tables, machine, state)
            or f"digests differ: {expected}, {machine.digest}"
        )
    if machine.to_move != state.to_move:
        return _versus("to move", *map(_list, (state.to_move, machine.to_move)))
    for side in rules.sides:
        difference = _moves_difference(side, legal(rules, state, side).moves, machine.moves(side))
        if difference is not None:
            return difference
    for sheet, total in zip(scores(rules, state).values(), machine.scores, strict=True):
        if sheet.total != total:
            return _versus(f"{sheet.side}'s score", sheet.total, total)
    return None


def _moves_difference(
    side: str, reference: tuple[Move, ...], kernel: tuple[Move, ...]
) -> str | None:
    if reference == kernel:
        return None
    missing = [move for move in reference if move not in kernel]
    extra = [move for move in kernel if move not in reference]
    if not missing and not extra:
        return _versus(f"order of {side}'s legal decisions", *map(_list, (reference, kernel)))
    return _versus(f"legal for {side} beside the rest", *map(_list, (missing, extra)))


def _list(moves: Iterable[object]) -> str:
    return ", ".join(map(str, moves)) or "nothing"


def _versus(what: str, reference: object, kernel: object) -> str:
    return f"{what}: {reference} in the reference, {kernel} in the kernel"


# ------------------------------------------------------------------------------- numbers by name


def state_difference(tables: Tables, machine: Machine, state: State) -> str | None:
    """The differing numbers of the state, by name; None if there are none."""
    rules, places = tables.rules, tables.places
    reference = flatten(rules, state)
    row = [int(machine.state[i]) for i in range(places.end)]
    waiting = min(row[places.questions], places.most_questions)
    questions = row[places.questions : places.questions + 1 + waiting]
    kernel = [*row[: places.promises], *questions, *row[places.promises : places.questions]]
    names = state_names(rules, len(state.questions))
    left = dict(zip(names, reference, strict=True))
    right = dict(zip(state_names(rules, waiting), kernel, strict=True))
    differences = [
        _versus(name, left.get(name, "none"), right.get(name, "none"))
        for name in {**left, **right}
        if left.get(name) != right.get(name)
    ]
    more = (
        [f"and {len(differences) - _MOST_LISTED} more"] if len(differences) > _MOST_LISTED else []
    )
    return "; ".join([*differences[:_MOST_LISTED], *more]) or None


# ------------------------------------------------------------------------------------ whole games


def row_difference(rules: Rules, seats: Mapping[str, str], row: Rows | None) -> str | None:
    """How the kernel's rows of games differ from the reference's; None if they don't.

    row: None if more questions waited than the kernel can hold; there is nothing to compare.
    """
    if row is None:
        return None
    reference = play_reference(rules, seats, int(row.seed[0]), len(row))
    for name in (*BY_GAME, "digest"):
        left, right = np.atleast_1d(getattr(reference, name)), np.atleast_1d(getattr(row, name))
        if not np.array_equal(left, right):
            place = tuple(int(i) for i in np.argwhere(left != right)[0])
            game = f"seed {row.seed[place[0]]}" if name in BY_GAME else f"from seed {row.seed[0]}"
            what = " ".join([f"`{name}`", *(f"number {i + 1}" for i in place[1:])])
            return f"{game}, what is kept of the game: {_versus(what, left[place], right[place])}"
    return None
