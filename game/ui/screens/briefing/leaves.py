"""Long papers on leaves: what follows goes to the next leaf, and nothing is cut in two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from game.model.colours import Colour
from game.model.play import View
from game.ui.page.elements import Element, Explained, Labelled, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import PANEL, SMALL, Style, line_height, pixel_size, wrap_text
from game.ui.paint.icons import icon
from game.ui.paint.theme import SideLook
from game.words.wording import Wording


@frozen
class LeafPart:
    """A part of a paper that stays on one leaf."""

    part: Element
    before: float = 0
    """Room above it, in steps of the design, unless it is the first on its leaf."""
    keep: bool = False
    """Whether it stays on the same leaf as the next block."""
    section: str = ""
    """The section that begins with it."""


Leaf = tuple[LeafPart, ...]


def on_leaves(page: Page, blocks: Iterable[LeafPart], width: int, height: int) -> list[Leaf]:
    """Blocks on as many leaves as they need."""
    leaves: list[list[LeafPart]] = [[]]
    used = 0
    for unit in _units(page, blocks, width, height):
        element_height = _high(page, unit, width)
        gap = page.px(unit[0].before)
        if leaves[-1] and used + gap + element_height > height:
            leaves.append([])
            used = 0
        used += element_height + (gap if leaves[-1] else 0)
        leaves[-1] += unit
    return [tuple(leaf) for leaf in leaves]


def _units(
    page: Page, blocks: Iterable[LeafPart], width: int, height: int
) -> Iterator[list[LeafPart]]:
    """Blocks that stay together; one by one where together they are higher than a leaf."""
    unit: list[LeafPart] = []
    for block in blocks:
        unit.append(block)
        if not block.keep:
            yield from [unit] if _high(page, unit, width) <= height else ([b] for b in unit)
            unit = []
    if unit:
        yield unit


def _high(page: Page, unit: Sequence[LeafPart], width: int) -> int:
    """The height of blocks, without the space above the first."""
    gaps = sum(page.px(block.before) for block in unit[1:])
    return gaps + sum(block.part.height(page, width) for block in unit)


def leaf_height(page: Page, leaf: Leaf, width: int) -> int:
    """The height of what stands on a leaf."""
    return _high(page, leaf, width) if leaf else 0


def draw_leaf(page: Page, leaf: Leaf, rect: Rect) -> None:
    """Draws what stands on a leaf, from its top."""
    y = rect.y
    for i, block in enumerate(leaf):
        y += page.px(block.before) if i else 0
        block.part.draw(page, rect.x, y, rect.w)
        y += block.part.height(page, rect.w)


@frozen
class ItemLine:
    """One line of an item in a list: indented, and with the item's mark where it is the first."""

    words: Words
    mark: Colour | None = None

    def _indent(self, page: Page) -> int:
        return round(pixel_size(self.words.style, page.theme) * 1.2)

    def height(self, page: Page, width: int) -> int:
        return self.words.height(page, width - self._indent(page))

    def draw(self, page: Page, x: int, y: int, width: int) -> None:
        indent = self._indent(page)
        if self.mark is not None:
            size = pixel_size(self.words.style, page.theme) * 6 // 10
            height = line_height(self.words.style, page.theme)
            point = icon("pip", size, self.mark)
            page.canvas.picture(point, (x, y + (height - size) // 2 + 1))
        self.words.draw(page, x + indent, y, width - indent)


_BULLETS = ("- ", "• ", "– ")


def text_blocks(
    page: Page,
    text: str,
    style: Style,
    colour: Colour,
    width: int,
    before: float = 10,
    mark: Colour | None = None,
) -> list[LeafPart]:
    """A paragraph line by line; one line of it is never alone. `- ` begins an item of a list."""
    bullet = text.startswith(_BULLETS)
    indent = round(pixel_size(style, page.theme) * 1.2) if bullet else 0
    lines = wrap_text(text[2:] if bullet else text, style, page.theme, width - indent)
    last = len(lines) - 1
    blocks = []
    for i, line in enumerate(lines):
        words = Words(line, style, colour)
        first_mark = (mark or colour) if i == 0 else None
        part: Element = ItemLine(words, first_mark) if bullet else words
        blocks.append(LeafPart(part, before if i == 0 else 0, keep=i in {0, last - 1} and i < last))
    return blocks


@frozen
class Letters:
    """How large the texts of a dossier are set."""

    body: Style
    small: Style
    """On cards."""
    fine: Style
    """Of sources."""


SETTINGS = tuple(
    Letters(Style("sans", body, 1.34), Style("sans", small, 1.3), Style("sans", fine, 1.3))
    for body, small, fine in ((20, 18, 14.8), (19.2, 17.4, 14.4), (18.4, 16.8, 14))
)
"""The first, where it is no matter; the others where it saves turning over."""


@frozen
class Reader:
    """Who reads, and on leaves of what size."""

    words: Wording
    view: View
    look: SideLook
    width: int
    height: int
    letters: Letters = SETTINGS[0]
    remark: str = ""
    """A sentence above the situation, such as in which position the game began; maybe empty."""

    @property
    def side(self) -> str:
        """Whose papers they are."""
        return self.view.who


def heading(page: Page, text: str, before: float = 26, right: str = "", term: str = "") -> LeafPart:
    """The title of a section, which stands on the same leaf as what follows."""
    head: Element = Words(text, PANEL, page.paper.first)
    if right:
        head = Labelled(Words(text, PANEL, page.paper.first), Words(right, SMALL, page.paper.third))
    if term:
        head = Explained(head, term)
    return LeafPart(head, before, keep=True, section=text)
