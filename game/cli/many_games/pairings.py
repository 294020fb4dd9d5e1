"""`communique simulate --pairings`: all pairings of personas, and scores broken down."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.common import FINE, PROBLEMS, CommandError, json_text, system_reason
from game.cli.many_games.out import timeless
from game.cli.many_games.plans import shown_progress
from game.cli.many_games.reports import Reports, command_line

if TYPE_CHECKING:
    import argparse

    from game.kernel.rows import Rows
    from game.lab.batches.place import Place
    from game.lab.batches.plan import Plan
    from game.lab.pages.lines import LineSums
    from game.lab.standard.measurement import Seats
    from game.lab.studies.pairings import AllPairings
    from game.rules.compiled import Rules


def add_pairings(simulate: argparse.ArgumentParser) -> None:
    """Adds the option --pairings."""
    simulate.add_argument(
        "--pairings",
        action="store_true",
        help="play so many games in every pairing of personas, and break scores down by line, by "
        "card dealt, and by whether an action was taken; whom --seat names plays in all of them, "
        "and --out is a run folder with a file for each",
    )


def simulate_pairings(args: argparse.Namespace, plan: Plan, place: Place) -> int:
    """Plays all pairings and prints what came of them. Raises CommandError."""
    if args.out is not None and Path(args.out).suffix:
        raise CommandError(
            f"--pairings --out {args.out}: name a folder, without an ending; there every pairing "
            "gets a file"
        )
    named = {written.partition("=")[0].strip() for written in args.seat}
    fixed = {side: bot for side, bot in plan.seats.items() if side in named}

    from game.lab.batches.plan import compile_plan
    from game.lab.standard.measurement import pairings
    from game.lab.studies.pairings import play_pairings

    seatings = pairings(plan.scenario, fixed)
    with closing(Reports(args, "simulate", plan.scenario)) as reports:
        begun = time.perf_counter()
        with closing(_Kept(args.out, reports.folder, plan, seatings, compile_plan(plan))) as kept:
            try:
                with shown_progress(len(seatings) * plan.games, "games", plan.seed) as progress:
                    where = reports.keeping(place)
                    result = play_pairings(plan, where, progress, fixed=fixed, keep=kept.add)
            except KeyboardInterrupt as interrupt:
                return reports.interrupted(interrupt)
        seats = {side: fixed.get(side, "every persona") for side in plan.scenario.sides}
        _show(args, reports, result, seats, kept.lines, time.perf_counter() - begun)
    return FINE


class _Kept:
    """Collects sums of score lines, and writes files of a run folder, while games are played."""

    def __init__(
        self,
        written: str | None,
        folder: Path | None,
        plan: Plan,
        seatings: list[Seats],
        rules: Rules,
    ) -> None:
        from attrs import evolve

        from game.lab.files.any_kind import PairingFiles

        self._written = written
        self._files: PairingFiles | None = None
        self.lines: LineSums | None = None
        """Those of all games; None as long as there are none."""
        if folder is not None:
            plans = [evolve(plan, seats=seats) for seats in seatings]
            self._files = PairingFiles(folder, plans, rules)

    def add(self, number: int, rows: Rows) -> None:
        """Keeps games of a pairing. Raises CommandError."""
        from game.lab.pages.lines import LineSums

        sums = LineSums.of(rows.lines)
        self.lines = sums if self.lines is None else self.lines + sums
        if self._files is None:
            return
        try:
            self._files.add(number, rows)
        except OSError as error:
            reason = system_reason(error)
            raise CommandError(
                f"--out {self._written}: {reason}; the games before are kept", PROBLEMS
            ) from None

    def close(self) -> None:
        """Removes what is half written."""
        if self._files is not None:
            self._files.close()


def _show(
    args: argparse.Namespace,
    reports: Reports,
    result: AllPairings,
    seats: dict[str, str],
    lines: LineSums | None,
    seconds: float,
) -> None:
    """Writes and prints what came of the games."""
    from attrs import evolve

    from game.cli.many_games.study_text import table_blocks
    from game.lab.files.any_kind import pairing_file
    from game.lab.pages.simulate_page import simulate_report
    from game.lab.summary.closer_look import look_closer, summary, tables_to_explain

    rules, tally = result.rules, result.tally
    look = look_closer(
        [evolve(result.plan, seats=each.seats) for each in result.pairings],
        tables_to_explain(rules, tally),
    )
    document = result.as_json(seats, seconds, look)

    def page() -> str:
        command = command_line(args)
        return simulate_report(rules, tally, seats, lines, command, result.pairings, look)

    if reports.folder is not None:
        for number, each in enumerate(document["pairings"]):
            each["file"] = pairing_file(number)
    reports.write(timeless(document), page)
    if args.json:
        print(json_text(document))
        return
    text = summary(rules, tally, seats, seconds, look)
    for block in table_blocks([*result.tables()]):
        text += ["", *block]
    print(*text, sep="\n")
