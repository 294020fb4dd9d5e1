"""The doors of the kernel: what is called from outside, with whole rows of numbers.

Inside, functions are handed only where a row stands.
"""

from __future__ import annotations

from game.kernel.numba.jit import Numbers, at, door, fixed_at
from game.kernel.run import bridge, choosing, decisions, flow, legality, luck, playout, rollout
from game.kernel.run import search as searching


@door
def begin(T: Numbers, C: Numbers, S: Numbers, W: Numbers, seed: int) -> None:
    """As `flow.begin`, with the seed itself."""
    flow.begin(fixed_at(T), fixed_at(C), at(S), at(W), luck.mix(seed))


@door
def take(T: Numbers, C: Numbers, S: Numbers, W: Numbers, seed: int, side: int, code: int) -> None:
    """As `decisions.take`, with the seed itself."""
    decisions.take(fixed_at(T), fixed_at(C), at(S), at(W), luck.mix(seed), side, code)


@door
def intervene(
    T: Numbers, C: Numbers, S: Numbers, W: Numbers, seed: int, kind: int, number: int, to: int
) -> None:
    """As `decisions.intervene`, with the seed itself."""
    decisions.intervene(fixed_at(T), fixed_at(C), at(S), at(W), luck.mix(seed), kind, number, to)


@door
def mover(T: Numbers, S: Numbers) -> int:
    """As `flow.mover`."""
    return flow.mover(fixed_at(T), at(S))


@door
def list_answers(T: Numbers, S: Numbers, W: Numbers, side: int) -> int:
    """As `legality.list_answers`, of the question that is asked."""
    return legality.list_answers(fixed_at(T), at(S), at(W), flow.asking(fixed_at(T), at(S)), side)


@door
def list_actions(T: Numbers, S: Numbers, W: Numbers, phase: int, side: int) -> int:
    """As `legality.list_actions`."""
    return legality.list_actions(fixed_at(T), at(S), at(W), phase, side)


@door
def may_accept(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> bool:
    """As `legality.may_accept`."""
    return legality.may_accept(fixed_at(T), at(S), at(W), table, party)


@door
def may_offer(T: Numbers, S: Numbers, W: Numbers, table: int, party: int) -> bool:
    """Whether the package named at W_NAMED can be offered."""
    last = legality.last_word(fixed_at(T), at(S), table)
    return not last and legality.qualifies(fixed_at(T), at(S), at(W), table, party)


@door
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
    bot = choosing.luck_of(fixed_at(T), fixed_at(C), luck.mix(seed), side, taken)
    return choosing.choose(fixed_at(T), at(S), at(M), at(W), side, who, bot)


@door
def shifted(T: Numbers, M: Numbers, W: Numbers, who: int) -> int:
    """As `choosing.shifted`."""
    return choosing.shifted(fixed_at(T), at(M), at(W), who)


@door
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
    bot = choosing.luck_of(fixed_at(T), fixed_at(C), luck.mix(seed), side, taken)
    return choosing.like(fixed_at(T), at(W), who, liked, n, passing, bot)


@door
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
    return choosing.settle(fixed_at(T), at(M), at(W), table, party, aim, reserve, standing)


@door
def fold(T: Numbers, S: Numbers, seed: int) -> int:
    """As `luck.fold`."""
    return luck.fold(fixed_at(T), at(S), seed)


@door
def score(T: Numbers, S: Numbers, W: Numbers, side: int) -> int:
    """As `playout.score`."""
    return playout.score(fixed_at(T), at(S), at(W), side)


@door
def play_games(
    T: Numbers,
    C: Numbers,
    S: Numbers,
    M: Numbers,
    W: Numbers,
    R: Numbers,
    seed: int,
    games: int,
    bots: int,
) -> int:
    """As `playout.play_games`."""
    return playout.play_games(
        fixed_at(T), fixed_at(C), at(S), at(M), at(W), at(R), seed, games, bots
    )


@door
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
    side: int,
    seed: int,
    budget: int,
    table: int,
    most: int,
) -> int:
    """As `search.search`."""
    return searching.search(
        fixed_at(T),
        fixed_at(C),
        at(X),
        at(P),
        at(S),
        at(M),
        at(W),
        at(Q),
        at(G),
        at(K),
        at(A),
        side,
        seed,
        budget,
        table,
        most,
    )


@door
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
    rollout.roll_out(
        fixed_at(T),
        fixed_at(C),
        at(P),
        at(S),
        at(M),
        at(W),
        at(D),
        at(Q),
        at(R),
        seed,
        first,
        count,
        until,
        repeated,
        new,
    )


@door
def name_bridge(T: Numbers, S: Numbers, W: Numbers, table: int) -> bool:
    """As `bridge.name_bridge`."""
    return bridge.name_bridge(fixed_at(T), at(S), at(W), table)
