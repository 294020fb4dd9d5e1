"""The picture of the debrief that the wall shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import assert_never

from attrs import frozen

from game.presenter.debrief.debrief import Debrief
from game.presenter.reveal.course import CourseShown, course_shown
from game.presenter.reveal.endings import EndingsShown, ScoresShown, endings_shown, scores_shown
from game.presenter.reveal.secrets import SecretsShown, secrets_shown
from game.presenter.reveal.steps import RevealStep, reveal_steps, step_name
from game.presenter.reveal.talks import TalksShown, talks_shown
from game.presenter.told_game import ToldGame
from game.room.room import Room


@frozen
class RevealPage:
    """A step of the debrief."""

    title: str
    count: str
    """Which step it is, of how many, in words."""
    shown: EndingsShown | ScoresShown | CourseShown | TalksShown | SecretsShown


class RoomDebriefs:
    """The debriefs of the tables of a room that have ended; each is worked out once."""

    def __init__(self, room: Room, told: Callable[[int, str], ToldGame]) -> None:
        """told: the game of a table in a language."""
        self._room = room
        self._told = told
        self._known: dict[tuple[int, str, int], Debrief] = {}

    def page(self, step: RevealStep, language: str) -> RevealPage:
        """The picture of a step."""
        debriefs = self._all_in(language)
        first = next(iter(debriefs.values()))
        steps = reveal_steps(first.game.rules)
        count = first.words.say("reveal.count", number=steps.index(step) + 1, steps=len(steps))
        return RevealPage(step_name(first.words, step), count, _shown(step, debriefs))

    def _all_in(self, language: str) -> dict[str, Debrief]:
        """The debriefs of all tables by their names, in a language; with one table it has none."""
        is_alone = len(self._room.tables) == 1
        debriefs = {}
        for number in self._room.tables:
            debrief = self._debrief(number, language)
            name = debrief.words.say("room.console.table", table=number)
            debriefs["" if is_alone else name] = debrief
        return debriefs

    def _debrief(self, number: int, language: str) -> Debrief:
        table, told = self._room.tables[number], self._told(number, language)
        key = number, language, len(table.game.moments)
        if key not in self._known:
            self._known[key] = Debrief(told.game, told.words, table.first_seats)
        return self._known[key]


def revealed_step(room: Room) -> RevealStep | None:
    """The step that the wall shows; None: nothing is shown yet, or there is no such step."""
    if not room.is_over:
        return None
    rules = next(iter(room.tables.values())).game.rules
    return next((step for step in reveal_steps(rules) if step.key == room.revealed), None)


def _shown(
    step: RevealStep, debriefs: Mapping[str, Debrief]
) -> EndingsShown | ScoresShown | CourseShown | TalksShown | SecretsShown:
    match step.kind:
        case "outcome":
            return endings_shown(debriefs)
        case "scores":
            return scores_shown(debriefs)
        case "turns":
            return course_shown(debriefs)
        case "talks":
            return talks_shown(debriefs, step.table, step.pair)
        case "secrets":
            return secrets_shown(debriefs, step.side)
        case _:
            assert_never(step.kind)
