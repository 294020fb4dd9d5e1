"""What the console offers in a rehearsal: its speed, and jumps to any turn."""

from __future__ import annotations

from attrs import frozen

from game.presenter.console.facts import ConsoleFacts
from game.presenter.console.interventions import Choice
from game.words.wording import Wording


@frozen
class RehearsalBar:
    """The speed of a rehearsal, and where it can jump."""

    speed: str
    can_be_slower: bool
    can_be_faster: bool
    turns: tuple[Choice, ...]
    """Every turn, and the end; as forms name them and in words."""
    now: str
    """The turn that is played now, as forms name it."""
    jumps: str
    """Where the table jumps now, in words; empty where it doesn't."""


def rehearsal_bar(words: Wording, facts: ConsoleFacts, turn: int) -> RehearsalBar | None:
    """What can be done about a rehearsal; None where the room is none."""
    rehearsed = facts.rehearsed
    if rehearsed is None:
        return None
    last = words.scenario.turns
    turns = [
        Choice(str(each), words.say("console.agenda.turn", turn=each))
        for each in range(1, last + 1)
    ]
    turns.append(Choice(str(last + 1), words.say("rehearsal.end")))
    jumps = next((each.name for each in turns if each.id == str(rehearsed.goal)), "")
    return RehearsalBar(
        words.say("rehearsal.speed", percent=round(100 * rehearsed.speed)),
        rehearsed.can_be_slower,
        rehearsed.can_be_faster,
        tuple(turns),
        str(turn),
        words.say("rehearsal.jumps", turn=jumps) if jumps else "",
    )
