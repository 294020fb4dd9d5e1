"""Reads the forms that browsers send, unless they are too large, incomplete or too slow."""

from __future__ import annotations

import asyncio
from hashlib import sha256
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from game.room.events import NoteTaken
from game.session.clock import stamp
from game.web.limits import FORM_SECONDS, LARGEST_FORM, LONGEST_KEY, MOST_FIELDS
from game.web.live_room import LiveRoom

_TYPE = "application/x-www-form-urlencoded"


class BadForm(Exception):
    """A form that can't be read, with the status of the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Form:
    """The fields of a form; of a name that comes twice the last counts."""

    def __init__(self, fields: dict[str, str]) -> None:
        self._fields = fields

    def get(self, name: str) -> str:
        """A field; empty if there is none."""
        return self._fields.get(name, "")

    def need(self, name: str) -> str:
        """A field that must be there. Raises BadForm."""
        if name not in self._fields:
            raise BadForm(400)
        return self._fields[name]

    def number(self, name: str) -> int:
        """A field that is a whole number from 0. Raises BadForm."""
        text = self.need(name)
        if not (text.isascii() and text.isdecimal() and len(text) <= 9):
            raise BadForm(400)
        return int(text)

    @property
    def request(self) -> str:
        """Identifies this request among all others, also those of the same page.

        Raises BadForm.
        """
        fields = "&".join(f"{name}={text}" for name, text in sorted(self._fields.items()))
        return f"{self.key}.{sha256(fields.encode()).hexdigest()[:16]}"

    @property
    def key(self) -> str:
        """The key that stands in all forms of a page that was shown. Raises BadForm."""
        key = self.need("key")
        if not (key.isascii() and key.isprintable() and 0 < len(key) <= LONGEST_KEY):
            raise BadForm(400)
        return key


async def read_form(request: Request) -> Form:
    """The form of a request. Raises BadForm."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _TYPE:
        raise BadForm(415)
    try:
        async with asyncio.timeout(FORM_SECONDS):
            body = await _read_body(request)
    except (TimeoutError, ClientDisconnect):
        raise BadForm(408) from None
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            strict_parsing=bool(body),
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except ValueError:
        raise BadForm(400) from None
    return Form(dict(pairs))


async def _read_body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise BadForm(413)
    return body


def note_now(live: LiveRoom, table: int, objective: int, words: str, device: str = "") -> NoteTaken:
    """A note that is written now. device: an observer's; empty: the facilitator writes it.

    objective: the number of a learning objective, from 1; 0: none. Raises BadForm.
    """
    game = live.room.tables[table].game
    if objective > len(game.rules.scenario.objectives):
        raise BadForm(400)
    line = len(game.moments) - 1
    return NoteTaken(table, game.state.turn, objective, words, stamp(), device, line)
