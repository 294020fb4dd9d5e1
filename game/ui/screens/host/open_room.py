"""A room that is open: how people join it at the left, and what only the facilitator needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from game.desk.rooms.addresses import qr_rows
from game.desk.rooms.room_process import AnnouncedRoom
from game.model.scenario import Scenario
from game.presenter.console.console_page import place_name
from game.ui.page.elements import Beside, Element, Gap, Labelled, Line, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, columns, cut_bottom, shrink_box
from game.ui.paint.fonts import (
    CAPITALS,
    FIGURE,
    LABEL,
    OUTCOME,
    PANEL,
    SHEET,
    SMALL,
    SMALL_STRONG,
    STRONG,
    Style,
    line_height,
    width_of,
)
from game.ui.screens.host.host_commands import OPEN_KEYS, EndRoom, OpenConsole, OpenWall
from game.ui.widgets.buttons import FULL, GREY, OUTLINE, Button
from game.ui.widgets.frame import ground, key_hints, panel, sheet
from game.words.language import language
from game.words.wording import Wording

Say = Callable[..., str]
_QUIET_ZONE = 4
"""The white modules around a QR code."""
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)


def draw_open_room(page: Page, say: Say, room: AnnouncedRoom, scenario: Scenario) -> None:
    """Draws the whole screen. scenario: in the language of the window, for the names of seats."""
    ground(page)
    rect = shrink_box(page.rect, page.px(48), page.px(40))
    end = Button(EndRoom(), say("ui.room.end"), GREY, "power")
    body, foot = cut_bottom(rect, end.height(page, page.theme.tall(360)), page.px(20))
    left, right = columns(body, (-1, -1.25), page.px(24))
    _joining(page, say, room, left)
    _leading(page, say, room, scenario, right)
    width = end.natural(page)
    end.draw_in(page, Rect(foot.right - width, foot.y, width, foot.h))
    hints = {
        OPEN_KEYS.keycap(command, say): say(f"ui.hint.{name}")
        for command, name in ((OpenConsole(), "console"), (OpenWall(), "wall"), (EndRoom(), "end"))
    }
    y = foot.y + (foot.h - line_height(SMALL, page.theme)) // 2
    key_hints(page, hints, foot.x, y, foot.right - width - page.px(32))


def _joining(page: Page, say: Say, room: AnnouncedRoom, rect: Rect) -> None:
    """What the people in the room need, on paper."""
    paper = page.paper
    inner = sheet(page, rect, say("ui.room.join"))
    width = inner.w - page.px(20)
    first, *others = room.urls
    parts: list[Element] = [
        Words(say("room.wall.code"), CAPITALS, paper.third),
        Words(room.code, _fitting(page, room.code, width, (OUTCOME, SHEET, PANEL)), paper.first),
        Gap(10),
        Words(say("ui.room.address"), CAPITALS, paper.third),
        Words(first, _fitting(page, first, width, (FIGURE, STRONG, SMALL_STRONG)), paper.first),
        *(Words(url, SMALL, paper.second) for url in others),
        Gap(8),
        Words(say(f"ui.room.join.{'all' if room.reachable else 'alone'}"), SMALL, paper.second),
    ]
    if room.reachable:
        used = sum(part.height(page, width) for part in parts) + page.px(18)
        side = max(page.theme.tall(220), min(width, inner.h - used))
        parts += [Gap(18), QrCode(first, side)]
    Scroll("join", tuple(parts), 0, paper.line).draw_in(page, inner)


def _leading(page: Page, say: Say, room: AnnouncedRoom, scenario: Scenario, rect: Rect) -> None:
    """What only the facilitator may see."""
    ink = page.ink
    inner = panel(page, rect, say("ui.room.lead"))
    width = inner.w - page.px(20)
    key = room.console_key
    console = Button(
        OpenConsole(), say("room.console.key.go"), FULL, "facilitator",
        below=OPEN_KEYS.keycap(OpenConsole(), say), by_enter=True,
    )  # fmt: skip
    wall = Button(
        OpenWall(), say("ui.room.wall"), OUTLINE, "map",
        below=OPEN_KEYS.keycap(OpenWall(), say),
    )  # fmt: skip
    parts: list[Element] = [
        Marked("eye-off", say("ui.room.lead.about"), SMALL, ink.second, ink.brass),
        Stack(
            (
                Words(say("room.console.key"), CAPITALS, ink.third),
                Words(key, _fitting(page, key, width, (SHEET, PANEL, STRONG)), ink.brass),
                Words(say("ui.room.key.about"), SMALL, ink.second),
            ),
            2,
        ),
        Beside(((console, -1), (wall, -1)), 16),
        Words(say("ui.room.wall.about"), SMALL, ink.second),
        Stack((Words(room.console, LABEL, ink.third), Words(room.wall, LABEL, ink.third)), 2),
        Line(ink.line),
        *_slips(page, say, room, scenario),
        Line(ink.line),
        Words(say("ui.room.kept", folder=room.folder), LABEL, ink.third),
    ]
    Scroll("lead", tuple(parts), 14).draw_in(page, inner)


def _slips(page: Page, say: Say, room: AnnouncedRoom, scenario: Scenario) -> Iterator[Element]:
    """The slips of all seats, or that there are none."""
    ink, words = page.ink, Wording(scenario, language(scenario.language))
    yield Stack(
        (
            Words(say("ui.room.slips"), CAPITALS, ink.third),
            Words(say(f"ui.room.slips.{'about' if room.slips else 'none'}"), SMALL, ink.second),
        ),
        4,
    )
    for slip in room.slips:
        place = place_name(words, slip.place, room.tables)
        yield Labelled(Words(place, SMALL, ink.first), Words(slip.code, SMALL_STRONG, ink.brass))


def _fitting(page: Page, text: str, width: int, styles: tuple[Style, ...]) -> Style:
    """The first style in which a text has room in one line, or the last."""
    fitting = (each for each in styles if width_of(text, each, page.theme) <= width)
    return next(fitting, styles[-1])


@frozen
class QrCode:
    """An address for cameras: black on white, as large as whole pixels allow."""

    url: str
    side: int
    """The most pixels that it may be wide."""

    def _module(self) -> tuple[tuple[tuple[bool, ...], ...], int]:
        """The code, and the pixels of each of its modules."""
        rows = qr_rows(self.url)
        return rows, max(2, self.side // (len(rows) + 2 * _QUIET_ZONE))

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002
        rows, module = self._module()
        return module * (len(rows) + 2 * _QUIET_ZONE)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        rows, module = self._module()
        side = self.height(page, width)
        left = x + (width - side) // 2
        page.canvas.box(Rect(left, y, side, side), _WHITE, 0)
        for i, row in enumerate(rows):
            for j, is_dark in enumerate(row):
                if is_dark:
                    place = (left + (j + _QUIET_ZONE) * module, y + (i + _QUIET_ZONE) * module)
                    page.canvas.box(Rect(place, (module, module)), _BLACK, 0)
