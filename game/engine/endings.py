"""Ends the game: tests outcomes in order, and stops everything that would still happen."""

from __future__ import annotations

from game.engine.draft import StateDraft
from game.engine.telling import figures_of
from game.model.log_events import GameEnded
from game.rules.evaluate import NO_PACKAGE


class GameOver(Exception):
    """The game has ended; raised to stop everything that would still happen (rule 3.8)."""


def finish(draft: StateDraft, outcome: int) -> None:
    """Ends the game at once with an outcome. Raises GameOver."""
    draft.outcome = outcome
    id = draft.rules.outcomes[outcome].id
    text = draft.rules.scenario.outcomes[id].text
    draft.log(GameEnded(id, figures_of(draft.rules, draft, text)))
    raise GameOver


def try_outcomes(draft: StateDraft) -> None:
    """Ends the game if an outcome with `ends: now` applies (rule 3.5). Raises GameOver."""
    for i, outcome in enumerate(draft.rules.outcomes):
        if outcome.now and (outcome.when is None or outcome.when(draft, NO_PACKAGE)):
            finish(draft, i)


def conclude(draft: StateDraft) -> None:
    """Ends the game with the first outcome that applies; the last always does (rule 3.6)."""
    for i, outcome in enumerate(draft.rules.outcomes):
        if outcome.when is None or outcome.when(draft, NO_PACKAGE):
            finish(draft, i)
    raise AssertionError("the last outcome has no condition")
