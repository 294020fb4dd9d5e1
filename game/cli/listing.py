"""`communique list`: lists the scenarios that come with the game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.common import FINE, Parser

if TYPE_CHECKING:
    import argparse

    from game.model.campaign import Campaign
    from game.model.scenario import Scenario


def add(commands: argparse._SubParsersAction[Parser]) -> None:
    listing = commands.add_parser(
        "list",
        help="list the scenarios and campaigns that come with the game",
        description="Lists the scenarios and campaigns that come with the game, or JSON Schemas.",
        epilog="Example: communique list\nExample: communique list --schemas",
    )
    listing.add_argument(
        "--schemas",
        action="store_true",
        help="list instead the JSON Schemas of scenarios, translations, fragments and campaigns, "
        "with which editors complete and check keys (see docs/editors.md), and those of what "
        "commands print with --json",
    )
    listing.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    from game.authoring.campaigns import examine_campaign
    from game.authoring.load import examine
    from game.authoring.reading.files import Folder
    from game.authoring.reading.remembered import RememberingReader
    from game.authoring.shipped import output_schemas, schemas, shipped, shipped_campaigns

    if args.schemas:
        outputs = {f"{command} --json": path for command, path in output_schemas().items()}
        for kind, path in {**schemas(), **outputs}.items():
            print(f"{kind:<18}  {path.as_posix()}")
        return FINE
    # A scenario, its variants and the chapters of campaigns are written in the same files.
    read = RememberingReader()
    for id, path in shipped().items():
        checked = examine(path, read=read, further=False)
        _print_entry(id, checked.scenario, "")
        for variant in checked.variant_ids:
            version = examine(Folder(path, variant), read=read, further=False).scenario
            _print_entry(f"{id}:{variant}", version, "    ", checked.scenario)
    for id, path in shipped_campaigns().items():
        _print_entry(id, examine_campaign(path, read=read).campaign, "")
    return FINE


def _print_entry(
    name: str,
    scenario: Scenario | Campaign | None,
    indent: str,
    base: Scenario | None = None,
) -> None:
    """Prints a scenario or campaign; a variant's summary only if it differs from its base's."""
    if scenario is None:
        print(f"{indent}{name}  (has mistakes: communique check {name})")
        return
    title, *rest = _wrapped(f"{scenario.title}{_length(scenario)}", 78 - len(indent) - len(name))
    print(f"{indent}{name}  {title}")
    for line in rest:
        print(f"{indent}    {line}")
    if base is None or base.summary != scenario.summary:
        for line in _wrapped(scenario.summary, 74 - len(indent)):
            print(f"{indent}    {line}")


def _length(scenario: Scenario | Campaign) -> str:
    from game.model.campaign import Campaign

    if isinstance(scenario, Campaign):
        return f" (a campaign of {len(scenario.chapters)} chapters)"
    if scenario.minutes is None:
        return ""
    return f" ({scenario.minutes[0]} to {scenario.minutes[1]} minutes)"


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(" ".join(text.split()), width)
