"""Expressions: their syntax, their bounds, and what they depend on."""

from __future__ import annotations

import re

from game.authoring.wording import hints
from game.authoring.wording.wording import Values, Worded

EXAMPLE = "write a whole number or an expression such as trust >= 40"
_PARTS = (
    "an expression can contain numbers, names, + - * // %, comparisons, and, or, not, "
    "`a if condition else b` and functions"
)
_NAME_PARTS = "move parts of it to named `values`"
_PREDICATE_EXAMPLES = {
    "used": "used(action)",
    "chose": "chose(side.action)",
    "count": "count(tag) or count(side.tag)",
    "fired": "fired(inject)",
    "answered": "answered(inject.answer) or answered(inject.answer, side)",
    "dealt": "dealt(deal.card)",
    "promised": "promised(promise)",
    "begun": "begun(project)",
    "done": "done(project)",
    "left": "left(project)",
    "stage": "stage(stage)",
    "ended": "ended(outcome)",
    "score": "score(side)",
}
_ARGUMENTS = {
    "abs": "give it one: abs(x)",
    "min": "give it two or more, with commas between: min(x, y)",
    "max": "give it two or more, with commas between: max(x, y)",
    "by": "give it a number, and then the values to choose from: by(x, a, b, c)",
}
_ARROWS = {"=>": ">=", "=<": "<=", "<>": "!="}


def _comparison(values: Values) -> str:
    """Gives the comparison that an arrow stands for."""
    return f"write {_ARROWS.get(values['found'], '>=, <= or !=')}"


def _predicate(values: Values) -> str:
    """Shows how a predicate is written."""
    name = values["function"]
    return "write " + _PREDICATE_EXAMPLES.get(name, f"{name}(table)")


def _arguments(values: Values) -> str:
    """Says which values a function takes."""
    return _ARGUMENTS[values["function"]]


def _character(values: Values) -> str:
    """Says what to write instead of a character that can't be used."""
    match values["found"]:
        case "[" | "]" | "{" | "}":
            return "use round brackets; for one of several values write `x == 1 or x == 2`"
        case "?" | ":":
            return "write `a if condition else b` to choose between two values"
        case "#":
            return "put comments on a line of their own"
        case _:
            return "delete it"


def _syntax(values: Values) -> str:
    """Shows the form of `if`, or lists what an expression can contain."""
    words = re.findall(r"[a-z]+", str(values.get("text", "")))
    if "if" in words:
        return "write `a if condition else b`"
    return _PARTS


CODES: dict[str, Worded] = {
    "opposite-alone": Worded(
        "`opposite` has words for when the value doesn't hold, but it has none for when it does",
        "add `text:`, such as `text: in a dry year`",
    ),
    "opposite-same": Worded(
        '"{found}" is both for when the value holds and for when it doesn\'t',
        "write in `opposite` when it doesn't hold, or leave it out",
    ),
    "expr-empty": Worded("the expression is empty", EXAMPLE),
    "expr-long": Worded(
        "the expression has {length} characters; at most {longest} are allowed", _NAME_PARTS
    ),
    "expr-deep": Worded("the expression is nested too deeply", _NAME_PARTS),
    "expr-decimal": Worded(
        "{found} is a decimal number, but rules use only whole numbers",
        "count in percent, or divide: a tenth of x is x // 10, and 0.3 of it is x * 3 // 10",
    ),
    "expr-number": Worded(
        '"{found}" is neither a number nor a name',
        "write numbers with digits only, such as 1000, and begin names with a letter",
    ),
    "expr-zeros": Worded("a number can't begin with 0", "write it without the zero"),
    "expr-large": Worded("numbers can't be larger than {largest}", "use a smaller number"),
    "expr-percent": Worded("{found} has a % sign", "write only the number"),
    "expr-text": Worded(
        "an expression can't contain a text in quotes",
        "remove the quotes: names are written without them",
    ),
    "expr-truth": Worded(
        "{found} can't be used in an expression",
        "write 1 for true and 0 for false, or leave the key out",
    ),
    "expr-equals": Worded("a single = does not compare", "write =="),
    "expr-arrow": Worded("{found} is not a comparison", _comparison),
    "expr-ampersand": Worded("{found} is not an operator", "write `{instead}`"),
    "expr-exclamation": Worded("! is not an operator", "write `not`"),
    "expr-capitals": Worded("{found} must be in small letters", "write `{instead}`"),
    "expr-power": Worded("there is no operator for powers", "multiply: the square of x is x * x"),
    "expr-divide": Worded(
        "/ would give fractions, but rules use only whole numbers", "write //, which rounds down"
    ),
    "expr-times": Worded("{found} is not an operator", "write *"),
    "expr-character": Worded("the character {found} can't be used in an expression", _character),
    "expr-attribute": Worded(
        "{found} has one dot too many", "write table.issue for the option agreed there"
    ),
    "expr-function": Worded('there is no function "{found}"', hints.near),
    "expr-call": Worded(
        '"{found}" is not a function',
        "write a function's name before the brackets, such as min(trust, 60)",
    ),
    "expr-predicate": Worded("{function}() takes a single id", _predicate),
    "expr-answered": Worded(
        "answered() takes an inject with one of its answers, and a side if you like", _predicate
    ),
    "expr-arguments": Worded("wrong number of values for {function}(): {got}", _arguments),
    "expr-forbidden": Worded('"{found}" can\'t be used in an expression', _PARTS),
    "expr-brackets": Worded(
        "the brackets don't match: {opened} opening, {closed} closing",
        "close each ( with a )",
    ),
    "expr-unfinished": Worded("the expression is incomplete", "add the missing end"),
    "expr-syntax": Worded('the expression can\'t be understood from "{found}" on', _syntax),
    # bounds
    "overflow": Worded(
        "{text} could reach from {low} to {high}, beyond what the engine can count (±2147483647)",
        "use smaller ranges, or limit it with min() and max()",
    ),
    "sum-overflow": Worded(
        "{parts} could add up to anything from {low} to {high} for {side}, beyond what the "
        "engine can count (±2147483647)",
        "use smaller numbers, or limit the parts with min() and max()",
    ),
    "always": Worded(
        "this condition is always true: {text}",
        "correct it, or leave the condition out (write 1 where one is required)",
        "warning",
    ),
    "never": Worded(
        "this condition can never be true: {text}", "correct it, or remove it", "warning"
    ),
    "out-of-reach": Worded(
        "this never holds: {text}; the effects of the scenario keep {track} {kept}",
        "correct it, or let an effect change {track} further",
        "warning",
    ),
    "chance-range": Worded("{found} is not a chance in percent", "write a number from 0 to 100"),
    "weight-negative": Worded("a weight can't be negative: {found}", "write 0 or more"),
    "trap-minus": Worded(
        'this subtracts the whole of "{found}"',
        "put brackets around it to make that clear, or write + and the sum that you mean",
        "warning",
    ),
    # values
    "value-deep": Worded(
        "together with the values that it uses, this is more than {deepest} levels deep",
        "combine some of them, or keep a part in a track",
    ),
    "formula-large": Worded(
        "with all its values written out, this has {size} parts; at most {most} are allowed: "
        "{chain}",
        "name each value once, use fewer of them, or keep a part in a track",
    ),
    "value-circle": Worded(
        "the value depends on itself: {circle}", "break the circle: remove one of these references"
    ),
}
