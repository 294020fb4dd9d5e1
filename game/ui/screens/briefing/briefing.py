"""The briefing: a side's dossier, in leaves that are turned over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from game.model.decisions import PUBLIC
from game.presenter.participants import position_sentence
from game.ui.page.commands import GoBack, OpenMenu, ReadOn
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
from game.ui.paint.theme import Palette, SideLook, looks, public_look
from game.ui.program.program import Program
from game.ui.screens.briefing.briefing_commands import (
    AGAIN,
    KEYS,
    BriefingCommand,
    FinishReading,
    LowerCurtain,
    OpenLeaf,
    TurnLeaf,
)
from game.ui.screens.briefing.dossier import draw_steps, steps_width
from game.ui.screens.briefing.open_dossier import OpenDossier
from game.ui.screens.menu.menu import Menu
from game.ui.widgets.buttons import FULL, Button
from game.ui.widgets.drapery import edge_curtain
from game.ui.widgets.frame import ground, key_hints
from game.words.sentences import capital
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
        """The number of the open leaf, or pair of leaves."""
        self._last: int | None = None
        """The number of the last leaf, as the page was last drawn."""

    @property
    def keys(self) -> Mapping[str, BriefingCommand]:
        if self._again:
            return AGAIN.commands()
        return KEYS.commands(without=() if self._shared else {LowerCurtain()})

    def handle(self, command: BriefingCommand) -> Answer:
        match command:
            case FinishReading():
                self._program.playing.mark_papers_read(self.side)
                return GoOn()
            case GoBack():
                return Pop()
            case TurnLeaf(step=step):
                self._open_leaf(self._shown + step)
            case OpenLeaf(number=number):
                self._open_leaf(number)
            case ReadOn() if self._at_end:
                return self.handle(GoBack() if self._again else FinishReading())
            case ReadOn():
                if self._last is not None:
                    self._open_leaf(self._shown + 1)
            case LowerCurtain():
                if self._shared:
                    self._program.playing.seat("")
                    return GoOn()
            case OpenMenu():
                return Push(Menu(self._program, self))
            case _:
                assert_never(command)
        return None

    def _open_leaf(self, number: int) -> None:
        """Opens a leaf; beyond the ends, the first or the last."""
        if self._last is not None:
            number = min(number, self._last)
        self._shown = max(0, number)

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
        """Whether other teams, who may not see it, share the screen."""
        return len(self._program.playing.people) > 1 and self.side != PUBLIC

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        look = self._look(page.palette)
        room = Rect(0, 0, page.theme.width, page.theme.height)
        if self._shared:
            strip = Rect(room.right - max(40, page.px(84)), 0, max(40, page.px(84)), room.h)
            label = self._words.say("ui.briefing.curtain")
            edge_curtain(page, strip, look, LowerCurtain(), label)
            room.w -= strip.w
        margin = page.px(48) if room.w > page.theme.tall(1300) else page.px(24)
        room = room.inflate(-2 * margin, 0)
        head, foot = self._head_height(page), self._foot_height(page)
        self._head(page, Rect(room.x, 0, room.w, head))
        body = Rect(room.x, head, room.w, room.h - head - foot)
        self._dossier(page, body, look)
        self._foot(page, Rect(room.x, room.bottom - foot, room.w, foot))

    def _look(self, palette: Palette) -> SideLook:
        if self.side == PUBLIC:
            return public_look(palette)
        return looks(self._words.scenario, palette)[self.side]

    def _head_height(self, page: Page) -> int:
        return line_height(SCENARIO, page.theme) + page.px(26)

    def _foot_height(self, page: Page) -> int:
        return self._go_on().height(page, page.theme.tall(300)) + page.px(40)

    def _head(self, page: Page, rect: Rect) -> None:
        """Draws the scenario's name, the steps into the game, and the day."""
        words, state = self._words, self._program.playing.state
        title, turn = words.scenario.title, max(1, state.turn)
        style = SCENARIO if width_of(title, SCENARIO, page.theme) < rect.w * 0.4 else PANEL
        y = rect.y + (rect.h - line_height(style, page.theme)) // 2 + page.px(4)
        x = rect.x + page.canvas.text(title, rect.x, y, style, page.ink.first) + page.px(36)
        turn_words = words.say("board.turn", turn=turn, turns=words.scenario.turns)
        steps = [("now", turn_words)] if self._again else [
            ("done", words.say("ui.briefing.setup")),
            ("now", words.say("ui.briefing")),
            ("later", turn_words),
        ]  # fmt: skip
        down = rect.y + (rect.h - line_height(SMALL_STRONG, page.theme)) // 2 + page.px(6)
        right = x
        if x + steps_width(page, steps) <= rect.right:
            draw_steps(page, x, down, steps)
            right = x + steps_width(page, steps) + page.px(36)
        day = words.day(turn)
        width = width_of(day, SMALL_STRONG, page.theme)
        if day and right + width <= rect.right:
            page.canvas.text(day, rect.right - width, down, SMALL_STRONG, page.ink.first)

    def _dossier(self, page: Page, rect: Rect, look: SideLook) -> None:
        view = self._program.playing.view(self.side)
        remark = position_sentence(self._words, self._program.playing.game)
        dossier = OpenDossier(self._words, view, look, self._shown, remark)
        self._last = dossier.draw_in(page, rect)

    # The foot

    def _go_on(self) -> Button:
        say = self._words.say
        if self._again:
            return Button(GoBack(), say("ui.back"), FULL, "back", large=True)
        label = say("ui.briefing.begin", turn=max(1, self._program.playing.state.turn))
        if self.side == PUBLIC:
            label = say("ui.briefing.public.on")
        elif self._others_read:
            label = say("ui.briefing.read")
        return Button(FinishReading(), label, FULL, after="arrow-right", large=True)

    def _foot(self, page: Page, rect: Rect) -> None:
        button = self._go_on()
        width = max(button.natural(page), page.theme.tall(280))
        height = button.height(page, width)
        top = rect.y + (rect.h - height) // 2
        button.draw_in(page, Rect(rect.right - width, top, width, height))
        right = rect.right - width - page.px(32)
        x, y = rect.x, rect.y + (rect.h - line_height(SMALL, page.theme)) // 2
        if self._shared or self.side == PUBLIC:
            x, y = self._remark(page, Rect(x, rect.y, right - x, rect.h))
        key_hints(page, self._hints(), x, y, right)

    def _remark(self, page: Page, rect: Rect) -> tuple[int, int]:
        """Draws a remark that others share the screen; returns where the hints below it begin."""
        words, hot_seat = self._words, self._program.playing
        others = [side for side in hot_seat.people if side != self.side]
        names = capital(words.naming.sides(others)) if others else ""
        remark = words.counted("ui.briefing.away", len(others), sides=names)
        if self.side == PUBLIC:
            remark = words.say("ui.briefing.public.told")
        height = line_height(STRONG, page.theme) + line_height(SMALL, page.theme)
        size = min(page.theme.tall(34), height)
        y = rect.y + (rect.h - height) // 2
        left = rect.x + size + page.px(16)
        sign = icon("people" if self.side == PUBLIC else "curtain", size, page.palette.brass)
        page.canvas.picture(sign, (rect.x, y + (height - size) // 2))
        head = words.say("ui.briefing.screen", teams=len(hot_seat.people))
        x = left
        if width_of(f"{head} {remark}", STRONG, page.theme) + page.px(16) <= rect.right - left:
            x += page.canvas.text(head, x, y, STRONG, page.ink.first) + page.px(16)
        if width_of(remark, STRONG, page.theme) <= rect.right - x:
            colour = page.ink.second if x > left else page.ink.first
            page.canvas.text(remark, x, y, STRONG, colour)
        return left, y + line_height(STRONG, page.theme)

    def _hints(self) -> dict[str, str]:
        say = self._words.say
        if self._again:
            end = "ui.hint.back"
        elif self.side == PUBLIC:
            end = "ui.hint.read"
        else:
            end = "ui.hint.hand-over" if self._others_read else "ui.hint.begin"
        hints = {KEYS.keycap(ReadOn(), say): say(end if self._at_end else "ui.hint.over")}
        if self._shared:
            hints[KEYS.keycap(LowerCurtain(), say)] = say("ui.hint.curtain")
        hints[KEYS.keycaps(TurnLeaf(1), say)] = say("ui.hint.leaf")
        if not self._again:
            hints[KEYS.keycap(OpenMenu(), say)] = say("ui.hint.menu")
        return hints
