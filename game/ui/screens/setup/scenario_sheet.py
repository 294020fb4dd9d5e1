"""The sheet of paper that tells what a scenario is about."""

from __future__ import annotations

from game.model.scenario import Scenario
from game.presenter.prose import paragraphs, without_sources
from game.ui.page.elements import Element, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import BODY, SHEET, STRONG
from game.ui.program.library import PlayableCampaign
from game.ui.program.program import Program
from game.ui.screens.setup.seat_choice import by_line
from game.ui.widgets.frame import sheet


def draw_scenario_sheet(page: Page, rect: Rect, scenario: Scenario, first: str = "") -> None:
    """Draws it in a box. first: a sentence above the others, if any."""
    paper = page.paper
    parts: list[Element] = [Words(first, STRONG, paper.brass)] if first else []
    parts.append(Words(without_sources(scenario.summary), STRONG, paper.first))
    parts += [Words(text, BODY, paper.second) for text in paragraphs(scenario.situation)]
    _draw_sheet(page, rect, scenario.title, parts)


def draw_campaign_sheet(
    page: Page, rect: Rect, program: Program, playable: PlayableCampaign
) -> None:
    """Draws what a campaign is about in a box: its summary, and its chapters."""
    paper, texts = page.paper, playable.texts(program.code)
    parts: list[Element] = [
        Words(without_sources(texts.summary), STRONG, paper.first),
        Words(program.counted("ui.campaign.count", len(texts.chapters)), STRONG, paper.brass),
    ]
    for number, id in enumerate(texts.chapters, 1):
        scenario = playable.translations(id).spoken((program.code,))
        parts.append(Words(f"{number}. {scenario.title}", STRONG, paper.first))
        parts.append(Words(without_sources(scenario.summary), BODY, paper.second))
    _draw_sheet(page, rect, texts.title, parts)


def _draw_sheet(page: Page, rect: Rect, name: str, parts: list[Element]) -> None:
    paper = page.paper
    inner = sheet(page, rect)
    title = Words(name, SHEET, paper.first)
    title.draw(page, inner.x, inner.y, inner.w)
    y = inner.y + title.height(page, inner.w) + page.px(12)
    lines = by_line(page, parts, inner.w - page.px(20))
    Scroll("about", lines, 0, paper.line).draw_in(page, Rect(inner.x, y, inner.w, inner.bottom - y))
