"""Works out from the parser's complaint which mistake the author made."""

from __future__ import annotations

import re
from typing import Any

from attrs import field, frozen


@frozen
class SyntaxMistake:
    """A syntax error: its problem code, and its line and column counted from 0.

    resume_after: the last line that certainly belongs to it; reading goes on below.
    """

    code: str
    line: int
    column: int
    values: dict[str, Any] = field(factory=dict)
    resume_after: int = 0


DEEPEST = 40  # levels of keys and lists
# For lines without blanks at their end. Possessive, or a long line of dashes would take for ever.
_VALUE = re.compile(r"^(\s*+(?:- ++)*+)([^\s:#][^:#]*?):\s+(\S.*)$")
_ITEM = re.compile(r"^(\s*+(?:- ++)++)(\S.*)$")
_QUOTED_THEN_MORE = re.compile(r"""^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*([^\s#,\]}].*)$""")
# Brackets; quoted texts and comments match first, because brackets inside them don't count.
_BRACKETS = re.compile(
    r"""(?<![^\s\[{,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?<!\S)#.*|[\[\]{}]"""
)
_NO_SPACE = re.compile(r"^\s*(?:- +)*[A-Za-z_][A-Za-z0-9_-]*:[^\s/]")


def explain(lines: list[str], error: Any) -> SyntaxMistake:
    """Returns the most likely mistake, from the parser's error and the lines themselves.

    error: PyYAML's MarkedYAMLError; its places count from 0.
    """
    problem = error.problem or ""
    mark = error.problem_mark or error.context_mark
    context = error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    for guess in (
        _tab,
        _special_start,
        _value_start,
        _after_quote,
        _no_space,
        _colon,
        _block_header,
        _open_bracket,
    ):
        mistake = guess(lines, problem, line, column, context)
        if mistake is not None:
            return mistake
    return _general(lines, error.context or "", problem, line, column, context)


def _line(lines: list[str], line: int) -> str:
    return lines[line] if 0 <= line < len(lines) else ""


def _tab(
    lines: list[str], problem: str, line: int, column: int, context: Any
) -> SyntaxMistake | None:
    for index in (line, line - 1):
        text = _line(lines, index)
        indent = text[: len(text) - len(text.lstrip())]
        if "\t" in indent:
            return SyntaxMistake("trap-tab", index, indent.index("\t"), {}, max(line, index))
    return None


def _special_start(
    lines: list[str], problem: str, line: int, column: int, context: Any
) -> SyntaxMistake | None:
    """Recognises a text that begins with a character that has a meaning in YAML."""
    text = _line(lines, line)
    if "cannot start any token" in problem and text[column : column + 1] == "\t":
        return SyntaxMistake("trap-tab", line, column, {}, line)
    if "cannot start any token" in problem:
        return SyntaxMistake("trap-start", line, column, {"found": text[column : column + 1]}, line)
    if "alphabetic or numeric" in problem or "tag" in problem or "URI" in problem:
        start = context.column if context is not None and context.line == line else column
        character = text[start : start + 1] or text.strip()[:1]
        return SyntaxMistake("trap-start", line, start, {"found": character}, line)
    return None


def _value_start(
    lines: list[str], problem: str, line: int, column: int, context: Any
) -> SyntaxMistake | None:
    """Recognises a value that begins with a bracket or sign of YAML, or an extra bracket."""
    text = _line(lines, line)
    match = _VALUE.match(text.rstrip()) or _ITEM.match(text.rstrip())
    start = match.start(match.lastindex or 1) if match else -1
    sign = text[column : column + 1]
    opens = sign and sign in "?-" and text[:column].rstrip()[-1:] in (":", ",", "[")
    if opens or (start == column and sign and sign in ",]}"):
        return SyntaxMistake("trap-start", line, column, {"found": sign}, line)
    if "did not find expected" not in problem:
        return None
    if (
        start >= 0
        and text[start] in "[{"
        and _is_balanced(text[start:column])
        and sign not in ("]", "}")
    ):
        return SyntaxMistake("trap-start", line, start, {"found": text[start]}, line)
    if sign in ("]", "}") and (context is None or _is_balanced(text[context.column : column])):
        return SyntaxMistake("yaml-extra", line, column, {"found": sign}, line)
    return None


def _is_balanced(text: str) -> bool:
    """Whether a text has as many closing brackets as opening ones."""
    return all(text.count(a) == text.count(b) for a, b in ("[]", "{}"))


def _after_quote(
    lines: list[str], problem: str, line: int, column: int, context: Any
) -> SyntaxMistake | None:
    """Recognises words after a closing quote: `"Hello" he said`."""
    if "did not find expected" not in problem and "not allowed" not in problem:
        return None
    for index in (line, line - 1):
        text = _line(lines, index).rstrip()
        match = _VALUE.match(text) or _ITEM.match(text)
        if match:
            value = match.group(match.lastindex or 1)
            more = _QUOTED_THEN_MORE.match(value)
            if more:
                start = match.start(match.lastindex or 1) + more.start(2)
                return SyntaxMistake(
                    "trap-after-quote", index, start, {"found": more.group(2)[:40]}, line
                )
    return None


def _no_space(
    lines: list[str], problem: str, line: int, column: int, context: Any
) -> SyntaxMistake | None:
    """Recognises a colon without a space after it: `trust:3`."""
    candidates = [context.line] if context is not None else []
    for index in (*candidates, line, line - 1):
        text = _line(lines, index)
        if _NO_SPACE.match(text):
            colon = text.index(":")
            word = text[:colon].strip().lstrip("- ")
            return SyntaxMistake("trap-colon-space", index, colon, {"found": word}, index)
    return None


