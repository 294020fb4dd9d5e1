"""Rollouts as a service: what comes of a position, and of the decisions that can be taken in it.

    outcomes = roll_out(lower(rules), state, {"north": "hawk"}, 400, seed=1, alternatives=[...])
    outcomes.scores[alternative, rollout, side]

**What is paired.** Rollout number k of every alternative, in this call and in any other with the
same seed, has the same luck, whatever is decided first: the n-th draw of the game at a site in a
turn (rule 2.1), who sits in each seat where several may, and the draws of a bot for its n-th
decision since the position (rule 2.5). So an event that one alternative brings about and another
doesn't shifts the luck of no other event; a bot that is asked more often in one than in another
has other luck from there on. The first n of 2n rollouts are the n of a call for n.

**Whose luck.** The game's own seed is never used, except for the first draws of a `Repeat`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from game.engine.core import step
from game.kernel import codes as c
from game.kernel import entries
from game.kernel.lowering.lower import Tables, numbers, room
from game.kernel.moves import encode_intervention, encode_move
from game.kernel.position import NoRoom, write_state
from game.kernel.run.rollout import DECISION, FACILITATOR, FROM_STATE, NEW
from game.kernel.scenario_code import note_played, quickest
from game.kernel.sight import InformationSet
from game.kernel.whole_numbers import Numbers
from game.model.decisions import FACILITATOR as FACILITATOR_ID
from game.model.decisions import Decision
from game.model.play import State
from game.model.refusals import Refusal
from game.rules.rng import LARGEST_SEED, mix

UNIFORM = "uniform"
ALL_DRAWS = 2**31 - 1
_NOTHING = room(1, "int32"), room(1, "int64")
_CHUNK_SECONDS = 0.1
"""How long a chunk of rollouts is to take: between chunks a caller can stop them."""

Seat: TypeAlias = "str | Mapping[str, int]"
"""Who plays a side on: a persona or `uniform`, or several with weights, drawn for each rollout."""
Alternative: TypeAlias = Sequence[Decision]
"""Decisions that are taken first, of one phase in which sides decide at once; usually one."""
Ints: TypeAlias = NDArray[np.int64]


@frozen
class Repeat:
    """The first draws of every rollout come from another seed, usually the game's own."""

    seed: int
    draws: int = ALL_DRAWS
    """How many; those after them are fresh."""


@frozen(eq=False)
class Rollouts:
    """What rollouts came to, by alternative and rollout."""

    lines: tuple[Ints, ...]
    """By side an array: by alternative, rollout and line of its score, the points."""
    outcomes: Ints
    """The number of the outcome; -1 where the game goes on."""
    turns: Ints
    """The turn on which it ended, or on which the rollout was to end."""
    decisions: Ints
    """How many decisions of bots it took."""
    tracks: Ints
    """By alternative, rollout and track, its value at the end."""

    @property
    def scores(self) -> Ints:
        """By alternative, rollout and side, the score."""
        return np.stack([points.sum(axis=2) for points in self.lines], axis=2)

    def __len__(self) -> int:
        """How many rollouts there are of each alternative."""
        return int(self.outcomes.shape[1])


def roll_out(
    tables: Tables,
    state: State | None,
    seats: Mapping[str, Seat],
    n: int,
    seed: int,
    *,
    alternatives: Sequence[Alternative] = ((),),
    until: int | None = None,
    repeat: Repeat | None = None,
    guess: InformationSet | None = None,
    proceed: Callable[[int], bool] | None = None,
) -> Rollouts:
    """Plays every alternative on from a state n times, to the end or to the turn `until`.

    state: None: from the start of new games. guess: what a side knows in this state; then each
    rollout plays on from a guess of the rest, drawn by a game of other bots of the same seats, and
    the state only says what the alternatives mean, not whether they are legal. seats: sides without
    a seat are `uniform`. proceed: is told now and then how many of the n are done, and stops them
    by returning False; then fewer rollouts are returned, of all alternatives equally many.

    Raises ValueError for an alternative that is not legal or a seed beyond 2^63 - 1, KeyError for
    an unknown side, persona or action, and NoRoom where more questions wait than the kernel holds.
    """
    if not 0 <= seed <= LARGEST_SEED - n:
        raise ValueError(f"not the seeds of rollouts: {seed} and {n - 1} more")
    batch = _Batch(tables, state, seats, alternatives, until, repeat, guess)
    done, size, chunks = 0, 1, []
    while done < n and (proceed is None or proceed(done)):
        size = min(size, n - done)
        began = time.perf_counter()
        chunks.append(batch.play(seed, done, size))
        done += size
        took = max(time.perf_counter() - began, 1e-6)
        size = max(1, min(4 * size, int(size * _CHUNK_SECONDS / took)))
    if proceed is not None and done == n:
        proceed(done)
    return batch.rollouts(chunks)


def count_draws(tables: Tables, state: State | None, decision: Decision | None, seed: int) -> int:
    """How many draws a decision causes with the seed of its game, up to the next one.

    Without state and decision: those of a game's start, dealt cards among them.
    """
    T, work, S = tables.numbers, tables.work(), _position(tables, state)
    sites = _repeating_sites(tables, seed)
    S[T[c.H_STATE]] = ALL_DRAWS
    board = entries.Board(T, sites, S, tables.state(), work)
    if state is None:
        board.begin(seed)
    elif decision is not None:
        _check(tables, state, (decision,))
        if decision.side == FACILITATOR_ID:
            board.intervene(seed, *encode_intervention(tables, decision.move))
        else:
            code = encode_move(tables, S, work, decision.side, decision.move)
            board.take(seed, tables.rules.index.sides[decision.side], code)
    return ALL_DRAWS - int(S[T[c.H_STATE]])


