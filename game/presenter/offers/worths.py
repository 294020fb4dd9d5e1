"""What offers at a table are worth to a side, in figures and in words.

What they are worth to the others is theirs (rule 5.6), and isn't shown before the end.
"""

from __future__ import annotations

from game.presenter.negotiator import Negotiator
from game.words.sentences import number
from game.words.wording import Wording


def worth_text(worth: int | None) -> str:
    """A worth as a figure; a dash where it is not known."""
    return "–" if worth is None else number(worth)


def margin_text(words: Wording, worth: int, reserve: int) -> str:
    """How far a worth lies above or below the reserve."""
    key = "above" if worth > reserve else "below" if worth < reserve else "at"
    return words.say(f"ui.table.{key}", by=number(abs(worth - reserve)), reserve=number(reserve))


def standing_text(negotiator: Negotiator, worth: int) -> str:
    """What the standing offer, or what was proposed from outside, is worth to the side."""
    words, proposer = negotiator.words, negotiator.table.proposer
    if proposer is None:
        return words.say("ui.table.standing.outside", worth=number(worth))
    whose = "own" if proposer == negotiator.side else "other"
    side = words.naming.side_inside(proposer)
    return words.say(f"ui.table.standing.{whose}", side=side, worth=number(worth))


def largest_worth(negotiator: Negotiator) -> int:
    """The most that any package is worth to the side, or was."""
    worths = [worth for each in negotiator.offers() if (worth := negotiator.worth(each.package))]
    draft = negotiator.worth(negotiator.draft.package) or 0
    return max([1, *negotiator.guess().worths[-1:], *worths, draft])


def walking_price(negotiator: Negotiator) -> str:
    """What walking out brings, as far as the side can know; may be empty."""
    words = negotiator.words
    return words.effects(words.scenario.tables[negotiator.table.id].collapsed, negotiator.side)
