"""The kernel's functions for callers outside it.

Each is a task of `tasks.enter`, which is machine code or plain Python. Machine code takes the
address of one block of numbers: the addresses of rows, and the other arguments themselves.
"""

from __future__ import annotations

import ctypes
from typing import Any, Final

from game.kernel import machine_code, tasks
from game.kernel.lowering.lower import numbers, room
from game.kernel.whole_numbers import MASK, Numbers

_NO_SITES, _NO_STATE, _NO_ROOM = numbers([0], "uint64"), room(1, "int32"), room(1, "int64")
_SEED: Final = 1 + len(machine_code.ROWS)
_RAISED: Final = _SEED + 7
"""The place in a block, after the seed and six numbers, that says whether an error was raised."""
_NOUGHTS: Final = tuple((0,) * (6 - count) for count in range(7))
_Block = ctypes.c_int64 * (_RAISED + 1)


class Board:
    """The rows of a game or of a search. Only one task may run on them at a time."""

    def __init__(
        self,
        T: Numbers,
        C: Numbers = _NO_SITES,
        S: Numbers = _NO_STATE,
        M: Numbers = _NO_STATE,
        W: Numbers = _NO_ROOM,
        *,
        X: Numbers = _NO_STATE,
        P: Numbers = _NO_STATE,
        Q: Numbers = _NO_ROOM,
        G: Numbers = _NO_ROOM,
        K: Numbers = _NO_ROOM,
        A: Numbers = _NO_ROOM,
        B: Numbers = _NO_ROOM,
        R: Numbers = _NO_ROOM,
        H: Numbers = _NO_ROOM,
    ) -> None:
        self._rows = (T, C, S, M, W, X, P, Q, G, K, A, B, R, H)
        self._compiled = machine_code.in_use()
        if self._compiled:
            self._block = _Block(0, *map(_place, self._rows))
            self._at = ctypes.addressof(self._block)

    def do(self, task: int, numbers: tuple[int, ...] = (), seed: int = 0) -> int:
        """Runs a task with a seed and its numbers; returns its result as a signed number.

        It runs several times for each decision of a bot outside the kernel, so it is kept short.
        """
        if not self._compiled:
            return tasks.enter(task, *self._rows, seed, *numbers, *_NOUGHTS[len(numbers)])
        block = self._block
        block[0] = task
        block[_SEED] = seed
        if numbers:
            block[_SEED + 1 : _SEED + 1 + len(numbers)] = [*numbers]
        result = machine_code.enter(self._at)
        if block[_RAISED]:
            raise RuntimeError("the kernel came to a step that it doesn't know")
        return result

    # ------------------------------------------------------------------------------------ a game

    def begin(self, seed: int) -> None:
        """As `flow.begin`, with the seed itself."""
        self.do(tasks.BEGIN, (), seed)

    def take(self, seed: int, side: int, code: int) -> int:
        """As `decisions.take`, with the seed itself; then returns the result of `mover`."""
        return self.do(tasks.TAKE, (side, code), seed)

    def intervene(self, seed: int, kind: int, number: int, to: int) -> None:
        """As `decisions.intervene`, with the seed itself."""
        self.do(tasks.INTERVENE, (kind, number, to), seed)

    def mover(self) -> int:
        """As `flow.mover`."""
        return self.do(tasks.MOVER)

    def list_answers(self, side: int) -> int:
        """As `legality.list_answers`, for the first question."""
        return self.do(tasks.LIST_ANSWERS, (side,))

    def list_actions(self, phase: int, side: int) -> int:
        """As `legality.list_actions`."""
        return self.do(tasks.LIST_ACTIONS, (phase, side))

    def may_accept(self, table: int, party: int) -> bool:
        """As `legality.may_accept`."""
        return self.do(tasks.MAY_ACCEPT, (table, party)) != 0

    def may_offer(self, table: int, party: int) -> bool:
        """Whether the package in W_NAMED can be offered."""
        return self.do(tasks.MAY_OFFER, (table, party)) != 0

    def fold(self, seed: int) -> int:
        """As `luck.fold`."""
        return self.do(tasks.FOLD, (), seed) & MASK

    def score(self, side: int) -> int:
        """As `playout.score`."""
        return self.do(tasks.SCORE, (side,))

    def line(self, number: int) -> int:
        """As `playout.line`."""
        return self.do(tasks.LINE, (number,))

    def name_bridge(self, table: int) -> bool:
        """As `bridge.name_bridge`."""
        return self.do(tasks.NAME_BRIDGE, (table,)) != 0

    # ---------------------------------------------------------------------------------------- bots

    def choose(self, side: int, who: int, seed: int, taken: int) -> int:
        """As `choosing.choose`, with the bots' own seed and the number of decisions so far."""
        return self.do(tasks.CHOOSE, (side, who, taken), seed)

    def shifted(self, who: int) -> int:
        """The record of a persona after the shifts that hold in the state as its side sees it."""
        return self.do(tasks.SHIFTED, (who,))

    def like(
        self, side: int, who: int, liked: int, n: int, *, passing: bool, seed: int, taken: int
    ) -> int:
        """As `choosing.like`, for the n decisions in W_LIST."""
        return self.do(tasks.LIKE, (side, who, liked, n, int(passing), taken), seed)

    def settle(self, table: int, party: int, aim: int, reserve: int, standing: int) -> int:
        """As `choosing.settle`."""
        return self.do(tasks.SETTLE, (table, party, aim, reserve, standing))

    # ---------------------------------------------------------------------------------- many games

    def play_games(self, seed: int, games: int, bots: int, *, rows: bool) -> int:
        """As `playout.play_games`, whose rows R and N are A and K here."""
        return self.do(tasks.PLAY_GAMES, (games, bots, int(rows)), seed) & MASK

    def search(
        self, side: int, seed: int, supposing: int, budget: int, table: int, most: int
    ) -> int:
        """As `search.search`."""
        return self.do(tasks.SEARCH, (side, supposing, budget, table, most), seed)

    def roll_out(
        self, seed: int, first: int, count: int, until: int, repeated: int, start: int
    ) -> None:
        """As `rollout.roll_out`, whose rows D and R are K and A here."""
        self.do(tasks.ROLL_OUT, (first, count, until, repeated, start), seed)


def _place(row: Any) -> int:
    """The address in memory of a row's numbers."""
    if row is _NO_STATE or row is _NO_ROOM or row is _NO_SITES or not len(row):
        return 0  # nothing is read there
    return ctypes.addressof(ctypes.c_char.from_buffer(row))
