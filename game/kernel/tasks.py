"""The compiler's one entry point: whatever is called from outside is one of its tasks.

What several tasks call is then compiled once, and whoever has played games needn't wait again for a
search.
"""

from __future__ import annotations

from game.kernel.numba.jit import Numbers, at, entry_point, fixed_at, i64, u64
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
    LINE,
    PLAY_GAMES,
    SEARCH,
    ROLL_OUT,
    NAME_BRIDGE,
    NOTHING,
) = range(20)
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
    """Does one of the tasks; `entries` calls them, and says what the numbers mean.

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
            at(X),
            at(G),
            at(K),
            at(Q),
            at(A),
            seed,
            n1,
            n2,
            n3,
            n4,
            n5,
        )
    elif task == BEGIN:
        flow.begin(t, fixed_at(C), s, w, luck.mix(seed))
    elif task == TAKE:
        decisions.take(t, fixed_at(C), s, w, luck.mix(seed), n1, n2)
        return flow.mover(t, s)
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
    elif task == LINE:
        return playout.line(t, s, w, n1)
    elif task == NAME_BRIDGE:
        return 1 if bridge.name_bridge(t, s, w, n1) else 0
    return 0
