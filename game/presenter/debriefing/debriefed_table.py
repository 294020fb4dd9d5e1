"""What is known of a table that is looked back at: its game, its analysis, what people answered."""

from __future__ import annotations

from collections.abc import Callable

from attrs import field, frozen

from game.insight.analysis import Analysis
from game.presenter.debrief.debrief import Debrief
from game.presenter.hindsight.debriefed import progress_sentence
from game.presenter.worded_game import WordedGame
from game.room.kept_room import KeptWords
from game.room.looking_back import LookingBack
from game.room.room import Room
from game.words.wording import Wording


@frozen(eq=False)
class AnalysisState:
    """How far the analysis of a table is."""

    analysis: Analysis | None = None
    """None until it is there."""
    percent: int = 0
    failed: bool = False
    """Whether there will never be one."""

    def status(self, words: Wording) -> str:
        """How far it is, in words; empty where it is there."""
        if self.analysis is not None:
            return ""
        return progress_sentence(words, self.percent, failed=self.failed)


NOTHING_KNOWN = AnalysisState()
AnalysisOf = Callable[[int], AnalysisState]
"""How far the analysis of a table is, by its number."""


def nothing_known(_table: int) -> AnalysisState:
    """That no table has an analysis yet."""
    return NOTHING_KNOWN


@frozen(eq=False)
class EndedTable:
    """A table of a room whose game has ended, in one language."""

    debrief: Debrief
    state: AnalysisState = NOTHING_KNOWN
    looking_back: LookingBack = field(factory=LookingBack)

    @property
    def analysis(self) -> Analysis | None:
        """What its decisions were worth; None until that is known."""
        return self.state.analysis

    @property
    def status(self) -> str:
        """How far its analysis is; empty where it is there."""
        return self.state.status(self.debrief.words)


class EndedTables:
    """The tables of a room that have ended; what is looked back at is worked out once."""

    def __init__(
        self,
        room: Room,
        worded: Callable[[int, str], WordedGame],
        analysis_of: AnalysisOf = nothing_known,
    ) -> None:
        """worded: the game of a table in a language."""
        self.room = room
        self._told = worded
        self._analysis_of = analysis_of
        self._known: dict[tuple[int, str, int, frozenset[int]], Debrief] = {}

    def table(self, number: int, language: str) -> EndedTable:
        """A table in a language."""
        looking_back = self.room.tables[number].looking_back
        return EndedTable(self._debrief(number, language), self._analysis_of(number), looking_back)

    def all_in(self, language: str) -> dict[str, EndedTable]:
        """All tables by their names, in a language; a room's only table has none."""
        is_alone = len(self.room.tables) == 1
        tables = {}
        for number in self.room.tables:
            table = self.table(number, language)
            name = table.debrief.words.say("room.console.table", table=number)
            tables["" if is_alone else name] = table
        return tables

    def _debrief(self, number: int, language: str) -> Debrief:
        table, worded = self.room.tables[number], self._told(number, language)
        hidden = frozenset(table.hidden_words)
        key = number, language, len(table.game.moments), hidden
        if key not in self._known:
            kept = KeptWords(hidden)
            self._known[key] = Debrief(worded.game, worded.words, table.first_seats, kept=kept)
        return self._known[key]
