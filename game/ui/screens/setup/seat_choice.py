"""Who plays a side: a team, a persona or another bot, each with a description."""

from __future__ import annotations

from collections.abc import Callable

from game.model.players import EXPERT, ME, UNIFORM, USUAL_BUDGET, available_bots, usual_budget
from game.model.scenario import Scenario
from game.presenter.prose import without_sources
from game.ui.page.elements import Element, Flow, Gap, Stack, Words
from game.ui.page.page import Page
from game.ui.paint.canvas import Rect
from game.ui.paint.fonts import SMALL, STRONG, line_height
from game.ui.paint.theme import looks
from game.ui.screens.setup.setup_commands import GiveSeat
from game.ui.widgets.buttons import side_badge, toggle
from game.words.sentences import number

_TERMS = {ME: "team", UNIFORM: "chance", EXPERT: "expert"}
_SIGNS = {ME: "people", UNIFORM: "bolt", EXPERT: "expert"}


class SeatChoice:
    """The choices for one side."""

    def __init__(
        self, scenario: Scenario, say: Callable[..., str], side: str, people: str = ME
    ) -> None:
        """people: how a side of people is named, `me` or `team`."""
        self._scenario = scenario
        self._say = say
        self._side = side
        self._people = people

    def element(self, page: Page, chosen: str) -> Element:
        """A button for each player, and what the chosen one is like."""
        pills = tuple(
            toggle(
                GiveSeat(self._side, who),
                self._name(who),
                who == chosen,
                _SIGNS.get(who, "persona"),
                about=(_TERMS.get(who, "persona"), self._name(who), self.describe(who)),
            )
            for who in (ME, *available_bots(self._scenario, self._side))
        )
        about = Words(self.describe(chosen), SMALL, page.ink.second)
        return Stack((Flow(pills, 10, 10), Gap(8), about))

    def _word(self, who: str) -> str:
        return self._people if who == ME else who

    def describe(self, who: str) -> str:
        """What a player is like."""
        sides = len(self._scenario.sides)
        budget = usual_budget(sides)
        if who == EXPERT and budget < USUAL_BUDGET:
            return self._say(
                "ui.who.expert.many.about",
                sides=number(sides),
                budget=number(budget),
                usual=number(USUAL_BUDGET),
            )
        if who in (ME, UNIFORM, EXPERT):
            return self._say(f"ui.who.{self._word(who)}.about")
        return without_sources(self._scenario.personas[who].text)

    def _name(self, who: str) -> str:
        if who in (ME, UNIFORM, EXPERT):
            return self._say(f"ui.who.{self._word(who)}")
        return self._scenario.personas[who].name or who


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
