"""Plain data of every kind, and the same data written as a YAML document."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from attrs import define, field, frozen
from hypothesis import strategies as st

from game.model.characters import neutralise

Path = tuple[str | int, ...]
Draw = Callable[[st.SearchStrategy[Any]], Any]

# ---------------------------------------------------------------------------- plain data

NASTY = (
    *("", " ", "no", "on", "off", "yes", "y", "Null", "NULL", "~", "True", "TRUE", "Infinity"),
    *("true", "false", "null", "0", "-0", "3", "+3", "-3", "010", "-007", "0x1F", "0o17", "0b1"),
    *("1e3", "1e", "1_000", ".5", "5.", "08.5", ".", "+", ".inf", "-.inf", ".nan", "1.2.3", "5%"),
    *("12:30", "12:30:45", "2025-10-27", "2025-10-27T10:00:00Z", "1" * 50, "<<", "=", "==", "⅓"),
    *("a: b", "a:", ":a", "::", "a:b", "a #b", "#a", "a#b", "a # b", "\t#", "- a", "-a", "--"),
    *("-", "?", ":", "? a", "?a", "!", "!a", "&a", "*a", "%", "%a", "@a", "`a", "|", "|-", ">"),
    *("{", "}", "{a: 1}", "[", "]", "[a, b]", ",", "a,b", "a, b", "'", '"', "''", '""', "it's"),
    *("\\", "\\n", "\\x", 'say "no"', "'a' b", "---", "--- a", "...", "... a", "....", "---a"),
    *("a\nb", "a\n", "\na", "a\n\n", "\n", "a\n\nb", " a\nb", "a \n b", "a\n\tb", "a\r\nb", "\r"),
    *(" a", "a ", "\ta", "a\t", "a\tb", "a  b", "min(a, b)", "min(a", "(", ")", "a)", "x" * 70),
    *("é", "“quoted”", "—", "a\u00a0b", "\u00a0", "日本", "𝄞 clef", "🇪🇺", "e\u0301", "\u200d"),
    *("\ufeff", "\ufeffa", "\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufffe"),
)
_LETTERS = "ab01 .:#-,'\"\\{}[]()&*!|>%@`?~\t\né𝄞"
any_texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.sampled_from(_LETTERS), max_size=12),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=3).map(" ".join),
    st.lists(st.text(st.sampled_from("ab c:#"), max_size=6), max_size=4).map("\n".join),
)
texts = any_texts.map(lambda text: neutralise(text, ""))
"""Without what no text may hold."""
keys = texts.filter(lambda text: len(text) < 80)
scalars = st.one_of(
    texts,
    st.integers(-(10**30), 10**30),
    st.integers(-20, 20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([True, False, None]),
)


def mappings(values: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[dict[str, Any]]:
    """Small mappings with keys of every kind."""
    return st.dictionaries(keys, values, min_size=least, max_size=4)


values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | mappings(inner), max_leaves=10
)
data = mappings(values, least=1)

# ---------------------------------------------------------------------------- written as YAML

_TYPED = re.compile(r"[-+]?[.]?[0-9][0-9.]*([eE][-+]?[0-9]+)?|true|false|null")
_RAW = re.compile(
    "[\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
)
_LIKE_A_KEY = re.compile(r"\n *(- +)?[A-Za-z_][A-Za-z0-9_-]*\s*:(\s|$)", re.MULTILINE)
_NOT_FIRST = "-?:,[]{}#&*!|>'\"%@`"
_ESCAPES = {
    **{"\0": "0", "\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r"},
    **{"\x1b": "e", '"': '"', "/": "/", "\\": "\\", "\x85": "N", "\xa0": "_", " ": " "},
    **{"\u2028": "L", "\u2029": "P"},
}


def looks_typed(text: str) -> bool:
    """Whether a plain text would be read as true, false, null or a number, or be refused as 010."""
    return _TYPED.fullmatch(text) is not None


def may_be_plain(text: str, flow: bool) -> bool:
    """Whether a text may stand without quotes, after the grammar of YAML (a little stricter)."""
    if not text or looks_typed(text) or not _RAW.fullmatch(text):
        return False
    if any(line != line.strip(" \t") for line in text.split("\n")) or text != text.strip("\n"):
        return False
    if re.search(r":\s|\s#|:$", text) or text.startswith(("---", "...")):
        return False
    if flow and re.search(r"[,\[\]{}?]|:(?![A-Za-z0-9])|^-(?![A-Za-z0-9])", text):
        return False
    if flow and (text[0] == ":" or text.count("(") > text.count(")")):
        return False  # the second is the trap of a comma inside brackets
    return text[0] not in _NOT_FIRST or (text[0] in "-?:" and text[1:2].strip() != "")


@frozen
class Token:
    """A key or a scalar as written: where, its first line, and how."""

    line: int
    column: int
    written: str
    text: str
    style: str
    one_line: bool


@define
class Written:
    """A document: the text, the data it stands for, and its tokens by path."""

    data: dict[str, Any]
    text: str = ""
    keys: dict[Path, Token] = field(factory=dict)
    scalars: dict[Path, Token] = field(factory=dict)
    collections: dict[Path, tuple[int, int]] = field(factory=dict)


@st.composite
def documents(draw: Draw) -> Written:
    """Data as a YAML document, in block or flow style and any mixture of quotes."""
    written = Written(draw(data))
    _Writer(draw, written).document()
    return written


class _Writer:
    """Writes one document, drawing every freedom that YAML leaves."""

    def __init__(self, draw: Draw, written: Written) -> None:
        self._draw = draw
        self._written = written
        self._parts: list[str] = []
        self._line = 1
        self._column = 1
        self._after_literal = False

    def document(self) -> None:
        if self._chance(10):
            self._put("---\n")
        self._noise()
        if self._chance(15):
            self._flow(self._written.data, (), 0)
            self._put("\n")
        else:
            self._block_mapping(self._written.data, (), 0)
            if not self._after_literal and self._chance(20):
                self._parts[-1] = self._parts[-1].removesuffix("\n")
        self._written.text = "".join(self._parts)

    # Drawing, and keeping count of the place.

    def _chance(self, percent: int) -> bool:
        return bool(self._draw(st.integers(0, 99)) >= 100 - percent)

    def _among(self, *choices: Any) -> Any:
        return self._draw(st.sampled_from(choices))

    def _put(self, text: str) -> None:
        self._parts.append(text)
        lines = text.split("\n")
        self._line += len(lines) - 1
        self._column = len(lines[-1]) + 1 + (self._column - 1 if len(lines) == 1 else 0)

    def _noise(self) -> None:
        """Blank lines and comments, where they mean nothing."""
        if not self._after_literal and self._chance(15):
            self._put(self._among("\n", "# a note: with [signs]\n", "    # far right\n", "  \n"))

    def _end_line(self) -> None:
        self._put(self._among("", "", "", " # a note", "  #note") + "\n")

    # Block style.

    def _block_mapping(self, entries: dict[str, Any], path: Path, column: int) -> None:
        """Entries at a column (from 0); the first begins where the page stands."""
        self._written.collections[path] = (self._line, column + 1)
        for i, (key, value) in enumerate(entries.items()):
            if i:
                self._noise()
            self._put(" " * (column - self._column + 1))
            where = (*path, key)
            self._key(key, where, flow=False)
            self._put(self._among(":", ":", ":", " :"))
            self._block_value(value, where, column, indentless=True)

    def _block_sequence(self, items: list[Any], path: Path, column: int) -> None:
        self._written.collections[path] = (self._line, column + 1)
        for i, item in enumerate(items):
            if i:
                self._noise()
            self._put(" " * (column - self._column + 1) + "-")
            self._block_value(item, (*path, i), column, indentless=False)

    def _block_value(self, value: Any, path: Path, column: int, indentless: bool) -> None:
        """What stands behind a colon or a dash, through the end of its line."""
        self._after_literal = False
        if isinstance(value, dict | list) and value and self._chance(75):
            self._nested(value, path, column, indentless)
        elif isinstance(value, dict | list):
            self._put(self._among(" ", "  "))
            self._flow(value, path, column)
            self._end_line()
        elif value is None and self._chance(40):
            self._token(path, "", "", "")
            self._end_line()
        else:
            self._put(self._among(" ", " ", "   ", "\n" + " " * (column + 2)))
            self._block_scalar(value, path, column)

    def _nested(self, value: Any, path: Path, column: int, indentless: bool) -> None:
        write = self._block_mapping if isinstance(value, dict) else self._block_sequence
        if not indentless and self._chance(60):  # compact: `- a: 1`
            self._put(" " * self._draw(st.integers(1, 3)))
            write(value, path, self._column - 1)
            return
        self._end_line()
        least = 0 if indentless and isinstance(value, list) else 1
        inner = column + self._draw(st.integers(least, 4))
        self._noise()
        self._put(" " * inner)
        write(value, path, inner)

    def _block_scalar(self, value: Any, path: Path, column: int) -> None:
        if isinstance(value, str):
            if _literal_can_hold(value) and self._chance(50):
                self._literal(value, path, column)
                return
            if _folded_can_hold(value) and self._chance(30):
                self._folded(value, path, column)
                return
        self._scalar(value, path, column, flow=False)
        self._end_line()

    def _literal(self, text: str, path: Path, column: int) -> None:
        body = text.rstrip("\n")
        indent = self._draw(st.integers(1, 4))
        full = [line for line in body.split("\n") if line]
        hint = str(indent) if full[0][0] in " \t" or self._chance(20) else ""
        header = "|" + "".join(self._draw(st.permutations([hint, self._chomping(text)])))
        self._token(path, header, text, "|", one_line=False)
        self._end_line()
        for line in body.split("\n"):
            self._put(" " * (column + indent) + line + "\n" if line else "\n")
        self._put("\n" * (len(text) - len(body) - 1))
        self._after_literal = True

    def _folded(self, text: str, path: Path, column: int) -> None:
        header = ">" + self._chomping(text)
        self._token(path, header, text, ">", one_line=False)
        self._end_line()
        margin = " " * (column + self._draw(st.integers(1, 4)))
        words = text.rstrip("\n").split(" ")
        self._put(margin + words[0])
        for word in words[1:]:
            self._put(("\n" + margin if self._chance(50) else " ") + word)
        self._put("\n")
        self._after_literal = True

    def _chomping(self, text: str) -> str:
        ends = len(text) - len(text.rstrip("\n"))
        return "-" if ends == 0 else "+" if ends > 1 else str(self._among("", "+"))

    # Flow style.

    def _flow(self, value: Any, path: Path, column: int) -> None:
        if not isinstance(value, dict | list):
            self._scalar(value, path, column, flow=True)
            return
        self._written.collections[path] = (self._line, self._column)
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        self._put(opening)
        self._gap(column)
        for i, (step, item) in enumerate(
            value.items() if isinstance(value, dict) else enumerate(value)
        ):
            if i:
                self._put(",")
                self._gap(column, least=" ")
            where = (*path, step)
            if isinstance(value, dict):
                self._key(step, where, flow=True)
                if item is None and self._chance(40):
                    self._put(": ")  # nothing, and so nowhere
                    continue
                tight = self._written.keys[where].style and self._chance(20)
                self._put(":" if tight else ": ")
            self._flow(item, where, column)
        if value and self._chance(15):
            self._put(",")
        self._gap(column)
        self._put(closing)

    def _gap(self, column: int, least: str = "") -> None:
        if self._chance(20):
            self._put(self._among("", " # a note, with }"))
            self._put("\n" + " " * (column + self._draw(st.integers(1, 3))))
        else:
            self._put(self._among(least, " "))

    # Keys and scalars.

    def _token(
        self, path: Path, written: str, text: str, style: str, one_line: bool = True
    ) -> None:
        token = Token(self._line, self._column, written.split("\n")[0], text, style, one_line)
        self._written.scalars[path] = token
        self._put(written)

    def _key(self, text: str, path: Path, flow: bool) -> None:
        style, written = self._quoted(text, 0, flow, one_line=True)
        if not style:
            written = text
        self._written.keys[path] = Token(self._line, self._column, written, text, style, True)
        self._put(written)

    def _scalar(self, value: Any, path: Path, column: int, flow: bool) -> None:
        if not isinstance(value, str):
            written = (
                {True: "true", False: "false", None: "null"}[value]
                if (value is None or isinstance(value, bool))
                else self._number(value)
            )
            self._token(path, written, written, "")
            return
        style, written = self._quoted(value, column, flow, one_line=False)
        self._token(path, written, value, style, "\n" not in written)

    def _number(self, value: int | float) -> str:
        sign = self._among("", "+") if str(value)[0] != "-" else ""
        return sign + repr(value)

    def _quoted(self, text: str, column: int, flow: bool, one_line: bool) -> tuple[str, str]:
        """A text in one of the styles that can hold it."""
        styles = ['"']
        lines = text.split("\n")
        if not one_line or len(lines) == 1:
            if may_be_plain(text, flow):
                styles += ["", ""]
            inner = [*lines[1:], *lines[:-1]]
            if _RAW.fullmatch(text) and all(line == line.strip(" \t") for line in inner):
                styles += ["'"]
        style = self._among(*styles)
        written = self._in_style(text, style, column, one_line)
        if style and _LIKE_A_KEY.search(written):
            # Taken for a key behind a quote that was never closed.
            return '"', self._in_style(text, '"', column, one_line=True)
        return style, written

    def _in_style(self, text: str, style: str, column: int, one_line: bool) -> str:
        margin = " " * (column + self._draw(st.integers(1, 3)))
        if style == '"':
            return f'"{self._escaped(text, margin, one_line)}"'
        plain = text.replace("'", "''") if style else text
        return style + self._folds(plain, margin, one_line) + style

    def _folds(self, text: str, margin: str, one_line: bool) -> str:
        """Line breaks as YAML folds them: one more than is meant; and one for a space."""
        out = re.sub("\n+", lambda found: found.group() + "\n" + margin, text)
        if one_line:
            return out
        return re.sub(
            r"(?<=[^\s]) (?=[^\s#'])",
            lambda _: self._among(" ", " ", " ", "\n" + margin),
            out,
        )

    def _escaped(self, text: str, margin: str, one_line: bool) -> str:
        eager = self._among(0, 0, 30)
        out = []
        for i, character in enumerate(text):
            must = character in '\n"\\' or not _RAW.fullmatch(character)
            if must or (eager and self._chance(eager)):
                out.append(self._escape(character))
            else:
                out.append(character)
            if (
                eager
                and not one_line
                and self._chance(10)
                and text[i + 1 : i + 2] not in (" ", "\t")
            ):
                out.append("\\\n" + margin)
        return "".join(out)

    def _escape(self, character: str) -> str:
        code = ord(character)
        ways = [f"\\U{code:08X}"]
        if code < 0x10000:
            ways.append(f"\\u{code:04x}")
        if code < 0x100:
            ways.append(f"\\x{code:02X}")
        if character in _ESCAPES:
            ways.append("\\" + _ESCAPES[character])
        return str(self._among(*ways))


def _literal_can_hold(text: str) -> bool:
    return _RAW.fullmatch(text) is not None and text.strip() != "" and text.strip("\n") != ""


def _folded_can_hold(text: str) -> bool:
    body = text.rstrip("\n")
    words = body.split(" ")
    return (
        _RAW.fullmatch(text) is not None
        and "\n" not in body
        and "\t" not in body
        and all(words)
        and len(text) - len(body) < 2
    )
