"""Keys of sentences: each that is asked for exists, and each that exists is asked for.

A key stands whole in the code, or is put together from a beginning and what varies: then what
varies must stand somewhere in the code too.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from attrs import define, field

from game.model.play import STATUS
from game.words.language import MESSAGES
from game.words.sentences import Message

ROOT = Path(__file__).parent.parent.parent
HOMES = "game/words/english/"
"""Where the sentences stand."""
SPEAKERS = (
    "game/words",
    "game/presenter",
    "game/desk",
    "game/text",
    "game/ui",
    "game/cli",
    "game/web",
)
"""Who says them."""
TEMPLATES = "game/web/templates"

ASKERS = {
    "say": "say", "runs": "say", "_simple": "say", "_complex": "say",
    "demand": "say", "_demand": "say", "_shown": "say",
    "counted": "counted", "counted_runs": "counted",
}  # fmt: skip
"""The methods that take a key, and whether they need a sentence with one form or with two."""
GIVEN = {"demand": {"condition"}, "_demand": {"condition"}, "_shown": {"sides"}}
"""What those methods give a sentence by themselves."""
SIGNS = ("<", "<=", "==", "!=", ">=", ">")
COMPOSED: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("game/words/formulas.py", ("track", "compare"), SIGNS),
    ("game/words/formulas.py", ("ladder", "package", "option"), ("is", "<=", ">=")),
    (
        "game/words/readings.py",
        (
            *("used", "chose", "count", "count.by", "fired", "promised", "dealt", "stage"),
            *("answered", "answered.by", "carried", "lost"),
            *("begun", "done", "left"),
            *("ended", "is_open", "signed", "agreed", "collapsed", "expired", "lapsed"),
        ),
        ("some", "none"),
    ),
    ("game/words/readings.py", ("amount.count", "amount.answered"), ("by",)),
    (
        "game/words/readings.py",
        ("used", "chose", "fired", "answered", "answered.by", "carried", "lost", "begun", "done"),
        ("times",),
    ),
    ("game/words/readings.py", ("promised", "left"), ("turns", "turns.or-none")),
    ("game/words/formulas.py", ("times",), ("<=", "==", "!=", ">=")),
    ("game/words/effect_words.py", ("chance", "chance.by"), ("otherwise",)),
    ("game/words/effect_words.py", ("reveal", "ballots"), ("you", "all")),
    (
        "game/ui/screens/save_file.py",
        ("ui.save", "ui.report"),
        ("about", "entry", "failed", "saved"),
    ),
    ("game/model/play.py", ("status",), STATUS),
    ("game/words/entries.py", ("entry.turn",), ("named",)),
    ("game/words/entries.py", ("entry.passed",), ("table",)),
    ("game/words/entries.py", ("entry.injected",), ("kind",)),
)
"""Keys whose beginning varies, by where they are put together: all of one, all of the other."""


@define
class Found:
    """What some code says."""

    said: dict[str, str] = field(factory=dict)
    """Keys that are given whole to `say` or `counted` or the like, and which of the two."""
    values: list[tuple[str, set[str]]] = field(factory=list)
    """The names with which such a key is filled, where they are all written down."""
    keys: set[str] = field(factory=set)
    """Whole keys: given, or kept in a variable for a key."""
    texts: set[str] = field(factory=set)
    """Every text in the code of those who speak."""
    anywhere: set[str] = field(factory=set)
    """Every text in all of the code."""
    patterns: set[re.Pattern[str]] = field(factory=set)
    """Keys with a beginning; a group for each part that varies."""


def sources(root: Path) -> dict[str, str]:
    """The code of the game by path, without the sentences, and what its templates fill in."""
    paths = (path.relative_to(root).as_posix() for path in sorted((root / "game").rglob("*.py")))
    code = {
        path: (root / path).read_text(encoding="utf-8")
        for path in paths
        if not path.startswith(HOMES)
    }
    for path in sorted((root / TEMPLATES).rglob("*.html")):
        name = path.relative_to(root).as_posix()
        code[name] = filled_in(path.read_text(encoding="utf-8"))
    return code


def filled_in(template: str) -> str:
    """What a template fills in and sets, as lines of Python, which they are too."""
    holes = re.findall(r"{{-?(.*?)-?}}|{%-?\s*set (.*?)-?%}", template, re.DOTALL)
    lines = [" ".join((shown or kept).split()) for shown, kept in holes]
    # A filter behind a condition with one branch is no Python; a key there would not be seen.
    return "\n".join(line for line in lines if "say(" in line or "counted(" in line)


def found_in(code: Mapping[str, str]) -> Found:
    return _found_in((*code.items(),))


@cache
def _found_in(code: tuple[tuple[str, str], ...]) -> Found:
    found = Found()
    for path, text in code:
        tree = ast.parse(text)
        constants = {each for node in ast.walk(tree) for each in constant(node)}
        found.anywhere |= constants
        if path.startswith(SPEAKERS):
            found.texts |= constants
            for node in ast.walk(tree):
                _note(node, found)
    return found


def constant(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _note(node: ast.AST, found: Found) -> None:
    match node:
        case ast.Call(args=[key, *more]) if called(node) in ASKERS:
            how = ASKERS[called(node)]
            for each in whole(key):
                found.said[each] = how
                found.keys.add(each)
                if not any(keyword.arg is None for keyword in node.keywords):
                    given = {str(keyword.arg) for keyword in node.keywords}
                    given |= GIVEN.get(called(node), set())
                    found.values.append((each, given | ({"n"} if more else set())))
        case ast.Assign(targets=targets, value=value) if "key" in names(targets):
            found.keys |= {each for inner in ast.walk(value) for each in constant(inner)}
        case ast.JoinedStr(values=[ast.Constant(value=str()), *_]):
            parts = (
                f"(?:{re.escape(str(part.value))})" if isinstance(part, ast.Constant) else "(.+)"
                for part in node.values
            )
            found.patterns.add(re.compile("".join(parts)))


def called(call: ast.Call) -> str:
    """The name of what is called, without what it belongs to."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def whole(key: ast.expr) -> Iterator[str]:
    """The keys of an argument, where they are written whole."""
    if isinstance(key, ast.IfExp):
        yield from whole(key.body)
        yield from whole(key.orelse)
    yield from constant(key)


