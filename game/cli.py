"""The command line: reads arguments, calls one function a command, says errors in one line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import game

if TYPE_CHECKING:
    from game.model.problems import Problem

FINE, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130


class Trouble(Exception):
    """Something the person at the keyboard can cure; the message names the way out."""


def main(argv: list[str] | None = None) -> int:
    """Runs a command and gives its exit code: 0 fine, 1 problems found, 2 usage."""
    _speak_utf8()
    parser = _parser()
    arguments = parser.parse_args(argv)
    if arguments.version:
        print(f"communique {game.__version__}")
        return FINE
    command: Callable[[argparse.Namespace], int] | None = arguments.command
    if command is None:
        parser.print_help()
        return FINE
    try:
        return command(arguments)
    except Trouble as trouble:
        print(f"communique: {trouble}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        print("\ncommunique: stopped", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return FINE


def _speak_utf8() -> None:
    """No sign of ours may crash a console that doesn't have it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="communique",
        description="A negotiation strategy game engine: one YAML file is one game.",
        epilog="Example: communique play kuala-lumpur",
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_list(commands)
    _add_check(commands)
    return parser


def _add(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    about: str,
    example: str,
    command: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name,
        help=about,
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=f"Example: {example}",
    )
    parser.set_defaults(command=command)
    return parser


def _add_list(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _add(commands, "list", "name the scenarios that come with the game", "communique list", _list)


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = _add(
        commands,
        "check",
        "report every mistake in a scenario, with its line and its cure",
        "communique check my-scenario.yaml --strict",
        _check,
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a scenario file, or a shipped id")
    parser.add_argument("--strict", action="store_true", help="exit 1 on warnings too")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def scenario_path(name: str) -> Path:
    """The file of a scenario named by a shipped id or by its path."""
    from game.authoring.shipped import shipped
    from game.authoring.wording import nearest

    known = shipped()
    if name in known:
        return known[name]
    path = Path(name)
    if path.suffix in (".yaml", ".yml") or path.exists() or len(path.parts) > 1:
        return path
    near = nearest(name, known)
    hint = f'did you mean "{near}"?' if near else "`communique list` names them"
    raise Trouble(f'there is no shipped scenario "{name}"; {hint}')


def _list(arguments: argparse.Namespace) -> int:
    import textwrap

    from game.authoring.load import inspect
    from game.authoring.shipped import shipped

    for id, path in shipped().items():
        scenario, _ = inspect(path)
        if scenario is None:
            print(f"{id}  (has mistakes: communique check {id})")
            continue
        minutes = "–".join(map(str, scenario.minutes or ()))
        length = f"{scenario.turns} turns" + (f", {minutes} minutes" if minutes else "")
        print(f"{id}: {scenario.title}. {len(scenario.sides)} sides, {length}")
        print(textwrap.indent(textwrap.fill(scenario.summary, 76), "    "))
    return FINE


def _check(arguments: argparse.Namespace) -> int:
    problems: list[Problem] = []
    for name in arguments.files:
        found = _check_file(scenario_path(name))
        problems += found
        if not arguments.json:
            _print_report(name, found)
    if arguments.json:
        import json

        document = {"problems": [problem.as_json() for problem in problems]}
        print(json.dumps(document, ensure_ascii=False, indent=2))
    counted = problems if arguments.strict else [p for p in problems if p.severity == "error"]
    return PROBLEMS if counted else FINE


def _check_file(path: Path) -> list[Problem]:
    """The problems of a scenario and of the translations beside it, each told once."""
    from game.authoring.load import inspect
    from game.authoring.merge import languages, translated

    translation = translated(path)
    if translation is not None:
        return [p for p in inspect(*translation)[1] if p.file == str(path)]
    problems = list(inspect(path)[1])
    for language in languages(path):
        problems += [p for p in inspect(path, language)[1] if p not in problems]
    return problems


def _print_report(name: str, problems: list[Problem]) -> None:
    for problem in problems:
        print(problem)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = len(problems) - errors
    if problems:
        print(f"{name}: {_count(errors, 'error')}, {_count(warnings, 'warning')}")
    else:
        print(f"{name}: no problems")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
