"""Notes for the debrief, tied to what was just happening."""

from __future__ import annotations

from game.room.events import NoteTaken
from game.session.clock import stamp
from game.web.live_room import LiveRoom
from game.web.posts.forms import BadForm


def note_now(live: LiveRoom, table: int, objective: int, words: str, device: str = "") -> NoteTaken:
    """A note that is written now. device: an observer's; empty: the facilitator writes it.

    objective: the number of a learning objective, from 1; 0: none. Raises BadForm.
    """
    game = live.room.tables[table].game
    if objective > len(game.rules.scenario.objectives):
        raise BadForm(400)
    line = len(game.moments) - 1
    return NoteTaken(table, game.state.turn, objective, words, stamp(), device, line)
