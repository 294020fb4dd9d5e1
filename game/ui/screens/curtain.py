"""The curtain between two teams: it hides everything until the next team is at the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

import pygame
from attrs import frozen

from game.ui.page.commands import Command, KeyTable, OpenMenu, shortcut
from game.ui.page.elements import Words
from game.ui.page.page import Page
from game.ui.page.screen import Answer, GoOn, Push
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import CAPITALS, LEDE, STRONG, Style, width_of
from game.ui.paint.theme import SideLook, looks
from game.ui.program.program import Program
from game.ui.screens.menu.menu import Menu
from game.ui.widgets.buttons import FULL, Button, side_badge
from game.ui.widgets.drapery import stage_curtain
from game.words.sentences import capital

NAME = Style("title", 58, 1.12)
SMALLER = Style("title", 38, 1.15)


@frozen
class RaiseCurtain(Command):
    """Raises the curtain: the team that was asked for now sits at the screen."""


CurtainCommand = RaiseCurtain | OpenMenu
KEYS: KeyTable[CurtainCommand] = KeyTable(
    "", (shortcut("enter", RaiseCurtain(), also=("space",)), shortcut("escape", OpenMenu()))
)


class Curtain:
    """The screen that asks one team to the screen and the others to look away."""

    name = "curtain"

    def __init__(self, program: Program, side: str) -> None:
        """side: the side whose team is asked to the screen."""
        self._program = program
        self.side = side

    @property
    def keys(self) -> Mapping[str, CurtainCommand]:
        return KEYS.commands()

    def handle(self, command: CurtainCommand) -> Answer:
        match command:
            case RaiseCurtain():
                self._program.playing.seat(self.side)
                return GoOn()
            case OpenMenu():
                return Push(Menu(self._program, self))
            case _:
                assert_never(command)

    # Drawing

    def draw(self, page: Page) -> None:
        look = looks(self._program.playing.words.scenario, page.palette)[self.side]
        self._drapery(page, look)
        self._plaque(page, look)

    def _drapery(self, page: Page, look: SideLook) -> None:
        """Draws the two halves of the curtain as they close in the middle."""
        if page.theme.high_contrast:
            page.canvas.box(page.rect, page.palette.ground, 0)
            page.canvas.box(page.rect.inflate(-page.px(32), -page.px(32)), None, 0, look.on_ink, 6)
            return
        size, unit = page.rect.size, page.theme.unit
        sheet = stage_curtain(size, look.colour, unit)
        closed, half = page.progress(length=0.24), size[0] // 2
        if closed >= 1:
            page.canvas.picture(sheet, (0, 0))
            return
        page.canvas.box(page.rect, (6, 9, 14), 0)
        width = max(1, round(half * (0.25 + 0.75 * closed)))
        left = pygame.transform.scale(sheet.subsurface((0, 0, half, size[1])), (width, size[1]))
        right = sheet.subsurface((half, 0, size[0] - half, size[1]))
        page.canvas.picture(left, (0, 0))
        right = pygame.transform.scale(right, (width, size[1]))
        page.canvas.picture(right, (size[0] - width, 0))

    def _plaque(self, page: Page, look: SideLook) -> None:
        """Draws a card that names the next team and asks the others to look away."""
        say, ink = self._program.playing.words.say, page.ink
        texts = self._texts(page, look)
        button = Button(RaiseCurtain(), say("ui.curtain.open"), FULL, "people", large=True)
        badge, pad = page.theme.tall(92), page.px(44)
        most = page.theme.width - 2 * page.px(48)
        width = min(most, max(page.theme.tall(680), self._name_width(page) + 2 * pad))
        inner = width - 2 * pad
        high_button = button.height(page, inner)
        gaps = page.px(20) + page.px(26)
        words = sum(each.height(page, inner) for each in texts)
        height = badge // 2 + page.px(28) + words + gaps + high_button + pad
        middle = (page.theme.height + page.px(60) + badge // 2 - page.px(40)) // 2
        rect = Rect((page.theme.width - width) // 2, middle - height // 2, width, height)
        page.canvas.shadow(rect, 60, 190)
        page.canvas.box(rect, ink.ground, 12, look.on_ink, 2)
        frame = rect.inflate(-2 * page.px(9), -2 * page.px(9))
        page.canvas.box(frame, None, 7, page.palette.brass_edge, 1)
        top = rect.y - badge // 2
        middle_x = rect.centerx - badge // 2
        edge = max(1, page.px(2))
        page.canvas.disc((rect.centerx, rect.y), badge * 0.62 + edge, look.on_ink)
        page.canvas.disc((rect.centerx, rect.y), badge * 0.62, ink.ground)
        side_badge(page, look, (middle_x, top), badge)
        y = rect.y + badge // 2 + page.px(28)
        for i, each in enumerate(texts):
            each.draw(page, rect.x + pad, y, inner)
            y += each.height(page, inner) + (page.px(10) if i in (1, 2) else 0)
        natural = min(inner, max(button.natural(page), page.theme.tall(300)))
        place = Rect(
            rect.centerx - natural // 2, rect.bottom - pad - high_button, natural, high_button
        )
        button.draw_in(page, place)

    def _name_width(self, page: Page) -> int:
        name = self._program.playing.words.naming.side(self.side)
        return width_of(name, NAME, page.theme)

    def _texts(self, page: Page, look: SideLook) -> tuple[Words, ...]:
        words, hot_seat, ink = self._program.playing.words, self._program.playing, page.ink
        others = [side for side in hot_seat.people if side != self.side]
        room = page.theme.width - 2 * page.px(48) - 2 * page.px(44)
        style = NAME if self._name_width(page) <= room else SMALLER
        texts = [
            Words(words.say("ui.curtain.above"), CAPITALS, look.on_ink, "centre"),
            Words(words.naming.side(self.side), style, ink.first, "centre"),
            Words(words.say("ui.curtain.come"), LEDE, ink.first, "centre"),
        ]
        if others:
            names = capital(words.naming.sides(others))
            sentence = words.counted("ui.curtain.away", len(others), sides=names)
            texts.append(Words(sentence, STRONG, ink.second, "centre"))
        return tuple(texts)
