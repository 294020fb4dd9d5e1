"""The end of a game on paper: the outcome in large letters, and the score of each side."""

from __future__ import annotations

from attrs import frozen

from game.presenter.prose import name_without_article
from game.presenter.said.ending import Ending
from game.presenter.said.score import Score
from game.ui.page.elements import Element, Explained, Gap, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import Rect, columns, shrink_box
from game.ui.paint.fonts import BODY, CARD, OUTCOME, SHEET, SMALL, SMALL_STRONG, width_of
from game.ui.paint.theme import looks
from game.ui.screens.looking_back.scores import SideScore
from game.words.wording import Wording


@frozen
class OutcomeSheet:
    """The sheet, from what all may know after the end."""

    words: Wording
    ending: Ending | None
    """None where the game isn't over."""
    scores: tuple[Score, ...]
    causes: tuple[str, ...] = ()
    """Sentences that say why the game ended so."""
    position: str = ""
    """A sentence that says in which position the game began; empty where at its start."""

    def _outcome(self, page: Page, width: int) -> Stack:
        words, paper, ending = self.words, page.paper, self.ending
        if ending is None:
            return Stack(self._causes(page))
        widest = max(width_of(word, OUTCOME, page.theme) for word in ending.outcome.split())
        style = OUTCOME if widest <= width and not page.theme.tight else SHEET
        parts: list[Element] = []
        if self.position:
            parts += [
                Marked("flag", self.position, SMALL_STRONG, paper.second, paper.brass),
                Gap(8),
            ]
        for sentence in ending.below:
            parts += [Marked("warning", sentence, SMALL_STRONG, paper.worse), Gap(8)]
        parts += [
            Explained(Words(words.say("ui.over.outcome"), SMALL, paper.third), "outcome"),
            Words(ending.outcome, style, paper.first),
            Gap(8),
        ]
        for text in ending.paragraphs:
            parts += [Words(text, BODY, paper.second), Gap(6)]
        for front in ending.papers:
            look = looks(words.scenario, page.palette)[front.badge.side]
            parts += [Gap(8), Words(front.name, SMALL_STRONG, look.on_paper)]
            parts += [Words(front.headline, CARD, paper.first), Gap(2)]
            parts += [Words(line, SMALL, paper.second) for line in front.lines]
        for table in ending.tables:
            line = Words(table.sentence, SMALL_STRONG, paper.second)
            parts += [Gap(4), Explained(line, f"status.{table.status}")]
        return Stack((*parts, *self._causes(page)))

    def _causes(self, page: Page) -> tuple[Element, ...]:
        if not self.causes:
            return ()
        paper = page.paper
        head = Words(self.words.say("insight.why"), SMALL_STRONG, paper.first)
        sentences = (Words(text, SMALL, paper.second) for text in self.causes)
        return Gap(14), head, *(part for text in sentences for part in (Gap(4), text))

    def _scores(self, page: Page) -> list[SideScore]:
        looks_of_sides = looks(self.words.scenario, page.palette)
        return [
            SideScore(
                looks_of_sides[score.badge.side],
                name_without_article(self.words, score.badge.side),
                score,
                self.words.say("ui.over.par.about"),
                self.words.say("reveal.seats"),
            )
            for score in self.scores
        ]

    def _columns(self, page: Page, inner: int) -> list[int]:
        """The widths of the columns: the outcome, and one for each side."""
        gap, count = page.px(56), len(self.scores)
        free = inner - gap * count
        first = free * 38 // 100 if count < 3 else free * 30 // 100
        return [first, *[(free - first) // max(1, count)] * count]

    def _beside(self, page: Page, inner: int) -> bool:
        return min(self._columns(page, inner)[1:], default=0) >= page.theme.tall(300)

    def natural(self, page: Page, width: int) -> int:
        """Its height where all of it has room."""
        inner = width - 2 * page.px(32)
        if not self._beside(page, inner):
            return page.rect.h
        widths = self._columns(page, inner)
        parts: list[Element] = [self._outcome(page, widths[0]), *self._scores(page)]
        return max(p.height(page, w) for p, w in zip(parts, widths, strict=True)) + 2 * page.px(22)

    def draw_in(self, page: Page, rect: Rect) -> None:
        """Draws it in a box; what has no room is scrolled."""
        page.canvas.paper(rect)
        inner = shrink_box(rect, page.px(32), page.px(22))
        if not self._beside(page, inner.w):
            self._draw_in_one_column(page, inner)
            return
        widths, gap = self._columns(page, inner.w), page.px(56)
        scores = [score.pieces(page) for score in self._scores(page)]
        contents = [self._outcome(page, widths[0]).parts, *scores]
        boxes = columns(inner, widths, gap)
        for i, (parts, box) in enumerate(zip(contents, boxes, strict=True)):
            Scroll(f"outcome-{i}", parts, 0, page.paper.line).draw_in(page, box)
            if i:
                line = Rect(box.x - gap // 2, box.y, max(1, page.px(1)), box.h)
                page.canvas.box(line, page.paper.line, 0)

    def _draw_in_one_column(self, page: Page, inner: Rect) -> None:
        """Draws all of it in one column."""
        parts: list[Element] = [*self._outcome(page, inner.w).parts, Gap(10)]
        for score in self._scores(page):
            parts += [*score.pieces(page), Gap(16)]
        Scroll("outcome", tuple(parts[:-1]), 0, page.paper.line).draw_in(page, inner)
