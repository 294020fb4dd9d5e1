"""An inject as a story on the wire: its headline, its text, and what it changed."""

from __future__ import annotations

from attrs import frozen

from game.presenter.explanations import about_track
from game.presenter.prose import flowing, paragraphs
from game.presenter.stories import Shift, Story
from game.ui.page.elements import Beside, Element, Explained, Gap, Line, Stack, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import CAPITALS, LABEL, OUTCOME, SHEET, SMALL, Style, wrapped
from game.ui.screens.news.changes import ChangeRow, changes_inset
from game.ui.screens.news.wire import WireHead, margins, story_paper
from game.ui.widgets.marked import Marked
from game.words.sentences import number
from game.words.wording import Wording

TEXT = Style("sans", 23, 1.36)
_SIGNS = {"revealed": "eye", "promised": "seal", "opened": "table", "lapsed": "table"}


@frozen
class StorySheet:
    """The story for one reader."""

    words: Wording
    reader: str
    story: Story

    def natural(self, page: Page, width: int) -> int:
        """How high it is where all of it has room."""
        inner, pad = self._inner(page, width)
        high = sum(part.height(page, inner) for part in self._whole(page, inner))
        return high + 2 * pad + margins(page)[1]

    def squeezed(self, page: Page, width: int) -> int:
        """How high it is in lines close below each other."""
        inner, pad = self._inner(page, width)
        high = sum(part.height(page, inner) for part in self._lines(page, inner))
        return high + pad + max(pad // 2, page.px(10)) + margins(page)[1]

    def draw_in(self, page: Page, rect: Rect, name: str = "story") -> None:
        """Draws it in a box; what has no room is scrolled."""
        story_paper(page, rect)
        inner, pad = self._inner(page, rect.w)
        high = rect.h - pad - max(pad // 2, page.px(10)) - margins(page)[1]
        place = Rect(rect.x + (rect.w - inner) // 2, rect.y + pad, inner, high)
        if self.natural(page, rect.w) <= rect.h:
            Stack(tuple(self._whole(page, inner))).draw(page, place.x, place.y, inner)
            return
        lines = self._lines(page, inner)
        if self.squeezed(page, rect.w) > rect.h:
            lines = self._lines(page, inner - max(6, page.px(10)) - page.px(6))
        Scroll(name, tuple(lines), 0, page.paper.line).draw_in(page, place)

    def _inner(self, page: Page, width: int) -> tuple[int, int]:
        """How wide the text is, and the room above it."""
        wide = width - 2 * margins(page)[0] - 2 * page.px(38)
        return wide, page.px(28)

    # Its parts

    def _whole(self, page: Page, inner: int) -> list[Element]:
        """All of it, text and changes beside each other where that can be read."""
        text, changes = self._text(page), self._changes(page)
        parts: list[Element] = [self._head(), Gap(14)]
        parts += [*self._headline(page, inner), Gap(14)]
        parts += [Line(page.paper.line), Gap(18)]
        if not changes:
            parts.append(Stack(tuple(text), 12))
        elif inner >= page.theme.tall(880):
            inset = changes_inset(page, self._changed(), changes)
            parts.append(Beside(((Stack(tuple(text), 12), -0.92), (inset, -1)), 44))
        else:
            parts += [Stack(tuple(text), 12), Gap(16)]
            parts.append(changes_inset(page, self._changed(), changes))
        source = self._source()
        if source:
            parts += [Gap(16), Words(source, LABEL, page.paper.third)]
        return parts

    def _lines(self, page: Page, inner: int) -> list[Element]:
        """All of it in parts small enough to scroll by."""
        found: list[Element] = [self._head(), Gap(10)]
        found += self._headline(page, inner, squeezed=True)
        for text in self._text(page):
            found.append(Gap(8))
            found += [Words(each, text.style, text.colour) for each in text.lines(page, inner)]
        changes = self._changes(page)
        if changes:
            found += [Gap(12), Words(self._changed(), CAPITALS, page.paper.first), *changes]
        source = self._source()
        if source:
            lines = wrapped(source, LABEL, page.theme, inner)
            found += [Gap(10), *(Words(line, LABEL, page.paper.third) for line in lines)]
        return found

    def _head(self) -> WireHead:
        kind = self.words.scenario.injects[self.story.inject].kind
        return WireHead(self.words.say("ui.news.wire"), self._date(), kind)

    def _date(self) -> str:
        words, turn = self.words, max(1, self.story.turn)
        day, values = words.day(turn), {"turn": turn, "turns": words.scenario.turns}
        key = "ui.news.date" if day else "ui.turn-of"
        return words.say(key, **values, **({"day": day} if day else {}))

    def _headline(self, page: Page, inner: int, squeezed: bool = False) -> list[Element]:
        name = self.words.naming.inject(self.story.inject)
        style = SHEET
        if not squeezed and len(wrapped(name, OUTCOME, page.theme, inner)) == 1:
            style = OUTCOME
        if squeezed:
            lines = wrapped(name, SHEET, page.theme, inner)
            return [Words(line, SHEET, page.paper.first) for line in lines]
        return [Words(name, style, page.paper.first)]

    def _text(self, page: Page) -> list[Words]:
        inject, paper = self.words.scenario.injects[self.story.inject], page.paper
        texts = [*paragraphs(inject.text), *(flowing(each) for each in self.story.said)]
        found = [Words(text, TEXT, paper.first) for text in texts]
        if self.story.cause is not None:
            cause = self.words.cause(self.story.cause)
            told = self.words.say("ui.news.cause", cause=cause)
            found.append(Words(told, SMALL, paper.second))
        return found

    def _source(self) -> str:
        scenario = self.words.scenario
        keys = scenario.injects[self.story.inject].source
        titles = [flowing(scenario.sources[key].title) for key in keys if key in scenario.sources]
        together = self.words.say("semicolon").join(titles)
        return self.words.say("ui.news.source", sources=together) if titles else ""

    # What changed

    def _changed(self) -> str:
        return self.words.say("ui.news.changed")

    def _changes(self, page: Page) -> tuple[Element, ...]:
        rows: list[Element] = []
        for i, shift in enumerate(self.story.shifts):
            last = i == len(self.story.shifts) - 1 and not self.story.others
            rows.append(self._row(shift, last))
        for entry in self.story.others:
            sign = _SIGNS.get(entry.code, "info")
            rows.append(Gap(8))
            rows.append(Marked(sign, self.words.entry(entry), SMALL, page.paper.first))
        return tuple(rows)

    def _row(self, shift: Shift, last: bool) -> Element:
        words, track = self.words, self.words.scenario.tracks[shift.track]
        by = shift.after - shift.before
        better = track.better_for(self.reader)
        verdict = ""
        if by and better is not None:
            verdict = "better" if (by > 0) == (better == "high") else "worse"
        change = words.say("ui.news.stays")
        if by and track.levels:
            value = words.naming.value(shift.track, shift.after)
            change = words.say("ui.news.becomes", value=value)
        elif by:
            change = words.say("ui.news.rises" if by > 0 else "ui.news.falls", n=number(abs(by)))
        if verdict:
            told = words.say(f"board.{verdict}")
            change = words.say("ui.news.judged", change=change, verdict=told)
        figures = None if track.levels else (number(shift.before), number(shift.after))
        name = words.naming.track(shift.track)
        row = ChangeRow(name, change, (by > 0) - (by < 0), verdict, figures, last)
        return Explained(row, "track", name, about_track(words, shift.track, self.reader))
