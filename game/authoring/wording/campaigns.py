"""Campaigns: their chapters, and what these take over from earlier ones."""

from __future__ import annotations

from game.authoring.wording import hints
from game.authoring.wording.files import name_base, name_variant
from game.authoring.wording.wording import Values, Worded

_EXAMPLES = {
    "ended": "ended(chapter.outcome)",
    "agreed": "agreed(chapter.table)",
    "score": "score(chapter.side)",
    "margin": "margin(chapter.side)",
}


def _bare(values: Values) -> str:
    """Shows how a track of an earlier chapter is written."""
    if values["first"]:
        return "this is the first chapter: write a number"
    if not values["having"]:
        return "write a chapter before this one, a dot, and one of its tracks"
    named = [f"{chapter}.{values['found']}" for chapter in values["having"]]
    return f"write {' or '.join(named)}"


def _earlier(values: Values) -> str:
    """Suggests a chapter, where there are any before this one."""
    return hints.near(values) if values["known"] else "this is the first chapter: write a number"


def _dotted(values: Values) -> str:
    """Shows how a function is written."""
    example = _EXAMPLES.get(values["function"], "played(chapter)")
    return f"write {example}, with a chapter before this one"


def _plays(values: Values) -> str:
    """Suggests a side of an earlier chapter."""
    return hints.near(values) if values["known"] else "this is the first chapter: leave it out"


CODES: dict[str, Worded] = {
    "campaign-here": Worded(
        "this is a campaign of several scenarios, and one scenario is wanted here",
        "name the scenario of one of its chapters; check, host, play and simulate take a campaign "
        "whole",
    ),
    "chapter-missing": Worded("there is no scenario {found}", name_base),
    "chapter-outside": Worded(
        "{found} is outside the folder of this file",
        "move it into this folder or one below it, or name a scenario that comes with the game",
    ),
    "chapter-variant": Worded('{base} has no variant "{found}"', name_variant),
    "chapter-mistakes": Worded(
        "{found} can't be played: {first}", "run communique check {found}, and correct it first"
    ),
    "chapter-unknown": Worded('there is no chapter "{found}" before this one', _earlier),
    "chapter-bare": Worded(
        "formulas of a campaign read earlier chapters, and {found} names none", _bare
    ),
    "chapter-dot": Worded("{function}() asks about an earlier chapter", _dotted),
    "start-outside": Worded(
        "{text} is never within the range of this track, from {low} to {high}",
        "write a value within it",
    ),
    "plays-unknown": Worded('no earlier chapter has a side "{found}"', _plays),
    "result-side": Worded('nobody is "{found}" at first in this campaign', hints.near),
}
