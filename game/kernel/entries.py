"""What is called from outside, with whole rows of numbers; inside, functions get their addresses.

All of it is one entry point for the compiler, `enter`: what several of them call is then compiled
once, and whoever has played games needn't wait again for a search.
"""

from __future__ import annotations

from game.kernel.lowering.lower import numbers, room
from game.kernel.numba.jit import (
    MASK,
    Numbers,
    at,
    entry_point,
    fixed_at,
    i64,
    note_compiled,
    u64,
    use_cache,
)
from game.kernel.run import bridge, choosing, decisions, flow, legality, luck, playout, rollout
from game.kernel.run import search as searching

(
    BEGIN,
    TAKE,
    INTERVENE,
    MOVER,
    LIST_ANSWERS,
    LIST_ACTIONS,
    MAY_ACCEPT,
    MAY_OFFER,
    CHOOSE,
    SHIFTED,
    LIKE,
    SETTLE,
    FOLD,
    SCORE,
    PLAY_GAMES,
    SEARCH,
    ROLL_OUT,
    NAME_BRIDGE,
    NOTHING,
) = range(19)
"""What `enter` is to do."""


@entry_point
def enter(
    task: int,
    T: Numbers,
    C: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    X: Numbers,
    P: Numbers,
    Q: Numbers,
    G: Numbers,
    K: Numbers,
    A: Numbers,
    B: Numbers,
    R: Numbers,
    H: Numbers,
    seed: int,
    n1: int,
    n2: int,
    n3: int,
    n4: int,
    n5: int,
    n6: int,
) -> int:
    """Does one of the tasks; what the numbers mean stands where the tasks are called, below.

    A result that is unsigned is returned as a signed number of the same bits.
    """
    t, s, w = fixed_at(T), at(S), at(W)
    if task == PLAY_GAMES:
        return i64(
            playout.play_games(
                t, fixed_at(C), s, at(M), w, at(A), at(K), seed, n1, u64(n2), n3 != 0
            )
        )
    if task == SEARCH:
        return searching.search(
            t,
            fixed_at(C),
            at(X),
            at(P),
            s,
            at(M),
            w,
            at(Q),
            at(G),
            at(K),
            at(A),
            at(B),
            at(R),
            at(H),
            n1,
            seed,
            u64(n2),
            n3,
            n4,
            n5,
        )
    if task == ROLL_OUT:
        rollout.roll_out(
            t,
            fixed_at(C),
            at(P),
            s,
            at(M),
            w,
            at(G),
            at(Q),
            at(A),
            seed,
            n1,
            n2,
            n3,
            n4,
            n5 != 0,
        )
    elif task == BEGIN:
        flow.begin(t, fixed_at(C), s, w, luck.mix(seed))
    elif task == TAKE:
        decisions.take(t, fixed_at(C), s, w, luck.mix(seed), n1, n2)
    elif task == INTERVENE:
        decisions.intervene(t, fixed_at(C), s, w, luck.mix(seed), n1, n2, n3)
    elif task == MOVER:
        return flow.mover(t, s)
    elif task == LIST_ANSWERS:
        return legality.list_answers(t, s, w, flow.asking(t, s), n1)
    elif task == LIST_ACTIONS:
        return legality.list_actions(t, s, w, n1, n2)
    elif task == MAY_ACCEPT:
        return 1 if legality.may_accept(t, s, w, n1, n2) else 0
    elif task == MAY_OFFER:
        last = legality.last_word(t, s, n1)
        return 1 if not last and legality.qualifies(t, s, w, n1, n2) else 0
    elif task == CHOOSE:
        bot = choosing.luck_of(t, fixed_at(C), luck.mix(seed), n1, n3)
        return choosing.choose(t, s, at(M), w, n1, n2, bot)
    elif task == SHIFTED:
        return choosing.shifted(t, at(M), w, n1)
    elif task == LIKE:
        bot = choosing.luck_of(t, fixed_at(C), luck.mix(seed), n1, n6)
        return choosing.like(t, w, n2, n3, n4, n5 != 0, bot)
    elif task == SETTLE:
        return choosing.settle(t, at(M), w, n1, n2, n3, n4, n5)
    elif task == FOLD:
        return i64(luck.fold(t, s, seed))
    elif task == SCORE:
        return playout.score(t, s, w, n1)
    elif task == NAME_BRIDGE:
        return 1 if bridge.name_bridge(t, s, w, n1) else 0
    return 0


