"""`communique simulate`: lets bots play a scenario many times, and prints a summary."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from game.cli.common import (
    FINE,
    LARGEST_SEED,
    PROBLEMS,
    CommandError,
    Parser,
    find_campaign,
    json_text,
    load_scenario,
    open_campaign,
    whole_number,
)
from game.cli.many_games.bots import add_seat, read_seat_options, read_slot
from game.cli.many_games.endings import exits_on_signals, report_interrupt
from game.cli.many_games.numbers import add_set, read_set
from game.cli.many_games.out import HELP, open_out
from game.cli.many_games.pairings import add_pairings, simulate_pairings
from game.cli.many_games.plans import (
    add_place_options,
    add_scenario,
    read_games,
    read_place,
    told_as_errors,
)

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from game.cli.many_games.out import Out
    from game.lab.batches.campaign_games import CampaignTally
    from game.lab.batches.place import Place
    from game.lab.batches.plan import Plan
    from game.lab.batches.tally import Tally
    from game.lab.summary.closer_look import CloserLook
    from game.rules.campaigns import CampaignRules
    from game.rules.compiled import Rules


GAMES, SEED = 1000, 1


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    simulate = commands.add_parser(
        "simulate",
        help="let bots play a scenario or campaign many times",
        description="Lets bots play a scenario many times and prints a summary of the games; of a "
        "campaign, chapter by chapter. "
        "The same seed gives the same games and figures, however many processes play them. "
        "Ctrl-C ends it with the summary of the games played so far. "
        "Exit 0: done, 1: a scenario with mistakes, a difference found by --verify, or a file that "
        "can't be written, 2: usage, 130: interrupted, 143: asked to end (SIGTERM).",
        epilog="Example: communique simulate kuala-lumpur -n 10000 --out games.npz\n"
        "Example: communique simulate kuala-lumpur --forbid china:slow_files\n"
        "Example: communique simulate kuala-lumpur --set bite=6\n"
        "Example: communique simulate kuala-lumpur --pairings -n 500\n"
        "Example: communique simulate leaders-and-officials -n 10000 --seat eu=eu_bridge\n"
        "Example: communique simulate my-scenario.yaml --json > summary.json",
    )
    add_scenario(simulate)
    simulate.add_argument(
        "-n", dest="games", default=str(GAMES), metavar="N", help=f"how many games: {GAMES:,}"
    )
    add_seat(simulate)
    simulate.add_argument(
        "--seed",
        default=str(SEED),
        metavar="N",
        help=f"the seed of the first game; the next game has one more: {SEED}; "
        "communique play --auto --seed shows one of them",
    )
    add_place_options(simulate)
    simulate.add_argument(
        "--verify",
        default="0",
        metavar="K",
        help="play K of the games with the other engine too, and compare every decision",
    )
    simulate.add_argument(
        "--forbid",
        action="append",
        default=[],
        metavar="SIDE:ACTION",
        help="play without this action of a side",
    )
    add_set(simulate)
    simulate.add_argument(
        "--why",
        action="store_true",
        help="say why nothing was signed, at each table; without it, of those at which something "
        "is signed in under half of the games. Some games are looked at one by one",
    )
    add_pairings(simulate)
    simulate.add_argument("--out", metavar="FILE", help=HELP)
    simulate.add_argument("--json", action="store_true", help="print one JSON document")
    simulate.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    verified = whole_number("--verify", args.verify, 0, LARGEST_SEED)
    place = read_place(args)
    if (campaign := find_campaign(args.scenario)) is not None:
        return simulate_campaign(args, campaign, place, verified)
    plan = _plan(args)
    if verified > plan.games:
        raise CommandError(f"--verify {verified}: there are only {plan.games:,} games (-n)")

    if args.pairings:
        if verified:
            _verify(plan, verified)
        return simulate_pairings(args, plan, place)

    from game.lab.batches.plan import compile_plan

    rules = compile_plan(plan)
    with exits_on_signals(), open_out(args.out, plan, rules) as out:
        if verified:
            _verify(plan, verified)
        return _simulate(args, plan, rules, place, out)


def _simulate(
    args: argparse.Namespace, plan: Plan, rules: Rules, place: Place, out: Out | None
) -> int:
    import time

    from game.lab.summary.as_json import summary_json

    begun = time.perf_counter()
    tally, interrupted = _played(plan, rules, place, out)
    seconds = time.perf_counter() - begun
    look = None if interrupted else _look(args, plan, rules, tally)
    document = summary_json(plan, rules, tally, plan.seats, seconds, look)
    try:
        if out is not None:
            out.finish(tally, document, look, complete=not interrupted)
    finally:
        if args.json:
            print(json_text(document))
        else:
            _print(plan, rules, tally, seconds, look)
    if interrupted:
        done = f"{tally.games:,} of {plan.games:,} games" if tally.games else ""
        kept = out is not None and out.goes_on
        return report_interrupt("simulate", done, kept=kept, shown=True)
    return FINE


def _played(plan: Plan, rules: Rules, place: Place, out: Out | None) -> tuple[Tally, bool]:
    """The tally of the games, and whether an interrupt ended them early.

    What is in a run folder already isn't played again.
    """
    from attrs import evolve

    from game.cli.progress import ProgressBar
    from game.kernel.rows import blank_rows
    from game.lab.batches.jobs import Interrupted, run
    from game.lab.batches.tally import tally

    before = out.before if out is not None else None
    if before is None:
        before = tally(rules, blank_rows(rules, plan.seed, 0))
    elif before.games == plan.games:
        return before, False
    rest = evolve(plan, games=plan.games - before.games, seed=plan.seed + before.games)
    bar = ProgressBar(sys.stderr, plan.games, "games", before.games)
    bar.show(before.games)
    try:
        with told_as_errors(rest.seed):
            keep = None if out is None else out.add
            found = run(rest, place, progress=lambda done: bar.show(before.games + done), keep=keep)
            return before + found, False
    except Interrupted as interrupt:
        return before + interrupt.tally, True
    finally:
        bar.clear()


def _look(args: argparse.Namespace, plan: Plan, rules: Rules, tally: Tally) -> CloserLook | None:
    """A look at some of the games; None where there is nothing to see, or it takes too long."""
    from game.lab.summary.closer_look import can_look, look_closer, tables_to_explain
    from game.lab.summary.fates import no_fates

    tables = [table.id for table in rules.tables]
    if not args.why:
        tables = tables_to_explain(rules, tally)
    if not (tables or no_fates(rules.scenario)):
        return None
    if not can_look(plan):
        if args.why:
            raise CommandError("--why is for games of personas and uniform; leave it out")
        return None
    return look_closer([plan], tables)


def _print(plan: Plan, rules: Rules, tally: Tally, seconds: float, look: CloserLook | None) -> None:
    from game.lab.summary.closer_look import summary

    print(*summary(rules, tally, plan.seats, seconds, look), sep="\n")


def _verify(plan: Plan, games: int) -> None:
    from game.lab.batches.verify import verify

    difference = verify(plan, games)
    if difference is not None:
        raise CommandError(f"--verify {games}: {difference}", PROBLEMS)


# What was asked for


def _plan(args: argparse.Namespace) -> Plan:
    from game.lab.batches.plan import Plan
    from game.model.frozen import FrozenMap

    games, seed = read_games(args)
    scenario = load_scenario(args.scenario)
    seats = FrozenMap(read_seat_options(scenario, args.seat))
    forbidden = dict.fromkeys(read_slot(scenario, written) for written in args.forbid)
    numbers = read_set(args.numbers, scenario)
    return Plan(scenario, seats, games, seed, tuple(forbidden), numbers)


# A campaign


_OF_ONE_SCENARIO = ("out", "forbid", "numbers", "pairings", "why")
"""Options that a campaign doesn't have."""


