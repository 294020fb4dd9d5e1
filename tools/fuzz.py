"""Throws broken scenarios at `inspect`, which must report every one and never raise or hang.

    python3 tools/dev.py tool fuzz                                        a minute's worth
    python3 tools/dev.py tool fuzz --inputs 200000 --seed 7 --jobs 2      before a release
    python3 tools/dev.py tool fuzz --seed 7 --only 4711                   one input again

An input is a folder of files that follows from the seed, its number and the scenarios of this
checkout; some files are links, pipes, devices, folders or far too large. It fails if anything is
raised, if it takes longer than --limit, if a problem points outside its file or can't be printed,
if something outside the folder is quoted or kept, or if a scenario without errors can't be
compiled. The first failure of each kind is made small, printed, and kept in --out. Exit 0 means
that nothing failed.
"""

from __future__ import annotations

import argparse
import concurrent.futures
import concurrent.futures.process
import contextlib
import faulthandler
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from game.authoring.load import inspect  # noqa: E402
from game.authoring.reading.files import Folder  # noqa: E402
from game.bots.processes import end_with_parent  # noqa: E402
from game.model.characters import find_forbidden, neutralise  # noqa: E402
from game.model.problems import Problem  # noqa: E402
from game.rules.compile import compile_rules  # noqa: E402

MAIN = "scenario.yaml"
LARGE = 5000  # characters
SHARE = 250  # inputs that a worker is given at a time
SECRET = "the secret word is swordfish"
"""What stands in a file beside the folder, to which links lead."""
ODD_FILES = (
    *("link in", "link out", "link to nothing", "link to itself", "link to a device", "pipe"),
    *("folder", "huge", "unreadable", "missing"),
)
"""What can lie in the place of a file."""
HUGE = 8 * 2**30
Files = dict[str, bytes]
Texts = dict[str, str]

# ---------------------------------------------------------------------------- what is thrown

