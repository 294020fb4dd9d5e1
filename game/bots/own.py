"""Bots of one's own: a function that answers requests, or a class with a bot for each game."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Protocol, TypeAlias, cast, get_args

from game.bots.request import BotRequest
from game.model.decisions import Move, Offer
from game.rules.compiled import Rules
from game.session.driver import Decide
from game.session.game import DecisionRequest

MOST_REFUSED = 100
"""The refusals of one decision after which a bot must be broken."""
_MOVES = frozenset(get_args(Move))


class BotError(RuntimeError):
    """A bot of one's own that raised an exception, or decided something that can't be decided."""


class DecidingBot(Protocol):
    """A bot of one game, which may remember what it has seen in it."""

    def decide(self, request: BotRequest, /) -> Move:
        """The decision of its side; where that is refused, it is told why and asked again."""


Bot: TypeAlias = Callable[[BotRequest], Move] | type[DecidingBot]
"""A function that decides; or a class, called without arguments, whose instances decide."""


def is_bot(thing: object) -> bool:
    """Whether something can be a bot: a function, or a class with `decide`."""
    if isinstance(thing, type):
        return callable(getattr(thing, "decide", None))
    return callable(thing)


def begin_bot(bot: Bot, rules: Rules, side: str, seed: int, name: str = "") -> Decide:
    """Makes a bot ready to play a side in one game.

    seed: that of the game's bots. name: what errors call the bot; left out, its name in Python.
    """
    return _AskedBot(bot, rules, side, seed, name or getattr(bot, "__name__", type(bot).__name__))


class _AskedBot:
    """Asks a bot, and says in one line what is wrong with it."""

    def __init__(self, bot: Bot, rules: Rules, side: str, seed: int, name: str) -> None:
        self._rules = rules
        self._seed = seed
        self._called = f"{side}'s bot {name}"
        self._decide: Callable[[BotRequest], Move] = _no_bot
        try:
            self._decide = bot().decide if isinstance(bot, type) else bot
        except Exception as error:
            raise self._error(error) from error

    def __call__(self, request: DecisionRequest) -> Move:
        """The decision of the bot. Raises BotError."""
        if not isinstance(request, BotRequest):
            request = BotRequest(
                request.side,
                request.view,
                request.legal,
                request.taken,
                request.refused,
                rules=self._rules,
                seed=self._seed,
            )
        try:
            move: object = self._decide(request)
        except Exception as error:
            raise self._error(error) from error
        if type(move) not in _MOVES or (isinstance(move, Offer) and not _names(move)):
            raise BotError(
                f"{self._called} answered {move!r}, which is no decision: "
                "answer one of request.legal.moves, or an Offer"
            )
        if len(request.refused) >= MOST_REFUSED:
            raise BotError(
                f"{self._called} was refused {MOST_REFUSED} times in a row, at last {move} "
                f"({request.refused[-1].code}): answer one of request.legal.moves instead"
            )
        return cast(Move, move)

    def _error(self, error: Exception) -> BotError:
        code = getattr(self._decide, "__code__", None)  # a bound method has that of its function
        path = code.co_filename if code is not None else ""
        return BotError(f"{self._called} raised {describe_error(error, path)}; correct it")


def _no_bot(request: BotRequest) -> Move:
    """Stands for a bot that can't be made."""
    raise AssertionError(f"{request.side} has no bot")


def _names(offer: Offer) -> bool:
    """Whether issues and options of an offer are texts."""
    return all(isinstance(text, str) for pair in offer.package.items() for text in pair)


def describe_error(error: BaseException, path: str = "") -> str:
    """An exception with the line that raised it: the last one of the file with this path.

    path: left out, of whatever file.
    """
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if not path or frame.filename == path]
    if isinstance(error, SyntaxError) and error.lineno:
        lines = [error.lineno]
    where = f" in line {lines[-1]}" if lines and lines[-1] else ""
    what = error.msg if isinstance(error, SyntaxError) else str(error).partition("\n")[0]
    return f"{type(error).__name__}{where}" + (f": {what}" if what else "")
