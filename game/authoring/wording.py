"""Problems in words: what each code says to an author, and the cure it names.

Finding and wording are two things: checks record codes and values, this module alone writes
sentences. A code's severity stands here too.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import Any

from attrs import frozen

from game.model.expressions import FUNCTIONS, PREDICATES

Values = dict[str, Any]


@frozen
class Wording:
    """How a code is said: the mistake, and the way out (may be empty)."""

    message: str
    hint: str | Callable[[Values], str] = ""
    severity: str = "error"


def _near(values: Values) -> str:
    """The nearest right word, or the right words where there are few."""
    found, known = str(values.get("found", values.get("key", ""))), _listed(values.get("known"))
    near = nearest(found, known)
    if near:
        return f'did you mean "{near}"?'
    if not known:
        return ""
    shown = ", ".join(known[:8])
    return (
        f"there is only {shown}"
        if len(known) == 1
        else f"there are {shown}" + (f" and {len(known) - 8} more" if len(known) > 8 else "")
    )


def _listed(known: str | Iterable[str] | None) -> list[str]:
    if known is None:
        return []
    return known.split(", ") if isinstance(known, str) else [str(word) for word in known]


def nearest(found: str, known: Iterable[str]) -> str | None:
    """The known word most like the one found, None where none is near."""
    words = list(known)
    plain = found.strip("“”‘’\"' ").lower().replace(" ", "_").replace("-", "_")
    lowered = {word.lower(): word for word in words}
    if plain in lowered:
        return lowered[plain]
    matches = difflib.get_close_matches(plain, list(lowered), n=1, cutoff=0.6)
    return lowered[matches[0]] if matches else None


def _missing(values: Values) -> str:
    known = _listed(values.get("known"))
    return f"it may be {', '.join(known)}" if known else f"add `{values['key']}:` with its value"


def _pattern(values: Values) -> str:
    if values.get("cut"):
        return f'quote it, as a # begins a comment: "{values["example"]}"'
    return f"write it like {values['example']}"


def _whole(values: Values) -> str:
    found = str(values["found"])
    digits = found.rstrip("%").strip()
    if found.endswith("%") and digits.isdigit():
        return f"write {digits} without the % sign"
    try:
        return (
            f"write {round(float(found))}"
            if float(found) != int(float(found))
            else (f"write {int(float(found))}, without a decimal point")
        )
    except (ValueError, OverflowError):
        return "write digits only, such as 3"


def _flag(values: Values) -> str:
    word = str(values["found"]).lower()
    if word in ("yes", "on", "y", "true", "1"):
        return "write true"
    if word in ("no", "off", "n", "false", "0"):
        return "write false"
    return "write true or false"


def _too_small(values: Values) -> str:
    if values["at_least"] == 1 and values["found"] < 0:
        return f"write {-values['found']}: what is written here is always a positive number"
    return ""


def _quoted(values: Values) -> str:
    return f"put the whole text in double quotes{_rest(values)}"


def _rest(values: Values) -> str:
    return (
        "; the rest of the file could not be read and was not checked" if values.get("rest") else ""
    )


def _unsigned(values: Values) -> str:
    found = values["found"]
    return f'write +{found} to add, -{found} to take away, or "= {found}" to set'


def _unsigned_change(values: Values) -> str:
    found = values["found"]
    return f'begin with a sign: "+ {found}", "- {found}" or "= {found}"'


def _want_list(values: Values) -> str:
    if values.get("exactly"):
        return "write two numbers in square brackets, such as [0, 100]"
    return "write it in square brackets, or one item a line, each after a dash"


_QUOTE = "put the text in quotes"
_EXPRESSION = "write a whole number or an expression such as trust >= 40"

CODES: dict[str, Wording] = {
    # the file
    "file-missing": Wording("there is no such file", "check the path"),
    "file-unreadable": Wording("the file can't be read: {reason}"),
    "file-folder": Wording("this is a folder, not a scenario file", "name the .yaml file in it"),
    "file-large": Wording(
        "the file has {size} bytes, more than {largest}", "split it with `include`"
    ),
    "file-utf16": Wording(
        "the file is stored as UTF-16", "save it as UTF-8 (in Notepad: Save as, Encoding UTF-8)"
    ),
    "file-utf8": Wording(
        "the byte {byte} is not UTF-8 text", "save the file as UTF-8 in your editor"
    ),
    "file-control": Wording(
        "the invisible character {character} can't stand in a scenario", "delete it"
    ),
    "file-empty": Wording(
        "the file is empty", "begin with `format: 1`; docs/language.md shows a whole scenario"
    ),
    # YAML
    "yaml-top": Wording(
        "a scenario is keys with values, but this begins with something else",
        "begin with `format: 1` at the left edge",
    ),
    "yaml-documents": Wording(
        "a second document begins here", "one scenario a file: delete the line `---`"
    ),
    "yaml-deep": Wording("this is nested more than {deepest} levels deep", "unfold it"),
    "yaml-many": Wording("the file holds more than {most} values", "split it with `include`"),
    "yaml-slips": Wording(
        "there are more than {most} mistakes of form", "mend those above first, then check again"
    ),
    "yaml-alias": Wording(
        "*{name} is a YAML alias, which scenarios don't use",
        "if it is text, put it in quotes; else write the thing out again",
    ),
    "yaml-anchor": Wording(
        "&{name} is a YAML anchor, which scenarios don't use", "if it is text, put it in quotes"
    ),
    "yaml-tag": Wording(
        "a value that begins with ! is a YAML tag, which scenarios don't use",
        "if it is text, put it in quotes",
    ),
    "yaml-key": Wording("a key must be a word", "write an id before the colon"),
    "yaml-duplicate": Wording(
        'the key "{key}" stands here a second time; the first is on line {line}',
        "rename one of them, or join the two",
    ),
    "yaml-zeros": Wording(
        "{found} may mean {decimal} or an octal number", "write {decimal}, or put it in quotes"
    ),
    "yaml-indent": Wording(
        "this line doesn't stand under the ones above it",
        lambda v: "give lines that belong together the same number of spaces" + _rest(v),
    ),
    "yaml-no-colon": Wording(
        'there is no colon behind "{found}"', lambda v: "write `key: value`" + _rest(v)
    ),
    "yaml-quote": Wording(
        "the quote that opens here is never closed",
        lambda v: (
            "close it with the same sign, or write an apostrophe inside double quotes" + _rest(v)
        ),
    ),
    "yaml-bracket": Wording(
        "the {opened} that opens here is not closed as it should be",
        lambda v: f"close it with {v['close']}, and put a comma between the parts" + _rest(v),
    ),
    "yaml-escape": Wording(
        "{found} means nothing inside double quotes",
        "write \\\\ for a backslash, or use single quotes",
    ),
    "yaml-unreadable": Wording(
        "this can't be read as YAML ({problem})", lambda v: "look at this line" + _rest(v)
    ),
    # the traps
    "trap-tab": Wording("a tab stands in the indentation", lambda v: "use spaces only" + _rest(v)),
    "trap-start": Wording("a text can't begin with {found} without quotes", _quoted),
    "trap-after-quote": Wording(
        'after the closing quote there is more: "{found}"',
        lambda v: "put the whole text in quotes of the other kind" + _rest(v),
    ),
    "trap-colon-space": Wording(
        'there is no space behind the colon after "{found}"',
        lambda v: f"write `{v['found']}: ` with a space" + _rest(v),
    ),
    "trap-colon": Wording('a second colon stands in an unquoted text: "{found}"', _quoted),
    "trap-colon-braces": Wording(
        'there is no space behind the colon in "{found}"', "write `key: value` with a space"
    ),
    "trap-comma-braces": Wording(
        'a comma inside braces has cut a text or formula in two; "{found}" was left over',
        "put the value in quotes, or write it on a line of its own without braces",
    ),
    "trap-comma-list": Wording(
        "a comma inside square brackets has cut a formula in two",
        "put each item in quotes, or write one item a line, each after a dash",
    ),
    "trap-hash": Wording(
        'a space and # cut this text short; "{cut}" was taken for a comment', _QUOTE
    ),
    "trap-when-then": Wording(
        '"{found}" stands beside `{word}`, so nothing says that it depends on it',
        "put the changes under `then:`",
    ),
    # shapes
    "want-record": Wording(
        "here stands {found}, but it takes keys with values",
        lambda v: "its keys are " + ", ".join(_listed(v["keys"])[:12]),
    ),
    "want-mapping": Wording(
        "here stands {found}, but it takes ids with something under each",
        "write `id:` and what it is",
    ),
    "want-list": Wording("here stands {found}, but it takes a list", _want_list),
    "want-exactly": Wording(
        "this list takes {exactly} items and has {got}",
        "write two numbers in square brackets, such as [0, 100]",
    ),
    "want-by-side": Wording(
        "here stands {found}, but each side has its own",
        "write `{{side: value, other_side: value}}`",
    ),
    "want-text": Wording(
        "here stands {found}, but it takes a text", "write the text, or leave the key out"
    ),
    "want-whole": Wording('"{found}" is no whole number', _whole),
    "want-number": Wording(
        "here stands {found}, but it takes a number", "write degrees, such as 116.4"
    ),
    "want-flag": Wording('"{found}" is neither true nor false', _flag),
    "want-word": Wording("here stands {found}, but it takes one word", _near),
    "want-id": Wording("here stands {found}, but it takes the id of a {kind}"),
    "want-expression": Wording("here stands {found}, but it takes an expression", _EXPRESSION),
    "want-step": Wording(
        "an effect must be keys with values", "write for instance `trust: +3`, or `say: …`"
    ),
    "want-branches": Wording(
        "`one_of` takes a list of branches", "write `- {{weight: 2, then: …}}` for each"
    ),
    "want-branch": Wording("a branch takes `weight` and `then`", "write `{{weight: 2, then: …}}`"),
    "want-change": Wording(
        'here stands "{found}", but a change takes a sign and a number or expression',
        'write +3, -3, "= 3" or "+ expression"',
    ),
    "want-decision": Wording(
        '"{found}" is no decision',
        'write "side: action", "side: pass" or "side: offer issue=option …", in quotes',
    ),
    "unsigned-number": Wording("{found} has no sign: does it add, or set?", _unsigned),
    "unsigned-change": Wording(
        '"{found}" has no sign: does it add, take away or set?', _unsigned_change
    ),
    "missing-key": Wording('"{key}" is missing here', _missing),
    "unknown-key": Wording('there is no key "{key}" here', _near),
    "key-of-other-kind": Wording(
        '"{key}" does not go with kind {kind}', "it belongs to kind {other}"
    ),
    "unknown-word": Wording('"{found}" is not one of the words that may stand here', _near),
    "bad-pattern": Wording('"{found}" doesn\'t have the right form', _pattern),
    "bad-id": Wording(
        '"{key}" can\'t be an id', "use small letters, digits and _, beginning with a letter"
    ),
    "bad-id-value": Wording(
        '"{found}" can\'t be the id of a {kind}',
        "use small letters, digits and _, beginning with a letter",
    ),
    "bad-label": Wording(
        '"{key}" can\'t be a label', "use letters, digits, _ and -, beginning with a letter"
    ),
    "reserved-word": Wording(
        '"{key}" has a meaning of its own in the language', "choose another id"
    ),
    "too-few": Wording("there must be at least {at_least} here, and there are {got}"),
    "too-small": Wording("{found} is too small: the least is {at_least}", _too_small),
    "too-large": Wording("{found} is too large: the most is {at_most}"),
    "twice-in-list": Wording('"{found}" stands twice in this list', "delete one of them"),
    "two-steps": Wording(
        "`{first}` and `{second}` can't stand in one step",
        "make a list of two steps, each after a dash",
    ),
    "beside-step": Wording(
        '"{found}" can\'t stand beside `{word}`', "make a list of two steps, each after a dash"
    ),
    "lone-word": Wording(
        "`{found}` has nothing to belong to here",
        "`then` goes with when, chance or after, `else` with when or chance, `to` with say, reveal",
    ),
    "missing-then": Wording("`{word}` has no `then`", "add `then:` with the effects"),
    # includes and translations
    "include-missing": Wording("there is no file {found} beside this one", _near),
    "include-outside": Wording(
        "{found} is outside the folder of this file", "move the fragment below it"
    ),
    "include-nested": Wording("a fragment can't include others", "include it from the main file"),
    "include-itself": Wording("the file includes itself", "delete this line"),
    "include-twice": Wording("{found} is included twice", "delete this line"),
    "fragment-alone": Wording(
        "this is a fragment, without a scenario's own `format`, `id` and `sides`",
        "check the file that includes it",
    ),
    "fragment-key": Wording(
        '"{key}" may stand only in the main file', "move it there; fragments hold sections of ids"
    ),
    "fragment-duplicate": Wording(
        '"{key}" stands in {file} too, on line {line}', "rename one of them"
    ),
    "translation-key": Wording('the scenario has no "{key}" here to translate', _near),
    "translation-not-text": Wording("only texts are translated, and this is none", "delete it"),
    "translation-length": Wording(
        "this list has {got} items, the scenario's has {want}",
        "keep one item for each; write {{}} where there is nothing to translate",
    ),
    "translation-missing": Wording(
        "{count} texts have no translation; the first is {first}", "", "warning"
    ),
    # references
    "unknown-reference": Wording('there is no {kind} "{found}"', _near),
    "unknown-name": Wording('there is no track, setting or value "{found}"', _near),
    "unknown-dotted": Wording('there is no table "{found}"', _near),
    "unknown-issue": Wording('table "{table}" has no issue "{found}"', _near),
    "unknown-level": Wording('"{owner}" has no level or option "{found}"', _near),
    "unknown-level-value": Wording('there is no level "{found}"', _near),
    "unknown-card": Wording('deal "{deal}" has no card "{found}"', _near),
    "no-levels": Wording('"{found}" is a word, but this track has numbers', "write a whole number"),
    "name-twice": Wording(
        '"{key}" is already the id of one of the {first}, and formulas could not tell them apart',
        "rename one of them",
    ),
    "not-its-action": Wording(
        '"{action}" is no action of {side}', "add the side to the action's `side`"
    ),
    "not-its-phase": Wording('stage "{stage}" has no phase "{phase}"', "name one of its phases"),
    "not-party": Wording('"{found}" does not sit at this table', _near),
    "not-a-party": Wording(
        "{function}({table}) asks for what {side} gets, but {side} does not sit at this table"
    ),
    "no-score-here": Wording(
        "score({found}) can't stand here: scores are asked where a game is judged",
        "it may stand in the `when` of outcomes and in the `then` of tests",
    ),
    "no-asking-side": Wording(
        "{function}({found}) can't stand here: it would not be clear whose it is",
        "it may stand in a side's score and in conditions of its own actions and answers",
    ),
    "predicate-dotted": Wording(
        "{function}() takes the id of one {kind}, without a dot", "write {function}({found})"
    ),
    "predicate-side": Wording("{function}() asks about a side", "write {function}(side.{kind})"),
    "predicate-card": Wording("dealt() asks about a deal and its card", "write dealt(deal.card)"),
    "dealt-too-early": Wording("nothing has been dealt when cards are weighed", "use numbers"),
    # expressions as text
    "expr-empty": Wording("the expression is empty", _EXPRESSION),
    "expr-long": Wording(
        "the expression has {length} characters, more than {longest}",
        "give parts a name under `values`",
    ),
    "expr-deep": Wording("the expression is nested too deeply", "give parts a name under `values`"),
    "expr-decimal": Wording(
        "{found} is a decimal number, and rules use whole ones",
        "count in tenths or percent instead",
    ),
    "expr-number": Wording(
        '"{found}" is neither a number nor a name',
        "put a sign between them, or begin ids with a letter",
    ),
    "expr-zeros": Wording("a number can't begin with 0", "write it without the zero"),
    "expr-large": Wording("the number is larger than {largest}", "use a smaller unit"),
    "expr-percent": Wording("{found} is written with a % sign", "write the number alone"),
    "expr-text": Wording("a quoted text can't stand in an expression", "write ids without quotes"),
    "expr-truth": Wording(
        "{found} can't stand in an expression",
        "write 1 for true and 0 for false, or leave the key out",
    ),
    "expr-equals": Wording("a single = does not compare", "write =="),
    "expr-arrow": Wording("{found} is no comparison", "write >=, <= or !="),
    "expr-ampersand": Wording("{found} is no word of this language", "write `{instead}`"),
    "expr-exclamation": Wording("! is no word of this language", "write `not`"),
    "expr-capitals": Wording("{found} is written in capitals", "write `{instead}`"),
    "expr-power": Wording("powers are not part of this language", "multiply"),
    "expr-divide": Wording("/ would leave fractions", "write //, which rounds down"),
    "expr-times": Wording("{found} is no sign of this language", "write *"),
    "expr-character": Wording("the character {found} can't stand in an expression", "delete it"),
    "expr-attribute": Wording("{found} has one dot too many", "write table.issue"),
    "expr-function": Wording(
        'there is no function "{found}"', lambda v: _near({**v, "known": (*FUNCTIONS, *PREDICATES)})
    ),
    "expr-call": Wording('"{found}" can\'t be called', "a name before brackets must be a function"),
    "expr-predicate": Wording("{function}() takes one id", "write for instance {function}(id)"),
    "expr-arguments": Wording(
        "{function}() can't take {got} arguments",
        "abs takes one, min and max two or more, by a number and its choices",
    ),
    "expr-forbidden": Wording('"{found}" is not part of this language', _EXPRESSION),
    "expr-brackets": Wording("{opened} brackets open and {closed} close", "give each ( its )"),
    "expr-unfinished": Wording("the expression ends too soon", "add what should follow"),
    "expr-syntax": Wording('the expression can\'t be read from "{found}" on', _EXPRESSION),
    # bounds
    "overflow": Wording(
        "{text} could reach from {low} to {high}, beyond what the engine counts with (±2147483647)",
        "use smaller ranges, or bound it with min() and max()",
    ),
    "always": Wording("this always holds: {text}", "leave it out, or mend it", "warning"),
    "never": Wording("this can never hold: {text}", "mend it, or take it out", "warning"),
    "chance-range": Wording("{found} is no chance in percent", "write a number from 0 to 100"),
    "weight-negative": Wording(
        "a weight can't be below 0, and this is {found} at most", "write 0 or more"
    ),
    "value-circle": Wording("the value needs itself: {circle}", "break the circle"),
    "reads-hidden": Wording(
        'this shows {side} something of the {what} "{found}", which {side} can\'t see',
        "let it see the {what}, take it out, or write `allow: {{reads-hidden: reason}}` here",
        "warning",
    ),
    # measures
    "pair-order": Wording("{low} is greater than {high}", "write the smaller number first"),
    "out-of-range": Wording("{found} is outside {low} to {high}", "change the value or the range"),
    "range-and-levels": Wording("a track has levels or a range, not both", "delete one"),
    "bands-order": Wording(
        "{found} does not follow {before}", "let bands rise, each `to` above the last"
    ),
    "bands-missing": Wording(
        "{found} sees only the band, but this track has no bands", "add `bands:`"
    ),
    "band-already": Wording(
        "{found} sees the value itself, so it need not be shown the band",
        "take it out of `band_seen_by`, or out of `seen_by`",
    ),
    "bands-short": Wording(
        "the last band ends at {found}, but the track goes on to {high}", "write `to: {high}`"
    ),
    "calendar-length": Wording(
        "the calendar names {got} turns, the game has {turns}", "", "warning"
    ),
    "floor-above": Wording("the floor {floor} is above the opening {opening}", "let it be lower"),
    # effects
    "trap-minus": Wording(
        'this takes away the whole of "{found}"',
        "put brackets around it, or write + and the sum that is meant",
        "warning",
    ),
    "after-late": Wording(
        "{found} turns later is after the end of a game of {turns} turns",
        "it would never happen",
        "warning",
    ),
    "fire-circle": Wording(
        "these injects fire each other without end: {circle}", "put one of them under `after`"
    ),
    # flow
    "last-outcome": Wording(
        "the last outcome is what is left when no other holds, so it has no condition",
        "take the `when` out, or add an outcome without one at the end",
    ),
    "early-outcome": Wording(
        'the outcome "{found}" has no condition, so those after it are never reached',
        "give it a `when`, or move it to the end",
    ),
    "cooldown-repeat": Wording("`cooldown` and `repeat` contradict each other", "take one out"),
    "cost-too-high": Wording(
        "it costs {found}, but the track spans only {span}: it can never be paid", "lower the cost"
    ),
    "silent-stage": Wording(
        "no decision is ever asked in this stage", "give it a phase in which a side can act"
    ),
    "unreached-stage": Wording(
        "nothing leads to this stage", "name it in another stage's `next`", "warning"
    ),
    "unused-phase": Wording("no stage has this phase", "add it to a stage's `phases`", "warning"),
    "unvisited-table": Wording(
        "no phase visits this table", "add a phase of kind table", "warning"
    ),
    "idle-side": Wording(
        '"{found}" has no action on these menus', "take it out, or add a menu", "warning"
    ),
    "shared-cost": Wording(
        'both {sides} can pay from "{track}" here without seeing the other do so',
        "give each side a track of its own, or let them alternate",
        "warning",
    ),
    "never-offered": Wording("no phase offers this action", "add its menu to a phase", "warning"),
    # tables
    "weights-without-deal": Wording(
        "the weights of {side} depend on a card, but the table does not say of which deal",
        "add `weights_by: {{{side}: deal}}` to the table",
    ),
    "card-without-weight": Wording("there is no weight for {missing}", "add one for each card"),
    "value-without-weight": Wording(
        "this counts for nothing: the issue has no weight for {side}",
        "add a weight, or use `worth`",
    ),
    "issue-without-worth": Wording(
        "nothing says what this issue is worth to {side}",
        "give it a weight and each option a value; weight 0 where it does not matter",
    ),
    "option-without-value": Wording("this option has no value and no worth for {side}", "add one"),
    "no-otherwise": Wording(
        "an issue that can be off the agenda needs an `otherwise`",
        "name the option it then counts as",
    ),
    "otherwise-alone": Wording(
        "`otherwise` has no use where the issue is always on the agenda",
        "add a `when`, or take it out",
    ),
    "no-package": Wording(
        "no package satisfies all rules, so nothing can be agreed", "loosen a rule"
    ),
    # injects
    "at-weight": Wording(
        "an inject comes at a turn or is drawn by weight, not both", "take one out"
    ),
    "weight-chance": Wording(
        "an inject is drawn by weight or comes by chance, not both", "take one out"
    ),
    "answers-alone": Wording("there are answers but nobody is asked", "add `ask:` with a side"),
    "ask-alone": Wording("a side is asked but there are no answers", "add `answers:`"),
    "no-free-answer": Wording(
        "every answer has a cost or a condition, so a side might have none",
        "let one be free and without `when`",
    ),
    "inject-lost": Wording(
        "no stage has a phase that brings this inject",
        "add a phase of kind injects with its deck",
        "warning",
    ),
    "at-late": Wording("turn {found} never comes: the game has {turns}", "", "warning"),
    "never-drawn": Wording("no phase draws from its deck", "add `draw: 1` to the phase", "warning"),
    # claims and tests
    "one-claim": Wording(
        "a claim is about exactly one thing",
        "write one of outcome, agreed, fired, ahead, score or every",
    ),
    "claim-figure": Wording(
        "a claim about `{subject}` takes `{wanted}` and no other figure", "write `{wanted}:`"
    ),
    "test-nothing": Wording("the test asserts nothing", "add `then:` with what must hold"),
    "package-short": Wording(
        "the agreed package has no option for {missing}", "name one for each issue"
    ),
    "allow-unused": Wording(
        'there is no warning "{found}" here to silence', "take it out", "warning"
    ),
}

WARNINGS = tuple(code for code, wording in CODES.items() if wording.severity == "warning")


def say(code: str, values: Values) -> tuple[str, str]:
    """Message and hint of a finding."""
    wording = CODES[code]
    hint = wording.hint(values) if callable(wording.hint) else wording.hint.format(**values)
    return wording.message.format(**values), hint
