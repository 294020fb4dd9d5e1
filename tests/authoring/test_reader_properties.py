"""The reader: what was written comes back as data, and every place points at its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from strategies import Path, Token, Written, any_texts, documents, looks_typed

from game.authoring.reading.nodes import Broken, Mapping, Mark, Node, Scalar, Sequence, plain
from game.authoring.reading.yaml_reader import read
from game.model.characters import code_point, find_forbidden

MORE = settings(max_examples=4 * settings().max_examples)  # cheap, and there is much to draw
ENDS = {"LF": "\n", "CRLF": "\r\n", "CR": "\r"}


def saved(text: str, end: str = "\n", bom: bool = False) -> bytes:
    return (b"\xef\xbb\xbf" if bom else b"") + text.replace("\n", end).encode()


def root_of(text: str, end: str = "\n", bom: bool = False) -> Mapping:
    """The root of a document that must be read without a finding."""
    document = read("f.yaml", saved(text, end, bom))
    assert document.findings == []
    assert document.damaged == set()
    return document.root


def typed(value: Any) -> Any:
    """Data in which 1, 1.0 and true are three things."""
    if isinstance(value, dict):
        return {key: typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [typed(inner) for inner in value]
    return type(value).__name__, value


@MORE
@given(documents(), st.sampled_from(sorted(ENDS)), st.booleans())
def test_data_written_as_yaml_is_read_as_the_same_data(
    written: Written, end: str, bom: bool
) -> None:
    note(written.text)
    assert typed(plain(root_of(written.text, ENDS[end], bom))) == typed(written.data)


@MORE
@given(documents(), st.sampled_from(sorted(ENDS)), st.booleans())
def test_every_key_and_scalar_is_placed_at_its_text(written: Written, end: str, bom: bool) -> None:
    note(written.text)
    lines = written.text.split("\n")
    seen: set[Path] = set()

    def at(token: Token, scalar: Scalar) -> None:
        assert scalar.mark == Mark("f.yaml", token.line, token.column)
        assert lines[token.line - 1][token.column - 1 :].startswith(token.written)
        assert scalar.text == token.text
        assert scalar.style == token.style

    def look(node: Node, path: Path) -> None:
        match node:
            case Mapping(entries=entries):
                assert (node.mark.line, node.mark.column) == written.collections[path]
                for name, (key, value) in entries.items():
                    at(written.keys[*path, name], key)
                    look(value, (*path, name))
            case Sequence(items=items):
                assert (node.mark.line, node.mark.column) == written.collections[path]
                for i, item in enumerate(items):
                    look(item, (*path, i))
            case Scalar() if path not in written.scalars:
                assert (node.value, node.text) == (None, "")  # left out between braces
            case Scalar():
                at(written.scalars[path], node)
                assert node.cut == cut_off(written.scalars[path], lines)
                seen.add(path)

    root = root_of(written.text, ENDS[end], bom)
    written.collections[()] = (1, 1)  # the whole file
    look(root, ())
    assert seen == set(written.scalars)


def cut_off(token: Token, lines: list[str]) -> str:
    """The comment behind a plain text of one line, which may have been meant as part of it."""
    if token.style or not token.one_line:
        return ""
    rest = lines[token.line - 1][token.column - 1 + len(token.written) :].lstrip()
    return rest if rest.startswith("#") else ""


@MORE
@given(documents())
def test_a_place_inside_a_scalar_points_at_that_character(written: Written) -> None:
    note(written.text)
    lines = written.text.split("\n")
    for path, scalar in scalars(root_of(written.text)):
        if path not in written.scalars:
            continue  # left out between braces
        token = written.scalars[path]
        as_it_reads = token.written == token.style + token.text + token.style
        for offset in range(1, len(scalar.text)):
            place = scalar.place(offset)
            if place == scalar.mark:  # escapes, doubled quotes, several lines: it can't be told
                assert not as_it_reads
            else:
                assert lines[place.line - 1][place.column - 1] == scalar.text[offset]


def scalars(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    match node:
        case Mapping(entries=entries):
            for name, (_, value) in entries.items():
                yield from scalars(value, (*path, name))
        case Sequence(items=items):
            for i, item in enumerate(items):
                yield from scalars(item, (*path, i))
        case Scalar():
            yield path, node


@given(st.text(st.sampled_from("0123456789+-._eExo:truefalsn~NyY "), min_size=1, max_size=8))
def test_an_unquoted_word_is_text_unless_yaml_1_2_calls_it_a_number_or_true_false_null(
    word: str,
) -> None:
    word = word.strip()
    if not re.fullmatch(r"(?![-:.]$|- |-$|: |---|\.\.\.)[^ :]([^ ]*[^ :])?", word):
        return
    document = read("f.yaml", f"a: {word}\n".encode())
    node = document.root.entries["a"][1]
    if isinstance(node, Broken):
        assert [finding.code for finding in document.findings] == ["yaml-zeros"]
        assert re.fullmatch("[-+]?0[0-9]+", word)
        return
    assert isinstance(node, Scalar)
    assert node.text == word
    assert node.value == number_or_word(word)
    assert isinstance(node.value, str) or looks_typed(word)


def number_or_word(word: str) -> object:
    """What YAML 1.2's core schema makes of a word, by Python's own reading of numbers."""
    if word in ("true", "false", "null"):
        return {"true": True, "false": False, "null": None}[word]
    if set(word) <= set("0123456789+-.eE") and word[-1] not in "eE":
        for number in (int, float):
            try:
                return number(word)
            except ValueError:
                continue
    return word


@pytest.mark.parametrize(
    ("written", "value"),
    [
        *((word, word) for word in ("no", "No", "on", "off", "yes", "y", "n", "True", "NULL", "~")),
        *((word, word) for word in ("12:30", "12:30:45", "2025-10-27", "2025-10-27T10:00:00Z")),
        *((word, word) for word in ("0x1F", "0o17", "0b1", "1_000", ".inf", "-.inf", ".nan", "5%")),
        *((word, word) for word in ("1,000", "+", "1.2.3", "1e", "e5", "<<", "=", "3 4", "v1")),
        *(("true", True), ("false", False), ("null", None), ("", None)),
        *(("0", 0), ("-0", 0), ("3", 3), ("+3", 3), ("-3", -3), ("12345678901", 12345678901)),
        *(("0.5", 0.5), (".5", 0.5), ("5.", 5.0), ("-1e3", -1000.0), ("1E+2", 100.0)),
        *(('"true"', "true"), ("'3'", "3"), ('"null"', "null"), ('""', ""), ("'010'", "010")),
    ],
)
def test_only_true_false_null_and_numbers_are_more_than_text(written: str, value: object) -> None:
    assert typed(plain(root_of(f"a: {written}\n"))) == typed({"a": value})


@pytest.mark.parametrize("written", ["010", "-010", "+00", "007"])
def test_a_number_with_leading_zeros_is_refused_and_no_more_is_said_of_it(written: str) -> None:
    document = read("f.yaml", f"a: {written}\n".encode())
    assert [(found.code, found.mark) for found in document.findings] == [
        ("yaml-zeros", Mark("f.yaml", 1, 4))
    ]
    assert isinstance(document.root.entries["a"][1], Broken)


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("a: trust >= 4", (1, 10)),
        ("a:    trust >= 4", (1, 13)),
        ('a: "trust >= 4"', (1, 11)),
        ("a: 'trust >= 4'", (1, 11)),
        ("a:\n  trust >= 4", (2, 9)),
        ("é: trust >= 4", (1, 10)),
        ('"𝄞": trust >= 4', (1, 12)),
        ('a: "trust \\x3e= 4"', (1, 4)),
        ("a: |\n  trust >= 4", (2, 9)),
        ("a: trust\n  >= 4", (2, 3)),
        ('a: "trust\n  \\x3e= 4"', (1, 4)),
    ],
)
def test_the_seventh_character_of_a_value_is_found_in_its_line(
    written: str, place: tuple[int, int]
) -> None:
    node = root_of(written).entries
    scalar = next(iter(node.values()))[1]
    assert isinstance(scalar, Scalar)
    assert scalar.text.startswith("trust >= 4")
    mark = scalar.place(6)
    assert (mark.line, mark.column) == place


def test_a_byte_order_mark_moves_nothing_in_its_line() -> None:
    node = root_of("a: b #c\n", bom=True).entries["a"][1]
    assert isinstance(node, Scalar)
    assert node.mark == Mark("f.yaml", 1, 4)
    assert node.cut == "#c"


@given(any_texts)
def test_a_text_whose_signs_are_all_escaped_comes_back_or_is_refused_at_its_first_forbidden_one(
    text: str,
) -> None:
    escaped = "".join(f"\\U{ord(character):08x}" for character in text)
    document = read("f.yaml", f'a: "{escaped}"\n'.encode())
    index = find_forbidden(text)
    if index is None:
        assert document.findings == []
        assert plain(document.root) == {"a": text}
        return
    [finding] = document.findings
    assert finding.mark == Mark("f.yaml", 1, len('a: "') + index * len("\\U00000000") + 1)
    assert finding.values["character"] == code_point(text[index])
    assert isinstance(document.root.entries["a"][1], Broken)


ESCAPES = {
    "\\0": "U+0000", "\\a": "U+0007", "\\b": "U+0008", "\\v": "U+000B", "\\f": "U+000C",
    "\\r": "U+000D", "\\e": "U+001B", "\\N": "U+0085", "\\L": "U+2028", "\\P": "U+2029",
    "\\x1b": "U+001B", "\\x9B": "U+009B", "\\u202e": "U+202E", "\\U0000202A": "U+202A",
}  # fmt: skip


@pytest.mark.parametrize("written", ESCAPES)
@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ('a: "x\\\\ {}y"', 1, 9),
        ('"{}a": b', 1, 2),
        ('a: [b, "c{}"]', 1, 10),
        ('a: "b\n\n  \\\n  c {}{}"', 4, 5),
        ('a: {{"é{}": b}}', 1, 7),
    ],
)
def test_an_escape_of_what_no_text_may_hold_is_refused_where_it_is_written(
    written: str, text: str, line: int, column: int
) -> None:
    document = read("f.yaml", text.format(written, written).encode())
    [finding] = document.findings
    assert (finding.code, finding.mark) == ("escape-control", Mark("f.yaml", line, column))
    assert finding.values["written"] == written
    assert finding.values["character"] == ESCAPES[written]
    assert all(find_forbidden(each.text) is None for _, each in scalars(document.root))


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ('a: "\\u2066b\\u2069 c\\u2069"', 20),
        ("a: b \u2067 c", 6),
        ("a: |\n  b\u2068\n  c\u2069", 4),
    ],
)
def test_an_isolate_without_a_partner_in_its_line_is_refused(text: str, column: int) -> None:
    [finding] = read("f.yaml", text.encode()).findings
    assert finding.code == "isolate-alone"
    assert finding.mark is not None
    assert finding.mark.column == column


def test_isolates_in_pairs_and_zero_width_signs_are_allowed() -> None:
    text = "\u2067\u05d0\u2069 gra\u00adtis \U0001f469\u200d\u2695\ufe0f\u200e"
    assert plain(root_of(f"a: {text}\n")) == {"a": text}
