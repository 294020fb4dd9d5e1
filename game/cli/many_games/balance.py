"""`communique balance`: measures how balanced a scenario is, against the project's standard."""

from __future__ import annotations

import sys
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from game.cli.common import (
    FINE,
    LARGEST_SEED,
    PROBLEMS,
    CommandError,
    Parser,
    json_text,
    load_scenario,
    suggestion,
    whole_number,
)
from game.cli.many_games.endings import Stopped, interrupted_by_signals
from game.cli.many_games.numbers import add_set, read_set
from game.cli.many_games.plans import (
    add_place_options,
    add_scenario,
    read_place,
    shown_progress,
    told_as_errors,
)
from game.cli.many_games.reports import Reports, add_report, command_line

if TYPE_CHECKING:
    import argparse

    from game.cli.progress import ProgressBar
    from game.lab.batches.jobs import Progress
    from game.lab.batches.place import Place
    from game.lab.standard.lists import BlindSeat, Notes
    from game.lab.standard.measurement import Measurement, SampleSizes
    from game.lab.studies.sensitivity import Sensitivity
    from game.lab.summary.closer_look import CloserLook
    from game.model.scenario import Scenario
    from game.model.tracks import Track

GAMES, EXPERTS, LISTS, SEED = 20_000, 400, 60, 1
WITHOUT_ACTION = 500
"""The most games without each action if no number is given."""
SETTINGS = 500
"""The most games for each pairing at each end of each setting if no number is given."""
MOST_GAMES, MOST_SECONDS = 10**9, 10**6


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    balance = commands.add_parser(
        "balance",
        help="measure how balanced a scenario is",
        description="Measures how balanced a scenario is, and compares it with a standard. Every "
        "pairing of personas plays the same number of games; with three sides, every way to seat "
        "them. Games in which an action was legal are played again without it. Chance and an "
        "expert sit in each seat in turn against personas, on the same seeds, and experts play "
        "each other. How good a blind list is found depends on the machine: to miss that aim is a "
        "finding, and no miss. A scenario can say why it misses one on purpose: balance: accepted. "
        "After Ctrl-C the same command goes on with its run folder (--out). "
        "Exit 0: done, 1: a scenario with mistakes, processes that died, or with --strict a "
        "miss, 2: usage, 130: interrupted, 143: asked to end (SIGTERM).",
        epilog="Example: communique balance kuala-lumpur\n"
        "Example: communique balance my-scenario.yaml -n 2000 --experts 40\n"
        "Example: communique balance my-scenario.yaml -n 2000 --experts 0 --forbids 0\n"
        "Example: communique balance kuala-lumpur --markdown\n"
        "Example: communique balance my-scenario.yaml -n 2000 --json > balance.json",
    )
    option = balance.add_argument
    add_scenario(balance)
    option(
        "-n",
        dest="games",
        default=str(GAMES),
        metavar="N",
        help=f"games for each pairing of personas: {GAMES:,}",
    )
    option(
        "--experts",
        default=str(EXPERTS),
        metavar="N",
        help=f"games of an expert in each seat, and of experts against each other: {EXPERTS}; a "
        "game takes a second or two; 0 leaves them out",
    )
    option(
        "--forbids",
        metavar="N",
        help="games for each pairing without each action: a tenth of -n, at most "
        f"{WITHOUT_ACTION}; 0 leaves them out",
    )
    option(
        "--lists",
        default=str(LISTS),
        metavar="SECONDS",
        help="how long to seek, for each seat, the best list of actions that is fixed before the "
        f"game, with which an expert is compared: {LISTS}; 0 leaves it out",
    )
    option(
        "--seed",
        default=str(SEED),
        metavar="N",
        help=f"the seed of the first game of each kind; the next game has one more: {SEED}",
    )
    add_place_options(balance)
    add_set(balance)
    option(
        "--at",
        nargs="+",
        default=[],
        metavar="TRACK=VALUE",
        help="the values of tracks when packages are compared; only packages that can be signed "
        "at these values count. Without it tracks are at their start, and conditions of options "
        "that don't depend on the package are ignored",
    )
    printed = balance.add_mutually_exclusive_group()
    printed.add_argument(
        "--markdown",
        action="store_true",
        help="print the command and the table for a teaching note, without findings",
    )
    printed.add_argument("--json", action="store_true", help="print one JSON document")
    add_report(balance)
    option(
        "--settings",
        metavar="N",
        help="for the report: games for each pairing and setting at its least and at its most: as "
        f"many as -n, at most {SETTINGS}; 0 leaves them out",
    )
    option("--strict", action="store_true", help="exit 1 if the scenario misses an aim")
    balance.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    sizes = _sizes(args)
    place = read_place(args)
    seconds = 0 if args.markdown else whole_number("--lists", args.lists, 0, MOST_SECONDS)
    scenario = _scenario(args)
    track_values = dict(_track_value(scenario, setting) for setting in args.at)
    with closing(Reports(args, "balance", scenario)) as reports:
        keeping = reports.keeping(place)
        try:
            measurement, lists = _measure(scenario, sizes, keeping, seconds, reports.played)
            settings = _settings(args, scenario, sizes, keeping) if reports.wanted else []
        except KeyboardInterrupt as interrupt:
            return reports.interrupted(interrupt)
        return _tell(args, reports, measurement, lists, settings, track_values)


