"""The picture of the debrief that the wall shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from attrs import frozen

from game.presenter.debriefing.debriefed_table import EndedTable, EndedTables
from game.presenter.reveal.again_shown import again_shown
from game.presenter.reveal.course import CourseShown, course_shown
from game.presenter.reveal.endings import (
    CampaignShown,
    EndingsShown,
    PressShown,
    ScoresShown,
    SeatsShown,
    campaign_shown,
    endings_shown,
    press_shown,
    scores_shown,
    seats_shown,
)
from game.presenter.reveal.gathering import (
    GatherShown,
    RulesShown,
    gather_shown,
    rules_shown,
)
from game.presenter.reveal.reasons import LuckShown, ReasonsShown, luck_shown, reasons_shown
from game.presenter.reveal.secrets import SecretsShown, secrets_shown
from game.presenter.reveal.steps import OF_ALL, RevealStep, reveal_steps, step_name
from game.presenter.reveal.talks import TalksOverTime, TalksShown, talks_over_time, talks_shown
from game.presenter.reveal.turning import TurningShown, turning_shown
from game.room.room import Room

Shown = (
    GatherShown
    | TurningShown
    | EndingsShown
    | PressShown
    | ScoresShown
    | SeatsShown
    | ReasonsShown
    | CourseShown
    | TalksShown
    | TalksOverTime
    | SecretsShown
    | LuckShown
    | RulesShown
    | CampaignShown
)


@frozen
class RevealPage:
    """A step of the debrief."""

    title: str
    count: str
    """Which step it is, of how many, in words."""
    shown: Shown


def reveal_page(ended: EndedTables, step: RevealStep, language: str) -> RevealPage:
    """The picture of a step, over all tables of a room."""
    tables = ended.all_in(language)
    words = next(iter(tables.values())).debrief.words
    title, steps = step_name(words, step), reveal_steps(ended.room)
    number = table_alone(ended.room, step)
    if number:
        name = words.say("room.console.table", table=number)
        title, tables = words.say("reveal.of-table", table=name, text=title), {"": tables[name]}
    count = words.say("reveal.count", number=steps.index(step) + 1, steps=len(steps))
    return RevealPage(title, count, _shown(ended.room, step, tables))


def table_alone(room: Room, step: RevealStep) -> int:
    """The table of several that a step shows alone; 0: it shows all."""
    is_known = len(room.tables) > 1 and room.revealed_table in room.tables
    return room.revealed_table if is_known and step.kind not in OF_ALL else 0


def revealed_step(room: Room) -> RevealStep | None:
    """The step that the wall shows; None: nothing is shown yet, or there is no such step."""
    if not room.is_over:
        return None
    return next((step for step in reveal_steps(room) if step.key == room.revealed), None)


def _shown(room: Room, step: RevealStep, tables: Mapping[str, EndedTable]) -> Shown:
    debriefs = {name: each.debrief for name, each in tables.items()}
    match step.kind:
        case "gather":
            return gather_shown(tables)
        case "positions" | "turning":
            return turning_shown(step.kind, tables, step.side)
        case "outcome":
            return endings_shown(debriefs)
        case "press":
            return press_shown(debriefs)
        case "scores":
            return scores_shown(tables)
        case "seats":
            return seats_shown(tables)
        case "why":
            return reasons_shown(tables)
        case "turns":
            return course_shown(debriefs)
        case "talks":
            return talks_shown(debriefs, step.table, step.pair)
        case "concessions":
            return talks_over_time(debriefs, step.table, step.pair)
        case "secrets":
            return secrets_shown(debriefs, step.side)
        case "luck":
            return luck_shown(tables)
        case "rules":
            return rules_shown(tables)
        case "again":
            return again_shown(tables, step.table)
        case "campaign":
            return campaign_shown(room, next(iter(tables.values())).debrief.words)
        case _:
            assert_never(step.kind)
