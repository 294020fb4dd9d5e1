"""What became of a table, as a story on the wire: signed, broken off, or fallen."""

from __future__ import annotations

from attrs import frozen

from game.presenter.stories import Pact
from game.ui.page.elements import Element, Words
from game.ui.page.page import Page
from game.ui.paint.fonts import BODY, OUTCOME, SHEET, wrapped
from game.ui.screens.news.story import TEXT, StorySheet
from game.ui.screens.news.wire import WireHead


@frozen
class PactSheet(StorySheet):
    """The story of a table for one reader."""

    pact: Pact

    def _head(self) -> WireHead:
        status = self.words.say(f"status.{self.pact.code}")
        return WireHead(self.words.say("ui.news.wire"), self._date(), status)

    def _headline(self, page: Page, inner: int, squeezed: bool = False) -> list[Element]:
        table = self.words.naming.table(self.pact.table)
        name = self.words.say(f"ui.pact.{self.pact.code}", table=table)
        large = not squeezed and len(wrapped(name, OUTCOME, page.theme, inner)) == 1
        if large:
            return [Words(name, OUTCOME, page.paper.first)]
        lines = wrapped(name, SHEET, page.theme, inner)
        return [Words(line, SHEET, page.paper.first) for line in lines]

    def _text(self, page: Page) -> list[Words]:
        naming, table, paper = self.words.naming, self.pact.table, page.paper
        found = [Words(text, TEXT, paper.first) for text in self.story.said]
        for issue, option in self.pact.package.items():
            names = naming.issue(table, issue), naming.option(table, issue, option)
            told = self.words.say("ui.pact.clause", issue=names[0], option=names[1])
            found.append(Words(told, BODY, paper.first))
        return found

    def _source(self) -> str:
        return ""
