"""The names that all reports of studies share: of sides, bots and outcomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from game.document.axes import NumberAxis, round_numbers
from game.document.marks import MarkStyle, style_by_number
from game.document.row_chart import ChartRow
from game.lab.summary.columns import decimal
from game.model.scenario import Scenario, titled
from game.session.seats import BotFile
from game.words.naming import Naming

DARKEST = "#ece2cb"
"""The darkest ground on which pages of panels have text: the stripes of a matrix."""
SHARES = tuple((part / 100, f"{part} %") for part in (0, 25, 50, 75, 100))
"""The marks of an axis of shares from 0 to 1."""
NEUTRAL = MarkStyle("#4a6482")
"""The colour of what belongs to no side."""


def bot_names(bots: Iterable[str]) -> dict[str, str]:
    """What each bot is called beside the others: `mine.py:Careful`.

    The digest of the file stays only where two would otherwise have the same name.
    """
    short = {bot: bot.rpartition("@")[0] if isinstance(bot, BotFile) else bot for bot in bots}
    times = Counter(short.values())
    return {bot: name if times[name] == 1 else bot for bot, name in short.items()}


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
        if id in self.scenario.personas:
            return self.naming.persona(id)
        return {**self._bots, "uniform": "Chance"}.get(id, id)

    def bot_words(self, id: str, roles: str) -> tuple[str, str]:
        """A bot's id, and its name with the roles that it plays."""
        short, name = self._bots[id], self.bot(id)
        return short, roles if name == short else f"{name}: {roles}"

    def bot_inside(self, id: str) -> str:
        """The same as it stands inside a sentence."""
        return self.naming.inside(self.bot(id))

    def seating(self, seats: Mapping[str, str]) -> str:
        """Which bot plays each side: `The European Union: uniform; China: The trader`."""
        naming = self.naming
        return "; ".join(f"{naming.side(s)}: {naming.persona(bot)}" for s, bot in seats.items())

    def outcome(self, id: str) -> str:
        """What an outcome is called."""
        return titled(self.scenario.outcomes[id].name, id)

    def lines(self, side: int) -> list[str]:
        """The labels of the lines of a side's score."""
        return [line.label for line in self.scenario.sides[self.sides[side]].score]


def per_cent_axis(most: float) -> NumberAxis:
    """An axis of shares from 0 to about the greatest, marked in per cent."""
    ticks = round_numbers(0.0, max(most, 0.05), 5)
    return NumberAxis(low=0.0, names=tuple((tick, f"{100 * tick:.0f} %") for tick in ticks))


def around_zero(rows: Sequence[ChartRow]) -> NumberAxis:
    """An axis with 0 in its middle, on which all rows have room."""
    ends = [abs(end) for row in rows for end in (row.value, row.low or 0.0, row.high or 0.0)]
    reach = max(1.0, *ends) * 1.05
    return NumberAxis(low=-reach, high=reach)


def beside_par(value: float, par: int) -> str:
    """A mean beside its par: `4.1 under par`, `at par`."""
    apart = value - par
    if round(apart, 1) == 0:
        return "at par"
    return f"{decimal(abs(apart))} {'over' if apart > 0 else 'under'} par"


def share_text(low: float, high: float) -> str:
    """The interval of a share in per cent: `33.9 – 35.9`."""
    return f"{decimal(100 * low)} – {decimal(100 * high)}"
