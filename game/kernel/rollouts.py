"""Rollouts: plays on from a position many times, after each of several decisions.

    outcomes = roll_out(lower(rules), state, {"north": "hawk"}, 400, seed=1, alternatives=[...])
    outcomes.scores[alternative, rollout, side]

**What is paired.** Rollout number k has the same luck for every alternative, in this call and in
any other with the same seed: the n-th draw of the game at a site in a turn (rule 2.1), the bot in
each seat if there are several, and the draws of a bot for its n-th decision since the position
(rule 2.5). An event that only one alternative causes therefore doesn't shift the luck of other
events. A bot that decides more often in one alternative than in another has different luck from
there on. The first n of 2n rollouts equal those of a call for n.

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
from game.kernel.moves import NoRoom, encode_intervention, encode_move, write_state
from game.kernel.run.rollout import DECISION, FACILITATOR, FROM_STATE, NEW
from game.kernel.scenario_code import note_played, quickest
from game.kernel.sight import InformationSet
from game.kernel.whole_numbers import Numbers
from game.model.decisions import FACILITATOR as FACILITATOR_ID
from game.model.decisions import Decision
from game.model.play import State
from game.model.players import UNIFORM
from game.model.refusals import Refusal
from game.rules.rng import LARGEST_SEED, mix

ALL_DRAWS = 2**31 - 1
_NOTHING = room(1, "int32"), room(1, "int64")
_CHUNK_SECONDS = 0.1
"""The seconds that a chunk of rollouts should take; callers can stop between chunks."""

Seat: TypeAlias = "str | Mapping[str, int]"
"""Who plays a side: a persona or `uniform`, or several with weights, drawn for each rollout."""
Alternative: TypeAlias = Sequence[Decision]
"""The decisions to take first: usually one; several if sides decide at once in a phase."""
Ints: TypeAlias = NDArray[np.int64]


@frozen
class Repeat:
    """Has the first draws of every rollout come from another seed, usually the game's own."""

    seed: int
    draws: int = ALL_DRAWS
    """The number of draws that are repeated; later ones are fresh."""


@frozen(eq=False)
class Rollouts:
    """The results of rollouts, by alternative and rollout."""

    lines: tuple[Ints, ...]
    """For each side an array of points, by alternative, rollout and line of the score."""
    outcomes: Ints
    """The index of the outcome; -1 if the game goes on."""
    turns: Ints
    """The turn in which the game ended, or in which the rollout had to end."""
    decisions: Ints
    """The number of decisions of bots in the rollout."""
    tracks: Ints
    """The values of tracks at the end, by alternative, rollout and track."""

    @property
    def scores(self) -> Ints:
        """The scores by alternative, rollout and side."""
        return np.stack([points.sum(axis=2) for points in self.lines], axis=2)

    def __len__(self) -> int:
        """The number of rollouts of each alternative."""
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
    """Plays on from a state n times for every alternative, to the end or to the turn `until`.

    state: None for new games. guess: what a side knows in this state. Each rollout then begins with
    a guess of the rest, which a game of bots from the same seats supplies; the state only serves to
    read the alternatives, whose legality isn't tested. seats: sides without a seat are `uniform`.
    proceed: gets from time to time the number of rollouts done, and stops them by returning False;
    then fewer rollouts are returned, the same number for all alternatives.

    Raises ValueError for an alternative that is not legal or a seed beyond 2^63 - 1, KeyError for
    an unknown side, persona or action, and NoRoom if more questions wait than the kernel has room
    for.
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
    """The number of draws that a decision causes, up to the next one, with the seed of its game.

    Without state and decision: the draws at the start of a game, including dealt cards.
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
    """Rollouts from one state, with the rows of numbers that all chunks share."""

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
        """Plays a chunk of rollouts; a row for each rollout and alternative. Raises NoRoom."""
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
        """Joins all chunks; the results are by alternative first."""
        none = np.zeros((0, self._alternatives, sum(self._widths)), np.int64)
        rows = np.concatenate([none, *chunks]).transpose(1, 0, 2)
        head, tracks, *lines = np.split(rows, np.cumsum(self._widths)[:-1], axis=2)
        outcomes, turns, decisions = (head[:, :, i] for i in range(3))
        return Rollouts(tuple(lines), outcomes, turns, decisions, tracks)


def _position(tables: Tables, state: State | None) -> Numbers:
    return tables.state() if state is None else write_state(tables, state)


def _repeating_sites(tables: Tables, seed: int) -> Numbers:
    """The sites, followed by the mixed seed from which draws are repeated."""
    return numbers(
        [*map(int, map(tables.sites.__getitem__, range(len(tables.sites)))), mix(seed)], "uint64"
    )


def _write_seats(tables: Tables, seats: Mapping[str, Seat]) -> Numbers:
    """Writes for each side the addresses of the policies for its seat, with their weights."""
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
    """The addresses of the policies for a side, with their weights."""
    weights = {seat: 1} if isinstance(seat, str) else seat
    policies = [(tables.policy(side, who), weight) for who, weight in weights.items() if weight > 0]
    if not policies:
        raise ValueError(f"nobody plays {side}")
    return policies


def _check(tables: Tables, state: State | None, decisions: Alternative) -> None:
    """Raises ValueError unless decisions can be taken in this order, whatever the luck."""
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
