"""Custom bots, functions or classes with an instance for each game, and the requests they get."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast, get_args

from attrs import field, frozen

from game.bots.reference.seen_game import see_game
from game.model.decisions import Move, Offer, Walk
from game.model.play import TableView
from game.rules.compiled import Rules
from game.session.driver import Decide
from game.session.game import DecisionRequest

if TYPE_CHECKING:
    from game.bargaining.table_packages import TablePackages


_WALK = Walk()


@frozen
class BotRequest(DecisionRequest):
    """The request for a bot's decision, with the rules and the bot's own random numbers."""

    rules: Rules = field(kw_only=True, repr=False, eq=False)
    """The rules of the game."""
    seed: int = field(kw_only=True)
    """The seed of the game's bots."""

    @property
    def random(self) -> Random:
        """A random number generator for this decision.

        It depends on the seed, the side, the number of decisions and the number of refusals. So a
        bot decides the same when a game is continued or played again.
        """
        return Random(f"{self.seed} {self.side} {self.taken} {len(self.refused)}")

    @property
    def table(self) -> TableView | None:
        """The table at which the game is now, as the side sees it; None if it is at no table."""
        if _WALK not in self.legal.moves:
            return None  # saves reading the tables, which takes a while
        tables = self.view.tables.values()
        return next((table for table in tables if table.visit_left is not None), None)

    def packages(self, table: str = "") -> TablePackages:
        """The packages of a table, with their worths to this side only.

        table: by default the table at which the game is. Raises KeyError for an unknown table or
        one where the side is no party, and ValueError if no table is named and the game is at none.
        """
        from game.bargaining.table_packages import TablePackages

        if not table:
            if self.table is None:
                raise ValueError("the game is at no table now: name one")
            table = self.table.id
        return TablePackages(self.rules, see_game(self.rules, self.view), table, (self.side,))


MOST_REFUSED = 100
"""The refusals in a row after which a bot is considered broken."""
_MOVES = frozenset(get_args(Move))


class BotError(RuntimeError):
    """A custom bot raised an exception, or returned something that is no possible decision."""


class DecidingBot(Protocol):
    """A bot for one game, which may remember what it has seen in that game."""

    def decide(self, request: BotRequest, /) -> Move:
        """Decides for its side. After a refusal it is asked again and gets the reason."""


Bot: TypeAlias = Callable[[BotRequest], Move] | type[DecidingBot]
"""A function that decides, or a class whose instances, made without arguments, decide."""


def is_bot(thing: object) -> bool:
    """Whether something can be a bot: a function, or a class with `decide`."""
    if isinstance(thing, type):
        return callable(getattr(thing, "decide", None))
    return callable(thing)


def begin_bot(bot: Bot, rules: Rules, side: str, seed: int, name: str = "") -> Decide:
    """Prepares a bot to play a side in one game.

    seed: the seed of the game's bots. name: the bot's name in errors; by default its name in
    Python.
    """
    return _AskedBot(bot, rules, side, seed, name or getattr(bot, "__name__", type(bot).__name__))


class _AskedBot:
    """Asks a bot for decisions; its errors become a BotError of one line."""

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
        code = getattr(self._decide, "__code__", None)  # bound methods have it too
        path = code.co_filename if code is not None else ""
        return BotError(f"{self._called} raised {describe_error(error, path)}; correct it")


def _no_bot(request: BotRequest) -> Move:
    """Takes the place of a bot that can't be created."""
    raise AssertionError(f"{request.side} has no bot")


def _names(offer: Offer) -> bool:
    """Whether all issues and options of an offer are strings."""
    return all(isinstance(text, str) for pair in offer.package.items() for text in pair)


def describe_error(error: BaseException, path: str = "") -> str:
    """Describes an exception in one line, with the number of the line that raised it.

    path: the file whose last line in the traceback counts; by default any file.
    """
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if not path or frame.filename == path]
    if isinstance(error, SyntaxError) and error.lineno:
        lines = [error.lineno]
    where = f" in line {lines[-1]}" if lines and lines[-1] else ""
    what = error.msg if isinstance(error, SyntaxError) else str(error).partition("\n")[0]
    return f"{type(error).__name__}{where}" + (f": {what}" if what else "")
