"""What can come next at the screen of a game."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

StoryKind = Literal["news", "pact", "reply", "stage", "statements", "words"]
"""What a story is about: an inject, what became of a table, what others said there last, a new
stage, what all sides told the press, or what was announced or written to a side."""

DecisionKind = Literal["question", "table", "actions"]
"""What a side is asked: to answer a question, to speak at a table, or to pick actions."""

StepKind = Literal[
    StoryKind,
    DecisionKind,
    "situation",  # everybody reads the situation together
    "curtain",  # the screen is handed over to a side
    "briefing",  # a side reads its papers
    "waiting",  # a bot decides
    "over",
]


@frozen
class Step:
    """What comes next at the screen, and for whom."""

    kind: StepKind
    side: str = ""
    inject: str = ""
    """The inject of a news story or a question."""
    table: str = ""
    """The table of a pact, or of a reply."""
    stage: str = ""
    """The stage that has begun."""
    before: str = ""
    """The stage that was before that one."""
    also: tuple[Step, ...] = ()
    """Other stories, which are told in brief on the same page."""
