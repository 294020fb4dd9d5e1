"""`communique sensitivity`: which numbers of a scenario matter, and which don't."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from game.cli.common import PROBLEMS, CommandError, Parser, whole_number
from game.cli.many_games.numbers import add_vary, read_vary
from game.cli.many_games.plans import (
    add_plan_options,
    add_scenario,
    read_place,
    read_plan,
    refuse_too_many,
    shown_progress,
    told_as_errors,
)
from game.cli.many_games.reports import Reports, add_report

if TYPE_CHECKING:
    import argparse

    from game.lab.batches.place import Place
    from game.lab.batches.plan import Plan
    from game.lab.studies.sensitivity import Sensitivity
    from game.lab.studies.varied import Varied

GAMES = 2000
SAMPLES, MOST_SAMPLES = 512, 2**16
TRAJECTORIES, MOST_WALKS = 20, 10_000
FEWER = 10
"""So many times fewer games are played at each point of --sobol."""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    sensitivity = commands.add_parser(
        "sensitivity",
        help="see which numbers of a scenario matter",
        description="Plays a scenario with each of its settings alone at its lowest and its "
        "highest value, on the same seeds, and shows what changes most: outcomes, scores, "
        "agreements, with 95 % intervals. --sobol draws all of them together, too, and says "
        "which share of the variance each of them explains; --morris finds those of very many that "
        "matter. After Ctrl-C the same command goes on "
        "with its run folder (--out). "
        "Exit 0: done, 1: a scenario with mistakes or a missing library, 2: usage, "
        "130: interrupted, 143: asked to end (SIGTERM).",
        epilog="Example: communique sensitivity kuala-lumpur\n"
        "Example: communique sensitivity kuala-lumpur --vary bite=2..6 --vary "
        "tables.minute.rounds=4..9\n"
        "Example: communique sensitivity my-scenario.yaml --sobol 1024 --json > sobol.json",
    )
    add_scenario(sensitivity)
    add_vary(sensitivity, required=False)
    add_plan_options(sensitivity, GAMES, "at each point")
    sensitivity.add_argument(
        "--sobol",
        nargs="?",
        const=str(SAMPLES),
        metavar="N",
        help=f"estimate Sobol indices, too, from N base samples, a power of 2 ({SAMPLES}); with k "
        f"numbers N * (k + 2) points, each of a tenth of the games",
    )
    sensitivity.add_argument(
        "--morris",
        nargs="?",
        const=str(TRAJECTORIES),
        metavar="N",
        help=f"screen many numbers, too, by N trajectories of Morris ({TRAJECTORIES}); with k "
        "numbers N * (k + 1) points, each of a tenth of the games",
    )
    add_report(sensitivity)
    sensitivity.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    plan, place = read_plan(args), read_place(args)
    varied = _varied(args, plan)
    samples = 0 if args.sobol is None else whole_number("--sobol", args.sobol, 2, MOST_SAMPLES)
    walks = 0 if args.morris is None else whole_number("--morris", args.morris, 2, MOST_WALKS)
    if samples & (samples - 1):
        raise CommandError(f"--sobol {samples}: write a power of 2, as 256, 512 or 1024")

    def play(place: Place) -> Sensitivity:
        return _study(plan, varied, samples, walks, place)

    with closing(Reports(args, "sensitivity", plan.scenario)) as reports:
        return reports.run(place, play)


def _varied(args: argparse.Namespace, plan: Plan) -> tuple[Varied, ...]:
    from game.lab.studies.sensitivity import all_settings

    if args.vary:
        return read_vary(args.vary, plan.scenario, plan.numbers)
    varied = all_settings(plan.scenario, plan.numbers)
    if not varied:
        raise CommandError(
            "the scenario has no settings with a range that aren't set; name numbers with --vary"
        )
    return varied


def _study(
    plan: Plan, varied: tuple[Varied, ...], samples: int, walks: int, place: Place
) -> Sensitivity:
    from attrs import evolve

    from game.lab.batches.extras import MissingLibrary
    from game.lab.batches.hiring import standing
    from game.lab.studies.indices import screen, sobol_indices, sobol_points, trajectories
    from game.lab.studies.sensitivity import count_games, sensitivity

    fewer = evolve(plan, games=max(1, plan.games // FEWER))
    try:
        points = len({*sobol_points(varied, samples, plan.seed)}) if samples else 0
        steps = trajectories(varied, walks, plan.seed) if walks else []
    except MissingLibrary as error:
        raise CommandError(str(error), PROBLEMS) from None
    on_walks = len({point for walk in steps for point in walk})
    refuse_too_many(count_games(plan, varied))
    drawn = "games with drawn numbers"
    with told_as_errors(plan.seed), standing(place) as workers:
        with shown_progress(count_games(plan, varied), "games", plan.seed) as progress:
            result = sensitivity(plan, varied, workers, progress)
        if samples:
            with shown_progress(points * fewer.games, drawn, plan.seed) as progress:
                indices = sobol_indices(fewer, varied, samples, workers, progress)
            result = evolve(result, indices=indices, samples=samples)
        if walks:
            with shown_progress(on_walks * fewer.games, drawn, plan.seed) as progress:
                screened = screen(fewer, varied, walks, workers, progress)
            result = evolve(result, screened=screened, trajectories=walks)
    return result
