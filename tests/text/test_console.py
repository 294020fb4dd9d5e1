"""The terminal line by line: broken lines, signs it lacks, a screen that is cleared."""

import io
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from rich.containers import Lines
from rich.text import Text
from well import after, run, told, written

from game.text.console import Console
from game.text.lines import read_number, style_line, wrap_line
from game.text.streams import ASCII_FOR, make_tolerant


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_what_follows_a_broken_line_stands_below_its_text() -> None:
    assert wrap_line("  - one two three four", 14).plain == "  - one two\n    three four"
    assert wrap_line("12. one two three four", 14).plain == "12. one two\n    three four"
    assert wrap_line("  one two three", 11).plain == "  one two\n  three"
    assert wrap_line("", 80).plain == ""


@pytest.mark.parametrize("blank", ["\t", "\n"])
def test_a_blank_of_any_kind_is_a_blank_in_a_line(blank: str) -> None:
    assert wrap_line(f"  one{blank}two three", 11).plain == "  one two\n  three"


def test_a_broken_line_keeps_the_roles_of_its_parts() -> None:
    line = style_line("  - one\t", ("two", "name"), " three ", ("four", "cost"))
    broken = wrap_line(line, 12)
    assert broken.plain == "  - one two\n    three\n    four"
    assert {(broken.plain[s.start : s.end], s.style) for s in broken.spans} == {
        ("two", "name"),
        ("four", "cost"),
    }
    assert line.plain == "  - one\ttwo three four"


def test_a_long_line_is_cut_into_its_rows_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cuts = []
    divide = Text.divide

    def counted(text: Text, offsets: Iterable[int]) -> Lines:
        cuts.append(text)
        return divide(text, offsets)

    monkeypatch.setattr(Text, "divide", counted)
    rows = wrap_line(style_line("word " * 2000, ("end", "name")), 80)
    assert rows.plain.replace("\n", " ") == "word " * 2000 + "end"
    assert [rows.plain[span.start : span.end] for span in rows.spans] == ["end"]
    assert len(cuts) == 1


def test_only_a_number_on_the_list_is_chosen() -> None:
    assert [read_number(said, 12) for said in ("1", "12", "007")] == [1, 12, 7]
    for said in ("0", "13", "-1", "+1", "1.0", "", "a", "²", "\u0663", "1 2", "9" * 5000):
        assert read_number(said, 12) is None, said


@pytest.mark.parametrize("typed", ["a\tb", "1\t2", "a\vb", "9" * 5000, f"record {'9' * 5000}"])
def test_odd_lines_are_answered_as_any_other(typed: str) -> None:
    seen = told(f"{typed}\npass\n\n{typed}\noffer\n{typed}\n1\n{typed}\nback\nback\nquit\nquit\n")
    assert seen.endswith("You have left the game. It was not saved.\n")
    assert len(after(seen, "Choose an issue").splitlines()) > 2


def test_signs_that_a_stream_lacks_become_their_twins() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    make_tolerant(stream)
    stream.write("a → b ✓ 日 −3 … “c”")
    stream.flush()
    assert raw.getvalue() == b'a -> b x ? -3 ... "c"'
    assert all(twin.isascii() for twin in ASCII_FOR.values())


def test_a_stream_that_takes_no_orders_is_left_as_it_is() -> None:
    make_tolerant(io.StringIO())


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_no_sign_is_too_odd_for_the_terminal(tmp_path: Path, encoding: str) -> None:
    path = str(written(tmp_path, ""))
    done = run("play", path, "--text", "--seed", "3", typed=b"2\n\n" * 9, encoding=encoding)
    assert done.returncode == 0
    assert done.stderr == b""
    seen = done.stdout.decode(encoding)
    assert ("Trust −3" in seen) == (encoding == "utf-8")
    assert ("Trust -3" in seen) == (encoding != "utf-8")
    assert ("█" in seen) == (encoding == "utf-8")
    assert ("#####....." in seen) == (encoding != "utf-8")


def test_a_live_screen_is_wiped_with_what_was_scrolled_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("TERM", "xterm")
    out = Terminal()
    Console(Terminal(), out).clear("-")
    assert out.getvalue() == "\x1b[2J\x1b[3J\x1b[H"
    monkeypatch.setenv("TERM", "dumb")
    out = Terminal()
    Console(Terminal(), out).clear("-")
    assert out.getvalue().count("\n") >= 100
