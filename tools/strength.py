"""How well bots play: each in one seat against the same opponents on the same seeds, as a table.

    python3 tools/dev.py tool strength            every shipped scenario
    python3 tools/dev.py tool strength --games 200 nexperia.yaml
    python3 tools/dev.py tool strength --budgets  expert by what it may spend, instead of bots
    python3 tools/dev.py tool strength --blind    expert and the best list of actions played blindly

A row is a seat; the opponents are all that can play the other seats, mixed. It has the mean score
of the expert, by how much that is above each other bot's in the same games, with 95 % intervals,
and how long each bot took. With --blind, hill climbing seeks the best blind list of each seat for
so many seconds of processor time, or so many games, and the expert and the list play the same
games, on seeds that the climb didn't use.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from strength_lists import BestList, seek_list

ROOT = Path(__file__).resolve().parent.parent
BUDGETS = (1_000, 5_000, 20_000)
INTERRUPTED = 130
"""The exit code after Ctrl-C; rows that were printed stay."""
BLIND_COLUMNS = (
    *("scenario", "seat", "expert", "blind list", "expert's difference"),
    *("list on other seeds", "games of lists", "starts"),
)

Job = tuple[str, str, str, int, tuple[tuple[str, str], ...], int]
"""Scenario, side, bot, an expert's budget (0: its usual one), the others' bots, seed."""


def play(job: Job) -> tuple[int, int, float]:
    """One game: the side's score, its own decisions, and the seconds these took."""
    from game.authoring.load import load
    from game.bots.expert import ExpertBot
    from game.bots.seats import make_bots
    from game.engine.scores import scores
    from game.kernel.lowering.lower import lower
    from game.model.players import EXPERT
    from game.rules.compile import compile_rules
    from game.rules.rng import own_seed
    from game.session.driver import play as drive
    from game.session.game import DecisionRequest, Game

    path, side, bot, budget, others, seed = job
    rules = _RULES.setdefault(path, compile_rules(load(path)))
    deciders = make_bots(rules, {**dict(others), side: bot}, seed)
    if bot == EXPERT and budget:
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


def jobs_of(path: str, side: str, bot: str, budget: int, games: int) -> list[Job]:
    """Games of a bot in a seat, the others' bots by turns; the seeds are the same for all bots."""
    from game.authoring.load import load
    from game.lab.standard.climbing import mix_opponents
    from game.rules.compile import compile_rules

    mixes = mix_opponents(compile_rules(load(path)), side)
    return [(path, side, bot, budget, mixes[seed % len(mixes)], seed) for seed in range(games)]


def rows(path: str, side: str, trials: Sequence[tuple[str, int]], games: int, pool: Any) -> Any:
    """By trial (a bot and its budget), what its games came to."""
    return {
        (bot, budget): pool.map(play, jobs_of(path, side, bot, budget, games), chunksize=4)
        for bot, budget in trials
    }


def table(paths: Sequence[str], games: int, budgets: bool, pool: Any) -> Iterator[str]:
    """The table, line by line."""
    from game.authoring.load import load
    from game.model.players import EXPERT, available_bots

    yield "| scenario | seat | mean score | expert's difference from other bots | ms a decision |"
    yield "|---|---|---|---|---|"
    for path in paths:
        scenario = load(path)
        for side in scenario.sides:
            trials = (
                [(EXPERT, budget) for budget in reversed(BUDGETS)]
                if budgets
                else [(EXPERT, 0), *((b, 0) for b in available_bots(scenario, side) if b != EXPERT)]
            )
            games_of = rows(path, side, trials, games, pool)
            (first, best), *others = (
                (
                    f"{bot}:{budget}" if budget else bot,
                    [score for score, _, _ in games_of[bot, budget]],
                )
                for bot, budget in trials
            )
            cells = (
                *(scenario.id, side, f"{first} {fmean(best):.1f}"),
                ", ".join(f"{name} {_difference(best, scores)}" for name, scores in others),
                ", ".join(f"{_milliseconds(games_of[trial]):.1f}" for trial in trials),
            )
            yield f"| {' | '.join(cells)} |"


def _milliseconds(games: Sequence[tuple[int, int, float]]) -> float:
    """How long a bot took for a decision, on average."""
    return 1000 * sum(s for _, _, s in games) / max(1, sum(n for _, n, _ in games))


