"""The traps of YAML: from what the parser says to what the author did."""

from __future__ import annotations

import re
from typing import Any

from attrs import field, frozen


@frozen
class Slip:
    """A mistake of form: a code, its line and column (from 0), and where reading may go on.

    resume_after: the last line that surely belongs to the mistake.
    """

    code: str
    line: int
    column: int
    values: dict[str, Any] = field(factory=dict)
    resume_after: int = 0


DEEPEST = 40  # levels of keys and lists
# Of lines without blanks at their end; possessive, so that a line of dashes does not take for ever.
_VALUE = re.compile(r"^(\s*+(?:- ++)*+)([^\s:#][^:#]*?):\s+(\S.*)$")
_ITEM = re.compile(r"^(\s*+(?:- ++)++)(\S.*)$")
_QUOTED_THEN_MORE = re.compile(r"""^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*([^\s#,\]}].*)$""")
# Brackets, behind quoted texts and comments, which may hold some that don't count.
_BRACKETS = re.compile(
    r"""(?<![^\s\[{,:])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|(?<!\S)#.*|[\[\]{}]"""
)
_NO_SPACE = re.compile(r"^\s*(?:- +)*[A-Za-z_][A-Za-z0-9_-]*:[^\s/]")


def explain(lines: list[str], error: Any) -> Slip:
    """What most likely went wrong, from the parser's complaint and the lines themselves.

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
        slip = guess(lines, problem, line, column, context)
        if slip is not None:
            return slip
    return _general(lines, error.context or "", problem, line, column, context)


def _line(lines: list[str], line: int) -> str:
    return lines[line] if 0 <= line < len(lines) else ""


def _tab(lines: list[str], problem: str, line: int, column: int, context: Any) -> Slip | None:
    for at in (line, line - 1):
        text = _line(lines, at)
        indent = text[: len(text) - len(text.lstrip())]
        if "\t" in indent:
            return Slip("trap-tab", at, indent.index("\t"), {}, max(line, at))
    return None


def _special_start(
    lines: list[str], problem: str, line: int, column: int, context: Any
) -> Slip | None:
    """A text that begins with a character that means something to YAML."""
    text = _line(lines, line)
    if "cannot start any token" in problem and text[column : column + 1] == "\t":
        return Slip("trap-tab", line, column, {}, line)
    if "cannot start any token" in problem:
        return Slip("trap-start", line, column, {"found": text[column : column + 1]}, line)
    if "alphabetic or numeric" in problem or "tag" in problem or "URI" in problem:
        at = context.column if context is not None and context.line == line else column
        found = text[at : at + 1] or text.strip()[:1]
        return Slip("trap-start", line, at, {"found": found}, line)
    return None


def _value_start(
    lines: list[str], problem: str, line: int, column: int, context: Any
) -> Slip | None:
    """A text that begins with a bracket or another sign of YAML's, or a bracket too many."""
    text = _line(lines, line)
    found = _VALUE.match(text.rstrip()) or _ITEM.match(text.rstrip())
    start = found.start(found.lastindex or 1) if found else -1
    sign = text[column : column + 1]
    opens = sign and sign in "?-" and text[:column].rstrip()[-1:] in (":", ",", "[")
    if opens or (start == column and sign and sign in ",]}"):
        return Slip("trap-start", line, column, {"found": sign}, line)
    if "did not find expected" not in problem:
        return None
    if (
        start >= 0
        and text[start] in "[{"
        and _closed(text[start:column])
        and sign not in ("]", "}")
    ):
        return Slip("trap-start", line, start, {"found": text[start]}, line)
    if sign in ("]", "}") and (context is None or _closed(text[context.column : column])):
        return Slip("yaml-extra", line, column, {"found": sign}, line)
    return None


def _closed(text: str) -> bool:
    """Whether as many brackets close as open."""
    return all(text.count(a) == text.count(b) for a, b in ("[]", "{}"))


def _after_quote(
    lines: list[str], problem: str, line: int, column: int, context: Any
) -> Slip | None:
    """Words behind a closing quote: `"Hello" he said`."""
    if "did not find expected" not in problem and "not allowed" not in problem:
        return None
    for at in (line, line - 1):
        text = _line(lines, at).rstrip()
        found = _VALUE.match(text) or _ITEM.match(text)
        if found:
            value = found.group(found.lastindex or 1)
            more = _QUOTED_THEN_MORE.match(value)
            if more:
                start = found.start(found.lastindex or 1) + more.start(2)
                return Slip("trap-after-quote", at, start, {"found": more.group(2)[:40]}, line)
    return None


