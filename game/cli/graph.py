"""`communique graph`: draws a picture of a scenario for its designer."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.common import FINE, CommandError, Parser, scenario_files, system_reason, unplayable

if TYPE_CHECKING:
    import argparse

    from game.words.wording import Wording

_STDOUT = "-"


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    graph = commands.add_parser(
        "graph",
        help="draw a scenario's stages, endings and events as one picture",
        description="Draws a scenario as one SVG picture, which any browser opens and prints: its "
        "stages with their phases, the ways from stage to stage with their conditions, the "
        "endings, and for every event the turns on which it can happen and what triggers it. "
        "Exit 0: the picture is written, 1: the scenario has mistakes, 2: anything else is wrong.",
        epilog="Example: communique graph my-scenario.yaml\n"
        "Example: communique graph kuala-lumpur --out pictures/kl.svg --language fr\n"
        "Example: communique graph my-scenario.yaml --out - > my-scenario.svg",
    )
    graph.add_argument("scenario", metavar="FILE", help="a file, or the id of a shipped scenario")
    graph.add_argument(
        "--out",
        metavar="FILE",
        help="the file of the picture, a folder for it, or - to print it; left out: the scenario's "
        "id with the ending .svg, in this folder. No file is overwritten: where the name is taken, "
        "a number is added to it",
    )
    graph.add_argument(
        "--language",
        metavar="CODE",
        help="the language of the picture, which the scenario must have",
    )
    graph.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from game.desk.graph.model import graph_of
    from game.desk.graph.picture import picture_of
    from game.model.scenario import file_stem
    from game.presenter.report.file import write_report
    from game.rules.compile import compile_rules

    words = _wording(args.scenario, args.language)
    picture = picture_of(graph_of(compile_rules(words.scenario), words))
    if args.out == _STDOUT:
        # Character references survive any encoding of the terminal or pipe.
        sys.stdout.write(picture.encode("ascii", "xmlcharrefreplace").decode())
        return FINE
    target = _target(args.out, file_stem(words.scenario.id))
    try:
        if not target.parent.is_dir():
            raise CommandError(f"there is no folder {target.parent}")
        path = write_report(target, picture)
    except (OSError, ValueError) as error:
        raise CommandError(f"{target}: {system_reason(error)}") from None
    print(words.say("graph.saved", file=path))
    return FINE


def _wording(name: str, asked: str | None) -> Wording:
    """A scenario in the option's or else this computer's language. Raises CommandError."""
    from game.authoring.load import load
    from game.cli.common import choose_language
    from game.model.problems import ScenarioError
    from game.session.translations import Translations
    from game.words.language import language
    from game.words.wording import Wording

    folder = scenario_files(name)
    try:
        translations = Translations(load(folder), folder)
    except ScenarioError as error:
        raise unplayable(folder, error) from None
    code = choose_language(asked, translations)
    return Wording(translations.scenario(code), language(code))


def _target(written: str | None, id: str) -> Path:
    """The file to write: in a folder it is named after the scenario's id."""
    path = Path(written if written is not None else ".")
    try:
        path = path / f"{id}.svg" if path.is_dir() else path
    except (OSError, ValueError) as error:
        raise CommandError(f"--out {written}: {system_reason(error)}") from None
    return path if path.suffix else path.with_name(f"{path.name}.svg")