NASTY = (
    *("", " ", "-", "- ", "?", "? ", ":", ": ", "::", ",", "[", "]", "{", "}", "[]", "{}", "{a: 1"),
    *("#", " #", " # x", "'", '"', "''", '""', "`", "@", "%", "!", "!!int 3", "!x", "&a", "*a"),
    *(
        "&a b",
        "|",
        ">",
        "|-",
        "|9",
        ">+",
        "---",
        "...",
        "--- a",
        "%YAML 1.1",
        "<<: *a",
        "~",
        "null",
    ),
    *(
        "true",
        "false",
        "no",
        "on",
        "yes",
        "0",
        "-0",
        "1",
        "-1",
        "007",
        "0x1F",
        "0.5",
        "1e3",
        "1e400",
    ),
    *(
        "-1e999",
        ".inf",
        ".nan",
        "9" * 12,
        "9" * 45,
        "9" * 5000,
        "12:30",
        "2025-10-27",
        "50%",
        "50 %",
    ),
    *("\t", "\ta", "a\tb", "\r", "\x00", "\x07", "\x85", "\u2028", "\ufeff", "\ud7ff", "\ufffd"),
    *("é", "𝄞", "“x”", "≥", "−3", "+", "+3", "-3", "= 3", "+ trust", "+ (", "=", "==", "= =", "+-"),
    *(
        "min(a, 60) // 2",
        "a: b: c",
        "a:b",
        "x y z",
        "when",
        "then",
        "else",
        "to",
        "allow",
        "include",
    ),
    *(
        "Trust",
        "trust ",
        "turn",
        "eu",
        "north",
        "__class__",
        "\\",
        "\\x",
        "\\u12",
        '"\\q"',
        "x" * 3000,
    ),
    *("eu: pass", "eu: offer a=b", "north: walk", "../x.yaml", "shared/firms.yaml", MAIN, "a.yaml"),
)
HOSTILE = (
    *("\\0", "\\a", "\\b", "\\t", "\\n", "\\v", "\\f", "\\r", "\\e", "\\ ", '\\"', "\\/", "\\\\"),
    *("\\N", "\\_", "\\L", "\\P", "\\x1b", "\\x7f", "\\x9b", "\\u202e", "\\u2066", "\\u2069"),
    *("\\u00ad", "\\u200d", "\\ufeff", "\\ufffe", "\\ud800", "\\U0010ffff", "\\U00110000"),
    *("\\x", "\\q", "\u202a", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200b"),
    *("\u200d", "\u00ad", "\ufe0f", "\x00", "\x1b[2J", "\x7f", "\x9b", "\x85", "\u2029", "\ufffe"),
    *("\udcff", "a", " ", "é"),
)
"""Escapes and characters from which a text in double quotes is made."""
SIGNS = (
    *(
        "(",
        ")",
        "(",
        ")",
        ",",
        ".",
        "+",
        "-",
        "*",
        "//",
        "%",
        "/",
        "**",
        "<",
        "<=",
        "==",
        "!=",
        ">=",
    ),
    *(
        ">",
        "=",
        "!",
        "&",
        "|",
        "≥",
        "≤",
        "≠",
        "−",
        " and ",
        " or ",
        " not ",
        " if ",
        " else ",
        " in ",
    ),
    *("min(", "max(", "abs(", "by(", "used(", "chose(", "count(", "fired(", "dealt(", "stage("),
    *(
        "agreed(",
        "worth(",
        "reserve(",
        "promised(",
        "turn",
        "0",
        "1",
        "7",
        "010",
        "1.5",
        "2147483647",
    ),
    *(
        "99999999999",
        "'",
        '"',
        "#",
        " # ",
        ": ",
        "[",
        "]",
        "{",
        "}",
        "\\",
        "\n",
        "\t",
        "é",
        "lambda ",
        "1_0",
    ),
)
FORMULAS = r"when|points|worth|weight|reserve|chance|broken|kept_when|rules|needs|then|values"
_FORMULA_LINE = re.compile(rf"^(\s*(?:- )*(?:{FORMULAS}): +)(\S.*)$")
_CHANGE_LINE = re.compile(r"^(\s*(?:- )*[a-z_]+: +)([\"']?[-+=].*)$")
_TOKEN = re.compile(r"[A-Za-z0-9_.]+|[^\sA-Za-z0-9_.]+")


def bases(root: Path = ROOT) -> list[Texts]:
    """The scenarios of the checkout, each with its fragments and translations."""
    paths = [
        *sorted(root.glob("scenarios/*.yaml")),
        *sorted(root.glob("tests/scenarios/*.yaml")),
        *sorted(root.glob("tests/bad/*.yaml")),
    ]
    whole = [path for path in paths if path.stat().st_size < 100_000]
    return [with_fragments(path) for path in whole if "." not in path.stem]


def with_fragments(path: Path) -> Texts:
    """A file and what lies beside and below it, its own name replaced by a fixed one."""
    texts = {MAIN: readable(path)}
    for other in path.parent.glob(f"{path.stem}.*.yaml"):
        texts[other.name.replace(path.stem, Path(MAIN).stem, 1)] = readable(other)
    for included in re.findall(r"[\w/-]+/[\w.-]+\.yaml", texts[MAIN]):
        if (path.parent / included).is_file():
            texts[included] = readable(path.parent / included)
    return texts


def readable(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "surrogateescape")


@dataclass
class Dice:
    """Chance, and the scenarios that pieces are taken from."""

    random: random.Random
    bases: list[Texts]
    words: list[str] = field(default_factory=list)

    def some(self, what: Iterable[str], most: int) -> list[str]:
        choices = tuple(what)
        return [self.random.choice(choices) for _ in range(self.random.randint(1, most))]

    def base(self) -> Texts:
        large = [texts for texts in self.bases if len(texts[MAIN]) > LARGE]
        small = [texts for texts in self.bases if len(texts[MAIN]) <= LARGE]
        texts = dict(
            self.random.choice(large if self.random.random() < 0.4 or not small else small)
        )
        self.words = sorted(set(re.findall(r"\b[a-z][a-z0-9_]+\b", texts[MAIN]))) or ["a"]
        if len(texts[MAIN]) > LARGE and self.random.random() < 0.85:
            texts[MAIN] = pruned(self, texts[MAIN])
        return texts


def blocks(lines: list[str]) -> list[tuple[int, int]]:
    """Each line with all that is indented below it, as (first, behind the last)."""
    depth = [len(line) - len(line.lstrip(" ")) if line.strip() else 999 for line in lines]
    found = []
    for i, line in enumerate(lines):
        if line.strip():
            end = next((j for j in range(i + 1, len(lines)) if depth[j] <= depth[i]), len(lines))
            found.append((i, end))
    return found


def pruned(dice: Dice, text: str) -> str:
    """A large scenario with most entries of its sections left out, so that trying it is quick."""
    lines = text.split("\n")
    keep, gone = dice.random.uniform(0.1, 0.6), set[int]()
    for start, end in blocks(lines):
        if re.match(r"  \S", lines[start]) and dice.random.random() > keep:
            gone.update(range(start, end))
    return "\n".join(line for i, line in enumerate(lines) if i not in gone)


def flip_bytes(dice: Dice, text: str) -> str:
    data = bytearray(text.encode("utf-8", "surrogateescape"))
    for _ in range(dice.random.randint(1, 4)):
        if data:
            at = dice.random.randrange(len(data))
            data[at] = dice.random.choice((dice.random.randrange(256), data[at] ^ 1, 9, 10, 32, 58))
    return data.decode("utf-8", "surrogateescape")


def change_lines(dice: Dice, text: str) -> str:
    """Lines deleted, doubled, swapped, moved, joined, or shifted to the side."""
    lines = text.split("\n")
    i, j = dice.random.randrange(len(lines)), dice.random.randrange(len(lines))
    match dice.random.randrange(7):
        case 0:
            del lines[i]
        case 1:
            lines.insert(j, lines[i])
        case 2:
            lines[i], lines[j] = lines[j], lines[i]
        case 3:
            lines[i] = " " * dice.random.randint(0, 12) + lines[i].lstrip()
        case 4:
            lines[i] = dice.random.choice((" ", "  ", "\t", "- ")) + lines[i]
        case 5:
            lines[i : i + 2] = [" ".join(lines[i : i + 2])]
        case _:
            lines.insert(i, dice.random.choice(("", " ", "  ", "    ")) + dice.random.choice(NASTY))
    return "\n".join(lines)


def replace_token(dice: Dice, text: str) -> str:
    tokens = list(_TOKEN.finditer(text))
    if not tokens:
        return dice.random.choice(NASTY)
    start, end = dice.random.choice(tokens).span()
    if dice.random.random() < 0.2:
        start = end  # put beside it
    new = dice.random.choice(NASTY if dice.random.random() < 0.6 else dice.words)
    return text[:start] + new + text[end:]


def swap_subtrees(dice: Dice, text: str) -> str:
    """A block put in another's place, or deleted; from this scenario or another."""
    lines = text.split("\n")
    other = (
        lines if dice.random.random() < 0.7 else dice.random.choice(dice.bases)[MAIN].split("\n")
    )
    mine, theirs = blocks(lines[:3000]), blocks(other[:3000])
    if not mine or not theirs:
        return text
    (start, end), (first, last) = dice.random.choice(mine), dice.random.choice(theirs)
    shift = len(lines[start]) - len(lines[start].lstrip(" "))
    away = len(other[first]) - len(other[first].lstrip(" "))
    new = [" " * shift + line[away:] for line in other[first:last]]
    lines[start:end] = [] if dice.random.random() < 0.2 else new
    return "\n".join(lines)


def change_expression(dice: Dice, text: str) -> str:
    """A condition, number or change replaced by a damaged or an invented one."""
    lines = text.split("\n")
    places = [
        i for i, line in enumerate(lines) if _FORMULA_LINE.match(line) or _CHANGE_LINE.match(line)
    ]
    if not places:
        return replace_token(dice, text)
    i = dice.random.choice(places)
    found = _FORMULA_LINE.match(lines[i]) or _CHANGE_LINE.match(lines[i])
    assert found
    new = expression(dice, found.group(2))
    quote = dice.random.choice(("", "", "", '"', "'"))
    lines[i] = found.group(1) + quote + new + quote
    return "\n".join(lines)


def expression(dice: Dice, old: str) -> str:
    roll = dice.random.random()
    if roll < 0.4:
        return replace_token(dice, old)
    if roll < 0.7:
        at = dice.random.randint(0, len(old))
        return old[:at] + dice.random.choice(SIGNS) + old[at + dice.random.randint(0, 3) :]
    if roll < 0.75:
        unit = dice.random.choice(("-", "not ", "(", "a.", "1 + ", "a < ", "abs(", "a if b else "))
        return unit * dice.random.choice((3, 59, 61, 250, 2100 // len(unit))) + dice.random.choice(
            dice.words
        )
    sign = dice.random.choice(("", "", "", "+ ", "- ", "= "))
    return sign + grown(dice, dice.random.randint(0, 4))


def grown(dice: Dice, depth: int) -> str:
    """An expression by the grammar, over the names of the scenario."""
    if depth == 0:
        word = dice.random.choice(dice.words)
        number = str(dice.random.choice((0, 1, 2, 10, 50, 100, 9999, 2**31 - 1)))
        pair = f"{word}.{dice.random.choice(dice.words)}"
        asked = dice.random.choice(("used", "chose", "count", "fired", "dealt", "agreed", "worth"))
        return dice.random.choice(
            (word, word, number, pair, f"{asked}({word})", f"{asked}({pair})")
        )
    a, b, c = (grown(dice, dice.random.randint(0, depth - 1)) for _ in range(3))
    sign = dice.random.choice(("+", "-", "*", "//", "%", "<", "<=", "==", "!=", "and", "or", "≥"))
    call = dice.random.choice(("min", "max", "by", "abs"))
    forms = (f"({a} {sign} {b})", f"{a} {sign} {b}", f"{call}({a}, {b})", f"({a} if {b} else {c})")
    return dice.random.choice((*forms, f"not {a}", f"-{a}", f"{a} {sign} {b} {sign} {c}"))


def hostile_value(dice: Dice, text: str) -> str:
    """A key or a value replaced by one in double quotes with escapes and hidden characters."""
    lines = text.split("\n")
    places = [i for i, line in enumerate(lines) if ":" in line]
    i = dice.random.choice(places) if places else 0
    key, colon, value = lines[i].partition(":")
    word = '"' + "".join(dice.some(HOSTILE, 4)) + '"'
    match dice.random.randrange(4):
        case 0:
            indent = key[: len(key) - len(key.lstrip(" -"))]
            lines[i] = f"{indent}{word}:{value}"
        case 1:
            lines[i] = f"{key}{colon}{value}{dice.random.choice(HOSTILE)}"
        case _:
            lines[i] = f"{key}: {word}"
    return "\n".join(lines)


MUTATIONS: tuple[Callable[[Dice, str], str], ...] = (
    flip_bytes,
    *(change_lines, change_lines, replace_token, replace_token, replace_token),
    *(swap_subtrees, swap_subtrees, change_expression, change_expression, change_expression),
    *(hostile_value, hostile_value),
)


def mutated(dice: Dice) -> Texts:
    """A scenario with a few changes, in its own file or one that belongs to it."""
    texts = dice.base()
    for _ in range(dice.random.choice((1, 1, 1, 2, 3, 6))):
        name = MAIN if dice.random.random() < 0.9 else dice.random.choice(sorted(texts))
        texts[name] = dice.random.choice(MUTATIONS)(dice, texts[name])
    return texts


def expressions(dice: Dice) -> Texts:
    texts = dice.base()
    for _ in range(dice.random.randint(1, 4)):
        texts[MAIN] = change_expression(dice, texts[MAIN])
    return texts


def soup(dice: Dice) -> Texts:
    """Lines of signs and words that never were a scenario."""
    texts = dice.base()
    pieces = (*NASTY, *dice.words, ": ", ": ", ": ", "- ", ", ")
    lines = [
        " " * dice.random.choice((0, 0, 2, 2, 4, 6)) + "".join(dice.some(pieces, 5))
        for _ in range(dice.random.randint(0, 12))
    ]
    before = texts[MAIN] + "\n" if dice.random.random() < 0.3 else ""
    return {MAIN: before + "\n".join(lines)}


def deep(dice: Dice) -> Texts:
    """Much of one thing: nesting, brackets, long lines, many lines."""
    unit = dice.random.choice(
        ("[", "{", "{a: ", "- ", "a: ", "? ", "'", "(", "&a ", "!x ", "# ", "|\n", "a,")
    )
    lots = unit * dice.random.choice((5, 39, 41, 100, 1000, 10_000))
    texts = dice.base()
    lines = texts[MAIN].split("\n")
    lines.insert(
        dice.random.randrange(len(lines) + 1), "id: " + lots if dice.random.random() < 0.5 else lots
    )
    return {**texts, MAIN: "\n".join(lines)}


KINDS: dict[Callable[[Dice], Texts], int] = {mutated: 50, expressions: 30, soup: 10, deep: 1}


@dataclass
class Input:
    """A folder of files, and the language asked for."""

    files: Files
    language: str | None = None
    odd: Texts = field(default_factory=dict)
    """By name, what lies in the place of a file (`ODD_FILES`)."""


def make(seed: int, number: int, found: list[Texts]) -> Input:
    """The input of a number."""
    dice = Dice(random.Random(f"{seed}/{number}"), found)
    if dice.random.random() < 0.05:
        return Input({MAIN: dice.random.randbytes(dice.random.choice((0, 1, 3, 20, 300)))})
    texts = dice.random.choices(list(KINDS), list(KINDS.values()))[0](dice)
    language = dice.random.choice((None, None, None, "fr"))
    if language and "scenario.fr.yaml" not in texts and dice.random.random() < 0.8:
        texts["scenario.fr.yaml"] = mutated(dice)[MAIN]
    if dice.random.random() < 0.02:
        texts["shared/firms.yaml"] = mutated(dice)[MAIN]
        texts[MAIN] += "\ninclude: [shared/firms.yaml]\n"
    given = Input({name: as_bytes(dice, text) for name, text in texts.items()}, language)
    if dice.random.random() < 0.1:
        make_odd(dice, given)
    return given


def make_odd(dice: Dice, given: Input) -> None:
    """Exchanges files, or adds some, for what is no ordinary file or has no ordinary name."""
    code = dice.random.choice(("fr", "de", "\x1b[2J", "\u202e", "a\nb", "\udcff", "x" * 200))
    names = (*given.files, "scenario.fr.yaml", f"scenario.{code}.yaml", "shared/firms.yaml")
    for name in dice.some(names, 2):
        given.files.setdefault(name, b"title: T\n")
        given.odd[name] = dice.random.choice((*ODD_FILES, "file"))
    if dice.random.random() < 0.3:
        named = dice.random.choice(("shared/firms.yaml", '"a\\0b.yaml"', '"\\e.yaml"', "/dev/zero"))
        given.files[MAIN] += f"\ninclude: [{named}]\n".encode()


def as_bytes(dice: Dice, text: str) -> bytes:
    """The text as saved by one editor or another, or only begun to be saved."""
    ends = dice.random.choices(("\n", "\r\n", "\r"), (95, 4, 1))[0]
    data = text.replace("\n", ends).encode("utf-8", "surrogateescape")
    match dice.random.randrange(50):
        case 0:
            return b"\xef\xbb\xbf" + data
        case 1:
            return data[: dice.random.randrange(len(data) + 1)]
        case 2:
            return text.encode("utf-16", "ignore")
        case _:
            return data


# ---------------------------------------------------------------------------- how it is tried


class TookTooLong(BaseException):
    """Raised by the clock; no `except Exception` on the way may catch it."""


class Outside(Exception):
    """A problem that points at no place of its file."""


class Unprintable(Exception):
    """A problem that holds what can't be printed."""


class Leaked(Exception):
    """Something from outside the folder that was quoted or kept."""


@contextlib.contextmanager
def clock(seconds: float) -> Iterator[None]:
    """Raises TookTooLong after some seconds, where the system has such a clock."""

    def ring(_signal: int, _frame: object) -> None:
        raise TookTooLong(f"more than {seconds:g} s")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@dataclass
class Failure:
    """What went wrong, with the line of the game in which it did."""

    kind: str
    report: str
    number: int = -1


def attempt(given: Input, folder: Path, limit: float) -> Failure | None:
    """Lays the files down and inspects them; None where all is as it should be."""
    lay_down(given, folder)
    try:
        with warnings.catch_warnings(), clock(limit):
            warnings.simplefilter("error")
            scenario, problems = inspect(folder / MAIN, given.language)
            check_places(problems, folder)
            check_texts(problems)
            check_kept(folder)
            if scenario is not None:
                compile_rules(scenario)
    except (Exception, TookTooLong) as error:
        report = "".join(traceback.format_exception(error))
        return Failure(f"{type(error).__name__} in {place_of(error)}", report)
    return None


def place_of(error: BaseException) -> str:
    """Where in the game something was raised; where it began, if it would have gone on."""
    frames = [
        f"{Path(frame.filename).name}:{frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(str(ROOT / "game"))
    ]
    if not frames:
        named = isinstance(error, Outside | Unprintable | Leaked)
        return str(error).split()[1] if named else "no line of the game"
    endless = isinstance(error, TookTooLong | RecursionError)
    return frames[min(2, len(frames) - 1)] if endless else frames[-1]


def lay_down(given: Input, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder.parent / "secret.yaml").write_text(f"{SECRET}: b\n", encoding="utf-8")
    for name, data in given.files.items():
        path = folder / name
        # Some systems have neither links nor pipes, nor take every name.
        with contextlib.suppress(OSError, AttributeError, NotImplementedError):
            path.parent.mkdir(parents=True, exist_ok=True)
            lay_file(path, data, given.odd.get(name, "file"), folder)


def lay_file(path: Path, data: bytes, kind: str, folder: Path) -> None:
    """Puts a file, or what lies in the place of one."""
    match kind:
        case "link in":
            (folder / "target").write_bytes(data)
            path.symlink_to(folder / "target")
        case "link out":
            path.symlink_to(folder.parent / "secret.yaml")
        case "link to nothing":
            path.symlink_to(folder / "nothing")
        case "link to itself":
            path.symlink_to(path)
        case "link to a device":
            path.symlink_to("/dev/zero")
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "huge":
            with path.open("wb") as file:
                file.truncate(HUGE)
        case "missing":
            pass
        case _:
            path.write_bytes(data)
            if kind == "unreadable":
                path.chmod(0)


def check_texts(problems: tuple[Problem, ...]) -> None:
    """Every problem can be printed in one line, and quotes nothing from outside the folder."""
    for problem in problems:
        texts = (problem.path, problem.value, problem.message, problem.hint)
        if any(find_forbidden(text) is not None for text in texts) or "\n" in str(problem):
            raise Unprintable(f"unprintable {problem.code}: {str(problem)!a}")
        if SECRET in "".join(texts):
            raise Leaked(f"leaked {problem.code}: {problem}")


def check_kept(folder: Path) -> None:
    """A record keeps nothing from outside the folder."""
    files = Folder(folder / MAIN)
    with contextlib.suppress(OSError, ValueError):
        files.read(MAIN)
    with contextlib.suppress(OSError, ValueError):
        kept = files.keep()
        if any(SECRET in text for text in kept.texts.values()):
            raise Leaked("leaked into the record")


def check_places(problems: tuple[Problem, ...], folder: Path) -> None:
    """Every problem points at a line and column that its file has, or at its end."""
    for problem in problems:
        path = Path(problem.file)
        there = path.is_relative_to(folder) and path.is_file() and path.stat().st_size < HUGE
        data = path.read_bytes() if there else b""
        text = data.decode("utf-8-sig", "replace")
        lines = re.split("\r\n|\r|\n", text)
        fits = 1 <= problem.line <= len(lines) and problem.column >= 1
        if not fits or problem.column > len(lines[problem.line - 1]) + 1:
            raise Outside(f"{problem.line}:{problem.column} {problem.code} {problem.message}")


def smaller(given: Input, kind: str, folder: Path, limit: float) -> Input:
    """The input with as many files and lines taken out as the failure survives."""

    def fails(files: Files) -> bool:
        failure = attempt(Input(files, given.language, given.odd), folder, limit)
        return failure is not None and failure.kind == kind

    files = dict(given.files)
    for name in [name for name in files if name != MAIN]:
        rest = {other: data for other, data in files.items() if other != name}
        if fails(rest):
            files = rest
    for name in sorted(files):
        lines, step = files[name].split(b"\n"), len(files[name].split(b"\n"))
        while step:
            at = 0
            while at < len(lines):
                fewer = lines[:at] + lines[at + step :]
                if fails({**files, name: b"\n".join(fewer)}):
                    lines = fewer
                else:
                    at += step
            step //= 2
        files[name] = b"\n".join(lines)
    return Input(files, given.language, given.odd)


# ---------------------------------------------------------------------------- many of them


def run(
    seed: int, numbers: Iterable[int], folder: Path, limit: float, found: list[Texts]
) -> list[Failure]:
    """Tries the inputs of some numbers; the failures."""
    failures = []
    for number in numbers:
        failure = attempt(make(seed, number, found), folder, limit)
        if failure is not None:
            failure.number = number
            failures.append(failure)
    return failures


_BASES: list[Texts] = []  # a worker's copy, as others may be editing the files


def _begin(found: list[Texts]) -> None:
    end_with_parent()
    _BASES.extend(found)


def share(seed: int, start: int, end: int, work: Path, limit: float) -> list[Failure]:
    """One worker's share, in a folder of its own; a hang that no clock ends kills the worker."""
    folder = work / f"{start}"
    faulthandler.dump_traceback_later((end - start) * limit + 60, exit=True)
    failures = run(seed, range(start, end), folder, limit, _BASES)
    faulthandler.cancel_dump_traceback_later()
    shutil.rmtree(folder, ignore_errors=True)
    return failures


def shares(
    args: argparse.Namespace, work: Path, found: list[Texts]
) -> Iterator[tuple[int, list[Failure]]]:
    """The failures of each share as it is done, with how many inputs it had."""
    with concurrent.futures.ProcessPoolExecutor(
        args.jobs, initializer=_begin, initargs=(found,)
    ) as pool:
        under_way = {}
        for start in range(0, args.inputs, SHARE):
            end = min(start + SHARE, args.inputs)
            under_way[pool.submit(share, args.seed, start, end, work, args.limit)] = end - start
        for done in concurrent.futures.as_completed(under_way):
            yield under_way[done], done.result()


def show(failure: Failure, args: argparse.Namespace, work: Path, found: list[Texts]) -> None:
    """Makes a failing input small, prints it and keeps it."""
    given = make(args.seed, failure.number, found)
    given = smaller(given, failure.kind, work / "small", args.limit)
    kept = args.out / re.sub(r"\W+", "-", failure.kind)
    lay_down(given, kept)
    again = attempt(given, work / "small", args.limit) or failure
    print(f"\n{failure.kind}: input {failure.number} of seed {args.seed}, kept in {kept}")
    print("".join(again.report.splitlines(keepends=True)[-12:]))
    for name, data in given.files.items():
        text = data.decode("utf-8", "backslashreplace")
        kind = given.odd.get(name, "file")
        head = f"----- {name!a}, {kind} (language {given.language})"
        print(neutralise("\n".join((head, *text.splitlines()[:60]))))


def kept_in(out: Path | None) -> Path:
    """Where failures are kept: as chosen, or in a folder that nobody else can have made before."""
    return out or Path(tempfile.mkdtemp(prefix="communique-fuzz-"))


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--limit", type=float, default=2.0, help="seconds an input may take")
    parser.add_argument("--only", type=int, help="try the input of this number alone")
    parser.add_argument("--out", type=Path, help="left out: a new temporary folder")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        found = bases()
        failures = fuzz(args, Path(folder), found)
        if failures:
            args.out = kept_in(args.out)
        for failure in failures.values():
            show(failure, args, Path(folder), found)
    return 1 if failures else 0


def odd_ones(folder: str, names: list[str]) -> list[str]:
    """What of a folder can't be copied."""

    def is_odd(path: Path) -> bool:
        ordinary = path.is_file() and path.stat().st_size < HUGE
        return path.is_symlink() or not (ordinary or path.is_dir())

    return [name for name in names if is_odd(Path(folder, name))]


def fuzz(args: argparse.Namespace, work: Path, found: list[Texts]) -> dict[str, Failure]:
    """The first failure of each kind, a line of progress on the way."""
    if args.only is not None:
        return {f.kind: f for f in run(args.seed, [args.only], work / "only", args.limit, found)}
    first: dict[str, Failure] = {}
    began, tried, failed = time.monotonic(), 0, 0
    try:
        for count, failures in shares(args, work, found):
            tried, failed = tried + count, failed + len(failures)
            for failure in sorted(failures, key=lambda failure: failure.number):
                first.setdefault(failure.kind, failure)
            seconds = time.monotonic() - began
            line = f"{tried} inputs, {failed} failures of {len(first)} kinds, {seconds:.0f} s"
            print(f"\r{line}", end="", file=sys.stderr, flush=True)
        print(file=sys.stderr)
    except concurrent.futures.process.BrokenProcessPool:
        died = kept_in(args.out) / "died"
        shutil.copytree(work, died, dirs_exist_ok=True)
        sys.exit(f"a worker died; what it was trying is in {died}")
    return first


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
