"""What the wall shows, and to what the facilitator can turn it."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

from game.presenter.reveal.reveal_page import revealed_step
from game.presenter.reveal.steps import reveal_steps, step_name
from game.presenter.told_game import ToldGame
from game.presenter.wall.news import WallNews, shown_on_wall, wall_news
from game.room.room import Room
from game.room.wall_events import (
    WallShows,
)
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


def wall_control(room: Room, told: ToldGame, *, is_news_new: bool) -> WallControl:
    """The control of the wall. told: the game of the first table, whose wall it is."""
    news, words = wall_news(room, told), told.words
    shows = shown_on_wall(room, told, news, is_new=is_news_new)
    return WallControl(
        _in_words(words, shows, news),
        "board" if shows == "story" else "story",
        news.story is not None or bool(news.statements),
        tuple(_times(words, room.story_seconds)),
        _debrief_control(room, told) if room.is_over else None,
    )


def _debrief_control(room: Room, told: ToldGame) -> DebriefControl:
    words, shown = told.words, revealed_step(room)
    every = reveal_steps(told.game.rules)
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
        if shown is not None and shown.kind in ("scores", "talks")
        else "",
    )


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