def simulate_campaign(args: argparse.Namespace, path: Path, place: Place, verified: int) -> int:
    """Plays campaigns and prints their summary. Raises CommandError."""
    import time

    from game.cli.play_campaign import read_campaign_seats
    from game.lab.batches.jobs import Interrupted
    from game.lab.summary.campaign_summary import campaign_json, campaign_summary
    from game.rules.campaigns import compile_campaign

    for option in _OF_ONE_SCENARIO:
        if getattr(args, option):
            name = {"numbers": "set"}.get(option, option)
            raise CommandError(f"--{name} is for a single scenario; {path} is a campaign")
    campaigns, seed = read_games(args)
    if verified > campaigns:
        raise CommandError(f"--verify {verified}: there are only {campaigns:,} campaigns (-n)")
    campaign = open_campaign(path).campaign
    assert campaign is not None
    rules = compile_campaign(campaign)
    seats = read_campaign_seats(rules, args.seat, bots_only=True)
    begun = time.perf_counter()
    try:
        with exits_on_signals(), told_as_errors(seed):
            tally = _play_chapters(rules, seats, (campaigns, seed, verified), place)
    except Interrupted:
        return report_interrupt("simulate", "", kept=False)
    seconds = time.perf_counter() - begun
    if args.json:
        print(json_text(campaign_json(rules, tally, seats, seed, seconds)))
    else:
        print(*campaign_summary(rules, tally, seats, seconds), sep="\n")
    return FINE


def _play_chapters(
    rules: CampaignRules, seats: dict[str, str], games: tuple[int, int, int], place: Place
) -> CampaignTally:
    from game.cli.progress import ProgressBar
    from game.lab.batches.campaign_games import EnginesDiffer, play_campaigns

    campaigns, seed, verified = games
    bar = ProgressBar(sys.stderr, campaigns * len(rules.chapters), "games")
    bar.show(0)
    try:
        return play_campaigns(
            rules, seats, campaigns, seed, place, verified=verified, progress=bar.show
        )
    except EnginesDiffer as error:
        raise CommandError(f"--verify {verified}: {error}", PROBLEMS) from None
    finally:
        bar.clear()
