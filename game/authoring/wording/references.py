"""Ids and names that refer to nothing, to the wrong thing, or to two things at once."""

from __future__ import annotations

import re

from game.authoring.nearest import nearest
from game.authoring.wording import hints
from game.authoring.wording.wording import Values, Worded
from game.model.effects import STEP_WORDS

_NOBODY = ("none", "nobody", "no_one", "noone", "no", "null", "nil", "~", "-", "facilitator")
_EVERYBODY = ("all", "any", "everyone", "everybody", "both", "public")
_DECISION_WORDS = ("offer", "accept", "walk", "pass", "answer", "propose", "sign")
EFFECT_SYNONYMS = {
    "if": "when",
    "random": "chance",
    "choose": "one_of",
    "delay": "after",
    "wait": "after",
    "inject": "fire",
    "trigger": "fire",
    "text": "say",
    "tell": "say",
    "news": "say",
    "show": "reveal",
    "finish": "end",
    "outcome": "end",
    "close": "lapse",
    "table": "open",
    "suggest": "propose",
    "mediate": "propose",
}
"""Words that authors write by mistake, each with the word of the effect that they mean."""


def _reference(values: Values) -> str:
    """Suggests an id; for several in one, "nobody" or "all", says how to write that instead."""
    word, key = str(values["found"]).lower(), str(values.get("key", ""))
    if values.get("kind") == "side" and key in hints.SEEN_BY_KEYS:
        if word in _NOBODY:
            return hints.for_nobody(key)
        if word in _EVERYBODY:
            return f"leave `{key}` out: then all see it"
    if values.get("kind") == "side" and key == "ask" and word in _EVERYBODY:
        return f"write them in a list: `ask: [{', '.join(hints.words(values.get('known')))}]`"
    several = re.split(r" *(?:,|&|\+| and ) *", str(values["found"]))
    if len(several) > 1 and set(several) <= set(hints.words(values.get("known"))):
        return f"write them as a list: [{', '.join(several)}]"
    return hints.near(values)


def _brace(values: Values) -> str:
    """Suggests the name most likely meant, and says how a brace itself is written."""
    return f"{hints.near(values)}; a brace for the reader is written twice"


def _effect(values: Values) -> str:
    """Suggests the effect or track most likely meant, and lists all effects."""
    text = str(values["found"])
    word = EFFECT_SYNONYMS.get(text.lower()) or nearest(text, STEP_WORDS)
    track = f"the track {values['near']}" if values["near"] and not word else ""
    if text in _DECISION_WORDS:
        start = "only a side can decide that; effects are"
    elif word or track:
        start = f"did you mean {word or track}? Effects are"
    else:
        start = "effects are"
    change = f"a track with its change, such as `{values['track']}: +3`"
    return f"{start} {', '.join(STEP_WORDS)}, or {change}"


def _dotted(values: Values) -> str:
    """Suggests a table, or the name without its dot."""
    known = hints.words(values.get("known"))
    if not nearest(str(values["found"]), known) and values.get("alone"):
        return f"write {values['alone']} alone, without a dot"
    return hints.near({**values, "kind": "table"})


def _answer(values: Values) -> str:
    """Suggests an answer of the inject, if it has any."""
    if not hints.words(values.get("known")):
        return "it has none: add `ask:` and `answers:` to it"
    return hints.near(values)


def _asked(values: Values) -> str:
    """Suggests a side that is asked, or to ask this one too."""
    sides = hints.words(values.get("known"))
    if not sides:
        return "it asks nobody: add `ask:` and `answers:` to it"
    if len(sides) == 1:
        return f"write {sides[0]}, or `ask: [{sides[0]}, {values['side']}]`"
    return f"write {', '.join(sides[:-1])} or {sides[-1]}, or add {values['side']} to its `ask`"


def _phase(values: Values) -> str:
    """Suggests a phase of the stage."""
    return hints.near({**values, "found": values["phase"]})


def _let_see(values: Values) -> str:
    """Says how to make a track, deal or action visible to a side that uses it."""
    what, side = values["what"], values["side"]
    remedy = {
        **{
            kind: f"add {side} to the {kind}'s `seen_by`"
            for kind in ("track", "inject", "table", "promise", "project")
        },
        "deal": f"add {side} to the deal's `to`",
        "action": "remove `secret` from the action",
        "tag": "remove `secret` from the actions with this tag",
    }.get(what, f"add {side} to the {what}'s `seen_by`")
    return f"{remedy}, or remove it here"


