"""No text that a player reads stands elsewhere than in game/words/ and in scenarios.

A text is taken to be for readers where a blank stands between two words, or between a word and
something that is filled in; or where a single word is shown or asked as it is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

ELSEWHERE = {
    "game/words/": "their home",
    "game/api/": "speaks to programmers, in English",
    "game/authoring/": "words problems for authors, in a wording of its own",
    "game/model/balance.py": "the reference of the language, which authors read in English",
    "game/kernel/compiler/": "writes LLVM's language, and refuses code for ourselves, in English",
    "game/rules/state_names.py": "names the numbers of a state where engines differ, for ourselves",
    "game/lab/": "reports to designers and analysts, in English",
    "game/bots/lists.py": "describes lists of actions to analysts, in English",
    "game/bots/bot_files.py": "words mistakes of bots for those who program them, in English",
    "game/bots/own.py": "words mistakes of bots for those who program them, in English",
    "game/cli/": "words usage errors for whoever types commands, in English",
    "game/desk/po.py": "words problems for translators, in English as those for authors",
    "game/desk/po_exchange.py": "words problems for translators, in English as those for authors",
    "game/desk/translation_file.py": "comments of files for translators, in English",
    "game/desk/graph/look.py": "the style sheet of pictures, which browsers read",
    "game/document/html.py": "tags of web pages, which browsers read",
    "game/document/fonts.py": "names of fonts in a style sheet, which browsers read",
    "game/document/panel_style.py": "the style sheet of web pages, which browsers read",
    "game/document/style.py": "the style sheet of web pages, which browsers read",
    "game/document/sheet_style.py": "the style sheet of web pages, which browsers read",
    "game/web/statics.py": "a picture of web pages, which browsers read",
    "game/web/check_site.py": "names of browsers and systems, the same everywhere",
}
"""Folders and files that are not looked at, and why."""

ALLOWED = {
    ("game/bots/players.py", "the process of the experts has been ended"): "players never see it",
    ("game/kernel/machine_code.py", "better code"): "what a thread is called",
    ("game/kernel/whole_numbers.py", "calls code"): "a mark for the compiler",
    ("game/kernel/whole_numbers.py", "by place"): "a mark for the compiler",
    ("game/document/canvas.py", "title desc"): "the ids of two elements",
    ("game/document/histogram.py", "reference thin"): "classes of an element",
    ("game/document/panel_page.py", "panels …"): "classes of an element",
    ("game/document/panel_page.py", "panel …"): "classes of an element",
    ("game/document/panel_page.py", "panel long"): "classes of an element",
    ("game/document/scene_svg.py", "chart-sign …"): "classes of an element",
    ("game/document/scene_svg.py", "… side-…"): "classes of an element",
    ("game/document/scene_svg.py", "Room Sans"): "a name of a font",
    ("game/document/scene_svg.py", "Room Serif"): "a name of a font",
    ("game/document/sheets.py", "sheet …"): "classes of an element",
    ("game/document/sheets.py", "footnotes alone"): "classes of an element",
    ("game/document/sheets.py", "notes turns"): "classes of an element",
    ("game/document/sheets.py", "name long"): "classes of an element",
    ("game/document/sheets.py", "face turned"): "classes of an element",
    ("game/document/sheets.py", "cut slip"): "classes of an element",
    ("game/model/characters.py", "… […] … (… characters)"): "authors read it in English",
    ("game/web/joining.py", "slip …"): "whose allowance it is",
    ("game/web/network/connections.py", "device …"): "a group of connections",
    ("game/web/network/connections.py", "sockets of strangers"): "a group of connections",
    ("game/web/network/connections.py", "address …"): "a group of connections",
    ("game/model/decisions.py", "answer …"): "text form of a decision",
    ("game/model/decisions.py", "inject …"): "text form of a decision",
    ("game/model/decisions.py", "hold …"): "text form of a decision",
    ("game/model/decisions.py", "release …"): "text form of a decision",
    ("game/model/decisions.py", "set … …"): "text form of a decision",
    ("game/model/decisions.py", "end …"): "text form of a decision",
    (
        "game/model/shapes.py",
        "Silences warnings here: the warning's code, and the reason.",
    ): "the reference of the language, which authors read in English",
    (
        "game/model/shapes.py",
        "The learning objectives it serves.",
    ): "the reference of the language, which authors read in English",
    (
        "game/model/shapes.py",
        "Where its facts come from.",
    ): "the reference of the language, which authors read in English",
    ("game/room/people.py", "slip … … …"): "what a code is made from",
    ("game/rules/expressions.py", "… at …: …"): "an exception's text, for ourselves",
    ("game/rules/expressions.py", "not …"): "source of an expression",
    ("game/rules/expressions.py", "… if … else …"): "source of an expression",
    ("game/session/records/recorded_actions.py", "rewind …"): "text form of a deed",
    ("game/session/records/recorded_actions.py", " new luck …"): "text form of a deed",
    (
        "game/session/records/recorded_actions.py",
        "rewind (0|[1-9][0-9]{0,17})(?: new luck (0|[1-9][0-9]{0,18}))?",
    ): "text form of a deed",
    ("game/session/records/recorded_actions.py", "seat … …"): "text form of a deed",
    ("game/session/records/recorded_actions.py", "… tells …"): "text form of a deed",
    ("game/text/lines.py", "bold cyan"): "a style of the terminal",
    ("game/text/lines.py", "bold yellow"): "a style of the terminal",
}
"""Texts that look like prose and are none, by where they stand, each with what it is."""

DESCRIBING = ("StepWord", "key", "allowing", "sourced")
"""What describes the language for its reference, which authors read in English."""
OUR_MISTAKES = (
    *("AssertionError", "AttributeError", "IndexError", "KeyError"),
    *("RuntimeError", "TypeError", "ValueError"),
)
"""Exceptions that no player sees."""
SHOWING = ("ask", "heading", "print", "show")
"""What puts a text on the screen as it is."""

HOLE = "…"
WORD = r"[^\W\d_]"
PROSE = re.compile(rf"{WORD} {WORD}|{HOLE} {WORD}{{2}}|{WORD}{{2}} {HOLE}")

IDENTIFIER = re.compile(r"(?<=[a-z,] )[a-z]+(?:_[a-z]+)+(?= [a-z])")
"""A name of the code among the words of a sentence, where it isn't set in backticks."""


