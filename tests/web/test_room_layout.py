"""The wall and the console as Chromium lays them out: nothing is cut, outside or too small.

Where there is no Chromium, this is not tested.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from shipped_rooms import open_in_play
from test_seat_layout import CHROMIUM, address, looked

from game.room.events import Joined
from game.web.statics import read_static_files

__all__ = ["address"]

WHOLE = 1000
PLACES = (
    ("kuala-lumpur", 27, "en", 1),
    ("kuala-lumpur", 27, "fr", 1),
    ("nexperia-standoff", 34, "en", 1),
    ("countermeasures", 34, "en", 1),
    ("export-control-dialogue", 20, "en", 1),
    ("nexperia-standoff", 34, "en", 6),
    ("kuala-lumpur", 27, "fr", 12),
    ("nexperia-standoff", WHOLE, "en", 3),
)
"""Scenarios, decisions, languages and numbers of tables; whole games are played at all of them."""
SIZES = {
    "wall": ((1920, 1080), (1280, 720), (1440, 1080)),
    "console": ((1440, 900), (1280, 720)),
}
FILES = (
    *("room.css", "sides.css", "marks.css", "wall.css", "console.css", "seat-icons.svg"),
    *("land.svg", "room-sans.woff2", "room-sans-strong.woff2", "room-serif.woff2"),
)
LOOK = """
const found = [];
function texts(page) {
  return [...page.querySelectorAll("#view *")].filter((each) => {
    const hidden = each.closest(".heard, option, symbol, .badge")
      || each.closest("details:not([open])") && !each.closest("summary");
    return !hidden && [...each.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  });
}
function apart(page, selector, label) {
  const boxes = [...page.querySelectorAll(selector)].map((each) => each.getBoundingClientRect())
    .filter((box) => box.width);
  boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
    if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1
      && b.top < a.bottom - 1) found.push(`${label}: ${selector} overlap`);
  }));
}
function look(page, kind, name, width, height) {
  const label = `${name} ${width}x${height}`, root = page.documentElement;
  if (root.scrollWidth > width || root.scrollHeight > height) found.push(`${label}: scrolls`);
  const unit = Math.min(width / 1920, height / 1080);
  for (const each of texts(page)) {
    const box = each.getBoundingClientRect();
    const scrolls = each.closest("#middle, .seats, .notes, .coming");
    const text = `${label}: ${each.textContent.trim().slice(0, 30)}`;
    if (box.right > width + 1 || box.left < -1) found.push(`${text} is outside`);
    if (box.bottom > height + 1 && !scrolls) found.push(`${text} is below`);
    const size = parseFloat(page.defaultView.getComputedStyle(each).fontSize);
    const least = kind === "wall" ? 28 * unit : 13;
    if (size < least - 0.2 && !each.closest("svg")) found.push(`${text} has ${size}`);
  }
  apart(page, ".wall-head > *, .console-head > *", label);
  apart(page, ".sides > li, .world .pill rect", label);
  const lines = ".strip h2, .turn h1, .track-foot, .agenda, .track-head";
  for (const line of page.querySelectorAll(lines)) {
    if (line.scrollWidth > line.clientWidth + 14) found.push(`${label}: ${line.className} is cut`);
  }
}
async function all(pages) {
  const frame = document.createElement("iframe");
  document.body.append(frame);
  for (const [name, kind, sizes] of pages) {
    await new Promise((go) => { frame.onload = go; frame.src = `/${name}.html`; });
    await frame.contentDocument.fonts.ready;
    for (const [width, height] of sizes) {
      frame.style = `width:${width}px;height:${height}px;border:0`;
      look(frame.contentDocument, kind, name, width, height);
    }
  }
  document.body.textContent = `looked at ${pages.length}: ${JSON.stringify(found)} end`;
}
"""


def write(folder: Path) -> int:
    """Writes the pages and the files that they need; returns how many pages there are."""
    pages = []
    for scenario, count, language, tables in PLACES:
        place = f"{scenario}-{language}-{tables}"
        room = open_in_play(
            scenario, folder / place, count, 9, language, tables, everywhere=count == WHOLE
        )
        assert room.room.do(Joined("late", "Anna-Katharina", language)) is None
        own = folder / f"{place}-files"
        own.mkdir()
        files = read_static_files(room.room.tables[1].game.rules.scenario)
        for each in FILES:
            (own / each).write_bytes(files.content(each))
        for kind, sizes in SIZES.items():
            page = room.console().get(f"/{kind}").text
            page = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
            page = re.sub(r"/static/[0-9a-f]+/", f"/{own.name}/", page)
            # The widest code, and as it is with a clock.
            page = page.replace(room.room.code, "MWMWMW")
            page = page.replace('class="clock" hidden', 'class="clock"').replace(
                "clock>", "clock>9:59"
            )
            page = re.sub(r"(data-since=\"\d+\") hidden>", r"\1>147:10", page)
            name = f"{kind}-{place}"
            (folder / f"{name}.html").write_text(page, encoding="utf-8")
            pages.append((name, kind, sizes))
    script = f"{LOOK}all({json.dumps(pages)});"
    (folder / "look.html").write_text(f"<body><script>{script}</script>", encoding="utf-8")
    return len(pages)


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium")
def test_the_wall_and_the_console_fit_their_screens(address: str, tmp_path: Path) -> None:
    count = write(tmp_path)
    seen = looked(address, tmp_path / "profile")
    assert f"looked at {count}: [] end" in seen, seen[-3000:]
