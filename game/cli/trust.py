"""Asks before it runs code that a record names: bots of Python files (`FILE.py:NAME`)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from game.cli.common import PROBLEMS, CommandError
from game.model.characters import one_line

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from game.session.seats import BotFile


def add_trust(command: argparse.ArgumentParser) -> None:
    """Adds the option that skips the question."""
    command.add_argument(
        "--trust",
        action="store_true",
        help="run the Python files of bots that a saved game names, without asking",
    )


def trust_bots(seats: Mapping[str, str], record: Path, *, trusts: bool) -> None:
    """Loads the bots of files among the players of a saved game, after asking whether it may.

    They are looked for beside the record and in the current folder. trusts: whether they run
    without a question. Raises CommandError.
    """
    from game.model.players import is_bot_file
    from game.session.seats import find_bot, trust_bot

    folders = [record.absolute().parent, Path.cwd()]
    for side, player in seats.items():
        if is_bot_file(player) and find_bot(player) is None:
            bot = _find(side, player, folders)
            if not trusts:
                _ask(side, bot)
            _load(bot)
            trust_bot(bot)


def _find(side: str, player: str, folders: list[Path]) -> BotFile:
    """The bot with the code that played in the game. Raises CommandError."""
    from game.session.seats import BotFile

    file, _, name = player.partition("@")[0].rpartition(":")
    paths = [path for folder in dict.fromkeys(folders) if (path := folder / file).is_file()]
    for path in paths:
        try:
            bot = BotFile(path, path.read_text(encoding="utf-8"), name)
        except (OSError, ValueError):
            continue
        if bot == player:
            return bot
    why = f"{paths[0]} has changed since" if paths else f"there is no {file} beside the record"
    raise CommandError(
        f"{side} is played by {name} of {file}, but {why}; put back the file that played "
        f"(its digest is {player.rpartition('@')[2]}), or let another bot play on: "
        f"communique play --from FILE --turn N --seat {side}=uniform",
        PROBLEMS,
    )


def _ask(side: str, bot: BotFile) -> None:
    """Raises CommandError unless the user allows it to run."""
    # The name of a stranger's folder could hide the question in a terminal.
    asked = one_line(f"{side} is played by {bot.bot} of {bot.path}, which is Python code")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CommandError(f"{asked}: read it, and add --trust to run it", PROBLEMS)
    try:
        answer = input(f"{asked}. It may do whatever you may. Run it? [y/N] ")
    except EOFError:
        answer = ""
    if answer.strip().lower() not in ("y", "yes"):
        raise CommandError("the bot was not run, and the game stays as it was", PROBLEMS)


def _load(bot: BotFile) -> None:
    from game.bots.bot_files import load_bot
    from game.bots.own import describe_error

    try:
        load_bot(bot)
    except Exception as error:
        reason = describe_error(error, str(bot.path))
        raise CommandError(f"{bot.path} fails when it is loaded: {reason}", PROBLEMS) from None
