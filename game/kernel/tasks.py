"""The single entry point of compiled code; everything called from outside is one of its tasks.

So functions that several tasks call are compiled only once, and after games a search needs no more
compiling.
"""

from __future__ import annotations

from game.kernel.run import bridge, choosing, decisions, flow, legality, luck, playout, rollout
from game.kernel.run import search as searching
from game.kernel.whole_numbers import Numbers, i64, u64

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
    LINE,
    PLAY_GAMES,
    SEARCH,
    ROLL_OUT,
    NAME_BRIDGE,
    NOTHING,
) = range(20)
"""The tasks of `enter`."""


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
    """Runs one of the tasks; the methods in `entries` call it and say what the numbers mean.

    An unsigned result is returned as a signed number with the same bits.
    """
    if task == PLAY_GAMES:
        return i64(playout.play_games(T, C, S, M, W, A, K, seed, n1, u64(n2), n3 != 0))
    if task == SEARCH:
        return searching.search(
            T,
            C,
            X,
            P,
            S,
            M,
            W,
            Q,
            G,
            K,
            A,
            B,
            R,
            H,
            n1,
            seed,
            u64(n2),
            n3,
            n4,
            n5,
        )
    if task == ROLL_OUT:
        rollout.roll_out(
            T,
            C,
            P,
            S,
            M,
            W,
            X,
            G,
            K,
            Q,
            A,
            seed,
            n1,
            n2,
            n3,
            n4,
            n5,
        )
    elif task == BEGIN:
        flow.begin(T, C, S, W, luck.mix(seed))
    elif task == TAKE:
        decisions.take(T, C, S, W, luck.mix(seed), n1, n2)
        return flow.mover(T, S)
    elif task == INTERVENE:
        decisions.intervene(T, C, S, W, luck.mix(seed), n1, n2, n3)
    elif task == MOVER:
        return flow.mover(T, S)
    elif task == LIST_ANSWERS:
        return legality.list_answers(T, S, W, flow.asking(T, S), n1)
    elif task == LIST_ACTIONS:
        return legality.list_actions(T, S, W, n1, n2)
    elif task == MAY_ACCEPT:
        return 1 if legality.may_accept(T, S, W, n1, n2) else 0
    elif task == MAY_OFFER:
        may = legality.may_propose(T, S, n1, n2)
        return 1 if may and legality.qualifies(T, S, W, n1, n2) else 0
    elif task == CHOOSE:
        bot = choosing.luck_of(T, C, luck.mix(seed), n1, n3)
        return choosing.choose(T, S, M, W, n1, n2, bot)
    elif task == SHIFTED:
        return choosing.shifted(T, M, W, n1)
    elif task == LIKE:
        bot = choosing.luck_of(T, C, luck.mix(seed), n1, n6)
        return choosing.like(T, W, n2, n3, n4, n5 != 0, bot)
    elif task == SETTLE:
        return choosing.settle(T, M, W, n1, n2, n3, n4, n5)
    elif task == FOLD:
        return i64(luck.fold(T, S, seed))
    elif task == SCORE:
        return playout.score(T, S, W, n1)
    elif task == LINE:
        return playout.line(T, S, W, n1)
    elif task == NAME_BRIDGE:
        return 1 if bridge.name_bridge(T, S, W, n1) else 0
    return 0
