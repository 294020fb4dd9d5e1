"""What the key reference and the JSON Schema say about effects, expressions and decisions.

They have a grammar instead of fields, so that no metadata of the model describes them.
"""

from __future__ import annotations

ID = "[a-z][a-z0-9_]*"
LABEL = "[A-Za-z][A-Za-z0-9_-]*"

DECISIONS = {
    "north: open_gates": "takes an action",
    "north: pass": "ends the side's picks; at a table, says nothing",
    "north: offer gates=two notice=week": "puts a package forward: an option for every issue",
    "north: accept": "accepts the standing offer of another",
    "north: walk": "leaves the table, which collapses for all",
    "north: answer decline": "answers an inject's question",
    "facilitator: inject drought": "fires an inject by hand",
    "facilitator: set trust 40": "sets a track",
    "facilitator: end": "ends the game; `end drift` with that outcome",
}

CHANGE = (
    '`trust: +3`, `-3`, `"+ expression"`, `"- expression"`, `"= expression"`',
    "Changes tracks, each within its range; all of one step read the values from before it. "
    "One `say` may be in the same step.",
)
STEPS: dict[str, tuple[str, str]] = {
    "when": (
        "`when: expression`, `then: effects`, perhaps `else: effects`",
        "One list of effects or the other, as the condition holds.",
    ),
    "chance": (
        "`chance: expression`, `then: effects`, perhaps `else: effects`",
        "One list or the other by luck; the chance is in %.",
    ),
    "one_of": (
        "`one_of:` a list of `weight: expression`, `then: effects`",
        "Exactly one of several lists, by luck; a weight left out is 1.",
    ),
    "after": ("`after: 2`, `then: effects`", "The effects come that many turns later."),
    "open": (
        "`open: table`",
        "Opens a table, or opens it again; nothing happens to one that is open or agreed.",
    ),
    "lapse": ("`lapse: table`", "Ends the agreement reached at a table."),
    "fire": ("`fire: inject`", "Lets an inject happen now, whatever its own conditions."),
    "promise": ("`promise: id`", "Starts a promise, or starts it anew."),
    "reveal": (
        "`reveal: track`, perhaps `to: side` or a list of sides",
        "Shows what a track stands at; without `to` to all.",
    ),
    "say": (
        "`say: text`, perhaps `to: side` or a list of sides",
        "Puts a line into the record; without `to` for all.",
    ),
    "end": ("`end: outcome`", "Ends the game at once, with this outcome."),
}
OPERATORS = {
    "+ - *": "plus, minus, times",
    "//": "divided by, rounded down; divided by 0 it is 0",
    "%": "what is left over after `//`; 0 where that divides by 0",
    "< <= == != >= >": "comparisons, 1 or 0; `0 <= trust < 40` is allowed; `≤ ≥ ≠ −` may be typed",
    "and or not": "1 or 0; any number but 0 counts as true",
    "a if c else b": "a where c holds, otherwise b",
}
FUNCTIONS: dict[str, tuple[str, str]] = {
    "min": ("min(a, b, …)", "the smallest"),
    "max": ("max(a, b, …)", "the largest"),
    "abs": ("abs(a)", "a without its sign"),
    "by": ("by(x, a, b, c, …)", "a where x is 0, b where it is 1, …; beyond the ends, the nearest"),
    "used": ("used(action)", "how often it was taken in the game, by any side"),
    "chose": ("chose(side.action)", "how often that side took it this turn"),
    "count": ("count(tag)` or `count(side.tag)", "how many actions so tagged were taken this turn"),
    "fired": ("fired(inject)", "how often it has happened"),
    "dealt": ("dealt(deal.card)", "1 where this card was dealt, else 0"),
    "stage": ("stage(stage)", "1 while the game is in it, else 0"),
    "promised": ("promised(promise)", "the turns that it still runs; 0 when it doesn't run"),
    "is_open": ("is_open(table)", "1 while it can be negotiated, else 0"),
    "agreed": ("agreed(table)", "1 while its agreement stands, else 0"),
    "collapsed": ("collapsed(table)", "1 after a party has walked out, else 0"),
    "expired": ("expired(table)", "1 after its rounds were used up, else 0"),
    "lapsed": ("lapsed(table)", "1 after its agreement has ended, else 0"),
    "worth": (
        "worth(table)",
        "what the agreed package is worth to the side that asks, as at signature; 0 without one",
    ),
    "reserve": ("reserve(table)", "what no agreement is worth to the side that asks"),
    "ended": ("ended(outcome)", "1 after the game has ended so, else 0"),
    "score": ("score(side)", "a side's score; only in the `when` of outcomes and in tests"),
}
