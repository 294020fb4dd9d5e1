"""`communique simulate --pairings` and `--breakdown`: scores by line, by card and by action."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from game.cli.common import FINE, CommandError, json_text
from game.cli.studies.compiling import compile_kernel
from game.cli.studies.endings import Stopped, report_interrupt
from game.cli.studies.plans import shown_progress

if TYPE_CHECKING:
    import argparse

    from game.lab.run.place import Place
    from game.lab.run.plan import Plan


def add_pairings(simulate: argparse.ArgumentParser) -> None:
    """Adds the option --pairings."""
    simulate.add_argument(
        "--pairings",
        action="store_true",
        help="play so many games in every pairing of personas, and break scores down by line, by "
        "card dealt, and by whether an action was taken",
    )


def simulate_pairings(args: argparse.Namespace, plan: Plan, place: Place) -> int:
    """Plays all pairings and prints what came of them. Raises CommandError."""
    for option in ("seat", "out"):
        if getattr(args, option):
            raise CommandError(f"--pairings and --{option} don't go together: leave one out")

    from game.cli.studies.text.breakdown import breakdown_sections, pairings_section
    from game.lab.standard.measurement import pairings
    from game.lab.studies.pairings import play_pairings
    from game.lab.summary.summary import as_json, summary

    compile_kernel("simulate")
    begun = time.perf_counter()
    total = len(pairings(plan.scenario)) * plan.games
    try:
        with shown_progress(total, "games", plan.seed) as progress:
            result = play_pairings(plan, place, progress)
    except Stopped as interrupt:
        return report_interrupt("simulate", interrupt.done, kept=False)
    seconds = time.perf_counter() - begun
    seats = dict.fromkeys(plan.scenario.sides, "every persona")
    if args.json:
        document: dict[str, Any] = {
            **as_json(result.rules, result.tally, seats, seconds),
            "seed": plan.seed,
            "numbers": dict(plan.numbers),
            "forbidden": [f"{side}:{action}" for side, action in plan.forbidden],
            "pairings": result.pairings_json(),
            **result.breakdown.as_json(),
        }
        print(json_text(document))
        return FINE
    lines = summary(result.rules, result.tally, seats, seconds)
    for section in (pairings_section(result), *breakdown_sections(result.rules, result.breakdown)):
        lines += ["", *section]
    print(*lines, sep="\n")
    return FINE