_NO_SITES, _NO_STATE, _NO_ROOM = numbers([0], "uint64"), room(1, "int32"), room(1, "int64")
_NO_SEED = u64(0)


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
    """Does a task that isn't a search; the numbers are n1 and on."""
    n1, n2, n3, n4, n5, n6 = (*numbers, *(0,) * (6 - len(numbers)))
    none, nowhere = _NO_ROOM, _NO_STATE
    return enter(
        *(task, T, C, S, M, W, nowhere, nowhere, none, none, none, none, none, none, none),
        *(seed, n1, n2, n3, n4, n5, n6),
    )


def compile_all() -> None:
    """Compiles the kernel, unless this machine has done it before; it takes a while."""
    use_cache()
    _call(NOTHING, _NO_STATE)
    note_compiled()


def begin(T: Numbers, C: Numbers, S: Numbers, W: Numbers, seed: int) -> None:
    """As `flow.begin`, with the seed itself."""
    _call(BEGIN, T, C=C, S=S, W=W, seed=seed)


def take(T: Numbers, C: Numbers, S: Numbers, W: Numbers, seed: int, side: int, code: int) -> None:
    """As `decisions.take`, with the seed itself."""
    _call(TAKE, T, C=C, S=S, W=W, seed=seed, numbers=(side, code))


def intervene(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, seed: int, kind: int, number: int, to: int
) -> None:
    """As `decisions.intervene`, with the seed itself."""
    _call(INTERVENE, T, C=C, S=S, W=W, seed=seed, numbers=(kind, number, to))


def mover(T: Numbers, S: Numbers) -> int:
    """As `flow.mover`."""
    return _call(MOVER, T, S=S)


def list_answers(T: Numbers, S: Numbers, W: Numbers, side: int) -> int:
    """As `legality.list_answers`, of the question that is asked."""
    return _call(LIST_ANSWERS, T, S=S, W=W, numbers=(side,))


def list_actions(T: Numbers, S: Numbers, W: Numbers, phase: int, side: int) -> int:
    """As `legality.list_actions`."""
    return _call(LIST_ACTIONS, T, S=S, W=W, numbers=(phase, side))


def may_accept(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> bool:
    """As `legality.may_accept`."""
    return _call(MAY_ACCEPT, T, S=S, W=W, numbers=(table, party)) != 0


def may_offer(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> bool:
    """Whether the package named at W_NAMED can be offered."""
    return _call(MAY_OFFER, T, S=S, W=W, numbers=(table, party)) != 0


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
    return _call(CHOOSE, T, C=C, S=S, M=M, W=W, seed=seed, numbers=(side, who, taken))


def shifted(T: Numbers, M: Numbers, W: Numbers, who: int) -> int:
    """As `choosing.shifted`."""
    return _call(SHIFTED, T, M=M, W=W, numbers=(who,))


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
    return _call(LIKE, T, C=C, W=W, seed=seed, numbers=(side, who, liked, n, int(passing), taken))


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
    return _call(SETTLE, T, M=M, W=W, numbers=(table, party, aim, reserve, standing))


def fold(T: Numbers, S: Numbers, seed: int) -> int:
    """As `luck.fold`."""
    return _call(FOLD, T, S=S, seed=seed) & MASK


def score(T: Numbers, S: Numbers, W: Numbers, side: int) -> int:
    """As `playout.score`."""
    return _call(SCORE, T, S=S, W=W, numbers=(side,))


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
    none, nowhere, task = _NO_ROOM, _NO_STATE, PLAY_GAMES
    digests = enter(
        *(task, T, C, S, M, W, nowhere, nowhere, none, none, N, R, none, none, none, seed),
        *(games, _signed(bots), int(rows), 0, 0, 0),
    )
    return digests & MASK


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
    arguments = (side, _signed(int(supposing)), budget, table, most, 0)
    return enter(SEARCH, T, C, S, M, W, X, P, Q, G, K, A, B, R, H, seed, *arguments)


def roll_out(
    T: Numbers,
    C: Numbers,
    P: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    D: Numbers,
    Q: Numbers,
    R: Numbers,
    seed: int,
    first: int,
    count: int,
    until: int,
    repeated: int,
    new: bool,
) -> None:
    """As `rollout.roll_out`."""
    arguments = (first, count, until, repeated, int(new), 0)
    none, rows = _NO_ROOM, (ROLL_OUT, T, C, S, M, W, _NO_STATE, P, Q, D)
    enter(*rows, none, R, none, none, none, seed, *arguments)


def name_bridge(T: Numbers, S: Numbers, W: Numbers, table: int) -> bool:
    """As `bridge.name_bridge`."""
    return _call(NAME_BRIDGE, T, S=S, W=W, numbers=(table,)) != 0
