"""What somebody looks at: a page of the room, with the device that shows it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.presenter.observer_page import OBSERVER_TABS
from game.presenter.seat.context import TABS

PageName = Literal["home", "seat", "observe", "wall", "console"]
"""`home`: where people join and wait for a seat."""
PATHS: dict[PageName, str] = {
    "home": "/",
    "seat": "/seat",
    "observe": "/observe",
    "wall": "/wall",
    "console": "/console",
}
_TABS: dict[PageName, tuple[str, ...]] = {"seat": TABS, "observe": OBSERVER_TABS}


@frozen
class PageView:
    """A page as one browser sees it."""

    page: PageName
    device: str = ""
    """The device that shows it; empty if everybody sees the same."""
    table: int = 0
    """The table that is enlarged on the console; 0, and everywhere else: the first."""
    pair: str = ""
    """The two parties on the console's payoff plane; empty: the first two."""

    @property
    def tabs(self) -> tuple[str, ...]:
        """The tabs of the page; pages without tabs have one without a name."""
        return _TABS.get(self.page, ("",))

    @property
    def path(self) -> str:
        """Where the page is."""
        parts = [f"table={self.table}"] if self.table > 1 else []
        parts += [f"pair={self.pair}"] if self.pair else []
        return PATHS[self.page] + ("?" + "&".join(parts) if parts else "")


@frozen
class JoinForm:
    """What somebody has typed where people join."""

    code: str = ""
    name: str = ""
    observes: bool = False
    wrong: str = ""
    """What is wrong with the code, as the key of a sentence; empty: nothing."""
