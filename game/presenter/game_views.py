"""What each reader may see of a game, now and as its turns began, and the record of the past."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from game.engine.view import view
from game.model.entries import Entry
from game.model.log_events import CardDealt, TurnBegan
from game.model.play import View
from game.session.decisions_made import decider
from game.session.game import DecisionRequest, Game
from game.session.moment import Moment

T = TypeVar("T")
Batches = list[tuple[int, tuple[Entry, ...]]]
"""Entries of the log that came together, each batch with its turn."""

_LARGEST_CACHE = 2000


class _Cache(Generic[T]):
    """What was worked out for a moment and a reader: screens ask for the same all the time."""

    def __init__(self, compute: Callable[[int, str], T]) -> None:
        self._compute = compute
        self._known: dict[tuple[int, str], T] = {}

    def get(self, moment: int, reader: str) -> T:
        key = moment, reader
        if key not in self._known:
            if len(self._known) >= _LARGEST_CACHE:
                self._known.clear()
            self._known[key] = self._compute(moment, reader)
        return self._known[key]

    def clear(self) -> None:
        self._known.clear()


class GameViews:
    """What the readers of one game may see: its sides, PUBLIC and the FACILITATOR."""

    def __init__(self, game: Game) -> None:
        self._game = game
        self._views = _Cache(lambda moment, who: view(game.rules, game.moments[moment].state, who))
        self._requests = _Cache(lambda _, side: game.asking(side))
        self._records = _Cache(lambda _, who: self._read_record(who))
        self._new_entries = _Cache(lambda _, side: self._count_new_entries(side))

    def clear(self) -> None:
        """Forgets everything, since the game is told in another language now."""
        for cache in (self._views, self._requests, self._records, self._new_entries):
            cache.clear()

    @property
    def _now(self) -> int:
        return len(self._game.moments) - 1

    def view(self, reader: str) -> View:
        """What a reader may see now."""
        return self._views.get(self._now, reader)

    def request(self, side: str) -> DecisionRequest:
        """What is asked of a side now."""
        return self._requests.get(self._now, side)

    def turn_views(self, reader: str, number: int | None = None) -> list[View]:
        """What a reader saw as each turn began, and last of all at a moment; left out: now."""
        last = self._now if number is None else number
        beginnings: dict[int, int] = {}
        for each in self.path(last):
            beginnings.setdefault(max(self._game.moments[each].state.turn, 1), each)
        return [self._views.get(each, reader) for each in (*beginnings.values(), last)]

    def path(self, number: int) -> list[int]:
        """The numbers of the moments that led to one, from the start, and its own."""
        numbers = []
        while number:
            numbers.append(number)
            number = self._game.moments[number].before
        return [0, *reversed(numbers)]

    def record(self, reader: str) -> Batches:
        """What has happened as far as a reader may know, in batches, each with its turn."""
        return self._records.get(self._now, reader)

    def _read_record(self, reader: str) -> Batches:
        turn, batches = 0, Batches()
        for moment in self._game.history():
            batch: list[Entry] = []
            for entry in _recorded(moment, reader):
                if isinstance(entry.event, TurnBegan):
                    if batch:
                        batches.append((turn, tuple(batch)))
                        batch = []
                    turn = entry.event.turn
                batch.append(entry)
            if batch:
                batches.append((turn, tuple(batch)))
        return batches

    def new_entries(self, side: str) -> int:
        """How many of the last entries of a side's record are new since it last decided."""
        return self._new_entries.get(self._now, side)

    def _count_new_entries(self, side: str) -> int:
        moments = list(self._game.history())
        own = [decider(moment) == side for moment in moments]
        first = max((number for number, mine in enumerate(own) if mine), default=0)
        if not first:
            return 0
        while own[first - 1]:
            first -= 1  # decisions that were confirmed together
        return sum(1 for moment in moments[first:] for _ in _recorded(moment, side))


def _recorded(moment: Moment, reader: str) -> Iterator[Entry]:
    """The entries of a moment that stand in a reader's record; cards are in its papers."""
    for each in moment.entries:
        entry = each.shown_to(reader)
        if entry is not None and not isinstance(entry.event, CardDealt):
            yield entry