def _tell(
    args: argparse.Namespace,
    reports: Reports,
    measurement: Measurement,
    lists: list[BlindSeat],
    settings: list[Sensitivity],
    track_values: dict[str, int | str],
) -> int:
    """Writes and prints what the games came to; the exit code."""
    from game.bargaining.integrative_gain import integrative_gains
    from game.lab.pages.balance_page import balance_report
    from game.lab.standard.as_json import balance_json
    from game.lab.standard.findings import accepted, findings
    from game.lab.standard.own_best import own_best
    from game.lab.standard.report import as_markdown, as_text
    from game.lab.standard.standard import assess

    gains = list(integrative_gains(measurement.rules, track_values or None))
    found = [*assess(measurement, gains), *findings(measurement, lists), *own_best(measurement)]
    criteria = accepted(found, measurement.rules.scenario.balance)
    look = _look(measurement)
    document = balance_json(measurement, criteria, lists, look)
    reports.write(
        document,
        lambda: balance_report(measurement, criteria, lists, command_line(args), settings, look),
    )
    if args.json:
        print(json_text(document))
    elif args.markdown:
        print(*as_markdown(criteria, command_line(args)), sep="\n")
    else:
        print(*as_text(measurement, criteria, look), sep="\n")
    failed = any(criterion.failed for criterion in criteria)
    return PROBLEMS if args.strict and failed else FINE


def _look(measurement: Measurement) -> CloserLook | None:
    """A look at games of personas where under half of them sign something at a table."""
    from game.lab.batches.plan import Plan
    from game.lab.summary.closer_look import look_closer, tables_to_explain

    rules, sizes = measurement.rules, measurement.sizes
    tables = tables_to_explain(rules, measurement.pooled.tally)
    if not tables:
        return None
    plans = [Plan(rules.scenario, seats, sizes.games, sizes.seed) for seats in measurement.pairings]
    return look_closer(plans, tables)


def _scenario(args: argparse.Namespace) -> Scenario:
    from game.lab.numbers.paths import with_numbers

    scenario = load_scenario(args.scenario)
    return with_numbers(scenario, read_set(args.numbers, scenario))


def _settings(
    args: argparse.Namespace, scenario: Scenario, sizes: SampleSizes, place: Place
) -> list[Sensitivity]:
    """What the settings move, a study for each pairing of personas. Raises CommandError."""
    from game.lab.batches.plan import Plan
    from game.lab.standard.measurement import pairings
    from game.lab.studies.sensitivity import all_settings, count_games, sensitivity

    games = min(sizes.games, SETTINGS)
    if args.settings is not None:
        games = whole_number("--settings", args.settings, 0, MOST_GAMES)
    varied = all_settings(scenario)
    if not (games and varied):
        return []
    plans = [Plan(scenario, seats, games, sizes.seed) for seats in pairings(scenario)]
    each = count_games(plans[0], varied)
    studies: list[Sensitivity] = []
    with shown_progress(len(plans) * each, "games with other settings", sizes.seed) as progress:
        for number, plan in enumerate(plans):
            step = partial(_onwards, progress, number * each)
            studies.append(sensitivity(plan, varied, place, step))
    return studies


