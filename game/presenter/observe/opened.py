"""What an observer has turned to on the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from attrs import frozen

from game.presenter.seat.context import Opened

ObserverTab = Literal["now", "state", "papers", "record"]
OBSERVER_TABS: tuple[ObserverTab, ...] = get_args(ObserverTab)


@frozen
class OpenedByObserver:
    """A tab, and what is shown of the record."""

    tab: ObserverTab = "now"
    show: str = "all"
    """The key of the filter of the record."""
    turn: int = 0
    """The newest turn of the record that is shown; 0: the present one."""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> OpenedByObserver:
        """What the query of an address names; whatever it names that does not exist is left out."""
        tab = next((name for name in OBSERVER_TABS if name == query.get("tab")), OBSERVER_TABS[0])
        rest = Opened.read(query)
        return cls(tab, rest.show, rest.turn)

    @property
    def address(self) -> str:
        """What reads as the same again, behind `?tab=`."""
        rest = Opened(show=self.show, turn=self.turn).address.partition("&")[2]
        return f"{self.tab}&{rest}" if rest else self.tab