CODES: dict[str, Worded] = {
    "unknown-reference": Worded('there is no {kind} "{found}"', _reference),
    "unknown-effect": Worded('there is no effect or track "{found}"', _effect),
    "unknown-name": Worded('there is no track, setting or value "{found}"', hints.near),
    "unknown-dotted": Worded('there is no table "{found}"', _dotted),
    "unknown-issue": Worded('table "{table}" has no issue "{found}"', hints.near),
    "unknown-level": Worded('"{owner}" has no level or option "{found}"', hints.near),
    "unknown-level-value": Worded('there is no level "{found}"', hints.near),
    "unknown-card": Worded('deal "{deal}" has no card "{found}"', hints.near),
    "unknown-answer": Worded('inject "{inject}" has no answer "{found}"', _answer),
    "not-asked": Worded('{side} is not asked by "{inject}"', _asked),
    "no-levels": Worded(
        '"{found}" is a word, but this track has numbers, not levels', "write a whole number"
    ),
    "source-expired": Worded(
        "what this source says held until {found}",
        "look for its successor and what it changes, then write a later date",
        "warning",
    ),
    "unused": Worded("nothing uses this {kind}", "use it, or remove it", "warning"),
    "name-twice": Worded(
        '"{key}" is already an id under `{first}`, and formulas could not tell the two apart',
        "rename one of them",
    ),
    "not-its-action": Worded(
        '{side} can\'t take the action "{action}"',
        "add {side} to the action's `side`, or choose another action",
    ),
    "not-its-phase": Worded('stage "{stage}" has no phase "{phase}"', _phase),
    "not-party": Worded('"{found}" is not a party to this table', hints.near),
    "not-a-party": Worded(
        "{function}({table}) depends on the side that asks, but {side} is not a party to the table",
        "remove it, or use it only where parties to the table ask",
    ),
    "no-score-here": Worded(
        "score({found}) can't be used here: scores are known only when a game is judged",
        "use it only in the `when` of outcomes and in the `then` of tests",
    ),
    "no-asking-side": Worded(
        "{function}({found}) can't be used here: it is not clear which side asks",
        "use it only in a side's score, and in conditions of its own actions and answers",
    ),
    "predicate-dotted": Worded(
        "{function}() takes the id of one {kind}, without a dot", "write {function}({found})"
    ),
    "predicate-side": Worded(
        "{function}() takes a side and its {kind}, with a dot between",
        "write {function}({example})",
    ),
    "predicate-card": Worded(
        "dealt() takes a deal and one of its cards, with a dot between", "write dealt({example})"
    ),
    "predicate-answer": Worded(
        "answered() takes an inject and one of its answers, with a dot between",
        "write answered({example})",
    ),
    "predicate-vote": Worded(
        "{function}() takes the inject of a vote and a {part}, with a dot between",
        "write {function}({found}.{part})",
    ),
    "answered-vote": Worded(
        "answered() doesn't count the ballots of a vote", "write voted({inject}.member)"
    ),
    "no-vote": Worded(
        '{function}() asks about a vote, and "{found}" has none', "give it `vote:`, or use fired()"
    ),
    "dealt-too-early": Worded(
        "dealt() can't be used in a card's weight: nothing has been dealt yet",
        "write a whole number, or remove dealt()",
    ),
    "reads-hidden": Worded(
        'this tells {side} something about the {what} "{found}"{through}, which {side} can\'t see',
        _let_see,
        "warning",
    ),
    "unknown-brace": Worded(
        'the braces name nothing: "{found}" is no track, named value or vote', _brace
    ),
    "hidden-brace": Worded(
        '"{found}" stands in a text that {side} reads, and {side} can\'t see all of it',
        "leave it out, or say it with `to:` to those who see it",
    ),
    "epilogue-long": Worded(
        "this has {count} words, and of an epilogue at most {most} are shown",
        "say it more briefly",
    ),
    "lost-brace": Worded(
        'the text has "{found}" in braces, and its translation doesn\'t',
        "write it in braces where its value is to stand",
        "warning",
    ),
    "allow-error": Worded(
        '"{found}" is an error, and only warnings can be silenced',
        "remove it, and fix the error",
    ),
    "allow-unused": Worded('there is no warning "{found}" here to silence', "remove it", "warning"),
    "many-problems": Worded(
        "{more} more problems are not shown",
        "fix the ones above first, then check again",
        "warning",
    ),
}