def _onwards(progress: Progress, before: int, done: int) -> None:
    progress(before + done)


def _sizes(args: argparse.Namespace) -> SampleSizes:
    games = whole_number("-n", args.games, 1, MOST_GAMES)
    experts = whole_number("--experts", args.experts, 0, MOST_GAMES)
    without_action = min(games // 10, WITHOUT_ACTION)
    if args.forbids is not None:
        without_action = min(games, whole_number("--forbids", args.forbids, 0, MOST_GAMES))
    seed = whole_number("--seed", args.seed, 0, LARGEST_SEED - max(games, experts) + 1)

    from game.lab.standard.measurement import SampleSizes

    return SampleSizes(games, experts, without_action, seed)


def _measure(
    scenario: Scenario, sizes: SampleSizes, place: Place, seconds: int, notes: Notes | None
) -> tuple[Measurement, list[BlindSeat]]:
    """Plays the games and seeks blind lists, with a progress bar for each kind."""
    from game.lab.standard.lists import seek_lists
    from game.lab.standard.measurement import measure

    progress = _ProgressBars()
    try:
        with told_as_errors(sizes.seed), interrupted_by_signals():
            measurement = measure(scenario, sizes, place, progress.start)
            if not (seconds and sizes.experts):
                return measurement, []
            bar = progress.start(len(scenario.sides) * seconds, "seconds for blind lists")
            return measurement, seek_lists(measurement, seconds, bar, notes=notes)
    except KeyboardInterrupt:
        raise progress.stopped() from None
    finally:
        progress.clear()


class _ProgressBars:
    """Progress bars one after the other, each for the games of one kind."""

    def __init__(self) -> None:
        self._current: ProgressBar | None = None
        self._done, self._total, self._what = 0, 0, ""

    def start(self, total: int, description: str) -> Progress:
        """Replaces the current bar by a new one, and returns what moves it."""
        from game.cli.progress import ProgressBar

        self.clear()
        self._current = ProgressBar(sys.stderr, max(1, total), description)
        self._done, self._total, self._what = 0, total, description
        self._show(0)
        return self._show

    def _show(self, done: int) -> None:
        self._done = done
        if self._current is not None:
            self._current.show(done)

    def stopped(self) -> Stopped:
        """The interrupt to raise now: it says how much has been done."""
        return Stopped(self._done, self._total, self._what)

    def clear(self) -> None:
        """Removes the current bar."""
        if self._current is not None:
            self._current.clear()


def _track_value(scenario: Scenario, setting: str) -> tuple[str, int | str]:
    """Reads a `TRACK=VALUE` text. Raises CommandError."""
    id, equals, written = setting.partition("=")
    if not equals:
        tracks = ", ".join(scenario.tracks)
        raise CommandError(f"--at {setting}: write TRACK=VALUE; tracks are {tracks}")
    if id not in scenario.tracks:
        near = suggestion(id, scenario.tracks) or f"; tracks are {', '.join(scenario.tracks)}"
        raise CommandError(f'--at {setting}: there is no track "{id}"{near}')
    value = _value(scenario.tracks[id], written)
    if value is None:
        raise CommandError(f"--at {setting}: write {_values(scenario.tracks[id])}")
    return id, value


def _value(track: Track, written: str) -> int | str | None:
    """A level's id, or a number in the track's range; None if it is neither."""
    if track.levels:
        return written if written in track.levels else None
    digits = written.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 20):
        return None
    low, high = track.range
    return int(written) if low <= int(written) <= high else None


def _values(track: Track) -> str:
    if track.levels:
        return f"one of its levels, {', '.join(track.levels)}"
    return f"a whole number from {track.range[0]} to {track.range[1]}"
