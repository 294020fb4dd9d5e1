"""npm's yaml-language-server, which editors use for YAML: asked without an editor."""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[2]
LONGEST = 120
"""Seconds after which a server that doesn't answer is ended."""


def find_server() -> str | None:
    """The server's program: in the checkout, or on the path; None where it isn't installed."""
    beside = shutil.which("yaml-language-server", path=str(ROOT / "node_modules" / ".bin"))
    return beside or shutil.which("yaml-language-server")


class LanguageServer:
    """A running server, to which files are shown as an editor shows them."""

    def __init__(self, program: str, settings: dict[str, Any]) -> None:
        """settings: what the editor answers when it is asked for its settings of YAML."""
        self._settings = settings
        self._process = subprocess.Popen(
            [program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._input: IO[bytes] = self._process.stdin
        self._output: IO[bytes] = self._process.stdout
        self._watchdog = threading.Timer(LONGEST, self._process.kill)
        self._watchdog.start()
        self._requests = 0
        self._problems: dict[str, list[str]] = {}
        documents: dict[str, object] = {"hover": {}, "completion": {}, "publishDiagnostics": {}}
        self.abilities = self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": ROOT.as_uri(),
                "capabilities": {"textDocument": documents, "workspace": {"configuration": True}},
                "workspaceFolders": [{"uri": ROOT.as_uri(), "name": "checkout"}],
            },
        )["capabilities"]
        self._send({"method": "initialized", "params": {}})
        changed = {"settings": {"yaml": settings}}
        self._send({"method": "workspace/didChangeConfiguration", "params": changed})

    def close(self) -> None:
        """Ends the server."""
        self._watchdog.cancel()
        self._process.kill()
        self._process.wait()
        self._input.close()
        self._output.close()

    def problems(self, path: Path, text: str) -> list[str]:
        """Opens a file with this text, which needn't be on disk; what the server marks in it."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while uri not in self._problems:
            self._take(self._receive())
        return self._problems[uri]

    def completions(self, path: Path, line: int, column: int) -> list[str]:
        """What the server offers at a place of an open file, counted from 0."""
        answer = self._ask("textDocument/completion", _at(path, line, column))
        listed = answer["items"] if isinstance(answer, dict) else answer
        return [each["label"] for each in listed or []]

    def hover(self, path: Path, line: int, column: int) -> str:
        """What the server says of a place of an open file, counted from 0."""
        answer = self._ask("textDocument/hover", _at(path, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._requests += 1
        self._send({"id": self._requests, "method": method, "params": params})
        while True:
            message = self._receive()
            if message.get("id") == self._requests and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def _take(self, message: dict[str, Any]) -> None:
        """Notes the problems of a file, and answers what the server asks of an editor."""
        params = message.get("params", {})
        if message.get("method") == "textDocument/publishDiagnostics":
            self._problems[params["uri"]] = [_describe(each) for each in params["diagnostics"]]
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": self._answer(message["method"], params)})

    def _answer(self, method: str, params: dict[str, Any]) -> Sequence[Any] | None:
        if method != "workspace/configuration":
            return None
        sections = (each.get("section") for each in params["items"])
        return [self._settings if section == "yaml" else {} for section in sections]

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._input.flush()

    def _receive(self) -> dict[str, Any]:
        length = 0
        while (line := self._output.readline()) != b"\r\n":
            assert line, "the server has ended"
            name, _, number = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(number)
        message: dict[str, Any] = json.loads(self._output.read(length))
        return message


def _at(path: Path, line: int, column: int) -> dict[str, Any]:
    place = {"line": line, "character": column}
    return {"textDocument": {"uri": path.as_uri()}, "position": place}


def _describe(problem: dict[str, Any]) -> str:
    return f"{problem['range']['start']['line'] + 1}: {problem['message']}"
