"""A room that is open: the room itself, who is connected to it now, and what changes meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from game.presenter.tellings import Tellings
from game.presenter.told_game import ToldGame
from game.room.people import Device
from game.room.places import Place
from game.room.room import Room
from game.session.clock import Seconds
from game.session.translations import Translations
from game.web.clocks import TableClock
from game.web.views import PageView
from game.web.wrong_codes import WrongCodes
from game.words.wording import Wording


class LiveRoom:
    """The room, its games in every language, and the browsers that are connected now."""

    def __init__(self, room: Room, seconds: Seconds) -> None:
        """seconds: a clock that never goes back."""
        self.room = room
        self.wrong_codes = WrongCodes(seconds)
        self.tellings = {number: self._tell(number) for number in room.tables}
        self.clocks = {number: TableClock(table, seconds) for number, table in room.tables.items()}
        self.connected: dict[str, int] = {}
        """By device, how many sockets it has open."""
        self.trouble = ""
        """Why the room can't be kept at the moment; empty while it can."""
        self.version = 0
        """Counts the changes of all that any page may show."""
        self._listeners: list[Callable[[], None]] = []
        room.changed = self.change
        self._follow_clocks()

    def _tell(self, number: int) -> Tellings:
        table = self.room.tables[number]
        scenario = table.game.rules.scenario
        translations = Translations(scenario, self.room.files)
        return Tellings(table.game, table.first_seats, translations, table.preparations)

    # Changes

    def listen(self, listener: Callable[[], None]) -> None:
        """Calls a function after every change from now on."""
        self._listeners.append(listener)

    def change(self) -> None:
        """Notes that something may look different now."""
        self.version += 1
        self._follow_clocks()
        for listener in self._listeners:
            listener()

    def connect(self, device: str) -> None:
        """Notes a socket of a device."""
        self.connected[device] = self.connected.get(device, 0) + 1
        if self.connected[device] == 1:
            self.change()

    def disconnect(self, device: str) -> None:
        """Notes that a socket of a device was closed."""
        left = self.connected.get(device, 1) - 1
        if left:
            self.connected[device] = left
        else:
            self.connected.pop(device, None)
            self.change()

    def _follow_clocks(self) -> None:
        for clock in self.clocks.values():
            clock.follow(self.room.minutes)

    # Languages

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages of the room; the scenario's own first."""
        return self.tellings[1].codes

    @property
    def language(self) -> str:
        """The language of the wall and the console."""
        return self.room.setup.language

    def best_language(self, wished: tuple[str, ...]) -> str:
        """The first language wished for that the room has, or its own."""
        for wish in wished:
            for code in (wish, wish.partition("-")[0]):
                if code in self.codes:
                    return code
        return self.language

    def told(self, table: int, language: str) -> ToldGame:
        """The game of a table in a language."""
        return self.tellings[table].told(language)

    def words(self, language: str) -> Wording:
        """The sentences in a language, and the scenario's own names."""
        return self.told(1, language).words

    def language_of(self, view: PageView) -> str:
        """The language of a page."""
        device = self.room.devices.get(view.device)
        return device.language if device is not None else self.language

    # People

    def device(self, id: str) -> Device | None:
        """A device that came in; None where it is unknown."""
        return self.room.devices.get(id)

    def place(self, id: str) -> Place | None:
        """Where a device sits; None where it sits nowhere."""
        device = self.room.devices.get(id)
        return device.place if device is not None else None

    def clock_of(self, view: PageView) -> TableClock | None:
        """The clock that a page shows; None where it shows none."""
        if view.page == "seat":
            place = self.place(view.device)
            return self.clocks[place.table] if place is not None else None
        return None if view.page == "home" or len(self.clocks) > 1 else self.clocks[1]
