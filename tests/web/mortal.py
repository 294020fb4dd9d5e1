"""A server that is killed and started again, and browsers that talk to it over loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import TracebackType
from urllib.parse import urlencode

from visiting import fields_of, selected_on

SERVER = Path(__file__).parent / "mortal_server.py"


class Mortal:
    """The server."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        """The folder of the room; it may be set while no server runs."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._process = subprocess.Popen(
            [sys.executable, str(SERVER), str(self.port)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            bufsize=1,
        )
        self.child = 0

    def __enter__(self) -> Mortal:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self.child:
            self.kill()
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(60)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def start(self, fatal: int = 0) -> None:
        """Starts it; it dies at its call of this number, see mortal_server."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{fatal} {self.folder}\n")
        self._process.stdin.flush()
        up, number = self._read().split()
        assert up == "up"
        self.child = int(number)

    def wait(self) -> None:
        """Waits until it is dead."""
        assert self._read() == "gone"
        self.child = 0

    def kill(self) -> None:
        """Kills it."""
        os.kill(self.child, signal.SIGKILL)
        self.wait()

    def _read(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


class Phone:
    """A browser that talks to it."""

    def __init__(self, port: int, address: str = "127.0.0.1") -> None:
        """address: that from which it comes."""
        self._port = port
        self._address = address
        self.cookie = ""

    def ask(self, path: str, **fields: str) -> tuple[int, str]:
        """The status and the text of an answer; with fields, to a form. Raises OSError where there
        is none."""
        address = self._address, 0
        connection = HTTPConnection("127.0.0.1", self._port, timeout=20, source_address=address)
        headers = {"cookie": self.cookie}
        if fields:
            headers["origin"] = f"http://127.0.0.1:{self._port}"
            headers["content-type"] = "application/x-www-form-urlencoded"
        try:
            method, body = ("POST", urlencode(fields)) if fields else ("GET", None)
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
            given = answer.headers.get_all("set-cookie") or []
        except HTTPException as error:
            raise ConnectionError from error
        finally:
            connection.close()
        if given:
            self.cookie = "; ".join([*filter(None, [self.cookie]), given[0].partition(";")[0]])
        return answer.status, text

    def join(self, code: str, name: str = "") -> None:
        """Takes the seat of a slip, from whoever had it under the same name."""
        _, page = self.ask(f"/slip/{code}")
        status, _ = self.ask(f"/slip/{code}", key=fields_of(page, "key")[0], name=name)
        assert status == 303


class Player:
    """A person who selects and confirms, and sends again what got no answer."""

    def __init__(self, phone: Phone, table: int, side: str) -> None:
        self.phone = phone
        self.table = table
        self.side = side
        self.confirmed: list[str] = []
        """The lines that must stand in the record."""
        self.unanswered: tuple[dict[str, str], list[str]] | None = None
        """The form that got no answer, and what it would add to the record."""

    def go_on(self) -> bool:
        """Looks at the page and does the next thing; False if there is nothing to do now."""
        if self.unanswered is None:
            status, page = self.phone.ask("/seat?tab=decide")
            assert status == 200, "the device has its seat without typing anything"
            form = self._next(page)
            if form is None:
                return False
            self.unanswered = form
        fields, lines = self.unanswered
        status, page = self.phone.ask("/do", **fields)
        assert status == 303, page
        self.confirmed += lines
        self.unanswered = None
        return True

    def _next(self, page: str) -> tuple[dict[str, str], list[str]] | None:
        if "actions" not in fields_of(page, "what"):
            return None
        fields = {"key": fields_of(page, "key")[0]}
        if selected_on(page):
            fields |= {"fingerprint": fields_of(page, "fingerprint")[0]}
            lines = [f"{self.side}: warm", f"{self.side}: pass"]
            return {**fields, "do": "confirm", "what": "actions"}, lines
        moment = fields_of(page, "moment")[0]
        return {**fields, "do": "select", "action": "warm", "moment": moment}, []
