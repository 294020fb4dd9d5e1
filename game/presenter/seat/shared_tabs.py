"""What all devices of a side are shown alike: it is worked out once for all of them."""

from __future__ import annotations

from functools import cached_property

from game.presenter.debriefing.take_home import AfterEnd
from game.presenter.negotiator import Negotiator
from game.presenter.seat.dossier import PapersTab, papers_tab
from game.presenter.seat.messages import MessagesTab, messages_tab
from game.presenter.seat.news import news_pages
from game.presenter.seat.record import RecordTab, record_tab
from game.presenter.seat.state import StateTab, state_tab
from game.presenter.seat.talks import TableAtSeat, read_table
from game.presenter.statements import StatementTexts, latest_statements, statement_texts
from game.presenter.stories.story_pages import StoryPage
from game.presenter.worded_game import WordedGame


class SharedTabs:
    """What the devices of a side are shown alike as the game stands; each part is read once.

    It is out of date as soon as anything changes that the side may see.
    """

    def __init__(self, worded: WordedGame, side: str, after: AfterEnd | None = None) -> None:
        """after: what is known after the end; None: the game goes on, or nobody looks back."""
        self.worded = worded.known_to(side)
        self.side = side
        self.after = after
        self._papers: dict[str, PapersTab] = {}
        self._messages: dict[tuple[str, int, frozenset[str] | None], MessagesTab] = {}

    @cached_property
    def news(self) -> tuple[StoryPage, ...]:
        """What has happened since the side last decided."""
        return news_pages(self.worded, self.side)

    @cached_property
    def statements(self) -> StatementTexts | None:
        """What all sides have told the press since the side last decided; None: nothing."""
        latest = latest_statements(self.worded, self.side)
        is_new = latest is not None and latest.is_new(self.worded, self.side)
        return statement_texts(self.worded, latest) if latest is not None and is_new else None

    @cached_property
    def state(self) -> StateTab:
        """Where the talks stand."""
        return state_tab(self.worded, self.side)

    @cached_property
    def table(self) -> TableAtSeat:
        """The table that is visited. Raises ValueError where none is."""
        return read_table(Negotiator(self.worded, self.side))

    def papers(self, seat: str) -> PapersTab:
        """The papers of a seat; empty: of somebody who speaks for the whole side."""
        if seat not in self._papers:
            self._papers[seat] = papers_tab(self.worded, self.side, seat)
        return self._papers[seat]

    def messages(self, seat: str, read: int, occupied: frozenset[str] | None) -> MessagesTab:
        """What a seat may read, and to whom it can write; see `messages_tab`."""
        key = seat, read, occupied
        if key not in self._messages:
            self._messages[key] = messages_tab(self.worded, self.side, seat, read, occupied)
        return self._messages[key]

    @cached_property
    def _newest_record(self) -> RecordTab:
        return self._record("all", 0)

    def record(self, show: str, newest: int) -> RecordTab:
        """The record; see `record_tab`. Only the page that everybody sees first is remembered."""
        is_first = (show, newest) == ("all", 0)
        return self._newest_record if is_first else self._record(show, newest)

    def _record(self, show: str, newest: int) -> RecordTab:
        return record_tab(self.worded, self.side, show, newest)
