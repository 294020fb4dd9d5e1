"""The settings, each applied at once, beside a sample of how text reads; and all the keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import assert_never

from attrs import frozen

from game.ui.page.commands import (
    EVERYWHERE,
    Command,
    GoBack,
    KeyTable,
    Say,
    SetLanguage,
    SetMinutes,
    Step,
)
from game.ui.page.elements import (
    Beside,
    Drawn,
    Element,
    Fixed,
    Flow,
    Gap,
    Inset,
    Line,
    Marked,
    Stack,
    Words,
)
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, columns, cut_bottom, cut_top, shrink_box
from game.ui.paint.fonts import (
    BODY,
    CAPITALS,
    CARD,
    LEDE,
    PANEL,
    SCENARIO,
    SHEET,
    SMALL,
    SMALL_STRONG,
    STRONG,
    line_height,
    width_of,
)
from game.ui.program.program import Program
from game.ui.program.settings import MINUTES, TEXT_SCALES
from game.ui.screens import game_context
from game.ui.screens.board import board_commands as board
from game.ui.screens.briefing import briefing_commands as briefing
from game.ui.screens.campaign import chapter_path as campaign
from game.ui.screens.host import host_commands as host
from game.ui.screens.looking_back import debrief_commands as over
from game.ui.screens.menu import menu_commands as menu
from game.ui.screens.options import options_commands as options
from game.ui.screens.options.options_commands import (
    KEYS,
    ChangeTextSize,
    OptionsCommand,
    SetSwitch,
    SetTextSize,
    SettingsPage,
    ShowPage,
    TogglePage,
)
from game.ui.screens.replaying import timeline as replay
from game.ui.screens.setup import setup_commands as setup
from game.ui.screens.table import table_commands as table
from game.ui.screens.title import title_commands as title
from game.ui.widgets.buttons import GREY, Button, keycap, toggle
from game.ui.widgets.frame import ground, panel, sheet
from game.ui.widgets.timeface import minute_pills
from game.words.language import language, languages

_Say = Callable[..., str]


SWITCHES = {
    "high_contrast": "contrast",
    "motion": "motion",
    "full_screen": "square",
    "guided": "help",
}
"""The settings that are on or off, each with its sign."""
PAGES: tuple[SettingsPage, ...] = ("settings", "keys")


class Options:
    """What each person sets for themselves."""

    name = "options"

    def __init__(self, program: Program, shown: SettingsPage = "settings") -> None:
        """shown: `settings`, or `keys`."""
        self._program = program
        self._page = shown

    @property
    def keys(self) -> Mapping[str, OptionsCommand]:
        steps: tuple[Step, ...] = (-1, 1)
        unheard = {ChangeTextSize(step) for step in steps if self._text_size(step) is None}
        return KEYS.commands(without=unheard)

    def handle(self, command: OptionsCommand) -> Answer:
        match command:
            case GoBack():
                return Pop()
            case ShowPage(page=page):
                self._page = page
            case TogglePage():
                self._page = "settings" if self._page == "keys" else "keys"
            case SetTextSize(percent=percent):
                self._program.change(text=percent)
            case ChangeTextSize(step=step):
                self._program.change(text=self._text_size(step) or self._program.settings.text)
            case SetSwitch(name=name, on=on):
                self._program.change(**{name: on})
            case SetLanguage(code=code):
                self._program.change(language=code)
            case SetMinutes(minutes=minutes):
                if minutes in MINUTES:
                    self._program.change(minutes=minutes)
            case _:
                assert_never(command)
        return None

    def _text_size(self, step: Step) -> int | None:
        """The next larger size of letters, or the next smaller; None where there is none."""
        size = self._program.settings.text
        sizes = [scale for scale in TEXT_SCALES if (scale - size) * step > 0]
        return min(sizes, key=lambda scale: abs(scale - size), default=None)

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        rect = shrink_box(page.rect, page.px(48), page.px(36))
        rest = self._head(page, rect)
        say = self._program.say
        back = Button(GoBack(), say("ui.back"), GREY, "back", below=KEYS.keycap(GoBack(), say))
        body, foot = cut_bottom(rest, back.height(page, page.theme.tall(240)), page.px(20))
        if self._page == "keys":
            inner = panel(page, body)
            Scroll("keys", key_list(page, say, inner.w), 0).draw_in(page, inner)
        else:
            self._settings(page, body)
        back.draw_in(page, Rect(foot.x, foot.y, back.natural(page), foot.h))

    def _head(self, page: Page, rect: Rect) -> Rect:
        """The title, and at the right which page is shown; the room below."""
        say = self._program.say
        pills = tuple(
            toggle(ShowPage(each), say(f"ui.options.{each}"), self._page == each, sign)
            for each, sign in zip(PAGES, ("gear", "keyboard"), strict=True)
        )
        width = sum(pill.size(page)[0] for pill in pills) + page.px(12)
        title = Words(say("ui.settings"), SHEET, page.ink.first)
        head = Beside(((title, -1), (Flow(pills, 12), width)), 24, centred=True)
        top, rest = cut_top(rect, head.height(page, rect.w), page.px(20))
        head.draw(page, top.x, top.y, top.w)
        return rest

    def _settings(self, page: Page, body: Rect) -> None:
        left, right = columns(body, (-1.55, -1), page.px(24))
        inner = panel(page, left)
        rows = list(self._rows(page, inner.w - page.px(20)))
        height = sum(row.height(page, inner.w) for row in rows)
        spare = (inner.h - height) / page.theme.unit / (2 * len(rows))
        room = Gap(min(max(12, spare - 2), 44))
        parts: list[Element] = []
        for row in rows:
            parts += [room, row, room, Line(page.ink.line)]
        Scroll("settings", tuple(parts[1:-2]), 0).draw_in(page, inner)
        self._folders(page, _sample(page, right, self._program.say))

    def _folders(self, page: Page, rect: Rect) -> None:
        """Where things are kept, where there is room to tell."""
        program, ink = self._program, page.ink
        title = program.say("ui.options.folders")
        parts: list[Element] = []
        for name, folder in (("own", program.own), ("games", program.games)):
            if folder is None:
                continue
            label = Marked(
                "folder", program.say(f"ui.options.{name}"), STRONG, ink.first, ink.brass
            )
            parts += [Stack((label, Gap(2), Words(str(folder), SMALL, ink.second)))]
        folders = Stack(tuple(parts), 14)
        head = Words(title, PANEL, ink.first).height(page, rect.w - page.px(48)) + page.px(8)
        height = folders.height(page, rect.w - page.px(48)) + head + page.px(40)
        if height <= rect.h:
            inner = panel(page, rect, title)
            folders.draw(page, inner.x, inner.y, inner.w)

    def _rows(self, page: Page, width: int) -> Iterable[Element]:
        settings = self._program.settings
        scales = tuple(
            toggle(SetTextSize(scale), f"{scale} %", scale == settings.text)
            for scale in TEXT_SCALES
        )
        yield self._row(page, "text-size", "text", scales, width)
        codes = tuple(
            toggle(
                SetLanguage(code),
                language(code).say("language.name"),
                code == self._program.code,
            )
            for code in languages()
        )
        yield self._row(page, "language", "language", codes, width)
        yield self._row(page, "clock", "minutes", minute_pills(self._program), width)
        for name, sign in SWITCHES.items():
            on = bool(getattr(settings, name))
            pills = tuple(
                toggle(
                    SetSwitch(name, way == "on"),
                    self._program.say(f"ui.options.{way}"),
                    on == (way == "on"),
                )
                for way in ("on", "off")
            )
            yield self._row(page, sign, name, pills, width)

    def _row(
        self, page: Page, sign: str, name: str, pills: tuple[Fixed, ...], width: int
    ) -> Element:
        say, ink = self._program.say, page.ink
        named = Marked(sign, say(f"ui.options.{name}"), STRONG, ink.first, ink.brass, 12)
        about = Words(say(f"ui.options.{name}.about"), SMALL, ink.second)
        words, choice = Stack((named, about), 4), Flow(pills, 8, 8)
        if width < page.theme.tall(600):
            return Stack((words, choice), 10)
        return Beside(((words, -1), (choice, -1)), 32, centred=True)


def _sample(page: Page, rect: Rect, say: _Say) -> Rect:
    """Draws it on a sheet of paper, as far as there is room; the room that is left below."""
    across, down = page.px(24), page.px(18)
    width = rect.w - 2 * across
    parts, used = _fitting(page, _parts(page, say, width), width, rect.h - 2 * down)
    paper = Rect(rect.x, rect.y, rect.w, used + 2 * down)
    inner = sheet(page, paper)
    Stack(tuple(parts)).draw(page, inner.x, inner.y, inner.w)
    top = paper.bottom + page.px(16)
    return Rect(rect.x, top, rect.w, max(0, rect.bottom - top))


def _parts(page: Page, say: _Say, width: int) -> list[Element]:
    paper = page.paper
    body = Words(say("ui.sample.body"), BODY, paper.first)
    return [
        Words(say("ui.sample.above"), CAPITALS, paper.third),
        Gap(4),
        Words(say("ui.sample.title"), SCENARIO, paper.first),
        Gap(4),
        Words(say("ui.sample.lede"), LEDE, paper.second),
        Gap(10),
        Line(paper.line),
        Gap(10),
        *(Words(line, BODY, paper.first) for line in body.lines(page, width)),
        Gap(14),
        _verdicts(page, say),
        Gap(18),
        _card(page, say),
        Gap(6),
    ]


def _fitting(page: Page, parts: list[Element], width: int, room: int) -> tuple[list[Element], int]:
    """The first parts that have room, and how high they are."""
    used = 0
    for i, part in enumerate(parts):
        height = part.height(page, width)
        if used + height > room:
            return parts[:i], used
        used += height
    return parts, used


def _verdicts(page: Page, say: _Say) -> Element:
    paper = page.paper
    return Beside(
        (
            (Marked("up", say("ui.sample.better"), SMALL_STRONG, paper.better), -1),
            (Marked("down", say("ui.sample.worse"), SMALL_STRONG, paper.worse), -1),
        ),
        12,
    )


def _card(page: Page, say: _Say) -> Element:
    """A card on ink, with a bar that fills while the screen comes up."""
    ink, palette = page.ink, page.palette

    def bar(page: Page, rect: Rect) -> None:
        page.canvas.box(rect, palette.bar_empty, 3)
        width = round(rect.w * 0.62 * page.progress(0.1, 0.5))
        page.canvas.box(Rect(rect.x, rect.y, width, rect.h), palette.bar_band, 3)

    parts = (
        Words(say("ui.sample.card"), CARD, ink.first),
        Words(say("ui.sample.card.about"), SMALL, ink.second),
        Gap(4),
        Drawn(max(4, page.px(12)), bar),
    )
    return Inset(Stack(parts, 4), 16, ink.raised, ink.line, 8)


TABLES: tuple[KeyTable[Command], ...] = (
    EVERYWHERE,
    title.KEYS,
    game_context.KEYS,
    briefing.KEYS,
    board.KEYS,
    table.KEYS,
    menu.KEYS,
    menu.INJECTS_KEYS,
    setup.KEYS,
    host.SETUP_KEYS,
    host.OPEN_KEYS,
    options.KEYS,
    over.KEYS,
    replay.KEYS,
    campaign.KEYS,
)
"""The keys on the list, in its order; those of one place stand one after the other."""


@frozen
class KeyLine:
    """A key, and what it does."""

    key: str
    text: str
    room: int
    """For the key, in pixels."""

    def _words(self, page: Page) -> Words:
        return Words(self.text, SMALL, page.ink.second)

    def height(self, page: Page, width: int) -> int:
        words = self._words(page).height(page, width - self.room - page.px(14))
        return max(words, line_height(SMALL_STRONG, page.theme)) + page.px(10)

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        keycap(page, x + self.room - _key_width(page, self.key), y, self.key)
        left = self.room + page.px(14)
        self._words(page).draw(page, x + left, y, width - left)


def _key_width(page: Page, key: str) -> int:
    width = width_of(key, SMALL_STRONG, page.theme) + page.px(16)
    return max(width, line_height(SMALL_STRONG, page.theme))


def listed_keys(say: Say) -> list[tuple[str, list[tuple[str, str]]]]:
    """For each place its name, and what its keys are called with the sentence about each."""
    return [
        (say(f"ui.keys.{place}"), [line for table in tables for line in table.lines(say)])
        for place, tables in groupby(TABLES, key=lambda each: each.place)
    ]


def key_list(page: Page, say: Say, width: int) -> tuple[Element, ...]:
    """The list of keys as parts of a scrolled box of this width."""
    across = max(1, min(3, width // page.theme.tall(400)))
    places = listed_keys(say)
    room = max(_key_width(page, key) for _, lines in places for key, _ in lines)
    parts: list[Element] = []
    for place, lines in places:
        if parts:
            parts.append(Gap(14))
        parts += [Words(place, CARD, page.ink.first), Gap(6)]
        parts += [Line(page.ink.line), Gap(12)]
        rows = [lines[i : i + across] for i in range(0, len(lines), across)]
        for row in rows:
            cells: list[Element] = [KeyLine(key, text, room) for key, text in row]
            cells += [Gap(0)] * (across - len(cells))
            parts.append(Beside(tuple((each, -1) for each in cells), 28))
    return tuple(parts)
