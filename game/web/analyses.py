"""How far the analyses of a room's games are."""

from __future__ import annotations

from attrs import define

from game.model.play import State
from game.presenter.debriefing.debriefed_table import NOTHING_KNOWN, AnalysisState
from game.room.room import Room


@define
class _Known:
    """How far the analysis of a game in one state is."""

    of: State
    state: AnalysisState


class Analyses:
    """The analyses of all tables of a room; a game that is stepped back has none."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._known: dict[int, _Known] = {}

    def of(self, table: int) -> AnalysisState:
        """How far the analysis of a table is."""
        known = self._known.get(table)
        is_of_now = known is not None and known.of is self._room.tables[table].game.state
        return known.state if known is not None and is_of_now else NOTHING_KNOWN

    def note(self, table: int, state: AnalysisState) -> None:
        """Notes how far the analysis of a table as it stands is."""
        self._known[table] = _Known(self._room.tables[table].game.state, state)

    def next_table(self) -> int:
        """A table that has ended and has no analysis yet; 0: none."""
        for number, table in self._room.tables.items():
            state = self.of(number)
            if not table.game.state.to_move and state.analysis is None and not state.failed:
                return number
        return 0
