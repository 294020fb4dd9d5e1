"""`communique host --rehearse`: a room in which bots play every seat, and nothing is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.common import CommandError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Container, Mapping
    from pathlib import Path

    from game.authoring.reading.files import KeptFiles
    from game.model.scenario import Scenario
    from game.room.room import Room
    from game.rules.compiled import Rules


def check_rehearsal(args: argparse.Namespace) -> None:
    """Raises CommandError for an option that contradicts a rehearsal."""
    for name, is_given in {
        "--check": args.check,
        "--continue": args.go_on is not None,
        "--folder": args.folder is not None,
    }.items():
        if is_given:
            raise CommandError(
                f"{name}: a rehearsal is a room of its own and keeps nothing; leave out {name} or "
                "--rehearse"
            )
    for written in args.seat:
        if written.endswith("=me"):
            raise CommandError(
                f"--seat {written}: in a rehearsal bots play every seat; to try one yourself, hand "
                "it over to a team on the console"
            )


def bots_for(scenario: Scenario, but: Container[str]) -> list[str]:
    """Bots for the sides without one: the first persona of each, if it has one."""
    from game.model.players import personas_or_uniform

    return [
        f"{side}={personas_or_uniform(scenario, side)[0]}"
        for side in scenario.sides
        if side not in but
    ]


def begin_rehearsal(
    path: Path,
    files: KeptFiles,
    rules: Rules,
    seed: int,
    bots: Mapping[str, str],
    language: str,
    tables: int,
) -> Room:
    """A new room whose seats people could take, and which bots play for now."""
    from game.model.players import ME
    from game.room.opening import begin_room
    from game.session.records.recorded_actions import HandOver

    seats = dict.fromkeys(bots, ME)
    room = begin_room(path.absolute(), files, rules, seed, seats, language, tables)
    for number in room.tables:
        for side, bot in bots.items():
            refused = room.order(number, [HandOver(side, bot)])
            assert refused is None, "every bot of the scenario can take over"
    return room
