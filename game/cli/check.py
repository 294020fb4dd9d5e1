"""`communique check`: reports every mistake in scenarios."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.common import FINE, PROBLEMS, Parser, compile_kernel, json_text, scenario_path

if TYPE_CHECKING:
    import argparse

    from game.model.problems import Problem


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    check = commands.add_parser(
        "check",
        help="report every mistake in a scenario",
        description="Reports every mistake in scenarios, each with its line and its cure. "
        "The translations beside a scenario are checked with it. "
        "Exit 0: nothing wrong, 1: an error (with --strict a warning too), 2: no such file.",
        epilog="Example: communique check my-scenario.yaml --play --strict",
    )
    check.add_argument(
        "files", nargs="+", metavar="FILE", help="a file, or the id of a shipped one"
    )
    check.add_argument("--play", action="store_true", help="play the author's tests and claims too")
    check.add_argument("--strict", action="store_true", help="exit 1 on a warning too")
    check.add_argument("--json", action="store_true", help="print one JSON document")
    check.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    files = {str(scenario_path(name)): name for name in args.files}
    problems: list[Problem] = []
    for file in files:
        found, played = _examined(file, args.play)
        problems += found
        if not args.json:
            print("\n".join(map(str, found)) or f"{file}: no problems{played}")
    if args.json:
        print(json_text({"problems": [p.as_json() for p in problems]}))
    wrong = problems if args.strict else [p for p in problems if p.severity == "error"]
    return PROBLEMS if wrong else FINE


def _examined(file: str, play: bool) -> tuple[list[Problem], str]:
    """The problems of a file, and what can be said of playing it where there are none."""
    from pathlib import Path

    from game.authoring.load import examine
    from game.authoring.reading.files import Folder, split_translation

    translation = split_translation(Path(file))
    if translation is not None:
        return [*examine(*translation).problems], ""
    found = examine(file)
    problems = [*found.problems]
    for language in Folder(Path(file)).languages():
        problems += [p for p in examine(file, language).problems if p not in problems]
    if not play or found.scenario is None:
        return problems, ""
    from game.lab.author_tests.tests import AuthorTestRunner
    from game.rules.compile import compile_rules

    rules = compile_rules(found.scenario)
    failures = [*AuthorTestRunner(rules).failures()]
    tests, claims = len(found.scenario.tests), len(found.scenario.expect)
    if claims:
        from game.lab.author_tests.claims import ClaimChecker
        from game.lab.run.jobs import run

        bots = {bot for claim in found.scenario.expect for bot in claim.seats.values()}
        compile_kernel("check", rules, bots, many=True)
        failures += ClaimChecker(rules, run).failures()
    played = _counted(tests, "test") + (f" and {_counted(claims, 'claim')}" if claims else "")
    return [*problems, *map(found.to_problem, failures)], f", {played} played"


def _counted(n: int, word: str) -> str:
    return f"{n} {word}" if n == 1 else f"{n} {word}s"
