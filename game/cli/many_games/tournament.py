"""`communique tournament`: lets bots play each other in all roles, and rates them."""

from __future__ import annotations

from contextlib import closing
from math import prod
from typing import TYPE_CHECKING

from game.cli.common import CommandError, Parser
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

    from game.lab.batches.place import Place
    from game.lab.studies.tournament import Tournament
    from game.model.scenario import Scenario

GAMES = 500
MOST_PAIRINGS = 10_000


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    tournament = commands.add_parser(
        "tournament",
        help="let bots play each other, and rate them",
        description="Seats bots in every way they can be seated, plays the same seeds in each, "
        "and estimates what each bot adds to the score of its own side and to those of the others, "
        "by least squares with 95 % intervals. After Ctrl-C the same command goes on with its run "
        "folder (--out). " + EXIT_CODES,
        epilog="Example: communique tournament kuala-lumpur\n"
        "Example: communique tournament kuala-lumpur --bots eu_firm eu_bridge cn_bridge uniform\n"
        "Example: communique tournament my-scenario.yaml --bots uniform mine.py:Careful --json",
    )
    add_scenario(tournament)
    tournament.add_argument(
        "--bots",
        nargs="+",
        metavar="BOT",
        help="who plays: personas, uniform, expert, or your own bots, FILE.py:NAME; each plays all "
        "sides that it can; all personas and uniform if not given",
    )
    add_plan_options(tournament, GAMES, "of each pairing", seats=False)
    add_report(tournament)
    tournament.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    plan, place = read_plan(args), read_place(args)
    bots = _bots(plan.scenario, args.bots)
    pairings = prod(map(len, bots.values()))
    if pairings > MOST_PAIRINGS:
        raise CommandError(f"--bots: {pairings:,} ways to seat them are too many; name fewer bots")

    from game.lab.studies.tournament import tournament

    def play(place: Place) -> Tournament:
        with played_games(pairings * plan.games, plan.seed) as progress:
            return tournament(plan, bots, place, progress)

    with closing(Reports(args, "tournament", plan.scenario)) as reports:
        return reports.run(place, play)


def _bots(scenario: Scenario, written: list[str] | None) -> dict[str, list[str]]:
    """By side, the bots that play it. Raises CommandError."""
    from game.bots.seats import read_bot
    from game.model.players import UNIFORM, available_bots
    from game.session.seats import SeatError
    from game.words.error_words import describe_seat_error

    names = list(dict.fromkeys(written or [*scenario.personas, UNIFORM]))
    bots: dict[str, list[str]] = {side: [] for side in scenario.sides}
    for name in names:
        refusals: list[SeatError] = []
        for side, own in bots.items():
            try:
                own.append(read_bot(scenario, side, name, name))
            except SeatError as error:
                refusals.append(error)
        if len(refusals) == len(bots) and refusals[0].code != "unknown-who":
            raise CommandError(f"--bots {describe_seat_error(refusals[0])}")
        if len(refusals) == len(bots):
            known = dict.fromkeys(each for side in bots for each in available_bots(scenario, side))
            raise CommandError(
                f'--bots {name}: there is no bot "{name}"; write {" or ".join(known)}, or '
                "FILE.py:NAME"
            )
    for side, own in bots.items():
        if not own:
            raise CommandError(f"--bots: none of them can play {side}; add one, or uniform")
    return bots
