"""What each reader may see of a game, now and as its turns began, and the record of the past."""

from __future__ import annotations

from collections.abc import Container
from functools import lru_cache

from game.engine.view import view
from game.model.entries import Batches, Entry, turn_by_turn
from game.model.log_events import CardDealt
from game.model.play import View
from game.presenter.voices import quote_people
from game.session.game import DecisionRequest, Game, Moment
from game.session.said_and_done import decider

_LARGEST_CACHE = 2000


class GameViews:
    """What the readers of one game may see: its sides, PUBLIC and the FACILITATOR."""

    def __init__(self, game: Game) -> None:
        self.game = game
        self.hidden_words: Container[int] = frozenset()
        """The numbers of the lines whose words the facilitator hides from the sides."""
        # Screens ask for the same all the time, so it is kept for a moment and a reader.
        keep = lru_cache(_LARGEST_CACHE)
        self._views = keep(lambda moment, who: view(game.rules, game.moments[moment].state, who))
        self._requests = keep(lambda _moment, side: game.asking(side))
        self._records = keep(lambda _moment, who, _hidden: self._read_record(who))
        self._new_entries = keep(lambda _moment, side: self._count_new_entries(side))

    def forget_views(self) -> None:
        """Forgets everything, since the game is told in another language now."""
        for kept in (self._views, self._requests, self._records, self._new_entries):
            kept.cache_clear()

    @property
    def _now(self) -> int:
        return len(self.game.moments) - 1

    def view(self, reader: str) -> View:
        """What a reader may see now."""
        return self._views(self._now, reader)

    def asking(self, side: str) -> DecisionRequest:
        """What is asked of a side now."""
        return self._requests(self._now, side)

    def turn_views(self, reader: str, number: int | None = None) -> list[View]:
        """What a reader saw as each turn began, and last of all at a moment; left out: now."""
        last = self._now if number is None else number
        beginnings: dict[int, int] = {}
        for each in self.path(last):
            beginnings.setdefault(max(self.game.moments[each].state.turn, 1), each)
        return [self._views(each, reader) for each in (*beginnings.values(), last)]

    def path(self, number: int | None = None) -> list[int]:
        """The numbers of the moments from the start to one, its own included; left out: to now."""
        number, numbers = self._now if number is None else number, []
        while number:
            numbers.append(number)
            number = self.game.moments[number].before
        return [0, *reversed(numbers)]

    def record(self, reader: str) -> Batches:
        """What has happened as far as a reader may know, in batches, each with its turn.

        An entry has the words that its bot or its people said with it.
        """
        hidden = [each.number for each in self.game.lines if each.number in self.hidden_words]
        return self._records(self._now, reader, tuple(hidden))

    def _read_record(self, reader: str) -> Batches:
        spoken = quote_people(self.game, self.hidden_words)
        moments = (_recorded(moment, reader) for moment in spoken)
        return [batch for entries in moments for batch in turn_by_turn(entries)]

    def new_entries(self, side: str) -> int:
        """How many of the last entries of a side's record are new since it last decided."""
        return self._new_entries(self._now, side)

    def _count_new_entries(self, side: str) -> int:
        moments = list(self.game.history())
        own = [decider(moment) == side for moment in moments]
        first = max((number for number, mine in enumerate(own) if mine), default=0)
        if not first:
            return 0
        while own[first - 1]:
            first -= 1  # decisions that were confirmed together
        return sum(len(_recorded(moment, side)) for moment in moments[first:])


def _recorded(moment: Moment, reader: str) -> list[Entry]:
    """The entries of a moment that stand in a reader's record; cards are in its papers."""
    return [each for each in moment.shown_to(reader) if not isinstance(each.event, CardDealt)]
