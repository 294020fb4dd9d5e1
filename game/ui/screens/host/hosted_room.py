"""A room that is hosted: how to reach it while it is open, and what became of it afterwards."""

from __future__ import annotations

import re
import threading
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from typing import assert_never

from attrs import evolve

from game.desk.rooms.room_process import RoomStage, continue_arguments
from game.ui.page.commands import GoBack
from game.ui.page.elements import Beside, Element, Gap, Marked
from game.ui.page.events import wake_loop
from game.ui.page.page import Page
from game.ui.page.screen import Answer, Pop, Push, Quit, Screen
from game.ui.paint.fonts import BODY, SCENARIO, SMALL
from game.ui.program.library import PlayableScenario
from game.ui.program.program import Program
from game.ui.screens.ask import Ask
from game.ui.screens.host.host_commands import (
    OPEN_KEYS,
    OVER_KEYS,
    WAITING_KEYS,
    EndRoom,
    HostedCommand,
    OpenConsole,
    OpenRoomAgain,
    OpenWall,
)
from game.ui.screens.host.open_room import draw_open_room
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.dialog import dialog, scrolled_lines
from game.ui.widgets.frame import ground

_WIDTH = 820


class HostedRoom:
    """The room in its process."""

    name = "room"

    def __init__(
        self, program: Program, playable: PlayableScenario, arguments: Sequence[str]
    ) -> None:
        """arguments: of `communique host`."""
        self._program = program
        self._playable = playable
        self._arguments = arguments
        self._unstarted = ""
        """Why no process could be started, if none could."""

    def open(self) -> None:
        """Starts the process, or notes why that fails."""
        self._unstarted = ""
        try:
            self._program.host(self._arguments)
        except OSError as error:
            self._unstarted = error.strerror or str(error)

    @property
    def _stage(self) -> RoomStage:
        room = self._program.room
        return room.stage if room is not None and not self._unstarted else "failed"

    @property
    def keys(self) -> Mapping[str, HostedCommand]:
        match self._stage:
            case "open":
                return OPEN_KEYS.commands()
            case "opening":
                return WAITING_KEYS.commands()
            case "ending":
                return {}
            case _:
                return OVER_KEYS.commands()

    def handle(self, command: HostedCommand) -> Answer:
        process = self._program.room
        room = process.room if process is not None else None
        match command:
            case OpenConsole():
                self._browse(room.console if room is not None else "")
            case OpenWall():
                self._browse(room.wall if room is not None else "")
            case EndRoom():
                if self._stage == "opening" and process is not None:
                    process.end()
                elif self._stage == "open":
                    return Push(ask_to_end(self._program, self))
            case OpenRoomAgain():
                if room is not None:
                    self._arguments = continue_arguments(room.folder)
                if not self._program.hosts:
                    self.open()
            case GoBack():
                self._program.leave_room()
                return Pop()
            case _:
                assert_never(command)
        return None

    def _browse(self, url: str) -> None:
        def tell() -> None:
            self._program.notice = self._program.say("ui.room.no-browser", url=url)
            wake_loop()

        if url:
            open_in_browser(url, tell)

    # Drawing

    def draw(self, page: Page) -> None:
        process, stage = self._program.room, self._stage
        room = process.room if process is not None else None
        if stage == "open" and room is not None:
            scenario = self._playable.scenario(self._program.code)
            draw_open_room(page, self._program.say, room, scenario)
            return
        ground(page)
        self._notice(page, stage)

    def _notice(self, page: Page, stage: RoomStage) -> None:
        """What happens, or has happened, while no room is open."""
        say, ink = self._program.say, page.ink
        symbol = {"failed": "warning", "lost": "warning", "ended": "check"}.get(stage, "hourglass")
        title = say(f"ui.room.{stage}")
        head = Marked(symbol, title, SCENARIO, ink.first, page.palette.brass, 14)
        width = min(page.theme.tall(_WIDTH), page.theme.width - 2 * page.px(40)) - 2 * page.px(36)
        lines = scrolled_lines(page, self._about(stage), BODY, ink.second, width - page.px(24))
        reason = self._reason(stage)
        if reason:
            lines += [Gap(12), *scrolled_lines(page, reason, SMALL, ink.first, width - page.px(24))]
        dialog(page, head, lines, self._foot(stage), _WIDTH, 0)

    def _about(self, stage: RoomStage) -> str:
        process = self._program.room
        folder = process.room.folder if process is not None and process.room is not None else ""
        return self._program.say(f"ui.room.{stage}.about", folder=folder)

    def _reason(self, stage: RoomStage) -> str:
        """What the process complained of: in its own words, unless it was about a port."""
        if stage not in ("failed", "lost"):
            return ""
        process = self._program.room
        said = self._unstarted or (process.complaint if process is not None else "")
        port = re.match(r"--port (\d+): ", said)
        if port is not None:
            return self._program.say("ui.room.reason.port", port=port[1])
        return self._program.say("ui.room.reason", reason=said) if said else ""

    def _foot(self, stage: RoomStage) -> Element | None:
        say = self._program.say
        match stage:
            case "opening":
                cap = WAITING_KEYS.keycap(EndRoom(), say)
                return Button(EndRoom(), say("ui.room.cancel"), GREY, below=cap)
            case "failed" | "lost" | "ended":
                label = say("ui.again" if stage == "failed" else "ui.room.open-again")
                again = Button(
                    OpenRoomAgain(), label, FULL, below=OVER_KEYS.keycap(OpenRoomAgain(), say)
                )
                back = Button(
                    GoBack(), say("ui.room.title"), GREY, below=OVER_KEYS.keycap(GoBack(), say)
                )
                return Beside(((again, -1.2), (back, -1)), 16)
            case _:
                return None


def open_in_browser(url: str, failed: Callable[[], object]) -> None:
    """Opens a page without waiting for the browser.

    failed: is called in another thread where there is no browser.
    """

    def open_it() -> None:
        try:
            opened = webbrowser.open(url)
        except (OSError, webbrowser.Error):
            opened = False
        if not opened:
            failed()

    threading.Thread(target=open_it, daemon=True).start()


def ask_to_end(program: Program, beneath: Screen | None, leaving: Quit | None = None) -> Ask:
    """Asks whether to end the room; leaving: whether the program ends then too."""
    say = program.say

    def end() -> Answer:
        if program.room is not None:
            program.room.end()
        return evolve(leaving, sure=True) if leaving is not None else None

    return Ask(
        program,
        beneath,
        say("ui.room.end.sure" if leaving is None else "ui.room.leave.sure"),
        say("ui.room.end.about"),
        say("ui.room.end"),
        end,
        no=say("ui.room.end.no"),
        symbol="power",
    )
