"""Cookies: which browser this is, and whether the facilitator typed the console's key in it.

Browsers share cookies between ports, so their names contain the code of the room. A device is
known by the hash of its cookie, which is all that the journal of the room has of it.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from hashlib import sha256
from secrets import token_urlsafe

from starlette.responses import Response

_LENGTH = 24
"""The random bytes of a cookie."""
DAYS, DAYS_OF_CAMPAIGN = 7, 90
"""How long a browser keeps a cookie; chapters may be played weeks apart."""


class Cookies:
    """The cookies of one room."""

    def __init__(self, key: bytes, code: str, days: int = DAYS) -> None:
        """key: the room's key. code: the room's code. days: how long browsers keep them."""
        self._age = days * 24 * 3600
        self._key = key
        self._device = f"device_{code}"
        self._console = f"console_{code}"

    def device(self, cookies: Mapping[str, str]) -> str:
        """The id of the device that sent these cookies; empty if it has none."""
        token = cookies.get(self._device, "")
        return device_id(token) if token else ""

    def set_device(self, response: Response, token: str) -> None:
        """Gives a browser the cookie of a device."""
        self._set(response, self._device, token)

    def new_token(self, request_key: str) -> str:
        """The cookie of a device that joins with a request of this key."""
        return hmac.new(self._key, f"device-{request_key}".encode(), sha256).hexdigest()

    def console(self, cookies: Mapping[str, str]) -> str:
        """The id of a browser in which the console's key was typed; empty if it wasn't."""
        nonce, _, mark = cookies.get(self._console, "").partition(".")
        known = bool(nonce) and hmac.compare_digest(mark.encode(), self._mark(nonce).encode())
        return device_id(nonce) if known else ""

    def set_console(self, response: Response) -> None:
        """Gives a browser the cookie of the console."""
        nonce = token_urlsafe(_LENGTH)
        self._set(response, self._console, f"{nonce}.{self._mark(nonce)}")

    def _mark(self, nonce: str) -> str:
        return hmac.new(self._key, f"console-cookie-{nonce}".encode(), sha256).hexdigest()

    def _set(self, response: Response, name: str, value: str) -> None:
        response.set_cookie(name, value, max_age=self._age, httponly=True, samesite="strict")


def device_id(token: str) -> str:
    """The id under which the room knows the device with this cookie."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()[:32]
