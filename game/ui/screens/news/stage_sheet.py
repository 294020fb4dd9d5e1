"""Another stage that has begun, as a page of the wire: what it is, and what is different in it."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from game.presenter.prose import paragraphs
from game.ui.page.elements import Element, Gap, Words
from game.ui.page.page import Page
from game.ui.paint.fonts import OUTCOME, SHEET, SMALL, wrapped
from game.ui.screens.news.story import TEXT, StorySheet
from game.ui.screens.news.wire import WireHead
from game.ui.widgets.marked import Marked
from game.words.stages import Subject, differences

_SIGNS: Mapping[Subject, str] = {
    "steps": "next",
    "cards": "document",
    "table": "table",
    "upkeep": "diamond",
    "end": "door",
}


@frozen
class StageSheet(StorySheet):
    """A change of stage for one reader."""

    before: str
    now: str

    def _head(self) -> WireHead:
        before = self.words.say("ui.news.stage.after", stage=self._name(self.before))
        return WireHead(self.words.say("ui.news.stage"), self._date(), before)

    def _name(self, stage: str) -> str:
        return self.words.naming.stage(stage)

    def _headline(self, page: Page, inner: int, squeezed: bool = False) -> list[Element]:
        name = self.words.say("ui.news.stage.now", stage=self._name(self.now))
        large = not squeezed and len(wrapped(name, OUTCOME, page.theme, inner)) == 1
        if large:
            return [Words(name, OUTCOME, page.paper.first)]
        lines = wrapped(name, SHEET, page.theme, inner)
        return [Words(line, SHEET, page.paper.first) for line in lines]

    def _text(self, page: Page) -> list[Words]:
        text = self.words.scenario.stages[self.now].text or self.words.say("term.stage.about")
        return [Words(each, TEXT, page.paper.first) for each in paragraphs(text)]

    def _source(self) -> str:
        return ""

    def _changed(self) -> str:
        return self.words.say("ui.news.stage.different")

    def _changes(self, page: Page) -> tuple[Element, ...]:
        ink, rows = page.paper, list[Element]()
        for each in differences(self.words, self.before, self.now, self.reader):
            sign = _SIGNS[each.subject]
            rows += [Gap(8), Marked(sign, each.sentence, SMALL, ink.first, ink.brass)]
        return tuple(rows)
