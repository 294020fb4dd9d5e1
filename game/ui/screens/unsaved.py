"""What is asked when a decision can't be saved: try again, or go on without saving."""

from __future__ import annotations

from game.session.record import RecordError
from game.ui.desk import Desk
from game.ui.screen import Answer, Screen, Submit
from game.ui.screens.ask import Ask
from game.words.records import trouble
from game.words.sentences import capital


def unsaved(desk: Desk, beneath: Screen, error: RecordError, wanted: Submit) -> Ask:
    """The question; what was decided is not lost, whatever is answered."""
    why = capital(trouble(error, desk.language)).rstrip(".")

    def go_on() -> Answer:
        if desk.sitting is not None:
            desk.sitting.stop_saving()
        return wanted

    return Ask(
        desk,
        beneath,
        desk.say("ui.unsaved.title"),
        desk.say("ui.unsaved.about", why=why),
        desk.say("ui.unsaved.again"),
        wanted,
        no=desk.say("ui.unsaved.without"),
        symbol="warning",
        otherwise=go_on,
    )
