"""What can be pressed is where it was drawn: its box, or its words, to the pixel."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest
from attrs import evolve

from game.model.colours import Colour
from game.ui.page.page import Page, Target
from game.ui.paint.canvas import Canvas, Rect
from game.ui.shell.app import App


class Noting(Canvas):
    """A canvas that notes the boxes and pictures drawn on it."""

    boxes: list[Rect]

    def box(
        self,
        rect: Rect,
        fill: Colour | None,
        radius: float = 10,
        border: Colour | None = None,
        thick: float = 1,
    ) -> None:
        self._note(rect)
        super().box(rect, fill, radius, border, thick)

    def paper(self, rect: Rect, radius: float = 8, aged: bool = False) -> None:
        self._note(rect)
        super().paper(rect, radius, aged)

    def picture(self, image: pygame.Surface, place: tuple[int, int]) -> None:
        self._note(Rect(place, image.get_size()))
        super().picture(image, place)

    def ring(self, rect: Rect, radius: float, colour: Colour) -> None:
        """Draws none: it stands where a target says it is, and proves nothing."""

    def _note(self, rect: Rect) -> None:
        if not self.ghost:
            self.__dict__.setdefault("boxes", []).append(rect.copy())


def same(a: Rect, b: Rect) -> bool:
    return all(abs(x - y) <= 1 for x, y in zip(a, b, strict=True))


def shown(page: Page, target: Target) -> bool:
    """Whether a box was drawn just where a target is, or words in the middle of it."""
    canvas = page.canvas
    assert isinstance(canvas, Noting)
    if any(same(box, target.rect) for box in canvas.boxes):
        return True
    inside = [Rect(b.rect) for b in canvas.texts if target.rect.colliderect(b.rect)]
    if not inside or not all(target.rect.inflate(2, 2).contains(each) for each in inside):
        return False
    words = inside[0].unionall(inside[1:])
    return abs(words.centery - target.rect.centery) <= 3


def astray(app: App) -> Iterator[str]:
    """The targets of a screen that aren't where they were drawn."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("game.ui.shell.app.Canvas", Noting)
        page = app.draw(pygame.Surface(app.size))
        for target in page.targets:
            if target.hidden or shown(page, target):
                continue
            # Some draw their box only under the mouse.
            before = app.looking
            app._looking[id(app.screen)] = evolve(before, hover=target.command)
            hovered = app.draw(pygame.Surface(app.size))
            app._looking[id(app.screen)] = before
            if not shown(hovered, target):
                yield f"not drawn where it is: {target.label!r} {target.command} at {target.rect}"
