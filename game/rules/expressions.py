"""Parses expressions, with a whitelist over Python's own parser, and writes them as text."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from game.model.expressions import (
    CHAPTER_PREDICATES,
    FUNCTIONS,
    LARGEST,
    PREDICATES,
    And,
    Arithmetic,
    ArithmeticOperator,
    Call,
    ChapterPredicate,
    Comparison,
    ComparisonOperator,
    Dotted,
    Expression,
    IfElse,
    Name,
    Negative,
    Not,
    Number,
    Or,
    Predicate,
    PredicateName,
    Read,
)

LONGEST = 2000
DEEPEST = 60

_TWINS = {"≥": ">=", "≤": "<=", "≠": "!=", "−": "-"}
_ODD = re.compile(r"[^A-Za-z0-9_ \t\n()+\-*/%<>=!.,]|(?<![A-Za-z0-9_])\d+[A-Za-z_.]|\.\d|!(?!=)")
_ARITHMETIC_OPERATORS: dict[type, ArithmeticOperator] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.FloorDiv: "//",
    ast.Mod: "%",
}
_COMPARISON_OPERATORS: dict[type, ComparisonOperator] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.GtE: ">=",
    ast.Gt: ">",
}
# Common mistakes, tried only after Python's parser has failed.
_MISTAKES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("expr-arrow", re.compile(r"=<|=>|<>")),
    ("expr-equals", re.compile(r"(?<![<>=!])=(?!=)")),
    ("expr-capitals", re.compile(r"\b(AND|OR|NOT|IF|ELSE|And|Or|Not|If|Else)\b")),
    ("expr-percent", re.compile(r"\d+\s*%\s*(?=$|[)<>=])")),
    ("expr-unfinished", re.compile(r"([-+*/%<>=,(]|\b(and|or|not|if|else))$")),
    ("expr-zeros", re.compile(r"(?<![A-Za-z0-9_])0\d")),
)
_CHARACTERS = {
    "&": "expr-ampersand",
    "|": "expr-ampersand",
    "!": "expr-exclamation",
    "'": "expr-text",
    '"': "expr-text",
    "“": "expr-text",
    "”": "expr-text",
    "‘": "expr-text",
    "’": "expr-text",
    "×": "expr-times",
    "÷": "expr-divide",
    "^": "expr-power",
    "#": "expr-character",
}


class ExpressionError(Exception):
    """A text is not a valid expression; has a problem code, the place and values for wording."""

    def __init__(self, code: str, at: int, **values: str | int) -> None:
        super().__init__(f"{code} at {at}: {values}")
        self.code = code
        self.at = at
        self.values = values


_Functions = tuple[PredicateName, ...] | tuple[ChapterPredicate, ...]


@lru_cache(maxsize=8192)
def parse(text: str, functions: _Functions = PREDICATES) -> Expression:
    """Parses an expression. Raises ExpressionError at the first place that can't be understood.

    functions: those that ask about the game.
    """
    plain, places = _to_ascii(text)
    try:
        return _parse(plain, places, functions)
    except ExpressionError as error:
        error.at = places(error.at)
        raise


def _to_ascii(text: str) -> tuple[str, Callable[[int], int]]:
    """Replaces typographic operators; also returns a function that gives the original places."""
    if text.isascii():
        return text, lambda at: at
    characters: list[str] = []
    before: list[int] = []
    for i, character in enumerate(text):
        twin = _TWINS.get(character, " " if character in "\u00a0\u202f" else character)
        characters.append(twin)
        before.extend([i] * len(twin))
    before.append(len(text))
    return "".join(characters), lambda at: before[min(at, len(before) - 1)]


def _parse(text: str, places: Callable[[int], int], functions: _Functions) -> Expression:
    if len(text) > LONGEST:
        raise ExpressionError("expr-long", 0, length=len(text), longest=LONGEST)
    start = len(text) - len(text.lstrip())
    body = text.strip().replace("\n", " ")
    if not body:
        raise ExpressionError("expr-empty", 0)
    odd = _ODD.search(body)
    if odd:
        raise _explain_character(body, odd, start)
    try:
        tree = ast.parse(body, mode="eval")
    except SyntaxError as error:
        if "nested" in error.msg:
            raise ExpressionError("expr-deep", start, deepest=DEEPEST) from None
        raise _explain_syntax(body, start, error.offset or 1) from None
    except (ValueError, MemoryError, RecursionError):
        raise ExpressionError("expr-deep", start, deepest=DEEPEST) from None
    return _Reader(body, start, places, functions).read(tree.body, 0)


def _explain_character(body: str, odd: re.Match[str], start: int) -> ExpressionError:
    text, at = odd.group(), start + odd.start()
    if "." in text:
        return ExpressionError("expr-decimal", at, found=_word(body, odd.start()))
    if text[0].isdigit():
        return ExpressionError("expr-number", at, found=_word(body, odd.start()))
    code = _CHARACTERS.get(text, "expr-character")
    if code == "expr-ampersand":
        return ExpressionError(code, at, found=text, instead="and" if text == "&" else "or")
    return ExpressionError(code, at, found=text)


def _word(body: str, at: int) -> str:
    match = re.compile(r"[A-Za-z0-9_.]+").match(body, at)
    return match.group() if match else body[at : at + 1]


def _explain_syntax(body: str, start: int, offset: int) -> ExpressionError:
    opened, closed = body.count("("), body.count(")")
    for code, pattern in _MISTAKES:
        match = pattern.search(body)
        if match:
            text, at = match.group(), start + match.start()
            return ExpressionError(code, at, found=text, instead=text.lower())
    if opened != closed:
        return ExpressionError("expr-brackets", start, opened=opened, closed=closed)
    at = min(max(offset - 1, 0), len(body))
    rest = body[at : at + 20].split()
    if not rest:
        return ExpressionError("expr-unfinished", start + len(body))
    return ExpressionError("expr-syntax", start + at, found=rest[0])


class _Reader:
    """Converts Python's tree into ours, and refuses every kind of node that is not listed."""

    def __init__(
        self, body: str, start: int, places: Callable[[int], int], functions: _Functions
    ) -> None:
        self._body = body
        self._start = start
        self._places = places
        self._functions = functions

    def read(self, node: ast.expr, depth: int) -> Expression:
        if depth > DEEPEST:
            raise ExpressionError("expr-deep", self._start, deepest=DEEPEST)
        reader = _READERS.get(type(node))
        if reader is None:
            raise self._error("expr-forbidden", node, found=self._written(node))
        return reader(self, node, depth + 1)

    def _at(self, node: ast.expr) -> int:
        return self._places(self._start + node.col_offset)

    def _error(self, code: str, node: ast.expr, **values: str | int) -> ExpressionError:
        return ExpressionError(code, self._start + node.col_offset, **values)

    def _written(self, node: ast.expr) -> str:
        return self._body[node.col_offset : node.end_col_offset][:40]

    def constant(self, node: ast.Constant, depth: int) -> Expression:
        value = node.value
        if isinstance(value, bool) or value is None:
            raise self._error("expr-truth", node, found=str(value))
        if not isinstance(value, int):
            raise self._error("expr-forbidden", node, found=self._written(node))
        if value > LARGEST:
            raise self._error("expr-large", node, largest=LARGEST)
        return Number(value, at=self._at(node))

    def name(self, node: ast.Name, depth: int) -> Expression:
        if node.id in ("true", "false"):
            raise self._error("expr-truth", node, found=node.id)
        return Name(node.id, at=self._at(node))

    def attribute(self, node: ast.Attribute, depth: int) -> Expression:
        if not isinstance(node.value, ast.Name):
            raise self._error("expr-attribute", node, found=self._written(node))
        return Dotted(node.value.id, node.attr, at=self._at(node))

    def call(self, node: ast.Call, depth: int) -> Expression:
        if not isinstance(node.func, ast.Name):
            raise self._error("expr-call", node, found=self._written(node.func))
        function = node.func.id
        asking = next((each for each in self._functions if each == function), None)
        if function not in FUNCTIONS and asking is None:
            known = ", ".join((*FUNCTIONS, *self._functions))
            raise self._error("expr-function", node, found=function, known=known)
        if node.keywords:
            raise self._error("expr-forbidden", node, found=self._written(node))
        if function == "answered" and any(map(_has_two_dots, node.args)):
            raise self._error("expr-answered", node, function=function)
        arguments = tuple(self.read(argument, depth) for argument in node.args)
        if asking is not None:
            return self._predicate(node, asking, arguments)
        least, most = (1, 1) if function == "abs" else (2, 99)
        if not least <= len(arguments) <= most:
            raise self._error("expr-arguments", node, function=function, got=len(arguments))
        return Call(function, arguments, at=self._at(node))

    def _predicate(
        self,
        node: ast.Call,
        function: PredicateName | ChapterPredicate,
        arguments: Sequence[Expression],
    ) -> Predicate:
        match arguments:
            case [(Name() | Dotted()) as subject]:
                return Predicate(function, subject, at=self._at(node))
            case [Dotted() as subject, Name() as side] if function == "answered":
                return Predicate(function, subject, side, at=self._at(node))
        code = "expr-answered" if function == "answered" else "expr-predicate"
        if self._functions == CHAPTER_PREDICATES:
            code = "chapter-dot"
        raise self._error(code, node, function=function)

    def unary(self, node: ast.UnaryOp, depth: int) -> Expression:
        operand = self.read(node.operand, depth)
        if isinstance(node.op, ast.USub):
            return Negative(operand, at=self._at(node))
        if isinstance(node.op, ast.Not):
            return Not(operand, at=self._at(node))
        return operand

    def binary(self, node: ast.BinOp, depth: int) -> Expression:
        operator = _ARITHMETIC_OPERATORS.get(type(node.op))
        if operator is None:
            code = {ast.Pow: "expr-power", ast.Div: "expr-divide"}.get(type(node.op))
            raise self._error(code or "expr-forbidden", node, found=self._written(node))
        left, right = self.read(node.left, depth), self.read(node.right, depth)
        return Arithmetic(operator, left, right, at=self._at(node))

    def comparison(self, node: ast.Compare, depth: int) -> Expression:
        operators = []
        for op in node.ops:
            operator = _COMPARISON_OPERATORS.get(type(op))
            if operator is None:
                raise self._error("expr-forbidden", node, found=self._written(node))
            operators.append(operator)
        terms = (node.left, *node.comparators)
        return Comparison(
            tuple(operators), tuple(self.read(t, depth) for t in terms), at=self._at(node)
        )

    def boolean(self, node: ast.BoolOp, depth: int) -> Expression:
        kind = And if isinstance(node.op, ast.And) else Or
        return kind(tuple(self.read(value, depth) for value in node.values), at=self._at(node))

    def if_else(self, node: ast.IfExp, depth: int) -> Expression:
        then, test = self.read(node.body, depth), self.read(node.test, depth)
        return IfElse(test, then, self.read(node.orelse, depth), at=self._at(node))


