"""How a game ended, on paper: the outcome in large letters, and how each side fared."""

from __future__ import annotations

from attrs import evolve, frozen

from game.model.play import ScoreLine, ScoreSheet, View
from game.presenter.prose import bare, flowing, paragraphs
from game.session.agreements import Signing
from game.ui.page.elements import Element, Explained, Gap, Stack, Words
from game.ui.page.page import Page
from game.ui.page.scrolling import Scroll
from game.ui.paint.boxes import columns, padded
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import BODY, OUTCOME, SHEET, SMALL, SMALL_STRONG, width_of
from game.ui.screens.debrief.scores import SideScore
from game.ui.widgets.marked import Marked
from game.ui.widgets.side_looks import looks
from game.words.sentences import number
from game.words.wording import Wording


@frozen
class OutcomeSheet:
    """The sheet, from what all may know after the end."""

    words: Wording
    view: View
    most: int = 99
    """So many lines of a score are told; the smallest of more are told together."""
    below: tuple[Signing, ...] = ()
    """The agreements that were worth less to a side than none."""

    def _outcome(self, page: Page, width: int) -> Stack:
        words, paper = self.words, page.paper
        if self.view.outcome is None:
            return Stack(())
        name = words.naming.outcome(self.view.outcome)
        widest = max(width_of(word, OUTCOME, page.theme) for word in name.split())
        style = OUTCOME if widest <= width and not page.theme.tight else SHEET
        parts: list[Element] = []
        for signing in self.below:
            sentence = words.signed_below(signing)
            parts += [Marked("warning", sentence, SMALL_STRONG, paper.worse), Gap(8)]
        parts += [
            Explained(Words(words.say("ui.over.outcome"), SMALL, paper.third), "outcome"),
            Words(name, style, paper.first),
            Gap(8),
        ]
        for text in paragraphs(words.scenario.outcomes[self.view.outcome].text):
            parts += [Words(text, BODY, paper.second), Gap(6)]
        for id, table in self.view.tables.items():
            sentence = words.say(
                "board.table",
                table=words.naming.table(id),
                status=words.say(f"status.{table.status}"),
            )
            line = Words(flowing(sentence), SMALL_STRONG, paper.second)
            parts += [Gap(4), Explained(line, f"status.{table.status}")]
        return Stack(tuple(parts))

    def _scores(self, page: Page) -> list[SideScore]:
        words, seen = self.words, looks(self.words.scenario, page.palette)
        found = []
        for side, sheet in self.view.scores.items():
            lines, labels = self._lines(sheet)
            found.append(
                SideScore(
                    seen[side],
                    bare(words, side),
                    words.verdict(self.view, side, self.below, heads=True),
                    words.say("ui.over.par", par=number(sheet.par)),
                    self._against(sheet),
                    evolve(sheet, lines=lines),
                    labels,
                )
            )
        return found

    def _lines(self, sheet: ScoreSheet) -> tuple[tuple[ScoreLine, ...], tuple[str, ...]]:
        """The lines that are told, with their labels."""
        score = self.words.scenario.sides[sheet.side].score
        large = sorted(sheet.lines, key=lambda line: -abs(line.points))[: self.most - 1]
        rest = [line for line in sheet.lines if line not in large]
        if len(sheet.lines) <= self.most:
            large, rest = list(sheet.lines), []
        lines = [line for line in sheet.lines if line in large]
        labels = [flowing(score[line.index].label) for line in lines]
        if rest:
            lines.append(evolve(rest[0], points=sum(line.points for line in rest)))
            labels.append(self.words.counted("ui.over.lines", len(rest)))
        return tuple(lines), tuple(labels)

    def _against(self, sheet: ScoreSheet) -> str:
        by = sheet.total - sheet.par
        key = "above" if by > 0 else "below" if by < 0 else "even"
        return self.words.say(f"ui.over.par.{key}", n=number(abs(by)))

    def _wide(self, page: Page, inner: int) -> list[int]:
        """The widths of the columns: the outcome, and one for each side."""
        gap, count = page.px(56), len(self.view.scores)
        free = inner - gap * count
        first = free * 38 // 100 if count < 3 else free * 30 // 100
        return [first, *[(free - first) // max(1, count)] * count]

    def _beside(self, page: Page, inner: int) -> bool:
        return min(self._wide(page, inner)[1:], default=0) >= page.theme.tall(300)

    def natural(self, page: Page, width: int) -> int:
        """How high it is where all of it has room."""
        inner = width - 2 * page.px(32)
        if not self._beside(page, inner):
            return page.rect.h
        wide = self._wide(page, inner)
        parts: list[Element] = [self._outcome(page, wide[0]), *self._scores(page)]
        return max(p.height(page, w) for p, w in zip(parts, wide, strict=True)) + 2 * page.px(22)

    def draw_in(self, page: Page, rect: Rect) -> None:
        """Draws it in a box; what has no room is scrolled."""
        page.canvas.paper(rect)
        inner = padded(rect, page.px(32), page.px(22))
        if not self._beside(page, inner.w):
            self._below(page, inner)
            return
        wide, gap = self._wide(page, inner.w), page.px(56)
        scores = [score.pieces() for score in self._scores(page)]
        found = [self._outcome(page, wide[0]).parts, *scores]
        for i, (parts, box) in enumerate(zip(found, columns(inner, wide, gap), strict=True)):
            Scroll(f"outcome-{i}", parts, 0, page.paper.line).draw_in(page, box)
            if i:
                line = Rect(box.x - gap // 2, box.y, max(1, page.px(1)), box.h)
                page.canvas.box(line, page.paper.line, 0)

    def _below(self, page: Page, inner: Rect) -> None:
        """All in one column."""
        parts: list[Element] = [*self._outcome(page, inner.w).parts, Gap(10)]
        for score in self._scores(page):
            parts += [*score.pieces(), Gap(16)]
        Scroll("outcome", tuple(parts[:-1]), 0, page.paper.line).draw_in(page, inner)
