"""Who plays, on the command line of studies: `--seat SIDE=BOT`, and actions that nobody takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.cli.common import CommandError, suggestion

if TYPE_CHECKING:
    import argparse

    from game.model.scenario import Scenario


def add_seat(command: argparse.ArgumentParser) -> None:
    """Adds the option --seat to a command."""
    command.add_argument(
        "--seat",
        action="append",
        default=[],
        metavar="SIDE=BOT",
        help="the bot that plays a side: one of the scenario's personas, uniform (decides "
        "at random; plays every side without --seat), expert or expert:BUDGET (looks ahead, and "
        "takes long), or one of your own, FILE.py:NAME",
    )


def read_seat_options(
    scenario: Scenario, written: list[str], option: str = "--seat"
) -> dict[str, str]:
    """By side, the bot that the option gives it, else `uniform`. Raises CommandError."""
    from game.bots.seats import read_seats
    from game.model.players import ME, UNIFORM
    from game.session.seats import SeatError
    from game.words.error_words import describe_seat_error

    try:
        return read_seats(scenario, written, bots_only=True)
    except SeatError as error:
        asked, known = error.values["written"], error.values.get("known", (UNIFORM,))
        assert isinstance(known, tuple)
        bots = " or ".join(who for who in known if who != ME)
        ways_out = {
            "no-seat": f"{asked}: write SIDE=BOT, as in {error.values.get('first')}=uniform",
            "unknown-who": f'{asked}: there is no bot "{error.values.get("who")}"; write {bots}, '
            "or FILE.py:NAME",
            "bots-only": f"{asked}: only bots play here; write {bots}",
        }
        raise CommandError(
            f"{option} {ways_out.get(error.code) or describe_seat_error(error)}"
        ) from None


def read_slot(scenario: Scenario, written: str) -> tuple[str, str]:
    """Reads a `SIDE:ACTION` text. Raises CommandError."""
    side, colon, action = written.partition(":")
    if not colon:
        raise CommandError(f"--forbid {written}: write SIDE:ACTION; {_ways(scenario)}")
    if side not in scenario.sides:
        raise CommandError(f'--forbid {written}: there is no side "{side}"; {_ways(scenario)}')
    own = [id for id, each in scenario.actions.items() if side in each.side]
    if action not in own:
        near = suggestion(action, own) or f"; its actions are {', '.join(own) or 'none'}"
        raise CommandError(f'--forbid {written}: {side} has no action "{action}"{near}')
    return side, action


def _ways(scenario: Scenario) -> str:
    return f"the sides are {', '.join(scenario.sides)}"