def _no_space(lines: list[str], problem: str, line: int, column: int, context: Any) -> Slip | None:
    """A colon without a space behind it: `trust:3`."""
    candidates = [context.line] if context is not None else []
    for at in (*candidates, line, line - 1):
        text = _line(lines, at)
        if _NO_SPACE.match(text):
            colon = text.index(":")
            word = text[:colon].strip().lstrip("- ")
            return Slip("trap-colon-space", at, colon, {"found": word}, at)
    return None


def _colon(lines: list[str], problem: str, line: int, column: int, context: Any) -> Slip | None:
    """A second `: ` in an unquoted text."""
    text = _line(lines, line)
    second = re.search(r":\s", text[:column]) is not None
    if "expected ',' or '}'" in problem and text[column : column + 1] == ":" and second:
        return Slip("trap-colon", line, column, _around(text, column), line)
    if "mapping values are not allowed" in problem:
        if second:
            return Slip("trap-colon", line, column, _around(text, column), line)
        return Slip("yaml-indent", line, len(text) - len(text.lstrip()), {}, line)
    return None


def _around(text: str, column: int) -> dict[str, Any]:
    """The words around a colon, and whether they stand in curly quotes."""
    value = re.split(r"[{,]\s*|:\s", text[:column])[-1]
    before = re.search(r"(\S+\s+){0,3}\S+\s*$", value[-200:])
    after = re.match(r"\s*\S*(\s+\S+)?", text[column + 1 :])
    found = (before.group() if before else "") + ":" + (after.group() if after else "")
    return {"found": found, "curly": value.lstrip()[:1] in ("“", "”", "„")}


def _open_bracket(
    lines: list[str], problem: str, line: int, column: int, context: Any
) -> Slip | None:
    """A ` #` behind an open bracket, which hides the one that should close it."""
    if context is None or "did not find expected" not in problem:
        return None
    text = _line(lines, context.line)
    hash = re.search(r"\s(#\S.*)$", text[context.column :])
    if text[context.column : context.column + 1] not in ("[", "{") or not hash:
        return None
    at = context.column + hash.start(1)
    return Slip("trap-hash", context.line, at, {"cut": hash.group(1)[:40]}, context.line)


def _block_header(
    lines: list[str], problem: str, line: int, column: int, context: Any
) -> Slip | None:
    """Words on the line of a `|` or `>`: a text that begins with one of them."""
    if "comment or line break" not in problem and "indentation indicator" not in problem:
        return None
    at = context if context is not None else None
    if at is None:
        return None
    found = _line(lines, at.line)[at.column : at.column + 1]
    return Slip("trap-start", at.line, at.column, {"found": found}, line)


def _unclosed(lines: list[str], line: int, column: int) -> tuple[str, int, int] | None:
    """The last bracket before a place that is still open there, with its line and column."""
    first = next((i for i in range(min(line, len(lines) - 1), -1, -1) if lines[i][:1].strip()), 0)
    open_ones: list[tuple[str, int, int]] = []
    for i in range(first, min(line + 1, len(lines))):
        text = lines[i][:column] if i == line else lines[i]
        for found in _BRACKETS.finditer(text):
            sign = found.group()
            if sign in ("[", "{"):
                open_ones.append((sign, i, found.start()))
            elif sign in ("]", "}") and open_ones:
                open_ones.pop()
    return open_ones[-1] if open_ones else None


def _general(
    lines: list[str], context: str, problem: str, line: int, column: int, mark: Any
) -> Slip:
    """The mistakes that are told by the parser's own words."""
    if "nesting depth" in problem:
        return Slip("yaml-deep", line, column, {"deepest": DEEPEST}, line)
    if mark is not None and "quoted scalar" in context:
        if "escape" in problem:
            found = _line(lines, line)[column : column + 2]
            return Slip("yaml-escape", line, column, {"found": found.strip()}, line)
        return Slip("yaml-quote", mark.line, mark.column, {}, mark.line)
    if mark is not None and "flow" in context:
        opened = ("{" if "mapping" in context else "["), mark.line, mark.column
        if "flow node" in context:  # the parser marks where it stopped, not what it was inside
            opened = _unclosed(lines, line, column) or opened
        kind, at, start = opened
        values = {"opened": kind, "close": "}" if kind == "{" else "]"}
        return Slip("yaml-bracket", at, start, values, at)
    if mark is not None and "simple key" in context:
        found = _line(lines, mark.line).strip()[:40]
        return Slip(
            "yaml-no-colon", mark.line, mark.column, {"found": found}, max(mark.line, line - 1)
        )
    if "block" in context or "not allowed" in problem:
        return Slip("yaml-indent", line, column, {"found": _line(lines, line).strip()[:40]}, line)
    return Slip("yaml-unreadable", line, column, {"problem": problem}, line)