def names(targets: Iterable[ast.AST]) -> set[str]:
    inner = (each for target in targets for each in ast.walk(target))
    return {each.id for each in inner if isinstance(each, ast.Name)}


def composed(code: Mapping[str, str]) -> set[str]:
    """Keys whose beginning varies, as far as their code still has their ends."""
    return {
        f"{beginning}.{end}"
        for path, beginnings, ends in COMPOSED
        for beginning in beginnings
        for end in ends
        if re.search(rf"[.'\"]{re.escape(end)}['\"]", code.get(path, ""))
    }


def dead(messages: Mapping[str, Message], code: Mapping[str, str]) -> list[str]:
    """The keys that nothing asks for."""
    found, varied = found_in(code), composed(code)
    parts = found.anywhere | varied

    def used(key: str) -> bool:
        # A single word may stand in the code for anything: it counts where it is asked for.
        if key in found.keys or key in varied or ("." in key and key in found.texts):
            return True
        matches = (pattern.fullmatch(key) for pattern in found.patterns)
        return any(match and parts.issuperset(match.groups()) for match in matches)

    return [key for key in messages if not used(key)]


def unknown(messages: Mapping[str, Message], code: Mapping[str, str]) -> list[str]:
    """The keys that are asked for and don't exist, or in the wrong way."""
    wrong = []
    for key, how in found_in(code).said.items():
        message = messages.get(key)
        if message is None or isinstance(message, str) != (how == "say"):
            wrong.append(key)
    return wrong


def unfilled(messages: Mapping[str, Message], code: Mapping[str, str]) -> list[str]:
    """The keys that are asked for without something that fills them."""
    wrong = []
    for key, given in found_in(code).values:
        message = messages.get(key, "")
        texts = (message,) if isinstance(message, str) else message
        wanted = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
        if not wanted <= given:
            wrong.append(f"{key} lacks {', '.join(sorted(wanted - given))}")
    return wrong


def test_every_key_that_is_asked_for_exists_in_the_form_that_is_asked_for() -> None:
    assert unknown(MESSAGES, sources(ROOT)) == []


def test_every_key_that_exists_is_asked_for() -> None:
    assert dead(MESSAGES, sources(ROOT)) == []


def test_every_key_that_is_put_together_exists() -> None:
    varied = composed(sources(ROOT))
    assert sorted(varied - set(MESSAGES)) == []
    listed = {f"{a}.{b}" for _, beginnings, ends in COMPOSED for a in beginnings for b in ends}
    assert sorted(listed - varied) == []


def test_every_sentence_is_given_what_fills_it() -> None:
    assert unfilled(MESSAGES, sources(ROOT)) == []


# The checkers


def test_what_templates_say_is_looked_at() -> None:
    template = """
        <p class="{{ kind }}">{{ say("a") if ready else say("b.c",
        x=name or "–") }}</p>
        {% set label = counted("n", 3) %}{{ rest|join(", ") }}
    """
    code = {"game/web/templates/a.html": filled_in(template)}
    assert found_in(code).said == {"a": "say", "b.c": "say", "n": "counted"}
    assert unfilled(SPOKEN, code) == []
    assert sorted(unknown({}, code)) == ["a", "b.c", "n"]


SPOKEN: dict[str, Message] = {"a": "A", "b.c": "{x}", "n": ("{n} x", "{n} y"), "b.d": "D"}
CODE = """
key = "a" if ready else "b.c"
say(key, x=1)
words.counted("n", 3)
ENGLISH.say(f"b.{which}")
"""


def planted(text: str, other: str = 'WHICH = ("d",)') -> dict[str, str]:
    return {"game/text/a.py": text, "game/engine/b.py": other}


def test_what_is_asked_for_in_any_way_is_alive() -> None:
    assert dead(SPOKEN, planted(CODE)) == []


@pytest.mark.parametrize(
    ("text", "other", "key"),
    [
        (CODE.replace('"a"', '"d"') + 'x = "a"', 'WHICH = ("d",)', "a"),
        (CODE.replace('"n"', '"m"'), 'WHICH = ("d",)', "n"),
        (CODE.replace("b.{", "e.{"), 'WHICH = ("d",)', "b.d"),
        (CODE, 'WHICH = ("e",)', "b.d"),
        (CODE.replace('"b.c"', '"b.d"'), 'X = "b.c"', "b.c"),
    ],
)
def test_a_key_that_nothing_asks_for_is_dead(text: str, other: str, key: str) -> None:
    assert dead(SPOKEN, planted(text, other)) == [key]


@pytest.mark.parametrize(
    "text",
    ['say("e")', 'words.say("a" if x else "e")', 'counted("e", 1)', 'say("n")', 'counted("a", 1)'],
)
def test_a_key_that_does_not_exist_or_in_another_form_is_found(text: str) -> None:
    assert len(unknown(SPOKEN, planted(text))) == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [('say("b.c")', 1), ('say("b.c", y=1)', 1), ('say("b.c", **v)', 0), ('counted("n", 1)', 0)],
)
def test_what_is_not_filled_is_found(text: str, count: int) -> None:
    assert len(unfilled(SPOKEN, planted(text))) == count
