"""What is chosen before a room opens: scenario, players, tables, language, and the network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from game.desk.rooms.addresses import OwnAddress, own_addresses
from game.desk.rooms.room_process import RoomPlan
from game.model.players import ME
from game.model.scenario import Scenario
from game.presenter.prose import name_without_article
from game.ui.page.commands import GoBack
from game.ui.page.elements import Element, Flow, Line, Stack, Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop, Replace
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, cut_bottom, cut_top, shrink_box
from game.ui.paint.fonts import CAPITALS, SMALL, line_height
from game.ui.paint.theme import looks
from game.ui.program.library import PlayableScenario
from game.ui.program.program import Program
from game.ui.screens.host.host_commands import (
    SETUP_KEYS,
    ChooseHosted,
    HostRoom,
    HostSetupCommand,
    LookForNetworks,
    MoreTables,
    SetAddress,
    SetRoomLanguage,
    SetTables,
)
from game.ui.screens.host.hosted_room import HostedRoom
from game.ui.screens.setup.scenario_sheet import draw_scenario_sheet
from game.ui.screens.setup.seat_choice import SeatChoice, SideHead
from game.ui.screens.setup.setup_commands import GiveSeat
from game.ui.widgets.buttons import FULL, GREY, Button, toggle
from game.ui.widgets.frame import ground, key_hints, panel
from game.words.language import language
from game.words.wording import Wording

MOST_TABLES = 12


class HostSetup:
    """The choices for a room."""

    name = "host"

    def __init__(
        self,
        program: Program,
        playable: PlayableScenario,
        list_addresses: Callable[[], Sequence[OwnAddress]] = own_addresses,
    ) -> None:
        """playable: the scenario that is chosen at first."""
        self._program = program
        self._playable = playable
        self._list_addresses = list_addresses
        self._tables = 1
        self._code = ""
        """The language of the room, where one was chosen."""
        self._seats: dict[str, str] = {}
        self._look_for_networks()

    @property
    def keys(self) -> Mapping[str, HostSetupCommand]:
        return SETUP_KEYS.commands()

    @property
    def _scenario(self) -> Scenario:
        return self._playable.scenario(self._program.code)

    @property
    def _books(self) -> list[PlayableScenario]:
        """The scenarios that can be played; the one that is chosen may be a variant of one."""
        shelf = self._program.scenarios
        return [each for each in shelf if isinstance(each, PlayableScenario)]

    @property
    def _language(self) -> str:
        codes = self._playable.translations.codes
        wished = (self._code, self._program.code)
        return next((code for code in wished if code in codes), codes[0])

    def handle(self, command: HostSetupCommand) -> Answer:
        match command:
            case ChooseHosted(index=index):
                books = self._books
                if index < len(books) and books[index].path != self._playable.path:
                    self._playable, self._seats = books[index], {}
            case GiveSeat(side=side, player=player):
                self._seats[side] = player
            case SetTables(count=count):
                self._tables = count
            case MoreTables():
                self._tables = self._tables % MOST_TABLES + 1
            case SetRoomLanguage(code=code):
                self._code = code
            case SetAddress(address=address):
                self._address = address
            case LookForNetworks():
                self._look_for_networks()
            case HostRoom():
                return self._host()
            case GoBack():
                return Pop()
            case _:
                assert_never(command)
        return None

    def _look_for_networks(self) -> None:
        """Lists the addresses of this computer, and chooses the first."""
        self._addresses = tuple(self._list_addresses())
        self._address = self._addresses[0].address if self._addresses else ""

    @property
    def plan(self) -> RoomPlan:
        """The room as it is chosen now."""
        variant = self._playable.folder.variant
        scenario = str(self._playable.path)
        return RoomPlan(
            scenario if variant is None else f"{scenario}:{variant}",
            {side: self._seats.get(side, ME) for side in self._scenario.sides},
            self._tables,
            self._language,
            self._address,
        )

    def _host(self) -> Answer:
        room = HostedRoom(self._program, self._playable, self.plan.arguments())
        room.open()
        return Replace(room)

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        rect = shrink_box(page.rect, page.px(48), page.px(40))
        height = self._open_button().height(page, page.theme.tall(360))
        body, foot = cut_bottom(rect, height, page.px(20))
        left = page.theme.tall(640)
        if left > rect.w * 0.45:
            left = rect.w * 42 // 100
        draw_scenario_sheet(page, Rect(body.x, body.y, left, body.h), self._scenario)
        x = body.x + left + page.px(24)
        self._choices(page, Rect(x, body.y, body.right - x, body.h))
        self._feet(page, foot)

    def _open_button(self) -> Button:
        label = self._program.say("ui.host.begin")
        return Button(HostRoom(), label, FULL, after="arrow-right", large=True)

    def _feet(self, page: Page, foot: Rect) -> None:
        say, keys = self._program.say, SETUP_KEYS
        back = Button(GoBack(), say("ui.back"), GREY, "back")
        begin = self._open_button()
        width = begin.natural(page)
        begin.draw_in(page, Rect(foot.right - width, foot.y, width, foot.h))
        small = back.natural(page)
        back.draw_in(page, Rect(foot.x, foot.y, small, foot.h))
        hints = {
            keys.keycap(HostRoom(), say): say("ui.hint.host"),
            keys.keycap(MoreTables(), say): say("ui.hint.tables"),
            keys.keycap(LookForNetworks(), say): say("ui.hint.networks"),
            keys.keycap(GoBack(), say): say("ui.hint.back"),
        }
        gap = page.px(32)
        y = foot.y + (foot.h - line_height(SMALL, page.theme)) // 2
        key_hints(page, hints, foot.x + small + gap, y, foot.right - width - gap)

    def _choices(self, page: Page, rect: Rect) -> None:
        say, ink, scenario = self._program.say, page.ink, self._scenario
        inner = panel(page, rect, say("ui.host"))
        _, inner = cut_top(inner, page.px(8))
        sections = [
            Words(say("ui.host.about"), SMALL, ink.second),
            *self._scenarios(page),
            self._networks(page),
            *(self._side(page, scenario, side) for side in scenario.sides),
            *self._others(page),
        ]
        parts: list[Element] = []
        for each in sections:
            parts += [each, Line(ink.line)]
        Scroll("choices", tuple(parts[:-1]), 16).draw_in(page, inner)

    def _scenarios(self, page: Page) -> list[Element]:
        code, books = self._program.code, self._books
        if len(books) < 2:
            return []
        pills = tuple(
            toggle(ChooseHosted(i), each.scenario(code).title, each.path == self._playable.path)
            for i, each in enumerate(books)
        )
        return [self._section(page, "scenario", Flow(pills, 10, 10))]

    def _side(self, page: Page, scenario: Scenario, side: str) -> Element:
        words = Wording(scenario, language(scenario.language))
        shape = looks(scenario, page.palette)[side].shape
        head = SideHead(shape, side, name_without_article(words, side), scenario)
        choice = SeatChoice(scenario, self._program.say, side, "team")
        return Stack((head, choice.element(page, self._seats.get(side, ME))), 12)

    def _networks(self, page: Page) -> Element:
        say = self._program.say
        pills = [
            toggle(
                SetAddress(own.address),
                say("ui.host.address.one", address=own.address, adapter=own.adapter),
                own.address == self._address,
            )
            for own in self._addresses
        ]
        pills.append(toggle(SetAddress(""), say("ui.host.address.none"), not self._address))
        pills.append(toggle(LookForNetworks(), say("ui.host.address.again"), False, "search"))
        about = "address.none" if self._addresses else "address.no-network"
        choice = Flow(tuple(pills), 10, 10)
        return self._section(page, "address", choice, "address" if self._address else about)

    def _others(self, page: Page) -> list[Element]:
        """How many tables there are, and the language."""
        tables = tuple(
            toggle(SetTables(count), str(count), count == self._tables)
            for count in range(1, MOST_TABLES + 1)
        )
        chosen = self._language
        languages = tuple(
            toggle(SetRoomLanguage(code), language(code).say("language.name"), code == chosen)
            for code in self._playable.translations.codes
        )
        return [
            self._section(page, "tables", Flow(tables, 8, 8)),
            self._section(page, "language", Flow(languages, 10, 10)),
        ]

    def _section(self, page: Page, name: str, choice: Element, about: str = "") -> Element:
        say, ink = self._program.say, page.ink
        title = Words(say(f"ui.host.{name}"), CAPITALS, ink.third)
        remark = Words(say(f"ui.host.{about or name}.about"), SMALL, ink.second)
        return Stack((title, choice, remark), 10)
