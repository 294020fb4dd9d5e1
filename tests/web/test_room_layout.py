"""The wall and the console as Chromium lays them out: nothing is cut, outside, too small or over
something else.

Where there is no Chromium, this is not tested.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from browsing import NEEDS_CHROMIUM, browser
from ended import look_back
from kept_games import KEPT, decisions, translations
from laid_out import Sight, address, problems_of
from playwright.sync_api import Browser
from shipped_rooms import open_in_play
from visiting import EVENING, HOST, ORIGIN, Visited, visit_file

from game.model.decisions import FACILITATOR, Decision, Stop
from game.presenter.reveal.steps import reveal_steps
from game.room.events import Joined, NoteTaken, Revealed, Seated, SessionBegan, WallTurned
from game.web.app import RoomSite
from game.web.network.connections import Connections
from game.web.statics import read_static_files

__all__ = ["address", "browser"]
pytestmark = NEEDS_CHROMIUM

TREATY = Path(__file__).parent.parent / "scenarios" / "treaty.yaml"
WHOLE = 1000
RINGS = 9
"""Two rings of pens beside each other, of 1,080 parts of the height of a screen."""
ADDRESS = "http://192.168.178.126:8765"
"""It leads through a network, and so stands on the wall as a QR code, too."""
Place = tuple[str, int, str, int]
PLACES: tuple[Place, ...] = (
    ("kuala-lumpur", 27, "fr", 1),
    ("ukraine-pressure", 25, "en", 1),
    ("nexperia-standoff", 31, "fr", 6),
    ("nexperia-standoff", 34, "fr", 2),
    ("kuala-lumpur", 27, "en", 3),
    ("nexperia-standoff", 34, "fr", 3),
    ("kuala-lumpur", 27, "fr", 12),
    ("kuala-lumpur", 0, "fr", 3),
    ("nexperia-standoff", 0, "fr", 4),
    ("nexperia-standoff", 0, "fr", 6),
    ("nexperia-standoff", WHOLE, "fr", 7),
    ("kuala-lumpur", WHOLE, "fr", 1),
    ("kuala-lumpur", WHOLE, "fr", 3),
    ("nexperia-standoff", WHOLE, "en", 12),
)
"""Scenarios, decisions, languages and numbers of tables; whole games are played at all of them.
The slow test looks at all scenarios in all languages."""
MOMENTS = 5
SIZES = {
    "wall": ((1920, 1080), (1280, 720), (1440, 1080)),
    "console": ((1440, 900), (1280, 720), (1366, 768), (1920, 1080)),
}
FILES = (
    *("room.css", "sides.css", "marks.css", "wall.css", "wall-debrief.css", "console.css"),
    "wall-looking-back.css",
    *(
        "land.svg",
        "seat-icons.svg",
        "room-sans.woff2",
        "room-sans-strong.woff2",
        "room-serif.woff2",
        "icon.svg",
    ),
)


def pictures(room: Visited, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Turns the wall of a room to all that it can show; each time what page to draw, and a name."""
    yield from ((kind, "") for kind in SIZES)
    if not whole:
        assert room.room.do(WallTurned("story", WHOLE)) is None
        yield "wall", "-story"
        return
    for number, step in enumerate(reveal_steps(room.room)):
        assert room.room.do(Revealed(step.key)) is None
        yield "wall", f"-step-{number}"


def write(folder: Path, places: tuple[Place, ...]) -> list[Sight]:
    """Writes the pages and the files that they need."""
    sights = []
    for scenario, count, language, tables in places:
        place = f"{scenario}-{count}-{language}-{tables}"
        room = open_in_play(
            scenario, folder / place, count, 9, language, tables, everywhere=count == WHOLE
        )
        room.site = RoomSite(room.live, Connections(), (ORIGIN, ADDRESS), ADDRESS)
        room.app = room.site.app([HOST])
        if count == WHOLE:
            look_back(room)
        if tables != 2:
            assert room.room.do(Joined("late", "Anna-Katharina", language)) is None
        assert room.room.do(NoteTaken(1, 1, 0, "Nobody trades.", "2026-11-28T09:00:00Z")) is None
        for kind, suffix in pictures(room, whole=count == WHOLE):
            sizes = SIZES[kind][1:] if suffix else SIZES[kind]
            sights.append(drawn(room, folder, kind, f"{place}{suffix}", sizes))
    return sights


