"""How experts bargain with one another: what they sign, when, and how they get there, as a table.

    python3 tools/dev.py tool deals                        every shipped scenario, 40 games each
    python3 tools/dev.py tool deals --games 100 kuala-lumpur
    python3 tools/dev.py tool deals --budget 5000 --games 16 tests/scenarios/nexperia.yaml
    python3 tools/dev.py tool deals --games 2 --offers nexperia-standoff    every offer too
    python3 tools/dev.py tool deals --games 100 --below     why they accept less than the reserve

Experts sit in all seats. Of several tables the one with the most issues is measured. Intervals are
95 % ones.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from deals_below import summary
from deals_games import GameFigures, Job, main_table, passing_round, play, rules_of

ROOT = Path(__file__).resolve().parent.parent

COLUMNS = (
    *("scenario", "games", "signed", "share of the gain", "gain left", "before the last round"),
    *("median round", "demands more", "repeats", "jumps", "below the reserve", "scores"),
    "ms a decision",
)


def row(name: str, games: Sequence[GameFigures], last_round: int) -> str:
    """The row of a scenario."""
    signed = [game for game in games if game.round_signed is not None]
    shares = [game.share for game in signed if game.share is not None]
    rounds = sorted(game.round_signed for game in signed if game.round_signed is not None)
    pairs = sum(game.pairs for game in games)
    seconds, decisions = sum(g.seconds for g in games), sum(g.decisions for g in games)
    scores = (_mean([game.scores[side] for game in games]) for side in range(len(games[0].scores)))
    cells = (
        name,
        str(len(games)),
        _share_of(len(signed), len(games)),
        f"{100 * fmean(shares):.0f} %" if shares else "–",
        _share_of(sum(game.left for game in games), len(games)),
        _share_of(sum(number < last_round for number in rounds), len(signed)),
        f"{rounds[len(rounds) // 2]} of {last_round}" if rounds else "–",
        *(_share_of(sum(counts), pairs) for counts in zip(*map(_habits, games), strict=True)),
        str(sum(game.below for game in games)),
        ", ".join(scores),
        f"{1000 * seconds / max(1, decisions):.1f}",
    )
    return f"| {' | '.join(cells)} |"


def _habits(game: GameFigures) -> tuple[int, int, int]:
    return game.demands, game.repeats, game.jumps


def _share_of(part: int, whole: int) -> str:
    """A share in per cent with half of its 95 % interval (Agresti and Coull)."""
    if not whole:
        return "–"
    middle = (part + 2) / (whole + 4)
    half = 1.96 * (middle * (1 - middle) / (whole + 4)) ** 0.5
    return f"{100 * part / whole:.0f} ± {100 * half:.0f} %"


def _mean(numbers: Sequence[int]) -> str:
    half = 1.96 * stdev(numbers) / len(numbers) ** 0.5 if len(numbers) > 1 else 0.0
    return f"{fmean(numbers):.1f} ± {half:.1f}"


def measure(path: str, jobs: Sequence[Job], pool: Any) -> list[GameFigures]:
    """The games of a scenario, in the order of the jobs; progress goes to a terminal."""
    figures: list[GameFigures] = []
    for each in pool.imap(play, jobs, chunksize=1):
        figures.append(each)
        if sys.stderr.isatty():
            end = "\n" if len(figures) == len(jobs) else ""
            text = f"\r{Path(path).stem}: {len(figures)} of {len(jobs)} games"
            print(text, end=end, file=sys.stderr, flush=True)
    return figures


def explain(scenario: str, first: int, games: Sequence[GameFigures]) -> list[str]:
    """Prints a sentence for each acceptance below the reserve; returns rows that count reasons."""
    for number, game in enumerate(games):
        for each in game.low_acceptances:
            print(f"{scenario}, seed {first + number}, {each.sentence()}")
    return list(summary(scenario, [each for game in games for each in game.low_acceptances]))


def _warm(path: str) -> None:
    """Plays once without counting, so that no game counts what is compiled or loaded first."""
    from game.bots.processes import end_with_parent

    end_with_parent()
    play((path, 0, 1, ()))


def main() -> int:
    """Plays, and prints the table."""
    sys.path.insert(0, str(ROOT))
    from game.authoring.shipped import shipped

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", help="scenarios; left out: every shipped one")
    parser.add_argument("--games", type=int, default=40, help="of each scenario: 40")
    parser.add_argument("--first", type=int, default=0, help="seed of the first game: 0")
    parser.add_argument("--budget", type=int, help="of a decision, in decisions of bots")
    parser.add_argument("--offers", action="store_true", help="print what was said at the table")
    parser.add_argument(
        "--below",
        action="store_true",
        help="say which score lines outweigh each acceptance below the reserve, and count them",
    )
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=N", help="a setting of the search"
    )
    asked = parser.parse_args()
    settings = tuple((name, int(n)) for name, _, n in (each.partition("=") for each in asked.set))
    known = shipped()
    paths = [str(known.get(each, each)) for each in asked.files or known]
    paths = [path for path in paths if main_table(rules_of(path)) is not None]
    print(f"| {' | '.join(COLUMNS)} |\n|---|{'---:|' * (len(COLUMNS) - 1)}")
    counts: list[str] = []
    with multiprocessing.get_context("spawn").Pool(asked.jobs, _warm, (paths[0],)) as pool:
        for path in paths:
            seeds = range(asked.first, asked.first + asked.games)
            figures = measure(path, [(path, n, asked.budget, settings) for n in seeds], pool)
            silent = pool.map(passing_round, [(path, seed, None, ()) for seed in range(8)])
            last_round = max(*silent, *(game.last_round for game in figures))
            print(row(rules_of(path).scenario.id, figures, last_round), flush=True)
            for number, game in enumerate(figures if asked.offers else ()):
                print(f"seed {asked.first + number}: {game.status}, {game.scores}")
                print("\n".join(f"    {line}" for line in game.lines))
            if asked.below:
                counts += explain(rules_of(path).scenario.id, asked.first, figures)
    if asked.below:
        print("\n| scenario | side | score line | acceptances |\n|---|---|---|---:|")
        print("\n".join(counts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
