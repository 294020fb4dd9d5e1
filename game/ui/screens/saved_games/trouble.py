"""The mistakes of a scenario, each with its place and its cure."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import assert_never

from game.model.problems import Problem
from game.ui.page.commands import GoBack
from game.ui.page.elements import Beside, Element, Gap, Line, Marked, Stack, Words
from game.ui.page.page import Page
from game.ui.page.rich_text import Rich
from game.ui.page.screen import Answer, Pop, Replace
from game.ui.page.scrolling import Scroll
from game.ui.paint.canvas import cut_bottom, cut_top, shrink_box
from game.ui.paint.fonts import BODY, SHEET, SMALL, SMALL_STRONG, STRONG, Run, Style, pixel_size
from game.ui.program.library import BrokenScenario, open_playable
from game.ui.program.program import Program
from game.ui.screens.saved_games.file_list import MISTAKES_KEYS, MistakesCommand, ReadAgain
from game.ui.screens.setup.setup import Setup
from game.ui.widgets.buttons import FULL, GREY, Button
from game.ui.widgets.frame import ground, sheet


class Mistakes:
    """The mistakes of a scenario that can't be played, and a button to read it again."""

    name = "mistakes"

    def __init__(self, program: Program, broken: BrokenScenario) -> None:
        self._program = program
        self.broken = broken
        self._again = 0
        """How often it was read again and still had mistakes."""

    @property
    def keys(self) -> Mapping[str, MistakesCommand]:
        return MISTAKES_KEYS.commands()

    @property
    def problems(self) -> list[Problem]:
        """The mistakes in file order, then the warnings."""
        return sorted(self.broken.problems, key=lambda each: (each.severity != "error", each))

    def handle(self, command: MistakesCommand) -> Answer:
        match command:
            case GoBack():
                return Pop()
            case ReadAgain():
                return self._reload()
            case _:
                assert_never(command)

    def _reload(self) -> Answer:
        scenario = open_playable(self.broken.path)
        self._program.forget_scenarios()
        if not isinstance(scenario, BrokenScenario):
            return Replace(Setup(self._program, scenario))
        self.broken = scenario
        self._again += 1
        return None

    # Drawing

    def draw(self, page: Page) -> None:
        ground(page)
        rect = shrink_box(page.rect, page.px(48), page.px(36))
        head = self._head(page)
        top, rest = cut_top(rect, head.height(page, rect.w), page.px(18))
        head.draw(page, top.x, top.y, top.w)
        feet = self._feet(page, rect.w)
        body, foot = cut_bottom(rest, feet.height(page, rect.w), page.px(18))
        inner = sheet(page, body)
        # Another name each time, so that a new list begins at its top.
        name = f"mistakes:{self._again}"
        parts = self._parts(page, inner.w - page.px(24))
        Scroll(name, parts, 0, page.paper.line).draw_in(page, inner)
        feet.draw(page, foot.x, foot.y, foot.w)

    def _head(self, page: Page) -> Element:
        program, ink = self._program, page.ink
        counts = []
        for severity, key in (("error", "ui.mistakes"), ("warning", "ui.trouble.warnings")):
            n = sum(each.severity == severity for each in self.broken.problems)
            if n:
                counts.append(program.counted(key, n))
        about = f"{self.broken.path} · {program.language.listed(counts)}"
        return Stack(
            (
                Words(program.say("ui.trouble.title"), SHEET, ink.first),
                Words(about, SMALL, ink.second),
            ),
            4,
        )

    def _feet(self, page: Page, width: int) -> Element:
        say = self._program.say
        back = Button(
            GoBack(), say("ui.back"), GREY, "back", below=MISTAKES_KEYS.keycap(GoBack(), say)
        )
        label, key = say("ui.trouble.again"), MISTAKES_KEYS.keycap(ReadAgain(), say)
        again = Button(ReadAgain(), label, FULL, "undo", below=key)
        button_widths = (
            min(again.natural(page), width * 4 // 10),
            min(back.natural(page), width * 3 // 10),
        )
        still = say("ui.trouble.still") if self._again else say("ui.trouble.how")
        about = Words(still, SMALL, page.ink.second, "right")
        return Beside(
            ((back, button_widths[1]), (about, -1), (again, button_widths[0])), 20, centred=True
        )

    def _parts(self, page: Page, width: int) -> tuple[Element, ...]:
        parts: list[Element] = []
        for problem in self.problems:
            if parts:
                parts += [Gap(12), Line(page.paper.line), Gap(12)]
            parts += self._problem(page, problem, width)
        return tuple(parts)

    def _problem(self, page: Page, problem: Problem, width: int) -> list[Element]:
        """The lines of a mistake, so that a long one can be scrolled through."""
        paper, wrong = page.paper, problem.severity == "error"
        sign, colour = ("cross", paper.worse) if wrong else ("warning", paper.brass)
        runs: list[Run] = [(self._program.say(f"ui.trouble.{problem.severity}"), STRONG, colour)]
        runs.append((f"   {self._place(problem)}", SMALL_STRONG, paper.first))
        if problem.path:
            runs.append((f"   {problem.path}", SMALL, paper.third))
        mark = Marked(sign, "", STRONG, colour)
        indent = _indent(page)
        parts: list[Element] = [Beside(((mark, indent), (Rich(tuple(runs)), width - indent)), 0)]
        parts += _indented(page, problem.message, BODY, paper.first, width)
        if problem.hint:
            hint = Marked("arrow-right", problem.hint, SMALL, paper.second, paper.brass)
            parts += [Gap(2), Beside(((Gap(0), indent), (hint, width - indent)), 0)]
        return parts

    def _place(self, problem: Problem) -> str:
        """The place of a mistake; the file by its name alone, if that is clear."""
        file = Path(problem.file)
        name = file.name if file.parent == self.broken.path.parent else problem.file
        return f"{name}:{problem.line}:{problem.column}" if problem.line else name


def _indent(page: Page) -> int:
    return pixel_size(STRONG, page.theme) + page.px(12)


def _indented(
    page: Page, text: str, style: Style, colour: tuple[int, int, int], width: int
) -> list[Element]:
    indent = _indent(page)
    lines = Words(text, style, colour).lines(page, width - indent)
    return [
        Beside(((Gap(0), indent), (Words(line, style, colour), width - indent)), 0)
        for line in lines
    ]