def _colon(
    lines: list[str], problem: str, line: int, column: int, context: Any
) -> SyntaxMistake | None:
    """Recognises a second `: ` in a text without quotes."""
    text = _line(lines, line)
    second = re.search(r":\s", text[:column]) is not None
    if "expected ',' or '}'" in problem and text[column : column + 1] == ":" and second:
        return SyntaxMistake("trap-colon", line, column, _around(text, column), line)
    if "mapping values are not allowed" in problem:
        if second:
            return SyntaxMistake("trap-colon", line, column, _around(text, column), line)
        return _misplaced(lines, line, len(text) - len(text.lstrip()))
    return None


def _misplaced(lines: list[str], line: int, column: int) -> SyntaxMistake:
    """A line that doesn't belong where it stands: maybe it lacks a dash, or the one above a colon.

    Lines that are indented alike belong together.
    """
    text = _line(lines, line)
    above = next((i for i in range(line - 1, -1, -1) if _line(lines, i).strip()), None)
    indent = len(text) - len(text.lstrip())
    if above is None:
        return SyntaxMistake("yaml-indent", line, column, {}, line)
    before = _line(lines, above)
    own_indent = len(before) - len(before.lstrip())
    if own_indent == indent and not re.search(r":(\s|$)|^\s*[-#]", before):
        values = {"found": before.split()[0]}
        return SyntaxMistake("yaml-no-colon", above, own_indent, values, line)
    values = {"found": text.strip()[:40]}
    if re.match(r"\s*-\w", text):
        return SyntaxMistake("yaml-dash-space", line, indent, values, line)
    for i in range(above, -1, -1):
        other = _line(lines, i)
        if other[:indent].strip():
            break
        if other[indent : indent + 2] == "- ":
            return SyntaxMistake("yaml-dash", line, indent, values, line)
    counts = {**values, "spaces": indent, "above": own_indent}
    return SyntaxMistake("yaml-indent", line, column, counts, line)


def _around(text: str, column: int) -> dict[str, Any]:
    """Quotes the words around a colon, and says whether they are in curly quotes."""
    value = re.split(r"[{,]\s*|:\s", text[:column])[-1]
    before = re.search(r"(\S+\s+){0,3}\S+\s*$", value[-200:])
    after = re.match(r"\s*\S*(\s+\S+)?", text[column + 1 :])
    words = (before.group() if before else "") + ":" + (after.group() if after else "")
    return {"found": words, "curly": value.lstrip()[:1] in ("“", "”", "„")}


def _open_bracket(
    lines: list[str], problem: str, line: int, column: int, context: Any
) -> SyntaxMistake | None:
    """Recognises a ` #` after an open bracket, which hides the closing bracket."""
    if context is None or "did not find expected" not in problem:
        return None
    text = _line(lines, context.line)
    hash = re.search(r"\s(#\S.*)$", text[context.column :])
    if text[context.column : context.column + 1] not in ("[", "{") or not hash:
        return None
    start = context.column + hash.start(1)
    return SyntaxMistake(
        "trap-hash", context.line, start, {"cut": hash.group(1)[:40]}, context.line
    )


def _block_header(
    lines: list[str], problem: str, line: int, column: int, context: Any
) -> SyntaxMistake | None:
    """Recognises a text after `|` or `>`, which YAML takes for the start of a block."""
    if "comment or line break" not in problem and "indentation indicator" not in problem:
        return None
    if context is None:
        return None
    character = _line(lines, context.line)[context.column : context.column + 1]
    return SyntaxMistake("trap-start", context.line, context.column, {"found": character}, line)


def _find_open_bracket(lines: list[str], line: int, column: int) -> tuple[str, int, int] | None:
    """Finds the innermost bracket that is still open at a place, with its line and column."""
    first = next((i for i in range(min(line, len(lines) - 1), -1, -1) if lines[i][:1].strip()), 0)
    still_open: list[tuple[str, int, int]] = []
    for i in range(first, min(line + 1, len(lines))):
        text = lines[i][:column] if i == line else lines[i]
        for match in _BRACKETS.finditer(text):
            sign = match.group()
            if sign in ("[", "{"):
                still_open.append((sign, i, match.start()))
            elif sign in ("]", "}") and still_open:
                still_open.pop()
    return still_open[-1] if still_open else None


def _general(
    lines: list[str], context: str, problem: str, line: int, column: int, mark: Any
) -> SyntaxMistake:
    """Recognises the mistakes that the parser's own message names."""
    if "nesting depth" in problem:
        return SyntaxMistake("yaml-deep", line, column, {"deepest": DEEPEST}, line)
    if mark is not None and "quoted scalar" in context:
        if "escape" in problem:
            escape = _line(lines, line)[column : column + 2]
            return SyntaxMistake("yaml-escape", line, column, {"found": escape.strip()}, line)
        return SyntaxMistake("yaml-quote", mark.line, mark.column, {}, mark.line)
    if mark is not None and "flow" in context:
        opened = ("{" if "mapping" in context else "["), mark.line, mark.column
        if "flow node" in context:  # the parser marks where it stopped, not what it was inside
            opened = _find_open_bracket(lines, line, column) or opened
        kind, first, start = opened
        values = {"opened": kind, "close": "}" if kind == "{" else "]"}
        return SyntaxMistake("yaml-bracket", first, start, values, first)
    if mark is not None and "simple key" in context:
        text = _line(lines, mark.line).strip()[:40]
        return SyntaxMistake(
            "yaml-no-colon", mark.line, mark.column, {"found": text}, max(mark.line, line - 1)
        )
    if "block" in context or "not allowed" in problem:
        return _misplaced(lines, line, column)
    return SyntaxMistake("yaml-unreadable", line, column, {"problem": problem}, line)