def drawn(
    room: Visited, folder: Path, kind: str, name: str, sizes: Sequence[tuple[int, int]]
) -> Sight:
    """Writes a page as it is now, and the files that it needs."""
    own = folder / f"{name.partition('-step')[0]}-files"
    if not own.exists():
        own.mkdir()
        files = read_static_files(room.room.tables[1].game.rules.scenario)
        for each in FILES:
            (own / each).write_bytes(files.content(each))
    page = room.console().get(f"/{kind}").text
    page = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    page = re.sub(r"/static/[0-9a-f]+/", f"/{own.name}/", page)
    # The widest code, and as it is with a clock.
    page = page.replace(room.room.code, "MWMWMW")
    page = page.replace('class="clock" hidden', 'class="clock"').replace("clock>", "clock>9:59")
    page = re.sub(r"(data-since=\"\d+\") hidden>", r"\1>147:10", page)
    (folder / f"{kind}-{name}.html").write_text(page, encoding="utf-8")
    return Sight(f"/{kind}-{name}.html", kind, sizes)


def test_the_wall_and_the_console_fit_their_screens(address: str, tmp_path: Path) -> None:
    problems = problems_of(tmp_path, address, write(tmp_path, PLACES))
    assert not problems, "\n".join(problems)


def test_endings_of_several_tables_fit_the_wall_with_all_their_text(
    address: str, tmp_path: Path
) -> None:
    sights = []
    for tables in (3, 4, 6):
        room = open_in_play("countermeasures", tmp_path / str(tables), 0, 0, "fr", tables)
        outcomes = room.room.tables[1].game.rules.scenario.outcomes
        longest = sorted(outcomes, key=lambda outcome: -len(outcomes[outcome].text))
        for number, outcome in zip(room.room.tables, longest, strict=False):
            assert room.room.order(number, [Decision(FACILITATOR, Stop(outcome))]) is None
        assert room.room.do(Revealed("outcome")) is None
        sights.append(drawn(room, tmp_path, "wall", f"endings-{tables}", SIZES["wall"]))
    problems = problems_of(tmp_path, address, sights)
    assert not problems, "\n".join(problems)


def every_place() -> list[Place]:
    """Moments of all recorded games, in all their languages."""
    return [
        (scenario, len(decisions(scenario)) * step // (MOMENTS - 1), language, 1)
        for scenario in KEPT
        for step in range(MOMENTS)
        for language in translations(scenario).codes
    ]


def test_rows_of_three_sides_and_bars_without_a_map_lie_below_each_other(
    address: str, browser: Browser, tmp_path: Path
) -> None:
    room = visit_file(TREATY, tmp_path, tables=3)
    assert room.room.do(SessionBegan(EVENING)) is None
    for number, slip in enumerate(room.room.slips()):
        place = slip.place
        assert room.room.do(Joined(f"device{number}", "Ann", "en")) is None
        seated = Seated(f"device{number}", place.table, place.side, place.seat)
        assert room.room.do(seated) is None
    sight = drawn(room, tmp_path, "wall", "no-map", SIZES["wall"])
    for width, height in sight.sizes:
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(address + sight.address)
        for what, many in ((".world .bar", 3), (".rows li:first-child .face", 3)):
            boxes = [each.bounding_box() for each in page.locator(what).all()]
            assert len(boxes) == many
            for above, below in pairwise(boxes):
                assert above is not None
                assert below is not None
                assert below["y"] > above["y"] + above["height"] + RINGS * height / 1080, what
        page.close()


@pytest.mark.slow(reason="lays out the wall and the console at five moments of every scenario")
@pytest.mark.parametrize("place", every_place(), ids="{0[0]}-{0[1]}-{0[2]}".format)
def test_the_wall_and_the_console_fit_their_screens_anywhere(
    place: Place, address: str, tmp_path: Path
) -> None:
    problems = problems_of(tmp_path, address, write(tmp_path, (place,)))
    assert not problems, "\n".join(problems)
