"""`communique sweep`: plays a scenario with many values of a number, and shows what it does."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from game.cli.common import FINE, Parser, json_text
from game.cli.many_games.numbers import add_vary, count_points, read_vary
from game.cli.many_games.plans import (
    EXIT_CODES,
    add_plan_options,
    add_scenario,
    played_games,
    read_place,
    read_plan,
)
from game.cli.many_games.reports import Reports, add_report

if TYPE_CHECKING:
    import argparse

GAMES = 2000


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    sweep = commands.add_parser(
        "sweep",
        help="see what a number of a scenario does",
        description="Plays a scenario with several values of one of its numbers, on the same "
        "seeds, and shows what changes: outcomes, scores, agreements, with 95 % intervals, and "
        "how much from the least value to the most. Several --vary make a grid. "
        "Ctrl-C ends it with the points played so far; the same command goes on with its run "
        "folder (--out). " + EXIT_CODES,
        epilog="Example: communique sweep kuala-lumpur --vary bite=0..8\n"
        "Example: communique sweep kuala-lumpur --vary bite=0..8:4 --vary suspension=0..20:10 "
        "-n 500\n"
        "Example: communique sweep my-scenario.yaml --vary turns=2..5 --json > sweep.json",
    )
    add_scenario(sweep)
    add_vary(sweep, required=True)
    add_plan_options(sweep, GAMES, "at each point")
    add_report(sweep)
    sweep.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    plan, place = read_plan(args), read_place(args)
    varied = read_vary(args.vary, plan.scenario, plan.numbers)
    points = count_points(varied)
    from game.lab.studies.sweep import sweep

    with closing(Reports(args, "sweep", plan.scenario)) as reports:
        try:
            with played_games(points * plan.games, plan.seed) as progress:
                result = sweep(plan, varied, reports.keeping(place), progress)
        except KeyboardInterrupt as interrupt:
            return reports.interrupted(interrupt)
        if result.points:
            reports.show(result, complete=result.is_complete)
        elif args.json:
            print(json_text(result.as_json()))
        if not result.is_complete:
            return reports.interrupted_with_figures(f"{len(result.points):,} of {points:,} points")
    return FINE
