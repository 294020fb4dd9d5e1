"""The pages of a room as HTML, each for the browser that asks for it."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Hashable
from hashlib import sha256
from secrets import token_urlsafe
from urllib.parse import parse_qsl

from attrs import define, field, frozen

from game.desk.inject_outlook import InjectOutlooks
from game.presenter.console.console_page import console_page
from game.presenter.console.facts import ConsoleFacts
from game.presenter.console.questions import GameQuestion, questions_of_game
from game.presenter.console.wall_control import wall_control
from game.presenter.debriefing.choices import PlayOn, play_on
from game.presenter.observer_page import OpenedByObserver, observer_page
from game.presenter.said.campaign_in_room import CampaignCard, campaign_card
from game.presenter.seat.context import Opened
from game.presenter.seat.seat_page import keep_words
from game.presenter.wall.wall_page import wall_page
from game.presenter.worded_game import WordedGame
from game.room.people import KeptSeat, Place, Watch
from game.web.limits import LARGE_JOURNAL
from game.web.live_room import LiveRoom
from game.web.safe_wall import SafeWall
from game.web.seats import SeatPages
from game.web.templating import Templates
from game.web.views import JoinForm, PageName, PageView
from game.words.wording import Wording

_LOG = logging.getLogger(__name__)
_SHEETS: dict[PageName, tuple[str, ...]] = {
    "home": (),
    "seat": ("sides.css", "seat.css", "take-home.css"),
    "observe": ("sides.css", "seat.css", "observe.css"),
    "wall": ("sides.css", "marks.css", "wall.css", "wall-debrief.css", "wall-looking-back.css"),
    "console": ("sides.css", "marks.css", "console.css"),
}


@frozen
class Elsewhere:
    """What a browser asked for is on another page now."""

    path: str


@define
class _Known:
    """The parts of a page that are cached until it may look different."""

    version: Hashable
    mains: dict[str, str | Elsewhere] = field(factory=dict)
    """The main part by tab."""
    revision: str = ""


def read_address(tab: str) -> Opened:
    """The part of a page that a person has opened; tab: the value of `?tab=`."""
    return Opened.read(dict(parse_qsl(f"tab={tab}")))


def read_observers_address(tab: str) -> OpenedByObserver:
    """The same of an observer."""
    return OpenedByObserver.read(dict(parse_qsl(f"tab={tab}")))


class Pages:
    """Makes pages, and remembers them until something changes."""

    def __init__(
        self, live: LiveRoom, templates: Templates, urls: tuple[str, ...], qr: str
    ) -> None:
        """urls: the addresses at which devices reach the room, the best first.

        qr: the one to draw as a QR code; empty if only this computer can reach it.
        """
        self._live = live
        self._templates = templates
        self._urls = urls
        self._qr = qr
        self._hole = hmac.new(live.room.key, b"request key", sha256).hexdigest()
        """Stands in a remembered page where each copy gets a key of its own."""
        self._outlooks = InjectOutlooks(live.room.first.game.rules)
        self._safe_wall = SafeWall()
        self._seats = SeatPages(live)
        self._known: dict[PageView, _Known] = {}

    def main(self, view: PageView, tab: str = "") -> str | Elsewhere:
        """The main part of a page as it is now, without a key; or where the browser is to go."""
        if tab not in view.tabs:
            return self.make_main(view, tab)  # one of a great many addresses
        mains = self._remembered(view).mains
        if tab not in mains:
            mains[tab] = self.make_main(view, tab)
        return mains[tab]

    def note_reading(self, view: PageView) -> None:
        """Notes that the person at a device has just been shown its messages: none is new now."""
        place = self._live.place(view.device)
        if place is None:
            return
        messages = self._seats.page(view, place, Opened("messages")).messages
        if messages.new:
            self._live.read[view.device] = messages.messages[0].number
            self._seats.forget(view, place)
            self._known.pop(view, None)

    def _remembered(self, view: PageView) -> _Known:
        version = self._live.version(view)
        if view not in self._known or self._known[view].version != version:
            self._known[view] = _Known(version)
        return self._known[view]

    def make_main(
        self,
        view: PageView,
        tab: str,
        notice: str = "",
        written: tuple[str, str] | None = None,
    ) -> str | Elsewhere:
        """The same, made anew. notice: a sentence on what was refused.

        written: the addressee and the words of a message that was refused; without an addressee,
        the words that were to go with a decision.
        """
        match view.page:
            case "home":
                return self._home(view, notice)
            case "seat":
                return self._seat(view, tab, notice, written)
            case "observe":
                return self._observe(view, tab, notice)
            case "wall":
                return self._wall(view)
            case "console":
                game = self._game(view)
                console = console_page(self._live.room, game, self._console_facts(view))
                return self._fill("console.html", view, console, notice)

    def _console_facts(self, view: PageView) -> ConsoleFacts:
        live, table = self._live, view.table
        game = live.game_in(0, live.language)
        return ConsoleFacts(
            live.connected,
            self._urls,
            self._outlooks.outlook,
            live.incidents.noted,
            live.trouble,
            live.refused_senders,
            live.room.journal_size if live.room.journal_size >= LARGE_JOURNAL else 0,
            {number: clock.since for number, clock in live.clocks.items()},
            table,
            {device: live.away_since(device) for device in live.room.devices},
            frozenset(device for device in live.room.devices if live.is_lost(device)),
            live.hands,
            pair=view.pair,
            rehearsed=live.rehearsal.facts(table) if live.rehearsal is not None else None,
            judged=live.judged,
            play_on=self._play_on(table),
            questions=self._questions(table),
            done=live.done,
            wall=wall_control(
                live.room, game, is_news_new=live.news_seconds_left() > 0, ended=live.ended
            ),
        )

    def _play_on(self, table: int) -> PlayOn | None:
        """From where a table can be played on; nothing is kept of a rehearsal."""
        live = self._live
        if live.room.tables[table].game.state.to_move or live.rehearsal is not None:
            return None
        return play_on(live.ended.table(table, live.language), live.room.folder.path)

    def _questions(self, table: int) -> tuple[GameQuestion, ...]:
        """What the room can be asked about the game of a table that has ended."""
        live = self._live
        if live.room.tables[table].game.state.to_move:
            return ()
        ended = live.ended.table(table, live.language)
        is_alone = len(live.room.tables) == 1
        name = "" if is_alone else ended.debrief.words.say("room.console.table", table=table)
        return questions_of_game(ended, name)

    def _wall(self, view: PageView) -> str:
        """The wall; after a bug, its last picture if that is safe, else a card with nothing but
        the title."""
        try:
            is_new = self._live.news_seconds_left() > 0
            page = wall_page(
                self._live.room, self._game(view), self._urls, self._qr,
                is_news_new=is_new, ended=self._live.ended,
                since={number: clock.since for number, clock in self._live.clocks.items()},
            )  # fmt: skip
            picture = self._fill("wall.html", view, page, "")
            self._safe_wall.keep(self._live.room, picture)
        except Exception:
            _LOG.exception("wall-failed")
            safe = self._safe_wall.picture(self._live.room)
            return safe or self._fill("holding.html", view, self._words(view).scenario, "")
        return picture

    def _words(self, view: PageView) -> Wording:
        return self._live.words(self._live.language_of(view))

    def _game(self, view: PageView) -> WordedGame:
        return self._live.game_in(view.table, self._live.language_of(view))

    def _home(self, view: PageView, notice: str) -> str | Elsewhere:
        device = self._live.device(view.device)
        if device is None:
            return self._fill("join.html", view, JoinForm(), notice)
        if device.place is not None:
            return Elsewhere("/seat")
        if device.watch is not None:
            return Elsewhere("/observe")
        card = self._campaign(view, self._live.room.kept.get(view.device))
        return self._fill("waiting.html", view, device, notice, campaign=card)

    def _seat(
        self, view: PageView, tab: str, notice: str, written: tuple[str, str] | None
    ) -> str | Elsewhere:
        place = self._live.place(view.device)
        if place is None:
            return Elsewhere("/")
        page = self._seats.page(view, place, read_address(tab))
        if written is not None:
            page = keep_words(page, *written)
        card = self._campaign(view, place)
        return self._fill("seat.html", view, page, notice, campaign=card)

    def _observe(self, view: PageView, tab: str, notice: str) -> str | Elsewhere:
        device = self._live.device(view.device)
        if device is None or device.watch is None:
            return Elsewhere("/")
        game = self._live.game_in(device.watch.table, self._live.language_of(view))
        opened = read_observers_address(tab)
        page = observer_page(self._live.room, game, device, device.watch, opened)
        card = self._campaign(view, device.watch)
        return self._fill("observe.html", view, page, notice, campaign=card)

    def _campaign(
        self, view: PageView, spot: Place | Watch | KeptSeat | None
    ) -> CampaignCard | None:
        return campaign_card(self._live.room, self._words(view), spot)

    def _fill(self, name: str, view: PageView, page: object, notice: str, **values: object) -> str:
        return self.special(name, self._live.language_of(view), page, notice, **values)

    def special(
        self, name: str, language: str, page: object, notice: str = "", **values: object
    ) -> str:
        """The main part of a page, from its template."""
        words = self._live.words(language)
        return self._templates.fill(
            name,
            words,
            page=page,
            notice=notice,
            request_key=self._hole,
            language=language,
            codes=self._live.codes,
            **values,
        )

    def whole(self, main: str, view: PageView, language: str, *, follows: bool = True) -> str:
        """A whole page. follows: whether it looks again when something changes."""
        words = self._live.words(language)
        title = words.scenario.title
        rehearsal = ("rehearsal.css",) if self._live.rehearsal is not None else ()
        return self._templates.fill_layout(
            self.with_key(main),
            words,
            title=title,
            language=language,
            page_name=view.page,
            sheets=("room.css", *_SHEETS[view.page], *rehearsal),
            rehearses=self._live.rehearsal is not None,
            refreshes=view.page in ("home", "wall"),
            revision=self.revision(view) if follows else "",
        )

    def with_key(self, main: str) -> str:
        """A main part with a fresh key for the requests that come from it."""
        return main.replace(self._hole, token_urlsafe(18))

    def revision(self, view: PageView) -> str:
        """A mark that changes exactly when what the browser sees on this page changes."""
        known = self._remembered(view)
        known.revision = known.revision or self._work_out_revision(view)
        return known.revision

    def _work_out_revision(self, view: PageView) -> str:
        name = f"revision-{view.page}-{view.device}-{view.table}-{view.pair}"
        mark = hmac.new(self._live.room.key, name.encode(), sha256)
        for tab in view.tabs:
            main = self.main(view, tab)
            text = f"elsewhere:{main.path}" if isinstance(main, Elsewhere) else main
            mark.update(f"{len(text)} {text}".encode())
        return mark.hexdigest()[:24]
