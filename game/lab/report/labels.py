"""The names that all reports of studies share: of sides, bots, outcomes, numbers of games."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from game.document.axes import NumberAxis, round_numbers
from game.document.marks import MarkStyle, style_by_number
from game.document.panel_page import Judgement, PanelPage
from game.lab.studies.bot_names import bot_names
from game.lab.summary.columns import decimal, per_cent
from game.model.scenario import Scenario, titled
from game.words.naming import Naming

DARKEST = "#ece2cb"
"""The darkest ground on which pages of panels have text: the stripes of a matrix."""
LANGUAGE = "en"
"""Reports are for designers and are written in English, as all that the lab prints."""
NEUTRAL = MarkStyle("#4a6482")
"""The colour of what belongs to no side."""

_SIGNS: Mapping[Judgement, str] = {"good": "Good:", "warning": "Warning:", "note": "Note:"}


class Labels:
    """The names and styles of the sides, bots and outcomes of a scenario."""

    def __init__(self, scenario: Scenario, bots: Iterable[str] = ()) -> None:
        """bots: those of files that the report is about."""
        self._bots = bot_names(bots)
        self.scenario = scenario
        self.naming = Naming(scenario)
        self.sides = tuple(scenario.sides)

    @property
    def title(self) -> str:
        """The scenario's title."""
        return titled(self.scenario.title, self.scenario.id)

    def style(self, side: int) -> MarkStyle:
        """How the marks of a side look."""
        return style_by_number(side, self.scenario.sides[self.sides[side]].colour, DARKEST)

    def short(self, side: int) -> str:
        """A side's short name, or its name."""
        id = self.sides[side]
        return self.scenario.sides[id].short or self.naming.side(id)

    def par(self, side: int) -> int:
        """What counts as a fair score of a side."""
        return self.scenario.sides[self.sides[side]].par

    def bot(self, id: str) -> str:
        """What a bot is called: a persona by its name."""
        persona = self.scenario.personas.get(id)
        return (
            titled(persona.name, id) if persona else {**self._bots, "uniform": "Chance"}.get(id, id)
        )

    def bot_inside(self, id: str) -> str:
        """The same as it stands inside a sentence."""
        return self.naming.inside(self.bot(id))

    def outcome(self, id: str) -> str:
        """What an outcome is called."""
        return titled(self.scenario.outcomes[id].name, id)

    def lines(self, side: int) -> list[str]:
        """The labels of the lines of a side's score."""
        return [line.label for line in self.scenario.sides[self.sides[side]].score]

    def page(self, kind: str, games: str) -> PanelPage:
        """A page with the dark bar above it. kind: what report it is; games: what it rests on."""
        page = PanelPage(f"{self.title}: {kind}", LANGUAGE, _SIGNS)
        page.banner(self.title, kind, games)
        return page


@contextmanager
def figures_panel(page: PanelPage, command: str = "") -> Iterator[None]:
    """The last panel of a report: the figures of its charts as tables, and how it was made."""
    with page.row(), page.panel("The figures", "what the charts show, and more", kind="long"):
        yield
        if command:
            page.heading("How this page was made", 3)
            page.command(command)


def count(number: int, noun: str) -> str:
    """`1 game`, `8,000 games`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def per_cent_axis(most: float) -> NumberAxis:
    """An axis of shares from 0 to about the greatest, marked in per cent."""
    ticks = round_numbers(0.0, max(most, 0.05), 5)
    return NumberAxis(low=0.0, names=tuple((tick, f"{100 * tick:.0f} %") for tick in ticks))


def beside_par(value: float, par: int) -> str:
    """A mean beside its par: `4.1 under par`, `at par`."""
    apart = value - par
    if round(apart, 1) == 0:
        return "at par"
    return f"{decimal(abs(apart))} {'over' if apart > 0 else 'under'} par"


def share_text(low: float, high: float) -> str:
    """The interval of a share in per cent: `33.9 – 35.9`."""
    return f"{decimal(100 * low)} – {decimal(100 * high)}"


def share(part: float) -> str:
    """A share in per cent."""
    return per_cent(part)


def tight(page: str) -> str:
    """The page with no-break spaces between a figure and its unit or interval."""
    for sign in ("%", "±", "–"):
        page = page.replace(f" {sign}", f"\u00a0{sign}")
    return page.replace("± ", "±\u00a0").replace("–\u00a0", "–\u00a0").replace("– ", "–\u00a0")
