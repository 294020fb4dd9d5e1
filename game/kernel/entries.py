"""The kernel's functions for callers outside it; they are given whole rows of numbers, and
`tasks.enter` hands on where these stand."""

from __future__ import annotations

from game.kernel import tasks
from game.kernel.lowering.lower import numbers, room
from game.kernel.numba.jit import MASK, Numbers, note_compiled, u64, use_cache

_NO_SITES, _NO_STATE, _NO_ROOM = numbers([0], "uint64"), room(1, "int32"), room(1, "int64")
_NO_SEED = u64(0)
_NO_ROWS = (*(_NO_STATE,) * 2, *(_NO_ROOM,) * 7)
"""The rows that only searches and rollouts need."""
_NOUGHTS = tuple((0,) * (6 - count) for count in range(7))
"""By how many numbers a task has, those that it doesn't have."""


def _call(
    task: int,
    T: Numbers,
    *,
    C: Numbers = _NO_SITES,
    S: Numbers = _NO_STATE,
    M: Numbers = _NO_STATE,
    W: Numbers = _NO_ROOM,
    seed: int = _NO_SEED,
    numbers: tuple[int, ...] = (),
) -> int:
    """Does a task that isn't a search; the numbers are n1 and on.

    It is called several times for each decision of a bot outside the kernel, so it is short.
    """
    X, P, Q, G, K, A, B, R, H = _NO_ROWS
    n1, n2, n3, n4, n5, n6 = (*map(int, numbers), *_NOUGHTS[len(numbers)])
    return tasks.enter(
        *(task, T, C, S, M, W, X, P, Q, G, K, A, B, R, H, u64(seed), n1, n2, n3, n4, n5, n6)
    )


def _enter(task: int, rows: tuple[Numbers, ...], seed: int, numbers: tuple[int, ...]) -> int:
    """Does a task with numbers of one kind each: numba would compile all of it again for others,
    such as those that are read from a row."""
    n1, n2, n3, n4, n5, n6 = (*map(int, numbers), *_NOUGHTS[len(numbers)])
    T, C, S, M, W, X, P, Q, G, K, A, B, R, H = rows
    return tasks.enter(
        *(task, T, C, S, M, W, X, P, Q, G, K, A, B, R, H, u64(seed), n1, n2, n3, n4, n5, n6)
    )


def compile_all() -> None:
    """Compiles the kernel, unless this machine has done it before; it takes a while."""
    use_cache()
    _call(tasks.NOTHING, _NO_STATE)
    note_compiled()


def begin(T: Numbers, C: Numbers, S: Numbers, W: Numbers, seed: int) -> None:
    """As `flow.begin`, with the seed itself."""
    _call(tasks.BEGIN, T, C=C, S=S, W=W, seed=seed)


def take(T: Numbers, C: Numbers, S: Numbers, W: Numbers, seed: int, side: int, code: int) -> int:
    """As `decisions.take`, with the seed itself; returns what `mover` does after it."""
    return _call(tasks.TAKE, T, C=C, S=S, W=W, seed=seed, numbers=(side, code))


def intervene(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, seed: int, kind: int, number: int, to: int
) -> None:
    """As `decisions.intervene`, with the seed itself."""
    _call(tasks.INTERVENE, T, C=C, S=S, W=W, seed=seed, numbers=(kind, number, to))


def mover(T: Numbers, S: Numbers) -> int:
    """As `flow.mover`."""
    return _call(tasks.MOVER, T, S=S)


def list_answers(T: Numbers, S: Numbers, W: Numbers, side: int) -> int:
    """As `legality.list_answers`, of the question that is asked."""
    return _call(tasks.LIST_ANSWERS, T, S=S, W=W, numbers=(side,))


def list_actions(T: Numbers, S: Numbers, W: Numbers, phase: int, side: int) -> int:
    """As `legality.list_actions`."""
    return _call(tasks.LIST_ACTIONS, T, S=S, W=W, numbers=(phase, side))


