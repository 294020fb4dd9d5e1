"""`communique check`: reports every mistake in scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.common import (
    FINE,
    PROBLEMS,
    CommandError,
    Parser,
    compile_kernel,
    json_text,
    scenario_path,
)

if TYPE_CHECKING:
    import argparse

    from game.model.problems import Problem


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    check = commands.add_parser(
        "check",
        help="report every mistake in a scenario",
        description="Reports every mistake in scenarios, each with its line and how to correct it. "
        "The translations beside a scenario are checked with it. With --words it also counts what "
        "each side reads before its first decision. "
        "Exit 0: nothing wrong, 1: an error (with --strict a warning too), 2: no such file.",
        epilog="Example: communique check my-scenario.yaml --play --strict\n"
        "Example: communique check kuala-lumpur --words --language fr",
    )
    check.add_argument(
        "files", nargs="+", metavar="FILE", help="a file, or the id of a shipped one"
    )
    check.add_argument("--play", action="store_true", help="play the author's tests and claims too")
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
    check.add_argument("--json", action="store_true", help="print one JSON document")
    check.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    if args.language is not None and not args.count_words:
        raise CommandError("--language is for --words; add --words, or leave it out")
    files = {str(scenario_path(name)): name for name in args.files}
    problems: list[Problem] = []
    counts: list[object] = []
    for file in files:
        of_file, played = _check_file(file, args.play)
        problems += of_file
        if not args.json:
            print("\n".join(map(str, of_file)) or f"{file}: no problems{played}")
        if args.count_words and not _errors(of_file):
            counts.append(_count_words(file, args))
    if args.json:
        document: dict[str, object] = {"problems": [p.as_json() for p in problems]}
        print(json_text({**document, "words": counts} if args.count_words else document))
    return PROBLEMS if (problems if args.strict else _errors(problems)) else FINE


def _errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == "error"]


def _count_words(file: str, args: argparse.Namespace) -> object:
    """Counts what each side of a scenario reads; prints it, or returns it for --json."""
    from pathlib import Path

    from game.cli.reading_time import read_in_language, reading_json, reading_lines

    code, times = read_in_language(Path(file), args.language)
    if not args.json:
        print(*reading_lines(file, code, times), sep="\n")
    return reading_json(file, code, times)


def _check_file(file: str, play: bool) -> tuple[list[Problem], str]:
    """The problems of a file, and a phrase about the tests and claims that were played."""
    from pathlib import Path

    from game.authoring.load import examine
    from game.authoring.reading.files import Folder, split_translation
    from game.desk.problems import examine_with_translations

    translation = split_translation(Path(file))
    if translation is not None:
        return [*examine(*translation).problems], ""
    examined, problems = examine_with_translations(Folder(Path(file)))
    if not play or examined.scenario is None:
        return problems, ""
    from game.lab.author_tests.tests import AuthorTestRunner
    from game.rules.compile import compile_rules

    rules = compile_rules(examined.scenario)
    failures = [*AuthorTestRunner(rules).failures()]
    tests, claims = len(examined.scenario.tests), len(examined.scenario.expect)
    if claims:
        from game.lab.author_tests.claims import ClaimChecker
        from game.lab.run.jobs import run

        bots = {bot for claim in examined.scenario.expect for bot in claim.seats.values()}
        compile_kernel("check", rules, bots, many=True)
        failures += ClaimChecker(rules, run).failures()
    played = _quantity(tests, "test") + (f" and {_quantity(claims, 'claim')}" if claims else "")
    return [*problems, *map(examined.to_problem, failures)], f", {played} played"


def _quantity(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
