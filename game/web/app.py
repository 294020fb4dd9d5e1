"""What the server answers: pages, forms and sockets of a room."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp

from game.presenter.console.notes import notes_file
from game.presenter.console.results import results_file, room_results
from game.presenter.observer_page import OpenedByObserver
from game.presenter.seat.context import Opened
from game.room.people import console_key, same_code
from game.room.room_refusals import Refused, RoomError, RoomRefusal
from game.session.records.record import RecordError
from game.web.cookies import DAYS, DAYS_OF_CAMPAIGN, Cookies
from game.web.joining import Joining
from game.web.live_room import LiveRoom
from game.web.network.connections import Connections
from game.web.network.security import Guard
from game.web.pages import Elsewhere, Pages, read_address, read_observers_address
from game.web.posts.answers import done_sentence, refusal_sentence
from game.web.posts.console_posts import do_at_console
from game.web.posts.forms import BadForm, read_form
from game.web.posts.seat_posts import do_at_seat, typed_words
from game.web.sockets import Sockets
from game.web.statics import read_static_files
from game.web.templating import Templates
from game.web.ticks import Ticks
from game.web.views import JoinForm, PageView
from game.web.visits import Visits


class RoomSite:
    """The pages and forms of one room."""

    def __init__(
        self, live: LiveRoom, connections: Connections, urls: tuple[str, ...], qr: str = "",
        tick: float = 0.0,
    ) -> None:  # fmt: skip
        """urls: the addresses at which devices reach the room, the best first.

        qr: the one to draw as a QR code; empty if only this computer can reach it. tick: the
        seconds between the moments at which answers leave; 0: each leaves as soon as it can.
        """
        self._ticks = Ticks(tick)
        self._live = live
        self._cookies = Cookies(
            live.room.key, live.room.code, DAYS if live.room.campaign is None else DAYS_OF_CAMPAIGN
        )
        self._static = read_static_files(live.room.first.game.rules.scenario)
        self._pages = Pages(live, Templates(self._static.url), urls, qr)
        self.sockets = Sockets(live, self._pages, self._cookies, self._ticks)
        self._visits = Visits(live, self._pages, self._cookies, connections)

    def app(self, locations: Iterable[str]) -> ASGIApp:
        """The application; locations: what the Host header may contain."""
        joining = Joining(self._live, self._visits, self._cookies)
        routes = [
            Route("/", self._home),
            Route("/join", joining.join, methods=["POST"]),
            Route("/slip/{code}", joining.slip, methods=["GET", "POST"]),
            Route("/seat", self._seat),
            Route("/observe", self._observe),
            Route("/do", self._do, methods=["POST"]),
            Route("/wall", self._wall),
            Route("/console", self._console),
            Route("/console/results.csv", self._results),
            Route("/console/notes.csv", self._notes),
            Route("/console/key", self._console_key, methods=["POST"]),
            Route("/console/do", self._console_do, methods=["POST"]),
            Route("/static/{hash}/{name}", self._static.answer),
            WebSocketRoute("/socket", self.sockets.serve),
        ]
        app = Starlette(
            routes=routes,
            exception_handlers={
                404: self._not_found,
                405: self._not_found,
                BadForm: self._bad_form,
                500: self._failed,
            },
        )
        app.router.redirect_slashes = False
        ticked = self._ticks.around(GZipMiddleware(app), at_once="/static/")
        return Guard(ticked, locations, self._visits.identify)

    # Pages

    async def _home(self, request: Request) -> Response:
        device = self._visits.device(request)
        if not device:
            return self._visits.special(request, "join.html", JoinForm())
        return self._show(request, PageView("home", device))

    async def _seat(self, request: Request) -> Response:
        device = self._visits.device(request)
        if not device:
            return RedirectResponse("/", 303)
        if "tab" not in request.query_params and self._live.is_briefing(device):
            return RedirectResponse("/seat?tab=papers", 303)
        opened, view = Opened.read(request.query_params), PageView("seat", device)
        shown = self._show(request, view, opened.address)
        if opened.tab == "messages":
            self._pages.note_reading(view)
        return shown

    async def _observe(self, request: Request) -> Response:
        device = self._visits.device(request)
        if not device:
            return RedirectResponse("/", 303)
        opened = OpenedByObserver.read(request.query_params)
        return self._show(request, PageView("observe", device), opened.address)

    async def _wall(self, request: Request) -> Response:
        return self._show(request, PageView("wall"))

    async def _console(self, request: Request) -> Response:
        if not self._visits.is_console(request):
            return self._visits.special(request, "console-key.html", None)
        self._live.open_console()
        query = request.query_params
        return self._show(
            request, self._live.console_view(query.get("table", ""), query.get("pair", ""))
        )

    async def _results(self, request: Request) -> Response:
        """The results of all tables as a file, once none of them plays any more."""
        if not self._visits.is_console(request):
            return self._visits.special(request, "console-key.html", None, "room.error.403", 403)
        words = self._live.words(self._live.language)
        results = room_results(self._live.room, words)
        if results is None:
            return self._visits.special(
                request, "error.html", {"key": "room.error.404"}, status=404
            )
        return _spreadsheet(results_file(results, words), "results.csv")

    async def _notes(self, request: Request) -> Response:
        """The notes on all tables as a file."""
        if not self._visits.is_console(request):
            return self._visits.special(request, "console-key.html", None, "room.error.403", 403)
        live = self._live
        tables = {number: live.game_in(number, live.language) for number in live.room.tables}
        return _spreadsheet(notes_file(live.room, tables), "notes.csv")

    def _show(self, request: Request, view: PageView, tab: str = "") -> Response:
        main = self._pages.main(view, tab)
        if isinstance(main, Elsewhere):
            return RedirectResponse(main.path, 303)
        return self._answer(request, view, main)

    def _answer(self, request: Request, view: PageView, main: str, status: int = 200) -> Response:
        if request.headers.get("x-view") == "1":
            headers = {"x-revision": self._pages.revision(view), "x-static": self._static.hash}
            return HTMLResponse(self._pages.with_key(main), status, headers)
        language = self._live.language_of(view)
        return HTMLResponse(self._pages.whole(main, view, language), status)

    # Forms

    async def _do(self, request: Request) -> Response:
        form = await read_form(request)
        device = self._visits.device(request)
        if not device:
            return self._visits.special(
                request, "join.html", JoinForm(), "room.refused.unknown-device", 403
            )
        if self._live.watch(device) is not None:
            view, tab = PageView("observe", device), read_observers_address(form.get("tab")).address
        else:
            view, tab = PageView("seat", device), read_address(form.get("tab")).address
        refused = self._carry_out(lambda: do_at_seat(self._live, device, form))
        written = None
        if request.headers.get("x-view") != "1":
            # A page that follows the room keeps by itself what is typed in it.
            written = form.get("to"), typed_words(form, "words" if form.get("to") else "note")
        return self._after(request, view, tab, refused, written)

    def _carry_out(self, do: Callable[[], Refused | None]) -> Refused | None:
        """Does what a form asks for; if that can't be saved, refuses it and warns the console."""
        try:
            refused = do()
        except (RoomError, RecordError):
            self._live.set_trouble("unwritten")
            return RoomRefusal("unwritten")
        if refused is None:
            self._live.set_trouble("")
        return refused

    async def _console_key(self, request: Request) -> Response:
        form = await read_form(request)
        address = request.client.host if request.client is not None else ""
        codes = self._live.wrong_codes
        if not codes.may_try("console", address):
            return self._visits.special(request, "console-key.html", None, "room.join.blocked", 429)
        typed = form.need("console_key")
        if len(typed) > 40 or not same_code(typed, console_key(self._live.room.key)):
            self._live.note_wrong_code("console", address)
            return self._visits.special(
                request, "console-key.html", None, "room.console.key.wrong", 403
            )
        answer = RedirectResponse("/console", 303)
        self._cookies.set_console(answer)
        return answer

    async def _console_do(self, request: Request) -> Response:
        form = await read_form(request)
        if not self._visits.is_console(request):
            return self._visits.special(request, "console-key.html", None, "room.error.403", 403)
        is_new = not self._live.room.was_done(f"console:{form.request}")
        sentence = done_sentence(self._live, form) if is_new else ""
        refused = self._carry_out(lambda: do_at_console(self._live, form))
        if self._live.is_past:
            return RedirectResponse("/console", 303)
        if is_new:
            self._live.say_done(sentence if refused is None else "")
        return self._after(
            request, self._live.console_view(form.get("shown"), form.get("pair")), "", refused
        )

    def _after(
        self,
        request: Request,
        view: PageView,
        tab: str,
        refused: Refused | None,
        written: tuple[str, str] | None = None,
    ) -> Response:
        """The answer to a form: the page as it is now, with the reason of a refusal.

        written: the words of a message and its addressee, or without one those of a decision; the
        page keeps them if they are refused.
        """
        if refused is None:
            if request.headers.get("x-view") == "1":
                return self._show(request, view, tab)
            path = view.path + (f"?tab={tab}" if tab else "")
            return RedirectResponse(path, 303)
        place = self._live.place(view.device)
        spot = place or self._live.watch(view.device)
        game = self._live.game_in(spot.table if spot else view.table, self._live.language_of(view))
        notice = refusal_sentence(refused, game, *([place.side] if place else []))
        main = self._pages.make_main(view, tab, notice, written)
        if isinstance(main, Elsewhere):
            main = self._pages.make_main(PageView("home", view.device), "", notice)
        assert isinstance(main, str), "home is where devices without a place are"
        return self._answer(request, view, main, 409)

    # Errors

    async def _not_found(self, request: Request, _error: Exception) -> Response:
        return self._visits.special(request, "error.html", {"key": "room.error.404"}, status=404)

    async def _bad_form(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, BadForm)
        page = {"key": "room.error.form"}
        answer = self._visits.special(request, "error.html", page, status=error.status)
        # What is left of a form that is too large or too slow is not read.
        answer.headers["connection"] = "close"
        return answer

    async def _failed(self, request: Request, _error: Exception) -> Response:
        """Answers after a bug, without details; the terminal of the host shows them."""
        return self._visits.special(request, "error.html", {"key": "room.error.500"}, status=500)


def _spreadsheet(text: str, name: str) -> Response:
    """A file for a spreadsheet."""
    # With this mark spreadsheets read accents as they should.
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8-sig"), headers=headers, media_type="text/csv")
