"""A side's badge and name above what is chosen for it, and texts that scroll by lines."""

from __future__ import annotations

from game.model.scenario import Scenario
from game.ui.page.elements import Element, Gap, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import STRONG, line_height
from game.ui.paint.theme import looks
from game.ui.widgets.buttons import side_badge


class SideHead:
    """A side's badge and name."""

    def __init__(self, shape: int, side: str, name: str, scenario: Scenario) -> None:
        self._shape, self._side, self._name, self._scenario = shape, side, name, scenario

    def height(self, page: Page, width: int) -> int:  # noqa: ARG002
        return max(page.theme.tall(38), line_height(STRONG, page.theme))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        height = self.height(page, width)
        side_badge(page, looks(self._scenario, page.palette)[self._side], (x, y), height)
        down = y + (height - line_height(STRONG, page.theme)) // 2
        left = x + height + page.px(12)
        name_width = page.canvas.text(self._name, left, down, STRONG, page.ink.first)
        page.explain(Rect(x, y, left + name_width - x, height), "side", self._name)


def by_line(page: Page, parts: list[Element], width: int) -> tuple[Element, ...]:
    """Texts line by line, so that they scroll by lines; a gap between two texts."""
    lines: list[Element] = []
    for part in parts:
        if lines:
            lines.append(Gap(10))
        if isinstance(part, Words):
            lines += [Words(line, part.style, part.colour) for line in part.lines(page, width)]
        else:
            lines.append(part)
    return tuple(lines)
