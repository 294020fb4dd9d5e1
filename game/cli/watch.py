"""`communique watch`: checks a scenario at every save, and has an open window follow it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from game.cli.common import (
    FINE,
    LARGEST_SEED,
    PROBLEMS,
    CommandError,
    Parser,
    checkable_files,
    problem_lines,
    whole_number,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from pathlib import Path
    from threading import Event

    from game.desk.watch import CheckReport, FileWatch
    from game.model.scenario import Scenario
    from game.ui.shell.following import TakeReport

_OTHER_LINES = 4
"""The rows of a terminal that are not for problems."""


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    watch = commands.add_parser(
        "watch",
        help="check a scenario at every save; its window follows",
        description="Checks a scenario now, and again whenever its file, a file that it includes "
        "or a translation is saved, and prints every mistake, as check does. With --window it also "
        "opens the window on a game of the scenario, which is read again at each save: the same "
        "decisions are played again, and the window stays where it was. Ctrl-C, or closing the "
        "window, ends it.",
        epilog="Example: communique watch my-scenario.yaml\n"
        "Example: communique watch my-scenario.yaml --window --seat north=me --seat south=me",
    )
    watch.add_argument("file", metavar="FILE", help="a file, or the id of a shipped scenario")
    watch.add_argument("--window", action="store_true", help="play it in the window as it grows")
    watch.add_argument(
        "--seat",
        action="append",
        default=[],
        metavar="SIDE=WHO",
        help="with --window: who plays a side, as in communique play",
    )
    watch.add_argument(
        "--at",
        metavar="NAME",
        help="with --window: begin in the position that a test describes, as in communique play",
    )
    watch.add_argument("--seed", metavar="N", help="with --window: the seed of the random numbers")
    watch.add_argument("--language", metavar="CODE", help="with --window: the language to begin in")
    watch.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from threading import Event

    from game.authoring.reading.files import split_translation
    from game.desk.watch import FileWatch

    for option in ("seat", "seed", "at", "language"):
        if getattr(args, option) and not args.window:
            raise CommandError(f"--{option} is for the game in the window; add --window")
    files = checkable_files(args.file)
    translation = split_translation(files.path)
    path = translation[0] if translation is not None else files.path
    watch, stop = FileWatch(path, files.variant), Event()
    try:
        if args.window:
            return _open_window(args, watch, stop)
        for report in watch.reports(stop):
            print_report(watch.path, report)
    except KeyboardInterrupt:
        # Ctrl-C is the usual end: no error, and nothing is left half-done.
        pass
    finally:
        stop.set()
    return FINE


# What is printed


def print_report(path: Path, report: CheckReport) -> None:
    """Prints what is wrong after a save; on a terminal, instead of the report before."""
    from game.text.console import clear_terminal
    from game.text.streams import unchecked_stream

    out = unchecked_stream(sys.stdout)
    command = f"communique check {path} --all"
    problems = [*problem_lines(report.problems, command)]
    if out.isatty():
        clear_terminal(out)
        problems = _as_many_as_fit([*map(str, report.problems)], command)
    elif not report.saved:
        print(_about(path, report))
    print(*_lines(path, report, problems), sep="\n")
    if out.isatty():
        print(_about(path, report))
    sys.stdout.flush()


def _lines(path: Path, report: CheckReport, problems: list[str]) -> list[str]:
    from datetime import datetime

    time = datetime.now().strftime("%H:%M:%S")
    if report.gone:
        return [f"{time}  {path} is gone; it is checked again once it is back"]
    saved = f"{', '.join(report.saved)} saved: " if report.saved else ""
    return [*problems, f"{time}  {saved}{_counts(report)}, checked in {report.seconds:.2f} s"]


def _counts(report: CheckReport) -> str:
    from game.desk.watch import count_by_severity

    errors, warnings = count_by_severity(report.problems)
    counts = [
        f"{n} {word}" if n == 1 else f"{n} {word}s"
        for n, word in ((errors, "error"), (warnings, "warning"))
        if n
    ]
    return " and ".join(counts) or "no problems"


def _about(path: Path, report: CheckReport) -> str:
    names = ", ".join((str(path), *report.names[1:]))
    return f"Watching {names}. Press Ctrl-C to stop."


def _as_many_as_fit(problems: list[str], command: str) -> list[str]:
    """As many problems as the terminal has room for, and how to see the others."""
    from shutil import get_terminal_size

    size = get_terminal_size()
    room, shown = max(1, size.lines - _OTHER_LINES), 0
    for problem in problems:
        room -= 1 + (len(problem) - 1) // size.columns
        if room < 0 and shown:
            break
        shown += 1
    rest = len(problems) - shown
    if not rest:
        return problems
    return [*problems[:shown], f"… and {rest} more; {command} shows all of them"]


# The window


def _open_window(args: argparse.Namespace, watch: FileWatch, stop: Event) -> int:
    """Opens the window on a game once the scenario can be played, and has it follow the file."""
    from game.cli.window import why_no_window

    why = why_no_window()
    if why:
        raise CommandError(f"--window: {why}", PROBLEMS)
    reports = watch.reports(stop)
    for report in reports:
        print_report(watch.path, report)
        if report.scenario is not None:
            return _play(args, report, report.scenario, watch.path, reports)
        print("The window opens once the scenario can be played.", flush=True)
    return FINE


def _play(
    args: argparse.Namespace,
    report: CheckReport,
    scenario: Scenario,
    path: Path,
    reports: Iterator[CheckReport],
) -> int:
    """Plays a new game in the window; reports of saves are printed, and go to the window too."""
    import random
    from functools import partial
    from threading import Thread

    from game.authoring.resolved import resolve_files
    from game.bots.seats import read_seats
    from game.cli.common import choose_language
    from game.cli.games import read_position
    from game.cli.window import open_game
    from game.rules.compile import compile_rules
    from game.session.places import games_folder
    from game.session.records.saved import begin_in_folder
    from game.session.seats import SeatError
    from game.session.translations import Translations
    from game.words.error_words import describe_seat_error

    seed = None
    if args.seed is not None:
        seed = whole_number("--seed", args.seed, 0, LARGEST_SEED)
    try:
        seats = read_seats(scenario, args.seat, bots_only=False)
    except SeatError as error:
        raise CommandError(f"--seat {describe_seat_error(error)}") from None
    translations = Translations(scenario, report.folder)
    code = choose_language(args.language, translations)
    rules, keep, position = compile_rules(scenario), partial(resolve_files, report.folder), None
    if args.at is not None:
        position, seed = read_position(rules, args.at, seed)
    elif seed is None:
        seed = random.SystemRandom().randrange(10**6)
    game, saving = begin_in_folder(games_folder(), keep, rules, seed, seats, position)

    def follow(take: TakeReport) -> None:
        Thread(target=_pass_on, args=(path, reports, take), daemon=True).start()

    return open_game(game, seats, saving, translations, code, follow)


def _pass_on(path: Path, reports: Iterator[CheckReport], take: TakeReport) -> None:
    from contextlib import suppress

    for report in reports:
        with suppress(OSError):  # the window goes on even if nobody reads any longer
            print_report(path, report)
        take(report)
