"""The briefing: a side's dossier, in leaves that are turned over."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.decisions import PUBLIC
from game.ui.page.commands import Do
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Pop, Push
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    PANEL,
    SCENARIO,
    SMALL,
    SMALL_STRONG,
    STRONG,
    line_height,
    width_of,
)
from game.ui.paint.icons import icon
from game.ui.paint.theme import Palette, SideLook
from game.ui.program.program import Program
from game.ui.screens.briefing.dossier import draw_steps, steps_width
from game.ui.screens.briefing.open_dossier import OpenDossier
from game.ui.screens.menu.menu import Menu
from game.ui.widgets.buttons import FULL, Button
from game.ui.widgets.drapery import edge_curtain
from game.ui.widgets.frame import ground, key_hints
from game.ui.widgets.side_looks import looks, public_look
from game.words.wording import Wording


class Briefing:
    """What one side reads before the game, and can read again; or what all teams read together."""

    def __init__(self, program: Program, side: str, again: bool = False) -> None:
        """side: whose papers they are; PUBLIC: everybody's.

        again: in the middle of the game, from another screen.
        """
        self.name = "situation" if side == PUBLIC else "briefing"
        self._program = program
        self.side = side
        self._again = again
        self._shown = 0
        """Which leaves are open: a pair of them, or one."""
        self._last: int | None = None
        """The last that there are, in the window as it was last drawn."""

    @property
    def keys(self) -> Mapping[str, Do]:
        on, back = Do("leaf", "on"), Do("leaf", "back")
        keys = {
            "enter": Do("next"),
            "escape": Do("back" if self._again else "menu"),
            "right": on,
            "page-down": on,
            "left": back,
            "page-up": back,
        }
        if self._again:
            keys["b"] = Do("back")
        if self._shared:
            keys["space"] = Do("curtain")
        return keys

    def handle(self, do: Do) -> Answer:
        match do.verb:
            case "begin":
                self._program.playing.mark_papers_read(self.side)
                return GoOn()
            case "back":
                return Pop()
            case "leaf":
                self._turn(do.what)
            case "next" if self._at_end:
                return self.handle(Do("back" if self._again else "begin"))
            case "next" if self._last is not None:
                self._turn("on")
            case "curtain" if self._shared:
                self._program.playing.seat("")
                return GoOn()
            case "menu":
                return Push(Menu(self._program, self))
        return None

    def _turn(self, where: str) -> None:
        """Turns the leaves: on, back, or to some."""
        wanted = {"on": self._shown + 1, "back": self._shown - 1}.get(where)
        wanted = int(where) if wanted is None else wanted
        if self._last is not None:
            wanted = min(wanted, self._last)
        self._shown = max(0, wanted)

    @property
    def _at_end(self) -> bool:
        """Whether the last leaf is open. Before the first drawing it never is."""
        return self._last is not None and self._shown >= self._last

    @property
    def _words(self) -> Wording:
        return self._program.playing.words

    @property
    def _others_read(self) -> bool:
        """Whether other teams at this screen are still to read their papers."""
        return any(side != self.side for side in self._program.playing.sides_to_brief())

    @property
    def _shared(self) -> bool:
        """Whether teams of other sides may not see it, and are at the same screen."""
        return len(self._program.playing.people) > 1 and self.side != PUBLIC

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        look = self._look(page.palette)
        room = Rect(0, 0, page.theme.width, page.theme.height)
        if self._shared:
            strip = Rect(room.right - max(40, page.px(84)), 0, max(40, page.px(84)), room.h)
            label = self._words.say("ui.briefing.curtain")
            edge_curtain(page, strip, look, Do("curtain"), label)
            room.w -= strip.w
        margin = page.px(48) if room.w > page.theme.tall(1300) else page.px(24)
        room = room.inflate(-2 * margin, 0)
        head, foot = self._head_high(page), self._foot_high(page)
        self._head(page, Rect(room.x, 0, room.w, head))
        body = Rect(room.x, head, room.w, room.h - head - foot)
        self._dossier(page, body, look)
        self._foot(page, Rect(room.x, room.bottom - foot, room.w, foot))

    def _look(self, palette: Palette) -> SideLook:
        if self.side == PUBLIC:
            return public_look(palette)
        return looks(self._words.scenario, palette)[self.side]

    def _head_high(self, page: Page) -> int:
        return line_height(SCENARIO, page.theme) + page.px(26)

    def _foot_high(self, page: Page) -> int:
        return self._go_on().height(page, page.theme.tall(300)) + page.px(40)

    def _head(self, page: Page, rect: Rect) -> None:
        """The scenario, how far one is on the way into the game, and the day."""
        words, state = self._words, self._program.playing.state
        title, turn = words.scenario.title, max(1, state.turn)
        style = SCENARIO if width_of(title, SCENARIO, page.theme) < rect.w * 0.4 else PANEL
        y = rect.y + (rect.h - line_height(style, page.theme)) // 2 + page.px(4)
        x = rect.x + page.canvas.text(title, rect.x, y, style, page.ink.first) + page.px(36)
        told = words.say("board.turn", turn=turn, turns=words.scenario.turns)
        steps = [("now", told)] if self._again else [
            ("done", words.say("ui.briefing.setup")),
            ("now", words.say("ui.briefing")),
            ("later", told),
        ]  # fmt: skip
        down = rect.y + (rect.h - line_height(SMALL_STRONG, page.theme)) // 2 + page.px(6)
        right = x
        if x + steps_width(page, steps) <= rect.right:
            draw_steps(page, x, down, steps)
            right = x + steps_width(page, steps) + page.px(36)
        day = words.day(turn)
        wide = width_of(day, SMALL_STRONG, page.theme)
        if day and right + wide <= rect.right:
            page.canvas.text(day, rect.right - wide, down, SMALL_STRONG, page.ink.first)

    def _dossier(self, page: Page, rect: Rect, look: SideLook) -> None:
        view = self._program.playing.view(self.side)
        dossier = OpenDossier(self._words, view, look, self._shown)
        self._last = dossier.draw_in(page, rect)

    # The foot

    def _go_on(self) -> Button:
        say = self._words.say
        if self._again:
            return Button(Do("back"), say("ui.back"), FULL, "back", large=True)
        label = say("ui.briefing.begin", turn=max(1, self._program.playing.state.turn))
        if self.side == PUBLIC:
            label = say("ui.briefing.public.on")
        elif self._others_read:
            label = say("ui.briefing.read")
        return Button(Do("begin"), label, FULL, after="arrow-right", large=True)

    def _foot(self, page: Page, rect: Rect) -> None:
        button = self._go_on()
        wide = max(button.natural(page), page.theme.tall(280))
        high = button.height(page, wide)
        top = rect.y + (rect.h - high) // 2
        button.draw_in(page, Rect(rect.right - wide, top, wide, high))
        right = rect.right - wide - page.px(32)
        x, y = rect.x, rect.y + (rect.h - line_height(SMALL, page.theme)) // 2
        if self._shared or self.side == PUBLIC:
            x, y = self._remark(page, Rect(x, rect.y, right - x, rect.h))
        key_hints(page, self._hints(), x, y, right)

    def _remark(self, page: Page, rect: Rect) -> tuple[int, int]:
        """That others share the screen; where the hints below it begin."""
        words, hot_seat = self._words, self._program.playing
        others = [side for side in hot_seat.people if side != self.side]
        names = words.listed(words.naming.side(side) for side in others)
        told = words.counted("ui.briefing.away", len(others), sides=names)
        if self.side == PUBLIC:
            told = words.say("ui.briefing.public.told")
        high = line_height(STRONG, page.theme) + line_height(SMALL, page.theme)
        size = min(page.theme.tall(34), high)
        y = rect.y + (rect.h - high) // 2
        left = rect.x + size + page.px(16)
        sign = icon("people" if self.side == PUBLIC else "curtain", size, page.palette.brass)
        page.canvas.picture(sign, (rect.x, y + (high - size) // 2))
        head = words.say("ui.briefing.screen", teams=len(hot_seat.people))
        x = left
        if width_of(f"{head} {told}", STRONG, page.theme) + page.px(16) <= rect.right - left:
            x += page.canvas.text(head, x, y, STRONG, page.ink.first) + page.px(16)
        if width_of(told, STRONG, page.theme) <= rect.right - x:
            colour = page.ink.second if x > left else page.ink.first
            page.canvas.text(told, x, y, STRONG, colour)
        return left, y + line_height(STRONG, page.theme)

    def _hints(self) -> dict[str, str]:
        say = self._words.say
        if self._again:
            end = "ui.hint.back"
        elif self.side == PUBLIC:
            end = "ui.hint.read"
        else:
            end = "ui.hint.hand-over" if self._others_read else "ui.hint.begin"
        hints = {say("ui.key.enter"): say(end if self._at_end else "ui.hint.over")}
        if self._shared:
            hints[say("ui.key.space")] = say("ui.hint.curtain")
        hints[say("ui.key.sideways")] = say("ui.hint.leaf")
        if not self._again:
            hints[say("ui.key.escape")] = say("ui.hint.menu")
        return hints
