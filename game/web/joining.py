"""How browsers come into the room: by its code, or by the slip of a place."""

from __future__ import annotations

from attrs import evolve
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from game.presenter.console.console_page import seat_name
from game.presenter.console.facts import CodePage
from game.presenter.observer_page import watch_name
from game.room.events import (
    LONGEST_NAME,
    Joined,
    ObserverAdmitted,
    ObservingAsked,
    PenTaken,
    RoomEvent,
    Seated,
    Unseated,
)
from game.room.people import Place, Watch, same_code
from game.room.room_refusals import Refused, RoomError, RoomRefusal
from game.session.records.record import RecordError
from game.web.cookies import Cookies, device_id
from game.web.limits import JOINED
from game.web.live_room import LiveRoom
from game.web.posts.forms import read_form
from game.web.views import JoinForm
from game.web.visits import Visits


class Joining:
    """Lets browsers in."""

    def __init__(self, live: LiveRoom, visits: Visits, cookies: Cookies) -> None:
        self._live = live
        self._visits = visits
        self._cookies = cookies

    async def join(self, request: Request) -> Response:
        """The answer to a code that somebody typed."""
        form = await read_form(request)
        code, name = form.need("code"), form.get("name").strip()[:LONGEST_NAME]
        typed = JoinForm(code, name, form.get("observe") == "1")
        spot = self._try_code(request, typed, "join")
        if isinstance(spot, Response):
            return spot
        if spot is not None:
            return self._show_slip(request, typed, spot)
        if self._visits.device(request):
            return RedirectResponse("/", 303)
        return self._admit_device(request, typed, None, form.key)

    def _try_code(
        self, request: Request, typed: JoinForm, page: CodePage
    ) -> Place | Watch | Response | None:
        """Where a slip's code leads, None for the code of the room, or the page that refuses."""
        address = request.client.host if request.client is not None else ""
        device, code = self._visits.device(request), typed.code
        if not self._live.wrong_codes.may_try(page, address, device):
            if page == "link":
                # Any page of another site can ask for links: that shuts nobody out. Here the form
                # is filled in, and whoever sends it learns whether the code is right.
                return self._visits.special(request, "join.html", typed, "room.join.send")
            return self._visits.special(request, "join.html", typed, "room.join.blocked", 429)
        if len(code) <= 40:
            if same_code(code, self._live.room.code):
                return None
            room = self._live.room
            spot = room.place_of_code(code) or room.watch_of_code(code)
            if spot is not None:
                return spot
        self._live.note_wrong_code(page, address, device)
        wrong = evolve(typed, wrong="room.join.wrong")
        return self._visits.special(request, "join.html", wrong, status=403)

    async def slip(self, request: Request) -> Response:
        """The page of a slip, and the answer to its form."""
        code = str(request.path_params["code"])
        form = await read_form(request) if request.method == "POST" else None
        name = form.get("name") if form is not None else ""
        typed = JoinForm(code, name.strip()[:LONGEST_NAME])
        spot = self._try_code(request, typed, "link" if form is None else "slip")
        if isinstance(spot, Response):
            return spot
        if spot is None:
            return RedirectResponse("/", 303)
        if form is None:
            return self._show_slip(request, typed, spot)
        return self._admit_device(request, typed, spot, form.key)

    def _show_slip(self, request: Request, typed: JoinForm, spot: Place | Watch) -> Response:
        """The page of a slip, which asks whether to go where it leads."""
        device, tables = self._visits.device(request), len(self._live.room.tables)
        now = self._live.place(device) or self._live.watch(device)
        if now == spot:
            return RedirectResponse(_path(spot), 303)
        words = self._live.words(self._visits.language(request))
        common = {"code": typed.code, "name": typed.name, "known": bool(device)}
        if isinstance(spot, Watch):
            page = {"what": watch_name(words, spot, tables), **common}
            return self._visits.special(request, "observer-slip.html", page)
        page = {
            "side": words.naming.side(spot.side),
            "seat": seat_name(words, spot),
            "table": spot.table if tables > 1 else 0,
            "changes": isinstance(now, Place),
            **common,
        }
        return self._visits.special(request, "slip.html", page)

    def _admit_device(
        self, request: Request, typed: JoinForm, spot: Place | Watch | None, key: str
    ) -> Response:
        """Lets a browser in, takes it where its slip leads, if it has one, and shows its page."""
        device, token = self._visits.device(request), ""
        room = self._live.room
        answer = RedirectResponse(_path(spot), 303)
        refused: Refused | None = None
        sender = device or f"slip {typed.code}"
        if spot is not None and not self._live.may_send(sender):
            return self._visits.special(request, "join.html", typed, "room.join.full", 429)
        try:
            if not device:
                # The same form sent twice is the same device, even if we were killed in between.
                token = self._cookies.new_token(key)
                device = device_id(token)
                is_new = self._live.device(device) is None
                if is_new and spot is None and not self._may_join(request):
                    return self._visits.special(request, "join.html", typed, "room.join.full", 429)
                refused = room.do(
                    Joined(device, typed.name, self._visits.language(request)), device
                )
                if refused == RoomRefusal("locked"):
                    locked = "room.refused.locked"
                    return self._visits.special(request, "join.html", typed, locked, 403)
            event = _event(device, spot, asks_to_observe=typed.observes)
            if refused is None and event is not None:
                refused = room.do(event, f"{device}:{key}")
                if refused is None and isinstance(spot, Place):
                    self._replace_former(device, spot, key)
        except (RoomError, RecordError):
            return self._visits.special(request, "join.html", typed, "room.refused.unwritten", 503)
        if spot is not None:
            self._live.kept.spend(sender, JOINED)
        if token:
            self._cookies.set_device(answer, token)
        return answer

    def _replace_former(self, device: str, place: Place, key: str) -> None:
        """Gives the place of a person's former browser to the one that has opened its slip now.

        Raises RecordError or RoomError.
        """
        room, own = self._live.room, self._live.room.devices[device].name.casefold()
        for other in list(room.devices.values()):
            is_lost = other.id not in self._live.connected
            is_same = other.name.casefold() == own and bool(own or (place.seat and is_lost))
            if other.id == device or other.place != place or not is_same:
                continue
            if not (place.seat or is_lost):
                continue  # two of the same name may speak for a side that has no seats
            has_pen = room.tables[place.table].pens.get(place.side) == other.id
            room.do(Unseated(other.id), f"{device}:{key}:{other.id}")
            self._live.note_former(other.id)
            if has_pen:
                room.do(PenTaken(device), f"{device}:{key}:pen")

    def _may_join(self, request: Request) -> bool:
        """Counts a device without a slip; False if too many come from its address at once."""
        address, joins = request.client.host if request.client is not None else "", self._live.joins
        may = joins.may(address)
        joins.spend(address)
        if not may:
            self._live.note_incident(address, "joins")
        return may


def _path(spot: Place | Watch | None) -> str:
    """The address of the page of a player, an observer, or somebody who waits."""
    match spot:
        case Place():
            return "/seat"
        case Watch():
            return "/observe"
        case None:
            return "/"


def _event(device: str, spot: Place | Watch | None, *, asks_to_observe: bool) -> RoomEvent | None:
    """What happens in the room when a device has come in; None: nothing more."""
    match spot:
        case Place(table, side, seat):
            return Seated(device, table, side, seat)
        case Watch(table, side):
            return ObserverAdmitted(device, table, side)
        case None:
            return ObservingAsked(device, asks=True) if asks_to_observe else None
