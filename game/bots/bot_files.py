"""Custom bots in Python files, named as `FILE.py:NAME`."""

from __future__ import annotations

import errno
import os
import re
import sys
from pathlib import Path
from types import ModuleType

from game.bots.own import Bot, BotError, begin_bot, describe_error, is_bot
from game.rules.compiled import Rules
from game.session.driver import Decide
from game.session.seats import BotFile, SeatError, trust_bot

_DIGEST = re.compile("@[0-9a-f]{16}$")
_LARGEST = 4 * 1024 * 1024
"""The most characters that a file may have."""
_modules: dict[tuple[str, str], ModuleType] = {}
"""The modules that this process has loaded, by path and source code."""


def names_file(who: str) -> bool:
    """Whether a player's name refers to a bot in a Python file."""
    return who.endswith(".py") or ".py:" in who


def read_bot_file(written: str, who: str) -> BotFile:
    """Reads a bot's file, runs it, and returns the bot that it defines.

    written: the whole text that describes the seat. who: the name of the bot; if it ends in a
    digest, the file must have that digest. A file that a user names is trusted. Raises SeatError.
    """
    who, _, digest = who.partition("@") if _DIGEST.search(who) else (who, "", "")
    file, _, name = (who, "", "") if who.endswith(".py") else who.rpartition(":")
    path = Path(file)
    try:
        with path.open(encoding="utf-8") as opened:
            source = opened.read(_LARGEST + 1)
        if len(source) > _LARGEST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SeatError("bot-file", written=written, file=file, reason=reason) from None
    try:
        bot = BotFile(path.absolute(), source, name or "bot")
    except ValueError:
        raise SeatError("bot-file-name", written=written, file=path.name) from None
    if digest and digest != bot.digest:
        raise SeatError("bot-changed", written=written, file=file, digest=bot.digest)
    try:
        module = _load(bot)
    except Exception as error:
        reason = describe_error(error, str(bot.path))
        raise SeatError("bot-code", written=written, file=file, reason=reason) from None
    known = tuple(f"{file}:{each}" for each in _bots_of(module))
    if not known:
        raise SeatError("no-bots", written=written, file=file)
    if not name:
        raise SeatError("bot-unnamed", written=written, known=known)
    if not hasattr(module, name):
        raise SeatError("no-bot", written=written, file=file, who=name, known=known)
    if not is_bot(getattr(module, name)):
        raise SeatError("bad-bot", written=written, file=file, who=name)
    trust_bot(bot)
    return bot


def load_bot(bot: BotFile) -> Bot:
    """Loads the function or class of a bot; its file runs once in each process.

    Raises whatever the file's code raises.
    """
    loaded: Bot = getattr(_load(bot), bot.bot)
    return loaded


def ready_bot(bot: BotFile) -> Bot:
    """Loads a bot where games are played, which may be another machine than the file's.

    Raises BotError, which says in one line why the bot can't be loaded.
    """
    try:
        return load_bot(bot)
    except Exception as error:
        reason = describe_error(error, str(bot.path))
        way_out = "; install that on every machine that plays" * isinstance(error, ImportError)
        name = f"{bot.path.name}:{bot.bot}"
        raise BotError(f"the bot {name} fails when it is loaded: {reason}{way_out}") from None


def begin_bot_file(bot: BotFile, rules: Rules, side: str, seed: int) -> Decide:
    """Prepares the bot of a file to play a side in one game."""
    return begin_bot(ready_bot(bot), rules, side, seed, f"{bot.path.name}:{bot.bot}")


def _load(bot: BotFile) -> ModuleType:
    key = str(bot.path), bot.source
    if key not in _modules:
        module = ModuleType(f"communique_bot_{len(_modules)}")
        module.__file__ = str(bot.path)
        folder = str(bot.path.parent)
        if folder not in sys.path:
            sys.path.append(folder)  # a bot may import modules beside its file
        sys.modules[module.__name__] = module  # dataclasses look up their module there
        exec(compile(bot.source, str(bot.path), "exec"), module.__dict__)
        _modules[key] = module
    return _modules[key]


def _bots_of(module: ModuleType) -> list[str]:
    """The names of all possible bots that the file itself defines."""
    return [
        name
        for name, each in vars(module).items()
        if getattr(each, "__module__", None) == module.__name__
        and not name.startswith("_")
        and is_bot(each)
    ]
