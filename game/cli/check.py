"""`communique check`: reports every mistake in scenarios."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from game.cli.common import (
    FINE,
    MOST_SHOWN,
    PROBLEMS,
    CommandError,
    Parser,
    checkable_files,
    json_text,
    problem_lines,
    unplayable,
    version_name,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from game.authoring.load import CheckedScenario
    from game.authoring.reading.files import Folder
    from game.cli.reading_time import ReadingJson
    from game.cli.schemas.outputs import CheckJson
    from game.model.problems import Problem


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    check = commands.add_parser(
        "check",
        help="report every mistake in a scenario or campaign",
        description="Reports every mistake in scenarios and campaigns, each with its line and how "
        "to correct it. "
        "The translations beside a scenario and its variants are checked with it. With --words it "
        "also counts what each side reads before its first decision. "
        "Exit 0: nothing wrong, 1: an error (with --strict a warning too), 2: no such file.",
        epilog="Example: communique check my-scenario.yaml --play --strict\n"
        "Example: communique check countermeasures --on 2027-01-31\n"
        "Example: communique check kuala-lumpur --words --language fr\n"
        "Example: communique check kuala-lumpur:short --resolved",
    )
    check.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a file, or the id of a shipped one; FILE:VARIANT checks only a variant",
    )
    check.add_argument(
        "--play",
        action="store_true",
        help="play the author's tests and claims too, and say what never happens in many games",
    )
    check.add_argument(
        "--on",
        type=_day,
        metavar="DATE",
        help="also warn of sources that no longer hold on this day, by their `expires`",
    )
    check.add_argument("--strict", action="store_true", help="exit 1 on a warning too")
    check.add_argument(
        "--words",
        dest="count_words",
        action="store_true",
        help="count the words that each side reads before its first decision, page by page",
    )
    check.add_argument(
        "--language",
        metavar="CODE",
        help="en, fr: the language in which --words counts; without it, the scenario's own",
    )
    check.add_argument(
        "--resolved",
        action="store_true",
        help="print a scenario that extends another, or a variant, as the YAML of one file",
    )
    check.add_argument(
        "--all",
        dest="show_all",
        action="store_true",
        help=f"print every problem, not only the first {MOST_SHOWN} of a scenario or variant",
    )
    check.add_argument("--json", action="store_true", help="print one JSON document")
    check.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if args.language is not None and not args.count_words:
        raise CommandError("--language is for --words; add --words, or leave it out")
    named = {version_name(files): files for files in map(checkable_files, args.files)}
    if args.play or args.count_words or args.on is not None:
        _refuse_campaigns(args, [*named.values()])
    if args.resolved:
        return _print_resolved(args, [*named.values()])
    problems: list[Problem] = []
    counts: list[ReadingJson] = []
    for files in named.values():
        of_files: list[Problem] = []
        for of_version, summary in _check_versions(files, args.play, args.on):
            of_files += of_version
            if not args.json:
                all_shown = f"communique check {files.path} --all"
                lines = of_version if args.show_all else problem_lines(of_version, all_shown)
                print(*lines, *summary, sep="\n")
        problems += of_files
        if args.count_words and not _errors(of_files):
            counts.append(_count_words(files, args))
    if args.json:
        document: CheckJson = {"problems": [p.as_json() for p in problems]}
        if args.count_words:
            document["words"] = counts
        print(json_text(document))
    return PROBLEMS if (problems if args.strict else _errors(problems)) else FINE


def _refuse_campaigns(args: argparse.Namespace, named: list[Folder]) -> None:
    """Raises CommandError for a campaign, since an option is given that only scenarios have."""
    from game.authoring.campaigns import is_campaign

    option = "--play" if args.play else "--words" if args.count_words else "--on"
    for files in named:
        if is_campaign(files.path):
            raise CommandError(
                f"{option} is for scenarios, and {files.path} is a campaign; name the scenarios of "
                "its chapters"
            )


def _print_resolved(args: argparse.Namespace, named: list[Folder]) -> int:
    """Prints one scenario as the YAML of one file. Raises CommandError if it has mistakes."""
    from game.authoring.load import load
    from game.authoring.merge import merge
    from game.authoring.resolved import write_resolved
    from game.model.problems import ScenarioError

    if len(named) > 1 or args.play or args.count_words or args.json:
        raise CommandError("--resolved prints one scenario and nothing else; leave out the rest")
    [files] = named
    try:
        load(files)
    except ScenarioError as error:
        raise unplayable(files, error) from None
    print(f"# {version_name(files)} as one file, by communique check --resolved")
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(write_resolved(merge(files).root, encoding), end="")
    return FINE


def _errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _count_words(files: Folder, args: argparse.Namespace) -> ReadingJson:
    """Counts what each side of a scenario reads; prints it, or returns it for --json."""
    from game.cli.reading_time import read_in_language, reading_json, reading_lines

    code, times = read_in_language(files, args.language)
    if not args.json:
        print(*reading_lines(version_name(files), code, times), sep="\n")
    return reading_json(version_name(files), code, times)


def _day(text: str) -> str:
    """A day as YYYY-MM-DD. Raises ArgumentTypeError, in words, for anything else."""
    from argparse import ArgumentTypeError
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day; write it as 2026-12-31") from None


def _check_versions(
    files: Folder, play: bool, day: str | None
) -> Iterator[tuple[list[Problem], list[str]]]:
    """Yields for a scenario and each of its variants the problems that those before it don't have,
    and a line to print below them: that there are none, or what was played without a failure.

    day: of sources, on which they must still hold; None: any.
    """
    from game.authoring.campaigns import examine_campaign, is_campaign
    from game.authoring.family import examine_family
    from game.authoring.load import examine
    from game.authoring.reading.files import Folder, split_translation

    translation = split_translation(files.path)
    if translation is not None:
        main, language = translation
        examined = examine_campaign if is_campaign(main) else examine
        problems = [*examined(Folder(main), language).problems]
        yield problems, [] if problems else [f"{files.path}: no problems"]
        return
    if is_campaign(files.path):
        languages = (None, *files.languages())
        found = [p for each in languages for p in examine_campaign(files, each).problems]
        yield [*dict.fromkeys(found)], [] if found else [f"{files.path}: no problems"]
        return
    failed: set[tuple[str, int, int]] = set()
    expired: set[tuple[str, int]] = set()
    for version in examine_family(files):
        problems, played, shared = [*version.problems], "", version.shares_problems
        if day is not None:
            found = version.checked.expired(day)
            problems += [each for each in found if (each.file, each.line) not in expired]
            expired |= {(each.file, each.line) for each in found}
        holds = False
        if play and version.checked.scenario is not None:
            failures, played = _play(version.checked)
            fresh = [each for each in failures if (each.file, each.line, each.column) not in failed]
            failed |= {(each.file, each.line, each.column) for each in failures}
            problems += fresh
            shared |= len(fresh) < len(failures)
            holds = not _errors(failures)
        name, more = version_name(files, version.files.variant), "further " if shared else ""
        if not problems:
            yield problems, [f"{name}: no {more}problems{played}"]
        else:
            yield problems, [f"{name}: {played.removeprefix(', ')}, none fails"] if holds else []


def _play(checked: CheckedScenario) -> tuple[list[Problem], str]:
    """Plays the tests and claims of a scenario, and drawn games: what is wrong, and how many tests
    and claims were played."""
    from game.lab.author_tests.claims import ClaimChecker, wide_bounds
    from game.lab.author_tests.tests import AuthorTestRunner
    from game.lab.batches.jobs import run
    from game.rules.compile import compile_rules

    scenario = checked.scenario
    assert scenario is not None
    rules = compile_rules(scenario)
    failures = [*AuthorTestRunner(rules).failures()]
    tests, claims = len(scenario.tests), len(scenario.expect)
    checker = ClaimChecker(rules, run)
    failures += [*checker.failures(), *wide_bounds(rules, run)]
    failures += [each for each in checker.never_happened() if not checked.silences(each)]
    played = _quantity(tests, "test") + (f" and {_quantity(claims, 'claim')}" if claims else "")
    return [*map(checked.to_problem, failures)], f", {played} played"


def _quantity(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
