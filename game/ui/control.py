"""What is done to games besides deciding; where it can't be, a sentence says why."""

from __future__ import annotations

from collections.abc import Callable

from game.model.decisions import PUBLIC
from game.model.play import Accepted, Refusal
from game.model.problems import ScenarioError
from game.session.record import RecordError
from game.ui.desk import Desk
from game.ui.screen import Answer, GoOn
from game.words.language import Language
from game.words.records import trouble

UNUSABLE = (OSError, RecordError, ScenarioError, ValueError)
"""What is raised by a game on disk that can't be used."""


def done(desk: Desk, act: Callable[[], Accepted | Refusal | None], then: Answer = None) -> Answer:
    """Does something to the game being played, and answers `then`, or goes on with the game.

    Where it is refused, or can't be kept, the desk says why and nothing has happened.
    """
    try:
        answer = act()
    except RecordError as error:
        desk.toast = trouble(error, desk.language)
        return None
    if isinstance(answer, Refusal) and desk.sitting is not None:
        desk.toast = desk.sitting.words.refusal(answer, desk.sitting.at or PUBLIC)
        return None
    return then if then is not None else GoOn()


def why(error: Exception, language: Language) -> str:
    """Why a file can't be used, as the end of a sentence."""
    match error:
        case RecordError():
            return trouble(error, language)
        case OSError():
            return error.strerror or str(error)
        case ScenarioError():
            return str(error.problems[0])
        case _:
            return str(error)
