"""How well bots play: each in one seat against the same opponents on the same seeds, as a table.

    python3 tools/dev.py tool strength            every shipped scenario
    python3 tools/dev.py tool strength --games 200 nexperia.yaml
    python3 tools/dev.py tool strength --budgets  expert by what it may spend, instead of bots

A row is a bot in a seat; the opponents are all that can play the other seats, mixed. `difference`
is the expert's score less that of this bot in the same games, with a 95 % interval.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BUDGETS = (1_000, 5_000, 20_000)

Job = tuple[str, str, str, int, tuple[tuple[str, str], ...], int]
"""Scenario, side, bot, an expert's budget (0: its usual one), the others' bots, seed."""


def play(job: Job) -> tuple[int, int, float]:
    """One game: the side's score, its own decisions, and the seconds these took."""
    from game.authoring.load import load
    from game.bots import seats as seating
    from game.bots.expert import ExpertBot
    from game.engine.scores import scores
    from game.kernel.lowering.lower import lower
    from game.rules.compile import compile_rules
    from game.rules.rng import own_seed
    from game.session.driver import play as drive
    from game.session.game import DecisionRequest, Game

    path, side, bot, budget, others, seed = job
    rules = _RULES.setdefault(path, compile_rules(load(path)))
    deciders = seating.make_bots(rules, {**dict(others), side: bot}, seed)
    if bot == seating.EXPERT and budget:
        deciders[side] = ExpertBot(lower(rules), side, own_seed(seed), budget)
    spent = [0.0, 0.0]
    inner = deciders[side]

    def timed(asking: DecisionRequest) -> Any:
        begun = time.thread_time()
        move = inner(asking)
        spent[0] += 1
        spent[1] += time.thread_time() - begun
        return move

    deciders[side] = timed
    state = drive(Game(rules, seed, wall=lambda: ""), deciders, {})
    return scores(rules, state)[side].total, int(spent[0]), spent[1]


_RULES: dict[str, Any] = {}


def rows(path: str, side: str, trials: Sequence[tuple[str, int]], games: int, pool: Any) -> Any:
    """By trial (a bot and its budget), what its games came to; the seeds are the same for all."""
    from game.authoring.load import load
    from game.bots.seats import EXPERT, available_bots

    scenario = load(path)
    mixes = [
        tuple(zip([s for s in scenario.sides if s != side], combo, strict=True))
        for combo in product(
            *(
                [b for b in available_bots(scenario, s) if b != EXPERT]
                for s in scenario.sides
                if s != side
            )
        )
    ]
    found = {}
    for bot, budget in trials:
        work = [(path, side, bot, budget, mixes[g % len(mixes)], g) for g in range(games)]
        found[bot, budget] = pool.map(play, work, chunksize=4)
    return found


def table(paths: Sequence[str], games: int, budgets: bool, pool: Any) -> Iterator[str]:
    """The table, line by line."""
    from game.authoring.load import load
    from game.bots.seats import EXPERT, available_bots

    yield "| scenario | seat | bot | mean score | expert's difference | ms a decision |"
    yield "|---|---|---|---:|---:|---:|"
    for path in paths:
        scenario = load(path)
        for side in scenario.sides:
            trials = (
                [(EXPERT, budget) for budget in reversed(BUDGETS)]
                if budgets
                else [(EXPERT, 0), *((b, 0) for b in available_bots(scenario, side) if b != EXPERT)]
            )
            found = rows(path, side, trials, games, pool)
            best = [score for score, _, _ in found[trials[0]]]
            for bot, budget in trials:
                mine = [score for score, _, _ in found[bot, budget]]
                milliseconds = 1000 * sum(s for _, _, s in found[bot, budget])
                each = milliseconds / max(1, sum(n for _, n, _ in found[bot, budget]))
                name = f"{bot}, {budget:,}" if budgets else bot
                apart = "" if (bot, budget) == trials[0] else _difference(best, mine)
                cells = (scenario.id, side, name, f"{fmean(mine):.1f}", apart, f"{each:.1f}")
                yield f"| {' | '.join(cells)} |"


def _difference(best: Sequence[int], mine: Sequence[int]) -> str:
    apart = [a - b for a, b in zip(best, mine, strict=True)]
    half = 1.96 * stdev(apart) / len(apart) ** 0.5
    return f"{fmean(apart):+.1f} ± {half:.1f}".replace("-", "−")


def _warm(path: str) -> None:
    """Plays once without counting, so that no game counts what is compiled or loaded first."""
    from game.authoring.load import load
    from game.bots.orphans import end_with_parent

    end_with_parent()
    for side in load(path).sides:
        others = tuple((each, "uniform") for each in load(path).sides if each != side)
        play((path, side, "expert", 100, others, 0))


def main() -> int:
    """Plays, and prints the table."""
    sys.path.insert(0, str(ROOT))
    from game.authoring.shipped import shipped

    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="*", help="scenarios; left out: every shipped one")
    parser.add_argument("--games", type=int, default=200, help="by bot and seat: 200")
    parser.add_argument("--budgets", action="store_true", help="expert with three budgets")
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    asked = parser.parse_args()
    known = shipped()
    paths = [str(known.get(each, each)) for each in asked.files or known]
    with multiprocessing.get_context("spawn").Pool(asked.jobs, _warm, (paths[0],)) as pool:
        for line in table(paths, asked.games, asked.budgets, pool):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
