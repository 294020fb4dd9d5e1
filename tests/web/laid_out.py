"""How Chromium lays pages out: what is cut, outside, too small, or lies over something else."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from attrs import frozen
from browsing import CHROMIUM

SECONDS = 900
LOOK = (Path(__file__).parent / "laid_out.js").read_text(encoding="utf-8")


@frozen
class Sight:
    """A page that is looked at in some sizes."""

    address: str
    kind: str
    """`home` or `seat`: it may scroll downwards; `wall` or `console`: it fits the screen."""
    sizes: Sequence[tuple[int, int]]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    handler = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def problems_of(folder: Path, address: str, sights: Sequence[Sight], text: int = 100) -> list[str]:
    """What is wrong on pages in a folder, which is served at an address.

    text: the size of text in percent, as a person has set it in the browser.
    """
    pages = [(each.address, each.kind, each.sizes) for each in sights]
    script = f"{LOOK}\nall({json.dumps(pages)});"
    look = folder / f"look-{text}.html"
    look.write_text(f"<meta charset=utf-8><body><script>{script}</script>", encoding="utf-8")
    switches = (
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        *("--virtual-time-budget=3000000", "--window-size=2000,1200", "--dump-dom"),
        f"--blink-settings=defaultFontSize={16 * text // 100}",
        f"--user-data-dir={folder / f'profile-{text}'}",
    )
    run = subprocess.run(
        [CHROMIUM, *switches, f"{address}/{look.name}"],
        capture_output=True,
        timeout=SECONDS,
        check=True,
    )
    dom = run.stdout.decode("utf-8")
    count, _, rest = dom.partition("looked at ")[2].partition(": ")
    assert count == str(len(pages)), dom[-2000:]
    problems: list[str] = json.loads(_unescaped(rest.rpartition(" end")[0]))
    return problems


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
