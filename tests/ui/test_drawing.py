"""What the other tests of drawing go by finds what doesn't fit."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pytest
from drawing import drawn, misfits
from tiny_program import Press

from game.ui.page.commands import Command
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import BODY

INK = (240, 240, 240)


class Sketch:
    """A screen drawn by one function."""

    name = "sketch"
    keys: Mapping[str, Command] = MappingProxyType({})

    def __init__(self, paint: Callable[[Page], object]) -> None:
        self.paint = paint

    def draw(self, page: Page) -> None:
        self.paint(page)

    def handle(self, command: Command) -> None:
        """Nothing."""


def clipped(page: Page) -> None:
    with page.canvas.clipped(Rect(0, 0, 40, 40)):
        page.canvas.text("Longer than its box", 4, 4, BODY, INK)


def outside(page: Page) -> None:
    page.canvas.text("Nearly gone", page.theme.width - 20, 4, BODY, INK)


def crossing(page: Page) -> None:
    page.canvas.text("One", 40, 40, BODY, INK)
    page.canvas.text("Two", 44, 46, BODY, INK)


def low(page: Page) -> None:
    page.target(Press(), Rect(10, 10, 90, 20), "Low")


def far(page: Page) -> None:
    page.target(Press(), Rect(-10, 10, 90, 40), "Far")


def twice(page: Page) -> None:
    for x in (10, 200):
        page.target(Press(), Rect(x, 10, 90, 40), "Twice")


@pytest.mark.parametrize("paint", [clipped, outside, crossing, low, far, twice])
def test_what_does_not_fit_is_found(paint: Callable[[Page], object]) -> None:
    assert len(misfits(drawn(Sketch(paint)))) == 1


def beside(page: Page) -> None:
    x = page.canvas.text("One ", 40, 40, BODY, INK)
    page.canvas.text("Two", 40 + x, 40, BODY, INK)
    page.target(Press(), Rect(10, 80, 90, 32), "Press")


def unseen(page: Page) -> None:
    with page.canvas.hidden(), page.within("box", 0, (0, 20)):
        page.canvas.text("Scrolled away", 40, -90, BODY, INK)
        page.target(Press(), Rect(10, -90, 90, 20), "Away")


@pytest.mark.parametrize("paint", [beside, unseen])
def test_what_fits_is_left_alone(paint: Callable[[Page], object]) -> None:
    assert misfits(drawn(Sketch(paint))) == []
