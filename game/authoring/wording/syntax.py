"""Syntax errors: what is not valid YAML, what scenarios don't use of it, and its usual traps."""

from __future__ import annotations

from game.authoring.wording import hints
from game.authoring.wording.wording import Values, Worded

_QUOTE_ALL = "put the whole text in quotes"


def _under_then(values: Values) -> str:
    """Says how to put something under `then`."""
    if values["found"] == "effects":
        return "write `then` instead of `effects`"
    return f"write `then: {{{values['found']}: …}}` instead"


def _once(values: Values) -> str:
    """Says what to do with a second key; in a list a dash may be missing before it."""
    ways = "delete one, rename one, or merge the two"
    return f"{ways}; or begin a new part of the list with a dash" if values["in_list"] else ways


def _indent(values: Values) -> str:
    """Says by how many spaces this line and the one above begin."""
    counted = ""
    if "spaces" in values and values["spaces"] != values["above"]:
        counted = f": this one has {values['spaces']}, the one above it {values['above']}"
    together = "indent lines that belong together by the same number of spaces"
    return f"{together}{counted}{hints.rest(values)}"


CODES: dict[str, Worded] = {
    "yaml-top": Worded(
        "a scenario consists of keys with values, but this file begins with something else",
        hints.begin,
    ),
    "yaml-documents": Worded(
        "a second YAML document begins here, but a file can hold only one scenario",
        "delete the line `---`, or move what follows to a file of its own",
    ),
    "yaml-deep": Worded(
        "lists and keys are nested more than {deepest} levels deep", "use fewer levels"
    ),
    "yaml-many": Worded("the file contains more than {most} values", "split it with `include`"),
    "yaml-slips": Worded(
        "there are more than {most} syntax errors", "fix the ones above first, then check again"
    ),
    "yaml-alias": Worded(
        "*{name} is a YAML alias, which scenarios can't use",
        f"write out what it refers to; if the * belongs to a text, {_QUOTE_ALL}",
    ),
    "yaml-anchor": Worded(
        "&{name} is a YAML anchor, which scenarios can't use",
        f"delete it; if the & belongs to a text, {_QUOTE_ALL}",
    ),
    "yaml-tag": Worded(
        "a word after ! is a YAML tag, which scenarios can't use",
        f"delete it; if the ! belongs to a text, {_QUOTE_ALL}",
    ),
    "yaml-key": Worded("a key must be a single word", "write an id before the colon"),
    "yaml-duplicate": Worded('the key "{key}" already appears on line {line}', _once),
    "yaml-zeros": Worded(
        "{found} begins with 0, so it is not clear which number is meant",
        'write {decimal}, or "{found}" in quotes if it is not a number',
    ),
    "yaml-indent": Worded("this line is not indented like the lines above it", _indent),
    "yaml-dash": Worded(
        'a dash is missing before "{found}"',
        lambda v: "begin each part of a list with a dash and a space" + hints.rest(v),
    ),
    "yaml-dash-space": Worded(
        'a space is missing after the dash of "{found}"',
        lambda v: "write a dash and a space" + hints.rest(v),
    ),
    "yaml-no-colon": Worded(
        'a colon is missing after "{found}"',
        lambda v: "write `key: value`, with a colon and a space" + hints.rest(v),
    ),
    "yaml-quote": Worded(
        "the quote that opens here is never closed",
        lambda v: (
            "close it with the same kind of quote; put a text with an apostrophe in double quotes"
            + hints.rest(v)
        ),
    ),
    "yaml-bracket": Worded(
        "the {opened} that opens here is not closed properly",
        lambda v: f"close it with {v['close']}, and put commas between the parts" + hints.rest(v),
    ),
    "yaml-extra": Worded(
        "this {found} closes a bracket that was never opened",
        lambda v: f"delete it; if it belongs to a text, {_QUOTE_ALL}" + hints.rest(v),
    ),
    "yaml-escape": Worded(
        "{found} is not a valid escape inside double quotes",
        "write \\\\ for a backslash, or use single quotes",
    ),
    "yaml-unreadable": Worded(
        "this is not valid YAML ({problem})",
        lambda v: "look for a mistake on this line and the one above" + hints.rest(v),
    ),
    # traps
    "trap-tab": Worded(
        "there is a tab here, but YAML allows only spaces",
        lambda v: "use spaces instead" + hints.rest(v),
    ),
    "trap-start": Worded("a text without quotes can't begin with {found}", hints.quote),
    "trap-after-quote": Worded(
        'the text goes on after its closing quote: "{found}"',
        lambda v: "put the whole text in quotes of the other kind" + hints.rest(v),
    ),
    "trap-colon-space": Worded(
        'a space is missing after the colon that follows "{found}"',
        lambda v: f"write `{v['found']}: ` with a space" + hints.rest(v),
    ),
    "trap-colon": Worded(
        'a text without quotes can\'t contain a colon and a space: "{found}"', hints.quote
    ),
    "trap-dash-space": Worded(
        'a space is missing after the dash before "{found}"', "write `- {found}` with a space"
    ),
    "trap-colon-braces": Worded(
        'a space is missing after the colon in "{found}"', "write `key: value` with a space"
    ),
    "trap-comma-braces": Worded(
        'a comma inside braces has split a text or formula; "{found}" was left over',
        "put the value in quotes, or write it on its own line without braces",
    ),
    "trap-comma-list": Worded(
        "a comma inside square brackets has split a formula",
        "put each item in quotes, or write one item per line, each after a dash",
    ),
    "trap-hash": Worded(
        'a # after a space begins a comment, so "{cut}" is not part of the text',
        "put the whole text in double quotes",
    ),
    "trap-when-then": Worded(
        '"{found}" is beside `{word}` instead of under `then`, so it would not depend on it',
        _under_then,
    ),
}
