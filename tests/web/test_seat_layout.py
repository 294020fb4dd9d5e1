"""The page of a participant in a browser: nothing is cut or outside, and fingers find everything.

Each page is laid out by Chromium at the widths of phones, a tablet and a laptop; where there is no
Chromium, this is not tested.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from kept_games import translations
from test_seat_page_drawn import drawn, selected, told

from game.presenter.seat.context import TABS, Opened
from game.web.statics import read_static_files
from game.web.templating import Templates

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDTHS = (360, 390, 768, 1280)
PLACES = (
    ("kuala-lumpur", 0, "fr"),
    ("kuala-lumpur", 8, "en"),
    ("kuala-lumpur", 26, "fr"),
    ("kuala-lumpur", 40, "fr"),
    ("nexperia-standoff", 18, "en"),
    ("countermeasures", 69, "en"),
)
"""Scenario, decisions and language of crowded pages."""
LOOK = """
const found = [];
function look(page, width, name) {
  if (page.documentElement.scrollWidth > width) found.push(`${name} ${width}: wider`);
  for (const each of page.querySelectorAll("body *")) {
    const hidden = each.closest(".heard") || each.closest("details:not([open])")
      && !each.closest("summary");
    const box = each.getBoundingClientRect();
    if (hidden || !box.width || !box.height) continue;
    const inSvg = each.closest("svg") && each.tagName !== "text";
    const label = `${name} ${width}: ${each.tagName} ${each.textContent.trim().slice(0, 30)}`;
    if ((box.right > width + 1 || box.left < -1) && !inSvg) found.push(`${label} is outside`);
    if (width < 500 && each.matches("a, button, summary, select, textarea")) {
      const target = each.matches(".card-button") ? each.closest(".card") : each;
      const { width: wide, height } = target.getBoundingClientRect();
      if (height < 43.5 || wide < 38) found.push(`${label} is ${wide} by ${height}`);
    }
    const size = parseFloat(page.defaultView.getComputedStyle(each).fontSize);
    const text = [...each.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (text && size < 13.9 && !each.closest("svg, .count")) found.push(`${label} has ${size}`);
  }
}
async function all(pages, widths) {
  const frame = document.createElement("iframe");
  frame.height = 900;
  document.body.append(frame);
  for (const name of pages) {
    await new Promise((go) => { frame.onload = go; frame.src = `/${name}.html`; });
    await frame.contentDocument.fonts.ready;
    for (const width of widths) {
      frame.width = width;
      look(frame.contentDocument, width, name);
    }
  }
  document.body.textContent = `looked at ${pages.length}: ${JSON.stringify(found)} end`;
}
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


def write(folder: Path, widths: tuple[int, ...]) -> int:
    """Writes the pages and the files that they need; returns how many pages there are."""
    names, templates = [], Templates(lambda name: name)
    for scenario, count, code in PLACES:
        told_game = told(scenario, count, code)
        styles = read_static_files(translations(scenario).scenario("en"))
        for side in told_game.game.rules.sides:
            selected(told_game, side)
            for tab in TABS:
                main = drawn(told_game, side, Opened(tab))
                sheets = [f"{scenario}.css" if each == "sides.css" else each for each in SHEETS]
                page = templates.fill_layout(
                    main,
                    told_game.words,
                    title=scenario,
                    language=code,
                    page_name="seat",
                    sheets=sheets,
                    refreshes=False,
                    revision="",
                )
                names.append(f"{scenario}-{count}-{side}-{tab}")
                (folder / f"{names[-1]}.html").write_text(page, encoding="utf-8")
        for name in (*SHEETS, "seat-icons.svg", *FONTS):
            own = f"{scenario}.css" if name == "sides.css" else name
            (folder / own).write_bytes(styles.content(name))
    script = f"{LOOK}all({json.dumps(names)}, {json.dumps(widths)});"
    (folder / "look.html").write_text(f"<body><script>{script}</script>", encoding="utf-8")
    return len(names)


SHEETS = ("room.css", "sides.css", "seat.css")
FONTS = ("room-sans.woff2", "room-sans-strong.woff2", "room-serif.woff2")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address at which a folder is served."""
    handler = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def looked(address: str, profile: Path) -> str:
    """What Chromium makes of the page that looks at all others."""
    assert CHROMIUM is not None
    switches = (
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        *("--virtual-time-budget=300000", "--window-size=1400,1000", "--dump-dom"),
        f"--user-data-dir={profile}",
    )
    run = subprocess.run(
        [CHROMIUM, *switches, f"{address}/look.html"],
        capture_output=True,
        timeout=240,
        check=True,
    )
    return run.stdout.decode("utf-8")


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
def test_nothing_is_outside_and_everything_is_large_enough(address: str, tmp_path: Path) -> None:
    count = write(tmp_path, WIDTHS)
    seen = looked(address, tmp_path / "profile")
    assert f"looked at {count}: [] end" in seen, seen[-3000:]