def sources(root: Path) -> dict[str, str]:
    """The code that is looked at, by path."""
    paths = (path.relative_to(root).as_posix() for path in sorted((root / "game").rglob("*.py")))
    return {
        path: (root / path).read_text(encoding="utf-8")
        for path in paths
        if not path.startswith(tuple(ELSEWHERE))
    }


def stray(code: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Texts that look like prose, with where each stands."""
    for path, text in code.items():
        tree = ast.parse(text)
        for found in texts(tree):
            if PROSE.search(found):
                yield path, found
        for found in shown(tree):
            if re.search(rf"{WORD}{{2}}", found) and not PROSE.search(found):
                yield path, found


def texts(node: ast.AST) -> Iterator[str]:
    """The texts below a node that a reader might see; a hole for what is filled in."""
    match node:
        case ast.Constant(value=str() as found):
            yield found
        case ast.JoinedStr(values=values):
            yield "".join(str(v.value) if isinstance(v, ast.Constant) else HOLE for v in values)
            for value in values:
                if isinstance(value, ast.FormattedValue):
                    yield from texts(value.value)
        case ast.Expr(value=ast.Constant()):
            pass  # a docstring
        case ast.Call() as call if called(call) in DESCRIBING:
            pass
        case ast.Subscript(value=ast.Name(id="Annotated")):
            pass  # it describes JSON for its schema, which programmers read in English
        case ast.Raise(exc=ast.Call() as call) if called(call) in OUR_MISTAKES:
            pass
        case ast.Assert(test=test):
            yield from texts(test)
        case _:
            for child in ast.iter_child_nodes(node):
                yield from texts(child)


def shown(tree: ast.AST) -> Iterator[str]:
    """Texts that are put on the screen as they are."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in SHOWING:
            for argument in node.args:
                if isinstance(argument, ast.Constant | ast.JoinedStr):
                    yield from texts(argument)


def called(call: ast.Call) -> str:
    """The name of what is called, without what it belongs to."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


@cache
def stray_in_the_game() -> list[tuple[str, str]]:
    return list(stray(sources(ROOT)))


def test_all_that_a_player_reads_stands_in_words() -> None:
    assert [found for found in stray_in_the_game() if found not in ALLOWED] == []


def test_what_is_allowed_elsewhere_is_there() -> None:
    assert set(ALLOWED) - set(stray_in_the_game()) == set()
    for folder in ELSEWHERE:
        assert (ROOT / folder).exists()


@pytest.mark.parametrize(
    "line",
    [
        'console.show("You win now")',
        'console.show("Won")',
        'console.show(f"{side} wins")',
        'console.show("", styled(("You win", "name")))',
        'x = f"Won by {side}"',
        'x = "You" + " win now"',
        'x = {"over": "The end"}',
        """x = f"{a}: {say('the end') if b else c}" """,
        'raise Left("You have left")',
        'raise SeatError(f"there is no {side}")',
        'return [words.say("x"), "C’est fini"]',
        'x = "Это конец"',
        'def f(x="to be sure"): pass',
        'ask("Quoi?")',
    ],
)
def test_a_text_for_players_is_found(line: str) -> None:
    assert len(list(stray({"game/text/a.py": line}))) == 1


@pytest.mark.parametrize(
    "line",
    [
        '"""A module of one subject."""',
        'def f():\n    """Says it well."""',
        'x = 1\n"""What x is for."""',
        'raise ValueError(f"there is no {side}")',
        'assert x, "it has been read"',
        'seats: int = key(Whole(1), "How many sit there.")',
        'console.show(words.say("over"), "")',
        'console.heading(title, "=")',
        'x = f"{a} {b}"',
        'x = f"{i:>3}. {a}"',
        'x = f"{a}: {b}"',
        'x = "not-your-turn"',
        'x = " "',
    ],
)
def test_what_no_player_reads_is_not_found(line: str) -> None:
    assert list(stray({"game/text/a.py": line})) == []


@pytest.mark.parametrize("folder", ["authoring", "cli", "lab", "words"])
def test_no_sentence_contains_a_name_of_the_code(folder: str) -> None:
    """A rename by machine also hits the word of that name in sentences and docstrings."""
    found = [
        (path.name, match.group())
        for path in sorted((ROOT / "game" / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for line in node.value.splitlines()
        if " " in line and not line.startswith("Example: ")
        for match in IDENTIFIER.finditer(line)
    ]
    assert found == []
