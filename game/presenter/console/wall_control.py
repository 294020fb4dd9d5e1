"""What the wall shows, and to what the facilitator can turn it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from game.presenter.badges import SideBadge, badge_of
from game.presenter.debriefing.again import Reopening, reopening
from game.presenter.debriefing.debriefed_table import EndedTables
from game.presenter.reveal.reveal_page import revealed_step, table_alone
from game.presenter.reveal.steps import OF_ALL, RevealStep, reveal_steps, step_name
from game.presenter.wall.news import WallNews, shown_on_wall, wall_news
from game.presenter.worded_game import WordedGame
from game.room.events import (
    WallShows,
)
from game.room.room import Room
from game.words.wording import Wording

STORY_TIMES = (0, 15, 30, 90)
"""For how many seconds a story may fill the wall; 0: until the next decision."""


@frozen
class StoryTime:
    """A time for which a story may fill the wall."""

    seconds: int
    name: str
    is_chosen: bool


@frozen
class StepLine:
    """A step of the debrief."""

    key: str
    name: str
    state: Literal["done", "now", "later"]


@frozen
class Answers:
    """Who of a side has answered before anything is shown."""

    badge: SideBadge
    names: str
    """With several tables after the name of theirs."""


@frozen
class WrittenRuleLine:
    """A rule for next time, as its person wrote it."""

    badge: SideBadge
    name: str
    """Who wrote it, and at which table; may be empty."""
    text: str


@frozen
class TableChoice:
    """A table that a step of the debrief can show alone."""

    number: int
    """0: all."""
    name: str
    is_shown: bool


@frozen
class DebriefControl:
    """The debrief on the wall, step by step."""

    now: str
    """What the wall shows now, in words."""
    next: StepLine | None
    before: StepLine | None
    """The step to which one can go back; its key is empty where the wall shows nothing then."""
    steps: tuple[StepLine, ...]
    about: str
    """What the facilitator should know about the figures shown now; may be empty."""
    answers: tuple[Answers, ...] = ()
    """Who has marked and guessed, side by side, at all tables."""
    analyses: tuple[str, ...] = ()
    """How far the analyses are that are still missing, as sentences."""
    rules: tuple[WrittenRuleLine, ...] = ()
    tables: tuple[TableChoice, ...] = ()
    """The tables that the step can show alone, and all of them; empty where there is one."""
    reopening: Reopening | None = None
    """The re-opened tables; None where nobody looks back."""


@frozen
class WallControl:
    """The wall as the facilitator has it in hand."""

    shows: str
    """What it shows now, in words."""
    other: WallShows
    """To what it can be turned."""
    can_turn: bool
    """Whether there is anything besides the board."""
    times: tuple[StoryTime, ...]
    debrief: DebriefControl | None
    """None as long as a table still plays."""


def wall_control(
    room: Room, worded: WordedGame, *, is_news_new: bool, ended: EndedTables | None = None
) -> WallControl:
    """The control of the wall. worded: the game of the first table, whose wall it is. ended: what
    is looked back at after the end."""
    news, words = wall_news(room, worded), worded.words
    shows = shown_on_wall(room, worded, news, is_new=is_news_new)
    return WallControl(
        _in_words(words, shows, news),
        "board" if shows == "story" else "story",
        news.story is not None or bool(news.statements),
        tuple(_times(words, room.story_seconds)),
        _debrief_control(room, worded, ended) if room.is_over else None,
    )


def _debrief_control(room: Room, worded: WordedGame, ended: EndedTables | None) -> DebriefControl:
    words, shown = worded.words, revealed_step(room)
    every = reveal_steps(room)
    present = every.index(shown) if shown is not None else -1
    held = StepLine("", words.say("console.debrief.held"), "done")
    steps = tuple(
        StepLine(
            step.key,
            step_name(words, step),
            "now" if index == present else "done" if index < present else "later",
        )
        for index, step in enumerate(every)
    )
    return DebriefControl(
        held.name if shown is None else steps[present].name,
        steps[present + 1] if present + 1 < len(steps) else None,
        None if shown is None else held if present == 0 else steps[present - 1],
        steps,
        words.say("console.debrief.figures")
        if shown is not None and shown.kind in ("scores", "talks", "concessions")
        else "",
        answers=tuple(_answers(room, words)),
        analyses=tuple(_analyses(room, words, ended)) if ended is not None else (),
        rules=tuple(_rules(room, words)),
        tables=tuple(_table_choices(room, words, shown)) if shown is not None else (),
        reopening=reopening(room, ended.all_in(words.scenario.language)) if ended else None,
    )


def _table_choices(room: Room, words: Wording, shown: RevealStep) -> Iterator[TableChoice]:
    if len(room.tables) > 1 and shown.kind not in OF_ALL:
        now = table_alone(room, shown)
        yield TableChoice(0, words.say("console.debrief.all"), not now)
        for number in room.tables:
            yield TableChoice(number, _table_name(room, words, number), number == now)


def _answers(room: Room, words: Wording) -> Iterator[Answers]:
    none = words.say("console.debrief.answers.none")
    for number, table in room.tables.items():
        for side in table.game.rules.sides:
            devices = [
                id for id, each in table.looking_back.marked.items() if each.place.side == side
            ]
            names = [room.devices[id].name for id in devices if room.devices[id].name]
            if len(names) < len(devices):
                nameless = len(devices) - len(names)
                names.append(words.counted("console.debrief.people", nameless))
            said = words.language.listed(names) if names else none
            yield Answers(badge_of(words.scenario, side), _at_table(room, words, number, said))


def _rules(room: Room, words: Wording) -> Iterator[WrittenRuleLine]:
    for number, table in room.tables.items():
        for id, rule in table.looking_back.rules.items():
            names = room.devices[id].name, _table_name(room, words, number)
            yield WrittenRuleLine(
                badge_of(words.scenario, rule.place.side), ", ".join(filter(None, names)), rule.text
            )


def _analyses(room: Room, words: Wording, ended: EndedTables) -> Iterator[str]:
    for number in room.tables:
        status = ended.table(number, words.scenario.language).status
        if status:
            yield _at_table(room, words, number, status)


def _at_table(room: Room, words: Wording, number: int, text: str) -> str:
    """A text with the name of its table, where there are several."""
    name = _table_name(room, words, number)
    return words.say("reveal.of-table", table=name, text=text) if name else text


def _table_name(room: Room, words: Wording, number: int) -> str:
    """The name of a table; empty where there is only one."""
    return words.say("room.console.table", table=number) if len(room.tables) > 1 else ""


def _in_words(words: Wording, shows: WallShows, news: WallNews) -> str:
    if shows == "board":
        return words.say("console.wall.board")
    if news.leads_with_statements or news.story is None:
        return words.say("console.wall.statements")
    return news.story.headline


def _times(words: Wording, chosen: int) -> list[StoryTime]:
    return [
        StoryTime(
            seconds,
            words.say("console.wall.seconds", n=seconds)
            if seconds
            else words.say("console.wall.until"),
            seconds == chosen,
        )
        for seconds in sorted({*STORY_TIMES, chosen})
    ]