_READERS: dict[type, Callable[..., Expression]] = {
    ast.Constant: _Reader.constant,
    ast.Name: _Reader.name,
    ast.Attribute: _Reader.attribute,
    ast.Call: _Reader.call,
    ast.UnaryOp: _Reader.unary,
    ast.BinOp: _Reader.binary,
    ast.Compare: _Reader.comparison,
    ast.BoolOp: _Reader.boolean,
    ast.IfExp: _Reader.if_else,
}


# How tightly each kind of node binds, loosest first; a looser node needs brackets in a tighter one.
_IF, _OR, _AND, _NOT, _COMPARE, _SUM, _PRODUCT, _SIGN, _ATOM = range(9)
_BINDING = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "//": _PRODUCT, "%": _PRODUCT}


def _has_two_dots(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)


def unparse(node: Expression) -> str:
    """Writes an expression as text; `parse(unparse(e)) == e` for every tree without `Read`."""
    return _text(node, _IF)


def _text(node: Expression, outer: int) -> str:
    text, binding = _bare(node)
    return f"({text})" if binding < outer else text


def _bare(node: Expression) -> tuple[str, int]:
    match node:
        case Number(value=value):
            return str(value), _ATOM
        case Name(id=id):
            return id, _ATOM
        case Dotted(base=base, id=id):
            return f"{base}.{id}", _ATOM
        case Read(kind=kind, of=of):
            alone = kind in ("track", "setting", "value")
            return ".".join(of) if alone else f"{kind}({'.'.join(of)})", _ATOM
        case Predicate(function=function, subject=subject, side=side):
            names = ", ".join(_text(each, _IF) for each in (subject, side) if each is not None)
            return f"{function}({names})", _ATOM
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(_text(a, _IF) for a in arguments)})", _ATOM
        case Negative(operand=operand):
            return f"-{_text(operand, _SIGN)}", _SIGN
        case Not(operand=operand):
            return f"not {_text(operand, _NOT)}", _NOT
        case Arithmetic(operator=operator, left=left, right=right):
            binding = _BINDING[operator]
            return f"{_text(left, binding)} {operator} {_text(right, binding + 1)}", binding
        case Comparison(operators=operators, terms=terms):
            parts = [_text(terms[0], _SUM)]
            for comparison, term in zip(operators, terms[1:], strict=True):
                parts += [comparison, _text(term, _SUM)]
            return " ".join(parts), _COMPARE
        case And(terms=terms):
            return " and ".join(_text(term, _NOT) for term in terms), _AND
        case Or(terms=terms):
            return " or ".join(_text(term, _AND) for term in terms), _OR
        case IfElse(test=test, then=then, otherwise=otherwise):
            return (
                f"{_text(then, _OR)} if {_text(test, _OR)} else {_text(otherwise, _IF)}",
                _IF,
            )
