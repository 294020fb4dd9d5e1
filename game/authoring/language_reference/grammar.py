"""What the key reference and the JSON Schema say about changes, expressions and decisions.

They have a grammar instead of fields, so that no metadata of the model describes them.
"""

from __future__ import annotations

ID = "[a-z][a-z0-9_]*"
LABEL = "[A-Za-z][A-Za-z0-9_-]*"

DECISIONS = {
    "north: open_gates": "takes an action",
    "north: pass": "ends the side's picks; at a table, makes no offer",
    "north: offer gates=two notice=week": "proposes a package, with an option for every issue",
    "north: accept": "accepts the standing offer of another side",
    "north: walk": "walks out; the negotiation collapses for all, unless a majority can go on",
    "north: answer decline": "answers the question of an inject",
    "facilitator: inject drought": "fires an inject by hand",
    "facilitator: set trust 40": "sets a track",
    "facilitator: end": "ends the game; `end drift` with that outcome",
}

CHANGE = (
    '`trust: +3`, `-3`, `"+ expression"`, `"- expression"`, `"= expression"`',
    "Changes tracks, each within its range; all changes of a step use the values before it. "
    "One `say` may be in the same step.",
)
OPERATORS = {
    "+ - *": "plus, minus, times",
    "//": "division, rounded down; dividing by 0 gives 0",
    "%": "the remainder of `//`; dividing by 0 gives 0",
    "< <= == != >= >": "comparisons, 1 or 0; `0 <= trust < 40` and `≤ ≥ ≠` are allowed",
    "and or not": "1 or 0; any number but 0 counts as true",
    "a if c else b": "a if c is true, otherwise b",
}
FUNCTIONS: dict[str, tuple[str, str]] = {
    "min": ("min(a, b, …)", "the smallest"),
    "max": ("max(a, b, …)", "the largest"),
    "abs": ("abs(a)", "the absolute value of a"),
    "by": (
        "by(x, a, b, c, …)",
        "a if x is 0, b if it is 1, …; outside, the first or last",
    ),
    "used": ("used(action)", "how often it was taken in the game, by any side"),
    "chose": ("chose(side.action)", "how often that side took it this turn"),
    "count": (
        "count(tag)` or `count(side.tag)",
        "how many actions with this tag were taken this turn",
    ),
    "fired": ("fired(inject)", "how often it has happened"),
    "answered": (
        "answered(inject.answer)` or `answered(inject.answer, side)",
        "how often any side, or that side, has given this answer",
    ),
    "carried": ("carried(inject)", "how often a vote has carried its proposal"),
    "lost": ("lost(inject)", "how often a vote hasn't"),
    "support": ("support(inject.count)", "the share for its proposal when it was last put, in %"),
    "voted": ("voted(inject.member)", "this turn's ballot: 1 for, -1 against, else 0"),
    "begun": ("begun(project)", "how often a project has begun"),
    "done": ("done(project)", "how often it was done"),
    "left": ("left(project)", "the turns until it is done; 0 if it isn't under way"),
    "dealt": ("dealt(deal.card)", "1 if this card was dealt, else 0"),
    "stage": ("stage(stage)", "1 while the game is in it, else 0"),
    "promised": ("promised(promise)", "how many turns it still runs; 0 if it doesn't run"),
    "is_open": ("is_open(table)", "1 while it can be negotiated, else 0"),
    "signed": ("signed(table)", "1 while its package is signed, in force or not yet, else 0"),
    "agreed": ("agreed(table)", "1 while its agreement is in force, else 0"),
    "collapsed": ("collapsed(table)", "1 after a party has walked out, else 0"),
    "expired": ("expired(table)", "1 after its rounds were used up, else 0"),
    "lapsed": ("lapsed(table)", "1 after its agreement has ended, else 0"),
    "worth": (
        "worth(table)",
        "what the agreed package was worth at signature to the side that asks; 0 without one",
    ),
    "reserve": ("reserve(table)", "what no agreement is worth to the side that asks"),
    "ended": ("ended(outcome)", "1 after the game has ended with this outcome, else 0"),
    "score": ("score(side)", "a side's score; only in the `when` of outcomes and in tests"),
}
CHAPTER_FUNCTIONS: dict[str, str] = {
    "chapter.track": "the value of a track at its end; its start if it wasn't played",
    "ended(chapter.outcome)": "1 if it ended so, else 0",
    "agreed(chapter.table)": "1 if the table's agreement was in force at its end, else 0",
    "score(chapter.side)": "the points of a side; 0 if it wasn't played",
    "margin(chapter.side)": "the points above its par; 0 if it wasn't played",
    "played(chapter)": "1 if it was played, else 0",
}
"""What formulas of a campaign read of earlier chapters."""
