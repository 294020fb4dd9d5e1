"""What to write instead: the hints that depend on what was found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from game.authoring.nearest import as_id, bare, nearest
from game.model.effects import STEP_WORDS
from game.model.expressions import FUNCTIONS, PREDICATES

Values = dict[str, Any]

EXPRESSION = "write a whole number or an expression such as trust >= 40"
PARTS = (
    "numbers, names, + - * // %, comparisons, and, or, not, `a if condition else b` and functions "
    "can stand here"
)
EXPECTED = "mend the numbers of the game, or what you expect"
TWO_NUMBERS = "write two numbers in square brackets, such as [0, 100]"
# Where a kind of thing comes to be, for the first of its kind.
_HOMES = {
    "menu": "no action has it as its `menu:`",
    "deck": "no inject has it as its `deck:`",
    "answer": "no inject has `answers:` yet",
    "place": "none is written yet: add it to the `places:` of the `map:`",
}
_EXAMPLES = {
    "used": "used(action)",
    "chose": "chose(side.action)",
    "count": "count(tag) or count(side.tag)",
    "fired": "fired(inject)",
    "dealt": "dealt(deal.card)",
    "promised": "promised(promise)",
    "stage": "stage(stage)",
    "ended": "ended(outcome)",
    "score": "score(side)",
}
_ARGUMENTS = {
    "abs": "give it one: abs(x)",
    "min": "give it two or more, with commas between: min(x, y)",
    "max": "give it two or more, with commas between: max(x, y)",
    "by": "give it a number, and then what it chooses from: by(x, a, b, c)",
}
_WATCHED = ("seen_by", "band_seen_by")
_NOBODY = ("none", "nobody", "no_one", "noone", "no", "null", "nil", "~", "-", "facilitator")
_EVERYBODY = ("all", "any", "everyone", "everybody", "both", "public")
_DECIDED = ("offer", "accept", "walk", "pass", "answer", "propose", "sign")
# What people write for the word of an effect.
MEANT = {
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
}
_NEEDED = ("turns", "rounds", "after")
_ARROWS = {"=>": ">=", "=<": "<=", "<>": "!="}


def near(values: Values) -> str:
    """The nearest right word, or the right words where none is near."""
    found, known = str(values.get("found", values.get("key", ""))), listed(values.get("known"))
    word = nearest(found, known)
    if word:
        return f'did you mean "{word}"?'
    if not known:
        return _none(str(values.get("kind", "")))
    shown, more = ", ".join(known[:8]), len(known) - 8
    if len(known) == 1:
        return f"there is only {shown}"
    return f"there are {shown}" + (f" and {more} more" if more > 0 else "")


def reference(values: Values) -> str:
    """The nearest id; for a word that means nobody or everybody, how that is written."""
    found, key = str(values["found"]).lower(), str(values.get("key", ""))
    if values.get("kind") == "side" and key in _WATCHED and found in (*_NOBODY, *_EVERYBODY):
        return nobody(key) if found in _NOBODY else f"leave `{key}` out: then all see it"
    return near(values)


def nobody(key: str) -> str:
    """How it is written that no side sees something."""
    return f"write `{key}: []` for nobody" if key == "seen_by" else f"leave `{key}` out for nobody"


def effect(values: Values) -> str:
    """The effect most likely meant, or all that there are."""
    found = str(values["found"])
    word = MEANT.get(found.lower()) or nearest(found, STEP_WORDS)
    track = f"the track {values['near']}" if values["near"] and not word else ""
    if found in _DECIDED:
        start = "that is for a side to decide; effects are"
    elif word or track:
        start = f"did you mean {word or track}? Effects are"
    else:
        start = "effects are"
    change = f"a track with its change, such as `{values['track']}: +3`"
    return f"{start} {', '.join(STEP_WORDS)}, or {change}"


def _none(kind: str) -> str:
    if not kind:
        return ""
    return _HOMES.get(kind, f"none is written yet: add it under `{kind}s:`")


def listed(known: str | Iterable[str] | None) -> list[str]:
    """Known words as a list."""
    if not known:
        return []
    return known.split(", ") if isinstance(known, str) else [str(word) for word in known]


def function(values: Values) -> str:
    """The function most likely meant."""
    return near({**values, "known": (*FUNCTIONS, *PREDICATES)})


def dotted(values: Values) -> str:
    """What to write for a dot that stands behind no table."""
    known = listed(values.get("known"))
    if not nearest(str(values["found"]), known) and values.get("alone"):
        return f"write {values['alone']} alone, without a dot"
    return near({**values, "kind": "table"})


def one_of(values: Values) -> str:
    """The words of a closed set."""
    return "write " + " or ".join(listed(values["known"]))


def missing(values: Values) -> str:
    """How to add a key."""
    known = listed(values.get("known"))
    return f"add `{values['key']}:` with " + (" or ".join(known) if known else "its value")


def keys(values: Values) -> str:
    """The keys of a record."""
    if values["found"] == "a list":
        return "write its keys without dashes: " + ", ".join(listed(values["keys"])[:12])
    return "its keys are " + ", ".join(listed(values["keys"])[:12])


def ids(values: Values) -> str:
    """How a mapping of ids is written."""
    kind = values["ids"]
    if kind == "warning":
        return "write the warning's code and your reason: `{reads-hidden: reason}`"
    if kind in ("id", "label", "answer", "persona"):
        start = f"write `{kind if kind == 'label' else 'id'}:` and under it what belongs to it"
        dashes = values["found"] == "a list"
        return start + (", without dashes" if dashes else "; a key with nothing can be left out")
    return f"write `{{{kind}: value}}`"


def item(values: Values) -> str:
    """How a list is written."""
    if values.get("exactly"):
        return TWO_NUMBERS
    if values["found"] == "nothing" and values.get("key") in _WATCHED:
        return nobody(values["key"])
    if values["found"] == "keys with values":
        return "put a dash and a space before the first key, and let the others stand under it"
    return "write it in square brackets, or one item a line, each after a dash"


def by_side(values: Values) -> str:
    """How a value for each side is written."""
    sides = listed(values["sides"])[:3] or ["side", "other_side"]
    return "write `{" + ", ".join(f"{side}: …" for side in sides) + "}`"


def one_id(values: Values) -> str:
    """How one id is written."""
    return "write one id, without brackets" if values["found"] == "a list" else "write an id"


def whole(values: Values) -> str:
    """The whole number most likely meant."""
    found = str(values["found"])
    digits = re.sub(r"[_,' ]", "", bare(found))
    if re.fullmatch(r"[-+]?\d+%", digits):
        return f"write {digits[:-1]} without the % sign"
    if re.fullmatch(r"[-+]?\d{1,10}", digits):
        quoted = values.get("style") or bare(found) != found
        return f"write {digits}" + (", without quotes" if quoted else "")
    try:
        number = float(digits)
        below = int(number // 1)
    except (ValueError, OverflowError):
        return "write digits only, such as 3"
    if abs(number) > 10**9:
        return "write a number of at most nine digits"
    if number == below:
        return f"write {below}"
    return f"write {below} or {below + 1}, or count in a smaller unit"


def flag(values: Values) -> str:
    """true or false."""
    word = str(values["found"]).lower()
    plain = ", without quotes" if values.get("style") else ""
    if word in ("yes", "on", "y", "true", "1"):
        return f"write true{plain}"
    if word in ("no", "off", "n", "false", "0"):
        return f"write false{plain}"
    return "write true or false"


def small(values: Values) -> str:
    """What to write for too small a number."""
    if values["at_least"] == 1 and values["found"] < 0:
        return f"write {-values['found']}: what is written here is always a positive number"
    optional = values["found"] == 0 and values.get("key") not in _NEEDED
    return f"write {values['at_least']} or more" + (", or leave it out" if optional else "")


def large(values: Values) -> str:
    """What to write for too large a number."""
    if values.get("key") == "format":
        return "write 1; a later format needs a later version of the game"
    return f"write {values['at_most']} or less"


def degrees(values: Values) -> str:
    """How a place is written; the other way round where only that is one."""
    order = "longitude comes first, then latitude"
    if "swapped" in values:
        return f"{order}: did you mean {values['swapped']}?"
    return f"write degrees: {order}, such as [116.4, 39.9]"


def few(values: Values) -> str:
    """How many more are wanted."""
    more = values["at_least"] - values["got"]
    return "add one" if more == 1 else f"add {more} more"


def an_id(values: Values) -> str:
    """An id made of what was written."""
    rule = "use small letters, digits and _, beginning with a letter"
    found = str(values["found"])
    return rule if found[:1].isdigit() or not as_id(found) else f"{rule}, such as {as_id(found)}"


def quoted(values: Values) -> str:
    """How quotes protect a text."""
    if values.get("curly"):
        return "put straight quotes (\") around the whole text; “ and ” don't count" + rest(values)
    return f"put the whole text in double quotes{rest(values)}"


def isolate(values: Values) -> str:
    """How a bidirectional isolate gets its partner."""
    if values["closes"]:
        return "delete it, or open one before it with U+2066, U+2067 or U+2068"
    return "delete it, or close it with U+2069 in the same line"


def rest(values: Values) -> str:
    """That a mistake of form has hidden what follows."""
    if not values.get("rest"):
        return ""
    return "; the rest of the file could not be read and was not checked"


def unsigned(values: Values) -> str:
    """What a number without a sign may mean."""
    found = values["found"]
    return f'write +{found} to add, -{found} to take away, or "= {found}" to set'


def unsigned_change(values: Values) -> str:
    """What an expression without a sign may mean."""
    found = values["found"]
    return f'begin with a sign: "+ {found}", "- {found}" or "= {found}"'


def decision(values: Values) -> str:
    """How a decision is written."""
    if values.get("fine"):
        return f'put it in quotes: "{values["found"]}"'
    return 'write "side: action", "side: pass" or "side: offer issue=option …", in quotes'


def comparison(values: Values) -> str:
    """The comparison meant by an arrow."""
    return f"write {_ARROWS.get(values['found'], '>=, <= or !=')}"


def subject(values: Values) -> str:
    """What a predicate asks about."""
    name = values["function"]
    return "write " + _EXAMPLES.get(name, f"{name}(table)")


def arguments(values: Values) -> str:
    """What a function takes."""
    return _ARGUMENTS[values["function"]]


def character(values: Values) -> str:
    """What to write for a character that can't stand in an expression."""
    match values["found"]:
        case "[" | "]" | "{" | "}":
            return "use round brackets; for one of several values write `x == 1 or x == 2`"
        case "?" | ":":
            return "write `a if condition else b` to choose between two values"
        case "#":
            return "begin comments on a line of their own"
        case _:
            return "delete it"


