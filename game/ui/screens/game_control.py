"""Changes a game in other ways than by decisions, and says why where that fails."""

from __future__ import annotations

from collections.abc import Callable

from game.model.decisions import PUBLIC
from game.model.play import Accepted
from game.model.problems import ScenarioError
from game.model.refusals import Refusal
from game.session.campaign_save import CampaignError
from game.session.records.record import RecordError
from game.ui.page.screen import Answer, GoOn, Push, Screen
from game.ui.program.program import Program
from game.ui.screens.unsaved import unsaved

UNUSABLE = (OSError, RecordError, CampaignError, ScenarioError, ValueError)
"""The exceptions that an unusable saved game raises."""


def change_game(
    program: Program,
    act: Callable[[], Accepted | Refusal | None],
    then: Answer = None,
    beneath: Screen | None = None,
) -> Answer:
    """Changes the game being played, and answers `then`, or goes on with the game.

    Where it is refused a sentence says why, and nothing has happened; where it is not saved, it is
    asked what to do about that. beneath: the screen on which that is asked.
    """
    try:
        answer = act()
    except RecordError as error:
        return Push(
            unsaved(program, beneath, error, lambda: change_game(program, act, then, beneath))
        )
    if isinstance(answer, Refusal) and program.hot_seat is not None:
        program.toast = program.hot_seat.words.refusal(answer, program.hot_seat.seated or PUBLIC)
        return None
    return then if then is not None else GoOn()
