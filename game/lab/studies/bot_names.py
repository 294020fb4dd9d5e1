"""What bots of files are called where people read it: without the digest of their file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from game.session.seats import BotFile


def bot_names(bots: Iterable[str]) -> dict[str, str]:
    """What each bot is called beside the others: `mine.py:Careful`.

    The digest of the file stays only where two would otherwise have the same name.
    """
    short = {bot: bot.rpartition("@")[0] if isinstance(bot, BotFile) else bot for bot in bots}
    times = Counter(short.values())
    return {bot: name if times[name] == 1 else bot for bot, name in short.items()}