def blind_table(
    paths: Sequence[str], games: int, limits: tuple[float, float], pool: Any
) -> Iterator[tuple[str, list[str]]]:
    """The table of experts and blind lists, line by line; with each seat's line more about it.

    limits: the seconds and the games of a climb, which goes on while the pool plays experts.
    """
    from game.authoring.load import load
    from game.model.players import EXPERT

    yield f"| {' | '.join(BLIND_COLUMNS)} |", []
    yield f"|---|---|{'---:|' * (len(BLIND_COLUMNS) - 2)}", []
    for path in paths:
        scenario = load(path)
        for side in scenario.sides:
            experts = pool.map_async(play, jobs_of(path, side, EXPERT, 0, games), chunksize=1)
            best = seek_list(path, side, games, *limits)
            mine = [score for score, _, _ in experts.get()]
            fresh = best.climb.score
            cells = (
                *(scenario.id, side, f"{fmean(mine):.1f}", f"{fmean(best.scores):.1f}"),
                _difference(mine, best.scores),
                f"{fresh.value:.1f} ± {(fresh.high - fresh.low) / 2:.1f}",
                *(f"{best.climb.games:,}", str(best.climb.starts)),
            )
            yield f"| {' | '.join(cells)} |", ["", f"{scenario.id}, {side}", *_details(mine, best)]


def _details(mine: Sequence[int], best: BestList) -> Iterator[str]:
    """The expert's difference by opponents, and the list in words."""
    count = len(best.mixes)
    for number, mix in enumerate(best.mixes):
        scores = mine[number::count], best.scores[number::count]
        if len(scores[0]) > 1:
            yield f"against {mix}: {_difference(*scores)}"
    yield from best.lines


def _difference(best: Sequence[int], mine: Sequence[int]) -> str:
    apart = [a - b for a, b in zip(best, mine, strict=True)]
    half = 1.96 * stdev(apart) / len(apart) ** 0.5
    return f"{fmean(apart):+.1f} ± {half:.1f}".replace("-", "−")


def _warm(path: str) -> None:
    """Plays once without counting, so that no game counts what is compiled or loaded first."""
    from game.authoring.load import load
    from game.bots.processes import end_with_parent

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    end_with_parent()
    for side in load(path).sides:
        others = tuple((each, "uniform") for each in load(path).sides if each != side)
        play((path, side, "expert", 100, others, 0))


def main() -> int:
    """Plays, and prints the table."""
    sys.path.insert(0, str(ROOT))
    from game.authoring.shipped import shipped

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    option = parser.add_argument
    option("files", nargs="*", help="scenarios; left out: every shipped one")
    option("--games", type=int, default=200, help="by bot and seat: 200")
    option("--budgets", action="store_true", help="expert with three budgets")
    option("--blind", action="store_true", help="expert and the best blind list")
    option("--seconds", type=float, help="of processor time to seek a list in: 60")
    option("--climb", type=int, metavar="N", help="games of lists after which a climb ends too")
    option("--lists", action="store_true", help="print the lists, and differences by opponents")
    option("--jobs", type=int, default=multiprocessing.cpu_count())
    asked = parser.parse_args()
    known = shipped()
    paths = [str(known.get(each, each)) for each in asked.files or known]
    seconds = asked.seconds if asked.seconds is not None else math.inf if asked.climb else 60.0
    limits = seconds, asked.climb or math.inf
    try:
        with multiprocessing.get_context("spawn").Pool(asked.jobs, _warm, (paths[0],)) as pool:
            if asked.blind:
                _print_blind(paths, asked.games, limits, pool, lists=asked.lists)
            else:
                for line in table(paths, asked.games, asked.budgets, pool):
                    print(line, flush=True)
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _print_blind(
    paths: Sequence[str], games: int, limits: tuple[float, float], pool: Any, *, lists: bool
) -> None:
    """Prints the table of experts and blind lists, then the lists where they are asked for."""
    details: list[str] = []
    for line, more in blind_table(paths, games, limits, pool):
        print(line, flush=True)
        details += more
    if lists:
        print("\n".join(details))


if __name__ == "__main__":
    sys.exit(main())
