"""`communique tune`: looks for values of numbers with which a scenario reaches its aims."""

from __future__ import annotations

import re
from contextlib import closing
from typing import TYPE_CHECKING

from game.cli.common import (
    FINE,
    PROBLEMS,
    CommandError,
    Parser,
    suggestion,
    whole_number,
)
from game.cli.many_games.numbers import add_vary, read_vary
from game.cli.many_games.plans import (
    MOST_GAMES,
    add_plan_options,
    add_scenario,
    read_place,
    read_plan,
    shown_progress,
)
from game.cli.many_games.reports import Reports, add_report

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from game.lab.batches.plan import Plan
    from game.lab.studies.aims import Aim
    from game.model.scenario import Scenario

GAMES, TRIALS, MOST_TRIALS = 1000, 100, 100_000
_END = r"(-?\d{1,9}(?:\.\d{1,2})?)"
_AIM = re.compile(rf"(\w+)\.([\w-]+)={_END}\.\.{_END}", re.ASCII)
_SHOWN = 60


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    tune = commands.add_parser(
        "tune",
        help="look for numbers with which a scenario reaches its aims",
        description="Tries values of a scenario's numbers until it reaches its aims: its "
        "author's claims (expect), with --balance those requirements of the standard that need no "
        "experts, and those of --aim. Among values that reach all of them those nearest to today's "
        "are best; they are played again with other seeds, and printed as a patch. Needs Optuna "
        "(the extra lab). Ctrl-C ends it with the best values so far; the same command "
        "goes on with its run folder (--out). "
        "Exit 0: all aims reached, 1: not all, a scenario with mistakes or a missing library, "
        "2: usage, 130: interrupted, 143: asked to end (SIGTERM).",
        epilog="Example: communique tune kuala-lumpur --vary bite=0..8 --vary suspension=0..20\n"
        "Example: communique tune kuala-lumpur --vary bite=0..8 --aim score.eu=75..80 "
        "--seat eu=eu_firm\n"
        "Example: communique tune my-scenario.yaml --vary turns=2..6 --balance --trials 50",
    )
    add_scenario(tune)
    add_vary(tune, required=True)
    tune.add_argument(
        "--aim",
        action="append",
        default=[],
        metavar="WHAT.ID=LOW..HIGH",
        help="a range to reach with the bots of --seat: score.SIDE in points, outcome.ID, "
        "agreed.TABLE, fired.INJECT, ahead.SIDE or over_par.SIDE in per cent of games, as in "
        "ahead.eu=45.5..55; can be repeated",
    )
    tune.add_argument(
        "--balance",
        action="store_true",
        help="aim at the requirements of the standard that need no experts, in all pairings of "
        "personas, and with chance in each seat; those that the scenario accepts are left out",
    )
    tune.add_argument(
        "--no-claims", action="store_true", help="leave out the claims of the scenario's author"
    )
    tune.add_argument(
        "--trials",
        default=str(TRIALS),
        metavar="N",
        help=f"how many values to try: {TRIALS}; "
        "up to as many again while neighbours of the best ones are left",
    )
    add_plan_options(tune, None, "for each aim")
    add_report(tune)
    tune.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    own_games = None if args.games is None else whole_number("-n", args.games, 1, MOST_GAMES)
    args.games = str(own_games or GAMES)
    plan, place = read_plan(args), read_place(args)
    trials = whole_number("--trials", args.trials, 1, MOST_TRIALS)
    varied = read_vary(args.vary, plan.scenario, plan.numbers)
    aims = [*_claims(args, plan, own_games), *(_aim(each, plan) for each in args.aim)]
    if not aims:
        raise CommandError(
            "there is nothing to aim at: the scenario has no claims (expect); name aims with --aim "
            "or --balance"
        )

    from game.lab.batches.extras import MissingLibrary
    from game.lab.studies.tune import tune

    with closing(Reports(args, "tune", plan.scenario)) as reports:
        try:
            with shown_progress(trials, "trials", plan.seed) as progress:
                result = tune(plan, varied, aims, trials, reports.keeping(place), progress)
        except MissingLibrary as error:
            raise CommandError(str(error), PROBLEMS) from None
        except KeyboardInterrupt as interrupt:
            return reports.interrupted(interrupt)
        complete = result.checked is not None
        reports.show(result, complete=complete)
        if not complete:
            return reports.interrupted_with_figures(f"{len(result.trials):,} trials")
    return FINE if result.best.reaches_all else PROBLEMS


def _claims(args: argparse.Namespace, plan: Plan, games: int | None) -> Iterator[Aim]:
    from game.lab.studies.aims import claims_of, standard_aims

    if not args.no_claims:
        yield from claims_of(plan.scenario, games)
    if args.balance:
        yield from standard_aims(plan.scenario, plan.games)


def _aim(written: str, plan: Plan) -> Aim:
    """Reads a `WHAT.ID=LOW..HIGH` text. Raises CommandError."""
    from game.lab.studies.aims import SUBJECTS, Aim

    match = _AIM.fullmatch(written.replace(" ", ""))
    first = next(iter(plan.scenario.sides))
    if match is None:
        raise CommandError(
            f"--aim {written[:_SHOWN]}: write WHAT.ID=LOW..HIGH, with at most two decimals, as in "
            f"score.{first}=70..80.5"
        )
    what, id, low, high = match.groups()
    kind = next((subject for subject in SUBJECTS if subject == what), None)
    if kind is None:
        near = suggestion(what, SUBJECTS) or f"; write {', '.join(SUBJECTS)}"
        raise CommandError(f'--aim {written[:_SHOWN]}: there is no "{what}" to aim at{near}')
    known = _ids(plan.scenario, kind)
    if id not in known:
        near = suggestion(id, known) or f"; there is {', '.join(known) or 'none'}"
        raise CommandError(f'--aim {written[:_SHOWN]}: there is no "{id}"{near}')
    least, most = (float(end) if "." in end else int(end) for end in (low, high))
    if least > most:
        raise CommandError(f"--aim {written[:_SHOWN]}: write the lower value first")
    return Aim(kind, id, least, most, plan.games, (plan.seats,), "--aim")


def _ids(scenario: Scenario, kind: str) -> list[str]:
    """What an aim of a kind can be about."""
    match kind:
        case "outcome":
            return [*scenario.outcomes]
        case "agreed":
            return [*scenario.tables]
        case "fired":
            return [*scenario.injects]
        case _:
            return [*scenario.sides]
