"""Values that don't have the form their key expects, and keys that are missing or unknown."""

from __future__ import annotations

import re

from game.authoring.nearest import make_id, nearest, strip_quotes
from game.authoring.wording import hints
from game.authoring.wording.expressions import EXAMPLE
from game.authoring.wording.wording import Values, Worded

_TWO_NUMBERS = "write two numbers in square brackets, such as [0, 100]"
_REQUIRED_NUMBERS = ("turns", "rounds", "after")
_MOST_KEYS = 12
_LARGEST = 10**9


def _one_of(values: Values) -> str:
    """Lists the words that are allowed."""
    return "write " + " or ".join(hints.words(values["known"]))


def _add_key(values: Values) -> str:
    """Says how to add a missing key."""
    known = hints.words(values.get("known"))
    return f"add `{values['key']}:` with " + (" or ".join(known) if known else "its value")


def _keys(values: Values) -> str:
    """Lists the keys that are expected."""
    listed = ", ".join(hints.words(values["keys"])[:_MOST_KEYS])
    return (
        f"write its keys without dashes: {listed}"
        if values["found"] == "a list"
        else (f"its keys are {listed}")
    )


def _ids(values: Values) -> str:
    """Says how to write ids with something under each."""
    kind = values["ids"]
    if kind == "warning":
        return "write the warning's code and your reason: `{reads-hidden: reason}`"
    if kind in ("id", "label", "answer", "persona", "variant"):
        key = "label" if kind == "label" else "id"
        start = f"write `{key}:` and below it what belongs to it"
        if values["found"] == "a list":
            return f"{start}, without dashes"
        return f"{start}; leave out a key that has no content"
    return f"write `{{{kind}: value}}`"


def _list(values: Values) -> str:
    """Says how to write a list."""
    if values.get("exactly"):
        return _TWO_NUMBERS
    if values["found"] == "nothing" and values.get("key") in hints.SEEN_BY_KEYS:
        return hints.for_nobody(values["key"])
    if values["found"] == "keys with values" and values.get("key") == "links":
        return "links have no ids: write each as `- {from: …, to: …}`"
    if values["found"] == "keys with values":
        return "put a dash and a space before the first key, and align the others with it"
    return "write it in square brackets, or one item per line, each after a dash"


def _by_side(values: Values) -> str:
    """Says how to write a value for each side."""
    sides = hints.words(values["sides"])[:3] or ["side", "other_side"]
    return "write `{" + ", ".join(f"{side}: …" for side in sides) + "}`"


def _single_id(values: Values) -> str:
    """Asks for one id."""
    return "write one id, without brackets" if values["found"] == "a list" else "write an id"


