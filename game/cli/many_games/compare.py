"""`communique compare`: two versions of a scenario, or other bots, on the same seeds."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from game.cli.common import CommandError, Parser, load_scenario
from game.cli.many_games.bots import read_seat_options
from game.cli.many_games.numbers import read_set, told_of
from game.cli.many_games.plans import (
    EXIT_CODES,
    add_plan_options,
    played_games,
    read_place,
    read_plan,
)
from game.cli.many_games.reports import Reports, add_report

if TYPE_CHECKING:
    import argparse

    from game.lab.batches.place import Place
    from game.lab.batches.plan import Plan
    from game.lab.studies.compare import ComparedPlans

GAMES = 2000


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    compare = commands.add_parser(
        "compare",
        help="compare two versions of a scenario, or other bots, on the same seeds",
        description="Plays the same seeds twice and shows what differs, game by game, with 95 % "
        "intervals: two scenarios or variants, or one with other bots (--other-seat) or other "
        "numbers (--other-set) the second time. After Ctrl-C the same command goes on with its run "
        "folder (--out). " + EXIT_CODES,
        epilog="Example: communique compare my-scenario.yaml my-scenario.yaml:short\n"
        "Example: communique compare kuala-lumpur --seat eu=eu_firm --other-seat eu=eu_bridge\n"
        "Example: communique compare kuala-lumpur --other-set bite=8 --json > compared.json",
    )
    option = compare.add_argument
    option("scenario", metavar="A", help="a scenario: its id (see: communique list), or a file")
    option("other", metavar="B", nargs="?", help="the second scenario; without it A again")
    add_plan_options(compare, GAMES, "of each of the two")
    option(
        "--other-seat",
        action="append",
        default=[],
        metavar="SIDE=BOT",
        help="the bot that plays a side the second time",
    )
    option(
        "--other-set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a number of the scenario the second time",
    )
    add_report(compare)
    compare.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    first, place = read_plan(args), read_place(args)
    second = _second(args, first)
    if (first.scenario, first.seats, dict(first.numbers)) == (
        second.scenario,
        second.seats,
        dict(second.numbers),
    ):
        raise CommandError(
            "both are the same: name a second scenario, or what differs with --other-seat or "
            "--other-set"
        )

    from game.lab.studies.compare import compare
    from game.lab.studies.figures import figures_of

    if not {*figures_of(first.scenario)} & {*figures_of(second.scenario)}:
        raise CommandError(
            f"{args.scenario} and {args.other} have nothing to compare: no side, outcome or table "
            "of the one has the same id in the other"
        )

    def play(place: Place) -> ComparedPlans:
        with played_games(2 * first.games, first.seed) as progress:
            return compare(first, second, place, progress)

    with closing(Reports(args, "compare", first.scenario, second.scenario)) as reports:
        return reports.run(place, play)


def _second(args: argparse.Namespace, first: Plan) -> Plan:
    """The plan of the second games. Raises CommandError."""
    from attrs import evolve

    from game.lab.numbers.checking import check_numbers
    from game.model.frozen import FrozenMap

    scenario = first.scenario if args.other is None else load_scenario(args.other)
    seats = read_seat_options(scenario, args.seat)
    others = read_seat_options(scenario, args.other_seat, "--other-seat")
    seats |= {each: others[each] for each in (w.partition("=")[0] for w in args.other_seat)}
    numbers = dict(read_set(args.numbers, scenario))
    numbers |= dict(read_set(args.other_set, scenario, "--other-set"))
    with told_of("--other-set"):
        both = check_numbers(scenario, numbers.items())
    return evolve(first, scenario=scenario, seats=FrozenMap(seats), numbers=both)
