"""How browsers come into the room: by its code, or by the slip of a place."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from game.presenter.console.console_page import seat_name
from game.room.errors import RoomError
from game.room.events import Joined, Seated
from game.room.objections import LONGEST_NAME
from game.room.places import Place
from game.room.refusals import Refused, RoomRefusal
from game.room.slips import same_code
from game.session.records.record import RecordError
from game.web.cookies import Cookies, device_id
from game.web.limits import MOST_DEVICES_OF_ADDRESS
from game.web.live_room import LiveRoom
from game.web.posts.forms import read_form
from game.web.visits import Visits


class Joining:
    """Lets browsers in."""

    def __init__(self, live: LiveRoom, visits: Visits, cookies: Cookies) -> None:
        self._live = live
        self._visits = visits
        self._cookies = cookies
        self._devices_of_address: dict[str, int] = {}

    async def join(self, request: Request) -> Response:
        """The answer to a code that somebody typed."""
        form = await read_form(request)
        code, name = form.need("code"), form.get("name").strip()[:LONGEST_NAME]
        place = self._try_code(request, code)
        if isinstance(place, Response):
            return place
        if place is not None:
            return RedirectResponse(f"/slip/{code}", 303)
        if self._visits.device(request):
            return RedirectResponse("/", 303)
        return self._admit_device(request, name, None, form.key)

    def _try_code(self, request: Request, code: str) -> Place | Response | None:
        """The place of a slip's code, None for the code of the room, or the page that refuses."""
        address = request.client.host if request.client is not None else ""
        device = self._visits.device(request)
        codes = self._live.wrong_codes
        if codes.is_blocked(address, device):
            return self._visits.special(request, "join.html", None, "room.join.blocked", 429)
        if len(code) <= 40:
            if same_code(code, self._live.room.code):
                return None
            place = self._live.room.place_of_code(code)
            if place is not None:
                return place
        codes.note(address, device)
        self._live.change_console()
        return self._visits.special(request, "join.html", None, "room.join.wrong", 403)

    async def slip(self, request: Request) -> Response:
        """The page of a slip, and the answer to its form."""
        code = str(request.path_params["code"])
        form = await read_form(request) if request.method == "POST" else None
        place = self._try_code(request, code)
        if isinstance(place, Response):
            return place
        if place is None:
            return RedirectResponse("/", 303)
        if form is None:
            device = self._visits.device(request)
            now = self._live.place(device) if device else None
            if now == place:
                return RedirectResponse("/seat", 303)
            words = self._live.words(self._visits.language(request))
            page = {
                "side": words.naming.side(place.side),
                "seat": seat_name(words, place),
                "table": place.table if len(self._live.room.tables) > 1 else 0,
                "changes": now is not None,
                "code": code,
                "known": bool(device),
            }
            return self._visits.special(request, "slip.html", page)
        name = form.get("name").strip()[:LONGEST_NAME]
        return self._admit_device(request, name, place, form.key)

    def _admit_device(self, request: Request, name: str, place: Place | None, key: str) -> Response:
        """Lets a browser in, gives it a place where it has a slip, and shows its page."""
        device, token = self._visits.device(request), ""
        room = self._live.room
        answer = RedirectResponse("/seat" if place is not None else "/", 303)
        refused: Refused | None = None
        try:
            if not device:
                if place is None and not self._count_device(request):
                    return self._visits.special(request, "join.html", None, "room.join.full", 429)
                # The same form sent twice is the same device, even if we were killed in between.
                token = self._cookies.new_token(key)
                device = device_id(token)
                refused = room.do(Joined(device, name, self._visits.language(request)), device)
                if refused == RoomRefusal("locked"):
                    locked = "room.refused.locked"
                    return self._visits.special(request, "join.html", None, locked, 403)
            if refused is None and place is not None:
                refused = room.do(
                    Seated(device, place.table, place.side, place.seat), f"{device}:{key}"
                )
        except (RoomError, RecordError):
            return self._visits.special(request, "join.html", None, "room.refused.unwritten", 503)
        if token:
            self._cookies.set_device(answer, token)
        return answer

    def _count_device(self, request: Request) -> bool:
        """Counts a device without a slip; False where too many came from its address."""
        address = request.client.host if request.client is not None else ""
        count = self._devices_of_address.get(address, 0)
        self._devices_of_address[address] = count + 1
        return count < MOST_DEVICES_OF_ADDRESS
