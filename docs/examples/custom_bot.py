"""A bot of one's own over a thousand games, compared with a persona on the same seeds."""

from __future__ import annotations

import sys

import numpy as np

from game import Accept, BotRequest, Move, Offer, Pass, simulate


def splitter(request: BotRequest) -> Move:
    """Asks for a share of what it could gain at most, and for less with every round."""
    moves, table = request.legal.moves, request.table
    if table is None:
        return moves[0]
    packages = request.packages()
    reserve = table.reserves[request.side]
    worths = packages.worths[packages.signable][:, 0]
    aim = reserve + (int(worths.max(initial=reserve)) - reserve) * (2 + table.rounds_left) // 12
    if Accept() in moves and table.worths[request.side] >= aim:
        return Accept()
    good = np.flatnonzero(packages.signable & (packages.worths[:, 0] >= max(aim, reserve)))
    if request.legal.offer is None or request.refused or not len(good):
        return Pass()
    return Offer(packages[int(good[0])].options)


def main(games: int) -> None:
    """Prints the mean difference between the bot and a persona, with its interval of 95 %."""
    ours = simulate("ukraine-pressure", {"eu": splitter, "china": "cn_quiet"}, games)
    theirs = simulate("ukraine-pressure", {"eu": "eu_quiet", "china": "cn_quiet"}, games)
    difference = ours["scores.eu"] - theirs["scores.eu"]
    half = 1.96 * difference.std(ddof=1) / games**0.5
    print(f"splitter less eu_quiet: {difference.mean():+.1f} ± {half:.1f}")
    print(ours.counts("outcome"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 1000)