def _whole_number(values: Values) -> str:
    """Suggests the whole number that was most likely meant."""
    text = str(values["found"])
    digits = re.sub(r"[_,' ]", "", strip_quotes(text))
    if re.fullmatch(r"[-+]?\d+%", digits):
        return f"write {digits[:-1]} without the % sign"
    if re.fullmatch(r"[-+]?\d{1,10}", digits):
        quoted = values.get("style") or strip_quotes(text) != text
        return f"write {digits}" + (", without quotes" if quoted else "")
    try:
        number = float(digits)
        below = int(number // 1)
    except (ValueError, OverflowError):
        return "write digits only, such as 3"
    if abs(number) > _LARGEST:
        return "write a number of at most nine digits"
    if number == below:
        return f"write {below}"
    return f"write {below} or {below + 1}, or count in a smaller unit"


def _true_or_false(values: Values) -> str:
    """Suggests true or false."""
    word = str(values["found"]).lower()
    unquoted = ", without quotes" if values.get("style") else ""
    if word in ("yes", "on", "y", "true", "1"):
        return f"write true{unquoted}"
    if word in ("no", "off", "n", "false", "0"):
        return f"write false{unquoted}"
    return "write true or false"


def _larger(values: Values) -> str:
    """Says what to write instead of a number that is too small."""
    if values["at_least"] == 1 and values["found"] < 0:
        return f"write {-values['found']}: numbers here are always positive"
    optional = values["found"] == 0 and values.get("key") not in _REQUIRED_NUMBERS
    return f"write {values['at_least']} or more" + (", or leave it out" if optional else "")


def _smaller(values: Values) -> str:
    """Says what to write instead of a number that is too large."""
    if values.get("key") == "format":
        return "write 1; a later format needs a later version of the game"
    return f"write {values['at_most']} or less"


def _add_more(values: Values) -> str:
    """Says how many entries are missing."""
    more = values["at_least"] - values["got"]
    return "add one" if more == 1 else f"add {more} more"


def _valid_id(values: Values) -> str:
    """Says what an id may contain, with an id made from what was written."""
    rule = "use small letters, digits and _, beginning with a letter"
    text = str(values["found"])
    return rule if text[:1].isdigit() or not make_id(text) else f"{rule}, such as {make_id(text)}"


def _signed_number(values: Values) -> str:
    """Lists what a number without a sign may mean."""
    number = values["found"]
    return f'write +{number} to add, -{number} to subtract, or "= {number}" to set'


def _signed_expression(values: Values) -> str:
    """Lists what an expression without a sign may mean."""
    text = values["found"]
    return f'begin with a sign: "+ {text}", "- {text}" or "= {text}"'


def _decision(values: Values) -> str:
    """Says how to write a decision."""
    if values.get("valid"):
        return f'put it in quotes: "{values["found"]}"'
    if re.match(r"\s*(facilitator|inject|hold|release|set|end)\b", str(values["found"] or "")):
        return (
            'write "facilitator: inject ID", "facilitator: hold ID", "facilitator: release ID", '
            '"facilitator: set TRACK NUMBER" or "facilitator: end", in quotes'
        )
    return 'write "side: action", "side: pass" or "side: offer issue=option …", in quotes'


def _emblem(values: Values) -> str:
    """Suggests the sign most like the wrong one, or lists them all."""
    signs = hints.words(values["known"])
    suggestion = nearest(str(values["found"]), signs)
    if suggestion:
        return f'did you mean "{suggestion}"?'
    return f"write at most {values['at_most']} letters or digits, or one of {', '.join(signs)}"


def _points(values: Values) -> str:
    """Shows how points are written, with the author's own numbers where they come in pairs."""
    if values["known"]:
        return f"write {values['known']}: each point in brackets of its own"
    return "write each point in brackets, and brackets around all: [[7.6, 47.6], [8.3, 50]]"


def _point(values: Values) -> str:
    """Shows how a point is written, with the author's own numbers where they can be guessed."""
    if values["known"]:
        return f"write {values['known']}"
    return "write longitude, then latitude, in brackets, such as [8.3, 50]"


def _under_package(values: Values) -> str:
    """Says how to write the options of a proposed package."""
    if values["whole"]:
        return f"write `package` instead of `{values['found']}`"
    return f"write `package: {{{values['found']}: …}}`"


def _under_effects(values: Values) -> str:
    """Says how to write the effects of a part of `each_turn`."""
    found = values["found"]
    if found == "then":
        return "write `effects` instead of `then`"
    if found == "else":
        return "add another part with the opposite condition"
    return f"write `effects: {{{found}: …}}`"


CODES: dict[str, Worded] = {
    "want-record": Worded("expected keys with values, but found {found}", _keys),
    "want-mapping": Worded("expected ids with something under each, but found {found}", _ids),
    "want-list": Worded("expected a list, but found {found}", _list),
    "want-exactly": Worded("this list must have {exactly} items, but has {got}", _TWO_NUMBERS),
    "want-by-side": Worded("expected a value for each side, but found {found}", _by_side),
    "want-text": Worded(
        "expected a text, but found {found}",
        "write the text, or leave the key out if it is not needed",
    ),
    "curly-quotes": Worded(
        "the quotes in {found} belong to the text, and people would read them",
        'delete them, or write straight quotes (")',
        "warning",
    ),
    "want-whole": Worded("expected a whole number, but found {shown}", _whole_number),
    "want-number": Worded("expected a number, but found {found}", "write degrees, such as 116.4"),
    "want-points": Worded("expected a list of points, but found {found}", _points),
    "want-point": Worded("expected a longitude and a latitude, but found {found}", _point),
    "points-many": Worded(
        "a path has at most {at_most} points, but this one has {got}",
        "leave out those that the path would pass anyway",
    ),
    "want-flag": Worded("expected true or false, but found {shown}", _true_or_false),
    "want-word": Worded("expected one word, but found {found}", _one_of),
    "want-id": Worded("expected the id of {a_kind}, but found {found}", _single_id),
    "want-expression": Worded("expected an expression, but found {found}", EXAMPLE),
    "want-step": Worded(
        "expected an effect, which is keys with values, but found {found}",
        "write for example `trust: +3` or `say: …`, or leave the key out if nothing happens",
    ),
    "want-branches": Worded(
        "`one_of` expects a list of branches, but found {found}",
        "write each branch as `{{weight: 2, then: …}}`, after a dash",
    ),
    "want-branch": Worded(
        "a branch has only the keys `weight` and `then`, but found {shown}",
        "write `{{weight: 2, then: …}}`, with the effects under `then`",
    ),
    "want-change": Worded(
        "expected a change, which is a sign with a number or expression, but found {shown}",
        'write +3 to add, -3 to subtract, "= 3" to set, or "+ expression"',
    ),
    "want-decision": Worded("expected a decision, but found {shown}", _decision),
    "unsigned-number": Worded(
        "{found} has no sign, so it is not clear whether to add it or to set it", _signed_number
    ),
    "unsigned-change": Worded(
        '"{found}" has no sign, so it is not clear whether to add, subtract or set it',
        _signed_expression,
    ),
    "missing-key": Worded('the key "{key}" is missing', _add_key),
    "unknown-key": Worded('there is no key "{key}" here', hints.near),
    "key-of-other-kind": Worded(
        'the key "{key}" does not belong to kind {kind}', "remove it, or write `kind: {other}`"
    ),
    "unknown-word": Worded('"{found}" is not one of the allowed words', hints.near),
    "bad-pattern": Worded('"{found}" does not have the right form', "write it like {example}"),
    "text-long": Worded(
        '"{found}" has {length} characters, but at most {at_most} fit', "write something shorter"
    ),
    "emblem-long": Worded(
        '"{found}" is too long for a badge, which has room for {at_most} letters',
        "write at most {at_most} letters or digits",
    ),
    "emblem-unknown": Worded('"{found}" is not one of the signs for badges', _emblem),
    "bad-id": Worded('"{found}" is not a valid id', _valid_id),
    "bad-id-value": Worded('"{found}" is not a valid id for {a_kind}', _valid_id),
    "bad-label": Worded(
        '"{key}" is not a valid label', "use letters, digits, _ and -, beginning with a letter"
    ),
    "reserved-word": Worded('"{key}" is a reserved word', "choose another id"),
    "too-few": Worded("expected at least {at_least}, but found {got}", _add_more),
    "too-small": Worded("{found} is too small: the minimum is {at_least}", _larger),
    "too-large": Worded("{found} is too large: the maximum is {at_most}", _smaller),
    "twice-in-list": Worded('"{found}" is in this list twice', "delete one of them"),
    "two-steps": Worded(
        "`{first}` and `{second}` can't be in the same step",
        "make a list of two steps, each after a dash",
    ),
    "beside-step": Worded(
        '"{found}" can\'t be in the same step as `{word}`',
        "make a list of two steps, each after a dash",
    ),
    "lone-word": Worded(
        "`{found}` does not belong to anything in this step",
        "use `then` with when, chance or after, `else` with when or chance, `to` with say or "
        "reveal",
    ),
    "from-elsewhere": Worded(
        "`from` can only stand in the list under `each_turn`",
        "write `{{when: turn >= 3, then: …}}` for effects from turn 3 on",
    ),
    "effects-apart": Worded('"{found}" is here instead of under `effects`', _under_effects),
    "want-proposal": Worded(
        "`propose` expects a table and a package, but found {shown}",
        "write `{{table: …, package: {{issue: option}}}}`",
    ),
    "want-package": Worded(
        "expected an option for each issue of the table, but found {shown}",
        "write `package: {{issue: option}}`",
    ),
    "want-hasten": Worded(
        "expected a number of turns for each project, but found {shown}",
        "write `hasten: {{project: 1}}`",
    ),
    "package-apart": Worded('"{found}" is here instead of under `package`', _under_package),
    "missing-then": Worded("`{word}` has no `then`", "add `then:` with the effects"),
}
