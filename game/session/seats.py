"""Who can play a side, and why players can't have the seats that were asked for."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

from game.model.frozen import FrozenMap
from game.model.players import ME, available_bots, expert_budget, is_bot_file
from game.model.refusals import Detail, Refusal, refusal
from game.model.scenario import Scenario

LEAST_BUDGET, LARGEST_BUDGET = 100, 10_000_000
"""The bounds of the decisions that an expert may try for one of its own."""

SeatErrorCode = Literal[
    "no-seat",  # written first: the first side of the scenario
    "unknown-side",  # written side sides
    "unknown-who",  # written who known
    "taken",  # written side
    "bots-only",  # written
    "budget",  # written least most
    "bot-file",  # written file reason: the file can't be read
    "bot-changed",  # written file digest: the one that the file has now
    "bot-file-name",  # written file: it can't stand in a record
    "bot-code",  # written file reason: its code fails when it is loaded
    "no-bot",  # written file who known: the bots that the file has
    "bot-unnamed",  # written known
    "no-bots",  # written file
    "bad-bot",  # written file who: neither a function nor a class with `decide`
]
"""Each code, and behind it the names of its values; `written` is what was asked for: `SIDE=WHO`."""


class SeatError(Exception):
    """Seats that can't be given to the players asked for."""

    def __init__(self, code: SeatErrorCode, **values: Detail) -> None:
        super().__init__(code, values)
        self.code: SeatErrorCode = code
        self.values = FrozenMap(values)


class BotFile(str):
    """A bot that a Python file defines: a player whose name is `FILE.py:NAME@DIGEST`.

    It carries the code. A text of the same name, as a record has it, carries none, so that a record
    runs no code before somebody trusts it.
    """

    path: Path
    """The file from which it was read."""
    source: str
    """The code of the file."""
    bot: str
    """The name of the function or class in it."""

    def __new__(cls, path: Path, source: str, bot: str) -> BotFile:
        """Raises ValueError for a file or bot whose name can't stand in a record."""
        mark = sha256(source.encode("utf-8")).hexdigest()[:16]
        player = super().__new__(cls, f"{path.name}:{bot}@{mark}")
        if not is_bot_file(player):
            raise ValueError(f"not a name of a bot: {path.name}:{bot}")
        player.path, player.source, player.bot = path, source, bot
        return player

    @property
    def digest(self) -> str:
        """The digest of its file."""
        return self.rpartition("@")[2]

    def __reduce__(self) -> tuple[Any, tuple[str, str, str, str]]:
        return _sent_bot, (str(self.path), self.path.name, self.source, self.bot)


def _sent_bot(path: str, file: str, source: str, bot: str) -> BotFile:
    """A bot that another process has sent, perhaps one of another system with other paths."""
    found = Path(path)
    return BotFile(found if found.name == file else Path(file), source, bot)


_trusted: dict[str, BotFile] = {}
"""By name, the bots of files whose code this program may run, besides those that carry theirs."""


def trust_bot(bot: BotFile) -> None:
    """Lets this program run the code of a bot wherever its name stands."""
    _trusted[str(bot)] = bot


def find_bot(player: str) -> BotFile | None:
    """The file's bot with this name; None if it is none, or if its code may not be run."""
    return player if isinstance(player, BotFile) else _trusted.get(player)


def has_player(scenario: Scenario, side: str, player: str) -> bool:
    """Whether a player can be asked for the decisions of a side; `me` can't."""
    if find_bot(player) is not None:
        return True
    budget = expert_budget(player)
    if budget is not None:
        return LEAST_BUDGET <= budget <= LARGEST_BUDGET
    return player in available_bots(scenario, side)


def refuse_player(
    scenario: Scenario, side: str, player: str, *, recorded: bool = False
) -> Refusal | None:
    """Why the seat of a side can't be handed over to a player; None if it can.

    recorded: whether a record says that it was; then the code of a bot needn't be there.
    """
    if side not in scenario.sides:
        return refusal("unknown-side", side=side)
    if player == ME or has_player(scenario, side, player):
        return None
    if recorded and is_bot_file(player):
        return None
    known = (ME, *available_bots(scenario, side))
    return refusal("unknown-who", side=side, who=player, known=", ".join(known))
