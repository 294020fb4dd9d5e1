"""The author's claims and tests: how they are written, and what playing them has shown."""

from __future__ import annotations

from game.authoring.wording.wording import Values, Worded

_CHANGE_GAME_OR_EXPECTATION = "change the numbers of the game, or what you expect"


def _figure(values: Values) -> str:
    """Shows the figure that a claim takes."""
    wanted = values["wanted"]
    return f"write `{wanted}: {'[0, 100]' if wanted in ('share', 'mean') else 'true'}`"


def _who_decides(values: Values) -> str:
    """Says which decisions belong to the facilitator."""
    if values["side"] == "facilitator":
        moves = ("inject ID", "hold ID", "release ID", "set TRACK NUMBER")
        return f"the facilitator can decide {', '.join(f'`{move}`' for move in moves)} and `end`"
    return "only the facilitator can fire and hold injects, set tracks and end the game"


def _open_table(values: Values) -> str:
    """Shows how the table of a position is opened."""
    if values["agreed"]:
        return f"leave `agreed: {values['table']}` out, or name another phase"
    return f"add `open: {values['table']}` to `given`, or name another phase"


def _what_to_change(values: Values) -> str:
    """Says what a failing test lacks; maybe only one more decision."""
    if values["holds_later"]:
        return (
            "this holds when the next decision is taken, but `then` is tested before the phase or "
            "the turn has changed; add that decision to `play`"
        )
    return _CHANGE_GAME_OR_EXPECTATION


CODES: dict[str, Worded] = {
    "one-claim": Worded(
        "a claim must be about exactly one thing",
        "write one of outcome, agreed, fired, ahead, score or every",
    ),
    "claim-figure": Worded(
        "a claim about `{subject}` takes `{wanted}` and no other figure", _figure
    ),
    "test-nothing": Worded("the test checks nothing", "add `then:` with what must be true"),
    "test-name-twice": Worded(
        'test {first} is called "{name}" too, so no game can begin in the position of this one',
        "give each test a name of its own",
        "warning",
    ),
    "given-both": Worded(
        'in this position "{table}" is both open and agreed',
        "leave it out of `open` or out of `agreed`",
    ),
    "given-closed": Worded(
        'nobody can decide anything in phase "{phase}": {reason}',
        _open_table,
        "warning",
    ),
    "fired-once": Worded(
        'the inject "{inject}" can have happened only once, not {times} times',
        "write 1, or give the inject `once: false`",
    ),
    "not-its-move": Worded("{side} can't make this decision", _who_decides),
    "test-refused": Worded(
        'the test "{test}" stops at "{value}" {where}: {why}{happened}',
        "set up a position in which it can be decided, or change the rules",
    ),
    "test-fails": Worded('the test "{test}" fails {where}: {found}{happened}', _what_to_change),
    "test-accepted": Worded(
        'the test "{test}" fails {where}: "{value}" should be refused but is allowed{happened}',
        "change the conditions of the game, or what you expect",
    ),
    "claim-outcome": Worded(
        'the outcome "{id}" ends {found} of {games}{interval}, but the claim is {claimed}{more}',
        _CHANGE_GAME_OR_EXPECTATION,
    ),
    "claim-agreed": Worded(
        '"{id}" is agreed at the end of {found} of {games}{interval}, but the claim is '
        "{claimed}{more}",
        _CHANGE_GAME_OR_EXPECTATION,
    ),
    "claim-fired": Worded(
        '"{id}" fires in {found} of {games}{interval}, but the claim is {claimed}{more}',
        _CHANGE_GAME_OR_EXPECTATION,
    ),
    "claim-ahead": Worded(
        '"{id}" is ahead in {found} of {games}{interval}, but the claim is {claimed}{more}',
        _CHANGE_GAME_OR_EXPECTATION,
    ),
    "bounds-wide": Worded(
        'this line could give {bounds} points, but in {games} the whole score of "{side}" ran from '
        "{reached}",
        "limit what it counts: a `limit` for an action, `once` for an inject, min() and max() "
        "around the rest",
        "warning",
    ),
    "claim-score": Worded(
        'the mean score of "{id}" in {games} is {found}{interval}, but the claim is '
        "{claimed}{more}",
        _CHANGE_GAME_OR_EXPECTATION,
    ),
    "never-happened": Worded(
        "this {kind} was never {happened} in {games:,} games by chance and of personas",
        "look at its conditions, make it more likely, or claim it with `every: {kind}` in games "
        "that show it",
        "warning",
    ),
    "claim-every": Worded(
        "{missing} of {kinds} {were} never {happened} in {games}: {ids}{more}",
        "make them more likely, or claim it of more `games` if they are meant to be rare",
    ),
}