def may_accept(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> bool:
    """As `legality.may_accept`."""
    return _call(tasks.MAY_ACCEPT, T, S=S, W=W, numbers=(table, party)) != 0


def may_offer(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> bool:
    """Whether the package named at W_NAMED can be offered."""
    return _call(tasks.MAY_OFFER, T, S=S, W=W, numbers=(table, party)) != 0


def choose(
    T: Numbers,
    C: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    side: int,
    who: int,
    seed: int,
    taken: int,
) -> int:
    """As `choosing.choose`, with the bots' own seed and how many decisions the side has taken."""
    return _call(tasks.CHOOSE, T, C=C, S=S, M=M, W=W, seed=seed, numbers=(side, who, taken))


def shifted(T: Numbers, M: Numbers, W: Numbers, who: int) -> int:
    """As `choosing.shifted`."""
    return _call(tasks.SHIFTED, T, M=M, W=W, numbers=(who,))


def like(
    T: Numbers,
    C: Numbers,
    W: Numbers,
    side: int,
    who: int,
    liked: int,
    n: int,
    passing: bool,
    seed: int,
    taken: int,
) -> int:
    """As `choosing.like`, of the n decisions at W_LIST."""
    return _call(
        tasks.LIKE, T, C=C, W=W, seed=seed, numbers=(side, who, liked, n, int(passing), taken)
    )


def settle(
    T: Numbers,
    M: Numbers,
    W: Numbers,
    table: int,
    party: int,
    aim: int,
    reserve: int,
    standing: int,
) -> int:
    """As `choosing.settle`."""
    return _call(tasks.SETTLE, T, M=M, W=W, numbers=(table, party, aim, reserve, standing))


def fold(T: Numbers, S: Numbers, seed: int) -> int:
    """As `luck.fold`."""
    return _call(tasks.FOLD, T, S=S, seed=seed) & MASK


def score(T: Numbers, S: Numbers, W: Numbers, side: int) -> int:
    """As `playout.score`."""
    return _call(tasks.SCORE, T, S=S, W=W, numbers=(side,))


def line(T: Numbers, S: Numbers, W: Numbers, number: int) -> int:
    """As `playout.line`."""
    return _call(tasks.LINE, T, S=S, W=W, numbers=(number,))


def play_games(
    T: Numbers,
    C: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    R: Numbers,
    N: Numbers,
    seed: int,
    games: int,
    bots: int,
    rows: bool,
) -> int:
    """As `playout.play_games`."""
    none, nowhere = _NO_ROOM, _NO_STATE
    used = (T, C, S, M, W, nowhere, nowhere, none, none, N, R, none, none, none)
    return _enter(tasks.PLAY_GAMES, used, seed, (games, _signed(bots), rows)) & MASK


def _signed(number: int) -> int:
    """The signed number of the same 64 bits."""
    return number - (1 << 64) if number >> 63 else number


def search(
    T: Numbers,
    C: Numbers,
    X: Numbers,
    P: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    Q: Numbers,
    G: Numbers,
    K: Numbers,
    A: Numbers,
    B: Numbers,
    R: Numbers,
    H: Numbers,
    side: int,
    seed: int,
    supposing: int,
    budget: int,
    table: int,
    most: int,
) -> int:
    """As `search.search`."""
    numbers = (side, _signed(int(supposing)), budget, table, most)
    return _enter(tasks.SEARCH, (T, C, S, M, W, X, P, Q, G, K, A, B, R, H), seed, numbers)


def roll_out(
    T: Numbers,
    C: Numbers,
    P: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    X: Numbers,
    G: Numbers,
    D: Numbers,
    Q: Numbers,
    R: Numbers,
    seed: int,
    first: int,
    count: int,
    until: int,
    repeated: int,
    start: int,
) -> None:
    """As `rollout.roll_out`."""
    none = _NO_ROOM
    rows = (T, C, S, M, W, X, P, Q, G, D, R, none, none, none)
    _enter(tasks.ROLL_OUT, rows, seed, (first, count, until, repeated, start))


def name_bridge(T: Numbers, S: Numbers, W: Numbers, table: int) -> bool:
    """As `bridge.name_bridge`."""
    return _call(tasks.NAME_BRIDGE, T, S=S, W=W, numbers=(table,)) != 0