def syntax(values: Values) -> str:
    """What is missing where an expression can't be read."""
    words = re.findall(r"[a-z]+", str(values.get("text", "")))
    if "if" in words:
        return "write `a if condition else b`"
    return PARTS


def unseen(values: Values) -> str:
    """How a side is let see something, or how showing it is allowed."""
    what, side = values["what"], values["side"]
    way = {
        "track": f"add {side} to the track's `seen_by`",
        "deal": f"add {side} to the deal's `to`",
        "action": "take the action's `secret` away",
    }.get(what, "take `secret` from the actions so tagged")
    return f"{way}, or take it out here"


def unbrought(values: Values) -> str:
    """Which phase would bring an inject."""
    if values["deck"]:
        return f"add a phase of kind injects with `decks: {values['deck']}`"
    return "add a phase of kind injects without `decks`"


def late(values: Values) -> str:
    """How long a delay may be."""
    latest = values["latest"]
    return f"write {latest} or less" if latest else "give the game more turns"


def phase(values: Values) -> str:
    """The phases of a stage."""
    return near({**values, "found": values["phase"]})


def figure(values: Values) -> str:
    """The figure that a claim takes."""
    wanted = values["wanted"]
    return f"write `{wanted}: {'[0, 100]' if wanted in ('share', 'mean') else 'true'}`"


def deciders(values: Values) -> str:
    """Who takes which decisions."""
    if values["side"] == "facilitator":
        return "the facilitator's are `inject ID`, `set TRACK NUMBER` and `end`"
    return "injecting, setting tracks and ending the game are the facilitator's"


def beginning(values: Values) -> str:
    """How a file begins."""
    if values.get("fragment"):
        return "begin with a section such as `tracks:` at the left edge, or don't include the file"
    return "begin with `format: 1` at the left edge; docs/language.md shows a whole scenario"
