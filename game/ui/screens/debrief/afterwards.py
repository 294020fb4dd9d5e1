"""What the author tells everybody after the game, on paper, and what could be learned."""

from __future__ import annotations

from collections.abc import Sequence

from game.presenter.prose import flowing, footnoted
from game.ui.page.elements import Beside, Element, Gap, Line, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.boxes import columns
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import (
    BODY,
    CAPITALS,
    LABEL,
    PANEL,
    SHEET,
    SMALL,
    SMALL_STRONG,
    Style,
    width_of,
)
from game.ui.widgets.frame import panel, sheet
from game.words.wording import Wording

TEXT = Style("serif", 22, 1.42)


def afterwards(page: Page, rect: Rect, words: Wording, cards: Sequence[str]) -> None:
    """Draws the text, and beside it the objectives and the cards where there is room for them."""
    scenario = words.scenario
    beside = bool(scenario.objectives or cards) and not page.theme.tight
    if beside:
        left, right = columns(rect, (-1, page.theme.tall(520)), page.px(24))
    else:
        wide = min(rect.w, page.theme.tall(1100))
        left, right = Rect(rect.x + (rect.w - wide) // 2, rect.y, wide, rect.h), None
    inner = sheet(page, left)
    if inner.w > page.theme.tall(1040):
        free = inner.w - page.theme.tall(1040)
        inner = Rect(inner.x + free // 2, inner.y, inner.w - free, inner.h)
    parts = [Words(words.say("ending.debrief"), SHEET, page.paper.first), *_text(page, words)]
    if not beside:
        for found in _asides(page, words, cards, on_paper=True):
            parts += [Gap(10), Line(page.paper.line), *found]
    Scroll("afterwards", tuple(parts), 14, page.paper.line).draw_in(page, inner)
    if right is not None:
        asides = _asides(page, words, cards, on_paper=False)
        found = [part for aside in asides for part in (Gap(14), *aside)][1:]
        Scroll("objectives", tuple(found), 14).draw_in(page, panel(page, right))


def _text(page: Page, words: Wording) -> list[Element]:
    notes: dict[str, int] = {}
    paper, scenario = page.paper, words.scenario
    found = footnoted(scenario.debrief, scenario, notes)
    if not found:
        return [Words(words.say("ui.over.afterwards.none"), TEXT, paper.second)]
    parts: list[Element] = [Words(text, TEXT, paper.first) for text in found]
    if notes:
        parts += [Gap(4), Words(words.say("ui.over.sources"), CAPITALS, paper.third)]
        for key, number in notes.items():
            source = scenario.sources[key]
            told = flowing(source.title) + (f", {source.as_of}" if source.as_of else "")
            wide = width_of("00", LABEL, page.theme) + page.px(4)
            figure = Words(str(number), LABEL, paper.third)
            row = Beside(((figure, wide), (Words(told, LABEL, paper.second), -1)), 8)
            parts.append(row)
    return parts


def _asides(
    page: Page, words: Wording, cards: Sequence[str], *, on_paper: bool
) -> list[list[Element]]:
    """What could be learned, and what the cards were: each a heading with its lines."""
    objectives = [flowing(text) for text in words.scenario.objectives.values()]
    colours = page.paper if on_paper else page.ink
    head, style = (SMALL_STRONG, SMALL) if on_paper else (PANEL, BODY)
    found: list[list[Element]] = []
    for key, lines in (("ui.over.objectives", objectives), ("ending.cards", cards)):
        told = [Words(line, style, colours.first if on_paper else colours.second) for line in lines]
        title = Words(words.say(key), head, colours.second if on_paper else colours.first)
        found += [[title, *told]] if lines else []
    return found