class _Batch:
    """Rollouts from one state: the rows of numbers that all chunks share."""

    def __init__(
        self,
        tables: Tables,
        state: State | None,
        seats: Mapping[str, Seat],
        alternatives: Sequence[Alternative],
        until: int | None,
        repeat: Repeat | None,
        guess: InformationSet | None,
    ) -> None:
        self._interpreted = tables
        self._tables = tables = quickest(tables)
        self._start = guess.side if guess is not None else NEW if state is None else FROM_STATE
        self._seen, self._bounds = _NOTHING if guess is None else (guess.seen, guess.bounds)
        self._position = _position(tables, state)
        self._work = tables.work()
        self._alternatives = len(alternatives)
        self._decisions = self._write_alternatives(state, alternatives)
        self._seats = _write_seats(tables, seats)
        self._until = tables.rules.turns + 1 if until is None else until
        self._repeated = 0 if repeat is None else repeat.draws
        self._sites = _repeating_sites(tables, 0 if repeat is None else repeat.seed)
        self._widths = [3, len(tables.rules.tracks), *map(len, tables.rules.scores)]

    def _write_alternatives(
        self, state: State | None, alternatives: Sequence[Alternative]
    ) -> Numbers:
        tables = self._tables
        issues = max((len(table.issues) for table in tables.rules.tables), default=0)
        width = 1 + (DECISION + issues) * max(map(len, alternatives), default=0)
        rows = [len(alternatives), width, issues]
        for alternative in alternatives:
            if self._start < 0:
                _check(tables, state, alternative)
            row = [len(alternative)]
            for decision in alternative:
                row += self._write_decision(decision, issues)
            rows += [*row, *[0] * (width - len(row))]
        return numbers(rows, "int64")

    def _write_decision(self, decision: Decision, issues: int) -> list[int]:
        tables, work, named = self._tables, self._work, self._tables.numbers[c.W_NAMED]
        if decision.side == FACILITATOR_ID:
            return [FACILITATOR, *encode_intervention(tables, decision.move), *[0] * issues]
        code = encode_move(tables, self._position, work, decision.side, decision.move)
        package = [int(work[named + i]) for i in range(issues)]
        return [tables.rules.index.sides[decision.side], code, 0, 0, *package]

    def play(self, seed: int, first: int, count: int) -> Ints:
        """A chunk of rollouts: by rollout and alternative a row. Raises NoRoom."""
        tables, width = self._tables, sum(self._widths)
        rows = room(count * self._alternatives * width, "int64")
        board = entries.Board(
            *(tables.numbers, self._sites, tables.state(), tables.state(), self._work),
            X=self._seen,
            P=self._position,
            Q=self._seats,
            G=self._bounds,
            K=self._decisions,
            A=rows,
        )
        board.roll_out(seed, first, count, self._until, self._repeated, self._start)
        table = np.asarray(rows, np.int64).reshape(count, self._alternatives, width)
        if (table[:, :, 2] < 0).any():
            raise NoRoom
        note_played(self._interpreted, int(table[:, :, 2].sum()))
        return table

    def rollouts(self, chunks: Sequence[Ints]) -> Rollouts:
        """All chunks as one, by alternative first."""
        none = np.zeros((0, self._alternatives, sum(self._widths)), np.int64)
        rows = np.concatenate([none, *chunks]).transpose(1, 0, 2)
        head, tracks, *lines = np.split(rows, np.cumsum(self._widths)[:-1], axis=2)
        outcomes, turns, decisions = (head[:, :, i] for i in range(3))
        return Rollouts(tuple(lines), outcomes, turns, decisions, tracks)


def _position(tables: Tables, state: State | None) -> Numbers:
    return tables.state() if state is None else write_state(tables, state)


def _repeating_sites(tables: Tables, seed: int) -> Numbers:
    """The sites, and behind them the luck of the seed from which draws are repeated."""
    return numbers(
        [*map(int, map(tables.sites.__getitem__, range(len(tables.sites)))), mix(seed)], "uint64"
    )


def _write_seats(tables: Tables, seats: Mapping[str, Seat]) -> Numbers:
    """By side the addresses of who may sit there, with their weights."""
    sides = tables.rules.sides
    for side in seats:
        if side not in tables.rules.index.sides:
            raise KeyError(side)
    pools = [_policies(tables, side, seats.get(side, UNIFORM)) for side in sides]
    width = 2 + 2 * max(map(len, pools))
    rows = [width]
    for pool in pools:
        row = [len(pool), sum(weight for _, weight in pool), *(n for one in pool for n in one)]
        rows += [*row, *[0] * (width - len(row))]
    return numbers(rows, "int64")


def _policies(tables: Tables, side: str, seat: Seat) -> list[tuple[int, int]]:
    """The addresses of who may play a side, with their weights."""
    weights = {seat: 1} if isinstance(seat, str) else seat
    policies = [
        (0 if who == UNIFORM else tables.personas[side, who], weight)
        for who, weight in weights.items()
        if weight > 0
    ]
    if not policies:
        raise ValueError(f"nobody plays {side}")
    return policies


def _check(tables: Tables, state: State | None, decisions: Alternative) -> None:
    """Raises ValueError unless decisions can be taken whatever the luck."""
    if state is None and decisions:
        raise ValueError("nobody can decide anything before a game has begun")
    for number, decision in enumerate(decisions):
        assert state is not None
        before = state
        answer = step(tables.rules, state, decision)
        if isinstance(answer, Refusal):
            raise ValueError(f"not legal here: {decision} ({answer.code})")
        state = answer.state
        moved = (state.turn, state.phase, state.draws) != (before.turn, before.phase, before.draws)
        if moved and number + 1 < len(decisions):
            raise ValueError(f"chance may come between {decision} and what follows it")
