"""What can come next at the screen of a game."""

from __future__ import annotations

from typing import Literal

from attrs import frozen

StoryKind = Literal["news", "pact", "reply", "stage"]
"""What a story is about: an inject, what became of a table, what others said there last, or a new
stage."""

DecisionKind = Literal["question", "table", "actions"]
"""What a side is asked: to answer a question, to speak at a table, or to pick actions."""

StepKind = Literal[
    StoryKind,
    DecisionKind,
    "situation",  # everybody reads the situation together
    "curtain",  # the screen is handed over to a side
    "briefing",  # a side reads its papers
    "words",  # what was announced, or written to a side
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
