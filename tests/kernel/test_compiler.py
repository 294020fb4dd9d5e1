"""The compiler: compiled, whole-number Python means what it means in Python."""

from __future__ import annotations

import ast
import ctypes
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tiny
from drawn_functions import HEAD, LENGTH, NUMBERS, ROWS, Drawn, Given, drawn_functions
from hypothesis import HealthCheck, given, settings
from symbols import symbols

from game.kernel import codes as c
from game.kernel import entries, machine_code, tasks
from game.kernel.lowering.lower import Tables, as_rows, listed

if not machine_code.is_there():
    pytest.skip("nothing is compiled without llvmlite", allow_module_level=True)

import llvmlite.binding as llvm

from game.kernel.compiler import Kind, build, front
from game.kernel.compiler.back import block_text
from game.kernel.compiler.front import Refused

PROGRAMS, MANY = 150, 10_000
TYPES = {"T": ctypes.c_int32, "i32": ctypes.c_int32, "i64": ctypes.c_int64, "u64": ctypes.c_uint64}
KINDS: tuple[Kind, ...] = (*ROWS.values(), *NUMBERS.values())
PARAMETERS = ", ".join([*(f"{row}: Numbers" for row in ROWS), *(f"{n}: int" for n in NUMBERS)])

# ------------------------------------------------------------------------------ the same in Python


class _ByZero(ast.NodeTransformer):
    """Has Python divide as the kernel does: by 0 is 0."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        names = {"FloorDiv": "_quotient", "Mod": "_rest"}
        name = names.get(type(node.op).__name__)
        if name is None:
            return node
        divided = ast.Call(ast.Name(name, ast.Load()), [node.left, node.right], [])
        return ast.copy_location(divided, node)


def in_python(text: str) -> Callable[..., Any]:
    """The function `enter` of a module in Python, where a division by 0 gives 0."""
    names: dict[str, Any] = {
        "_quotient": lambda one, other: one // other if other else 0,
        "_rest": lambda one, other: one % other if other else 0,
    }
    tree = ast.fix_missing_locations(_ByZero().visit(ast.parse(text)))
    exec(compile(tree, "<drawn>", "exec"), names)
    enter: Callable[..., Any] = names["enter"]
    return enter


def in_llvm(text: str, folder: Path) -> str:
    """The function `enter` of a module, in LLVM's language."""
    path = folder / "drawn.py"
    path.write_text(text, encoding="utf-8")
    front._definitions.cache_clear()  # the file was another one before
    names: dict[str, Any] = {"__name__": "drawn"}
    exec(compile(text, str(path), "exec"), names)
    return block_text(names["enter"], KINDS)


def compiled(text: str, how: str) -> Callable[[int], int]:
    """The function `enter` of a module in LLVM's language."""
    code = build.compile_text(text, how)
    assert code is not None
    return build.entry(build.load(code))


def call_in_python(enter: Callable[..., Any], given: Given) -> tuple[int | None, dict[str, Any]]:
    """What it returns, or None if it raises; and the rows as they are then."""
    rows = {row: [*numbers] for row, numbers in given.rows.items()}
    try:
        return enter(*rows.values(), *given.numbers.values()), rows
    except RuntimeError:
        return None, rows


def call_compiled(enter: Callable[[int], int], given: Given) -> tuple[int | None, dict[str, Any]]:
    """The same of machine code."""
    rows = {row: (TYPES[kind] * LENGTH)(*given.rows[row]) for row, kind in ROWS.items()}
    block = (ctypes.c_int64 * (len(KINDS) + 1))(
        *map(ctypes.addressof, rows.values()), *given.numbers.values()
    )
    result = enter(ctypes.addressof(block))
    return None if block[len(KINDS)] else result, {row: [*rows[row]] for row in rows}


def compare(drawn: Drawn, folder: Path) -> list[int | None]:
    """Calls `enter` in Python and compiled in both ways; what the calls return."""
    text, python = in_llvm(drawn.text, folder), in_python(drawn.text)
    expected = [call_in_python(python, each) for each in drawn.calls]
    for how in (build.QUICK, build.BEST):
        enter = compiled(text, how)
        for each, outcome in zip(drawn.calls, expected, strict=True):
            assert call_compiled(enter, each) == outcome, how
    return [result for result, _ in expected]


def sweep(programs: int, folder: Path, *, derandomize: bool) -> Counter[str]:
    """Compares so many drawn modules; how many there were, and how often calls raised an error."""
    kinds = Counter[str]()

    @settings(
        max_examples=programs,
        deadline=None,
        derandomize=derandomize,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn=drawn_functions())
    def agree(drawn: Drawn) -> None:
        results = compare(drawn, folder)
        kinds["modules"] += 1
        kinds["calls"] += len(results)
        kinds["lines"] += drawn.text.count("\n")
        kinds["raised"] += results.count(None)

    agree()
    print("", dict(kinds), sep="\n")
    return kinds


def test_drawn_functions_mean_the_same_compiled(tmp_path: Path) -> None:
    kinds = sweep(PROGRAMS, tmp_path, derandomize=True)
    assert kinds["lines"] > 20 * kinds["modules"]
    assert 0 < kinds["raised"] < kinds["calls"] // 4


@pytest.mark.slow(reason="10,000 drawn modules are compiled, each in two ways")
def test_many_drawn_functions_mean_the_same_compiled(tmp_path: Path) -> None:
    sweep(MANY, tmp_path, derandomize=False)


# What is rare, or was once wrong.
SAME = {
    "the lowest number written out": """
def enter(PARAMETERS) -> int:
    x = -2**63
    y = -9223372036854775808
    return i64((1 if x < 0 else 0) + i64(x // q) + (y >> 3) + (2 if x == y else 0))
""",
    "an unsigned variable becomes a literal": """
def enter(PARAMETERS) -> int:
    x = p
    x = 4611686018427387904
    return i64(x * 3 // 5) + third(x)

def third(x: int) -> int:
    return i64(x * 3 // 5)
""",
    "a block that returns, and one behind it": """
def enter(PARAMETERS) -> int:
    if q > r:
        q = q >> 2
        x = 3
        return W[0]
    x = 5
    if r > 0:
        x = 7
    return (q & 255) + x
""",
    "functions that call each other": """
def enter(PARAMETERS) -> int:
    return i64(even(B, p, 7) // 3)

def even(B: Numbers, x: int, n: int) -> int:
    if n > 0:
        return odd(B, x, n - 1) // 3 + 1
    return x

def odd(B: Numbers, x: int, n: int) -> int:
    B[1] += 1
    if n > 0:
        half = even(B, x, n - 1) // 2
        return half if half > 10 else x
    return x >> 1
""",
    "a literal with the highest bit": """
def enter(PARAMETERS) -> int:
    x = u64(5)
    n = 1 if x < (1 << 63) else 0
    n += 2 if p < (1 << 63) else 0
    n += 4 if max(x, 1 << 63) > 2**63 - 1 else 0
    n += 8 if u64(7) < max(18446744073709551615, 7) else 0
    return n + i64(p // (1 << 63))
""",
    "literals are compared": """
def enter(PARAMETERS) -> int:
    n = (1 if 5 < 5 else 0) + (2 if 5 <= 5 else 0) + (4 if 5 > 5 else 0) + (8 if 5 >= 5 else 0)
    n += (16 if 5 == 5 else 0) + (32 if 5 != 5 else 0) + (64 if 4 < 5 else 0)
    n += (128 if 4 >= 5 else 0) + (256 if -5 > 4 else 0) + (512 if 6 >= 5 else 0)
    return n + (1024 if u64(-1) >= u64(1) else 0)
""",
    "what a call changes isn't read twice, nor too late": """
def enter(PARAMETERS) -> int:
    W[0] = 1
    n = W[0] * 1000 + step(W) * 100 + W[0] * 10 + step(W)
    W[step(W)] += W[0] + step(W)
    W[W[0] & 7] = step(W)
    W[W[0] & 7] += step(W)
    A[W[0] & 7] -= step(W)
    chained = 1 if W[0] < step(W) < W[0] + 1 <= step(W) else 0
    twice = pair(W[0], step(W), W[0])
    return n + chained * 7 + twice

def pair(x: int, y: int, z: int) -> int:
    return x * 289 + y * 17 + z

def step(W: Numbers) -> int:
    W[0] += 1
    return W[0] & 7
""",
    "only as much is worked out as decides it": """
def enter(PARAMETERS) -> int:
    a = seen(W, q) and seen(W, r) or seen(W, q + 1)
    b = not (seen(W, r) or seen(W, q)) and (seen(W, 1) if a else seen(W, 0))
    c = 0 < count(W) < count(W) < count(W) < 3 < count(W)
    return (1 if a else 0) + (2 if b else 0) + (4 if c else 0) + W[1] * 8

def seen(W: Numbers, n: int) -> bool:
    W[1] = W[1] * 3 + 1 & 65535
    return n & 1 == 0

def count(W: Numbers) -> int:
    W[1] += 1
    return W[1] & 3
""",
    "loops": """
def enter(PARAMETERS) -> int:
    n = 0
    last = -1
    for i in range(7, 30, 4):
        last = i
        i += 100
        if i == 115:
            continue
        if i > 123:
            break
        n += i
    for j in range(3, 3):
        n += 1000000
    for k in range(2):
        for m in range(k, 4):
            if m == 2:
                break
            n += m * 7
    while True:
        n -= 1
        if n & 3 == 0:
            break
        elif n & 1:
            continue
        n -= 2
    end = 3
    for o in range(end):
        end = 10
        n += o
    return n * 1000 + last
""",
    "a function that does nothing but raise, in a loop": """
def enter(PARAMETERS) -> int:
    for i in range(4):
        W[2] = i
        if i == 2:
            W[3] = fail(W, q) + 1
        W[4] = i
    return 1

def fail(W: Numbers, q: int) -> int:
    W[5] = 77
    raise RuntimeError("no")
""",
    "truths are numbers": """
def enter(PARAMETERS) -> int:
    t = q < r
    n = less(q, r) + t * 3 + (t & (p > 5)) + min(t, q == r) + W[t] + (1 << t)
    both = t + (p > 5)
    n += both * 50
    x = 5
    x = t
    y = t
    if n > 7:
        y = q & 7
    return n * 100 + taken(t, True, p > 7) + x * 3 + y + abs(-t) + (t == (q < r)) + int(t)

def less(q: int, r: int) -> int:
    return q < r

def taken(n: int, b: bool, c: bool) -> int:
    return n * 4 + b * 2 + c
""",
    "rows of 32 bits keep their sign": """
def enter(PARAMETERS) -> int:
    S[0] = -2147483648
    S[1] = -1
    S[2] = 2147483647
    S[3] = -(q & 65535)
    A[S[2] & 7] += 5
    return S[0] * 3 + S[1] * 5 + S[2] * 7 + S[3] + T[0] + T[1] // 2
""",
}
"""By what it is about, a module."""
_EDGES = (0, 1, -1, 2, -2, 7, -7, 63, 2**31, -(2**31), 2**62, 2**63 - 1, -(2**63))


@pytest.mark.parametrize("text", SAME.values(), ids=SAME.keys())
def test_what_is_rare_means_the_same_compiled(text: str, tmp_path: Path) -> None:
    rows = {row: tuple((3 * i - 5) % 2**32 % 1000 for i in range(LENGTH)) for row in ROWS}
    calls = tuple(
        Given(rows, {"p": x % 2**64, "q": x, "r": y}) for x in _EDGES[1:] for y in _EDGES[:3]
    )
    compare(Drawn(HEAD + text.replace("PARAMETERS", PARAMETERS), calls), tmp_path)


OPERATORS = ("+", "-", "*", "//", "%", "&", "|", "^", "<<", ">>")


@pytest.mark.parametrize("kind", ["i64", "u64"])
def test_operators_mean_the_same_at_the_edges_known_or_not(kind: str, tmp_path: Path) -> None:
    """Each of two numbers is a literal, or is read from a row."""
    lines, numbers = [], [_EDGES[k] for k in (0, 1, 2, 4, 5, 6, 7, 10, 11, 12)]
    if kind == "u64":
        numbers = [0, 1, 2, 7, 63, 64, 2**31, 2**63 - 1, 2**63, 2**64 - 1]
    for x in numbers:
        for operator in OPERATORS:
            shift = operator in ("<<", ">>")
            literals = [0, 1, 5, 62, 63, 64, 100] if shift else numbers
            lines += [f"add(B, i64({kind}({x}) {operator} {kind}({y})))" for y in literals]
            lines += [f"add(B, i64(n {operator} {kind}({y})))" for y in literals]
            if not shift:
                lines.append(f"add(B, i64({kind}({x}) {operator} n))")
        lines += [f"add(B, i64(n {each} m))" for each in OPERATORS[:8]]
        lines += [f"add(B, i64({kind}({x}) {each} (m & 127)))" for each in OPERATORS[8:]]
        lines += [f"add(B, i64(n {each} (p & 127)))" for each in OPERATORS[8:]]
        lines += [f"add(B, 1 if n {each} {kind}({x}) else 2)" for each in ("<", "<=", "==", "!=")]
        lines += [f"add(B, 1 if {kind}({x}) {each} n else 2)" for each in (">", ">=", "<")]
        lines += [f"add(B, i64({each}(n, {kind}({x}))))" for each in ("min", "max")]
        if kind == "i64":
            lines += [f"add(B, i64(abs({kind}({x}))))", f"add(B, i64(-{kind}({x})))"]
    lines += ["add(B, i64(abs(i64(n))))", "add(B, i64(-i64(n)))", "add(B, n != m)"]
    body = "\n".join(f"    {line}" for line in dict.fromkeys(lines))
    text = f"""{HEAD}
def add(B: Numbers, x: int) -> None:
    B[0] = i64(B[0] * 31 + x)

def enter({PARAMETERS}) -> int:
    n = {"p" if kind == "u64" else "q"}
    m = {"u64(r)" if kind == "u64" else "r"}
{body}
    return B[0]
"""
    rows = dict.fromkeys(ROWS, (0,) * LENGTH)
    calls = tuple(Given(rows, {"p": x % 2**64, "q": x, "r": y}) for x in _EDGES for y in _EDGES)
    compare(Drawn(text, calls), tmp_path)


# ------------------------------------------------------------------------------------ what isn't in

OTHERS = """

def other(n: int) -> int:
    return n

def two(X: Numbers, Y: Numbers) -> None:
    X[0] = Y[0]

def pair() -> tuple[int, int]:
    return 1, 2

def flag(b: bool) -> bool:
    return b

def numbers_and(a: bool, n: int) -> int:
    return n if a else 0
"""
REFUSED = {
    "x = 1.5": "1.5`: there are only whole numbers",
    "x = 'text'": "'text'`: there are only whole numbers",
    "x = None": "None`: there are only whole numbers",
    "x = q / 2": "q / 2`: divide with `//`",
    "x = q ** 2": "q ** 2",
    "x = ~q": "~q",
    "x = f'{q}'": "can't have `f'{q}'",
    "f = lambda: 1": "lambda: 1`: write a function beside this one",
    "def f() -> int: #\n        return 1": "write a function beside this one",
    "x = [1]": "[1]`: there are only whole numbers, truths and rows",
    "x = [i for i in range(3)]": "there are only whole numbers, truths and rows",
    "x = {1: 2}": "{1: 2}`: there are only whole numbers, truths and rows",
    "x = {1}": "{1}`: there are only whole numbers, truths and rows",
    "x = (1, 2)": "(1, 2)`: there are only whole numbers, truths and rows",
    "x = p + q": "signed and unsigned numbers meet: say u64(…) or i64(…)",
    "x = p + -1": "signed and unsigned numbers meet: say u64(…) or i64(…)",
    "x = p < q": "signed and unsigned numbers meet: say u64(…) or i64(…)",
    "x = p if q else q": "signed and unsigned numbers meet: say u64(…) or i64(…)",
    "x = q + 9223372036854775808": "signed and unsigned numbers meet: say u64(…) or i64(…)",
    "x = min(p, q)": "signed and unsigned numbers meet: say u64(…) or i64(…)",
    "x = abs(p)": "signed and unsigned numbers meet: say u64(…) or i64(…)",
    "x = -p": "signed and unsigned numbers meet: say u64(…) or i64(…)",
    "x = 18446744073709551616": "18446744073709551616 needs more than 64 bits",
    "x = -9223372036854775809": "-9223372036854775809 needs more than 64 bits",
    "x = 1 << 64": "18446744073709551616 needs more than 64 bits",
    "x = 2**62 * 4": "needs more than 64 bits",
    "x = len(S)": "len is no function that is known here",
    "x = q.bit_length()": "q.bit_length is no function that is known here",
    "x = S.size": "S.size is no whole number",
    "x = nobody": "nobody is no whole number",
    "x = other(n=q)": "give arguments in their order, without names",
    "x = min(q, b=3)": "give arguments in their order, without names",
    "x = other(q, q)": "other is given 2 arguments, and takes 1",
    "x = min(q, 1, 2)": "can't have `min(q, 1, 2)`",
    "x = S": "a row can't be put into a variable",
    "S = q": "a row is no number",
    "x = S + S": "a row is no number",
    "x = S == S": "a row is no number",
    "x = not S": "a row is no number",
    "x = i64(S)": "a row is no number",
    "x = q >> S": "a row is no number",
    "if S: #\n        q = 1": "a row is no number",
    "return S": "a row is no number",
    "two(W, W)": "it hands on one row as two",
    "two(W, q)": "two doesn't say that its Y is a number",
    "x = other(W)": "other doesn't say that its n is a row",
    "T[0] = 1": "nothing can be written to T",
    "C[0] = p": "nothing can be written to C",
    "T[0] += 1": "nothing can be written to T",
    "q[0] = 1": "nothing can be written to q",
    "x = q[0]": "only rows have places",
    "W[0] = p": "signed and unsigned numbers meet",
    "x = W[p]": "a place in a row is a signed number: say i64(…)",
    "x = W[-1]": "a place in a row is counted from its beginning",
    "W[0:2] = 1": "take one place after the other",
    "x = W[0, 1]": "(0, 1)`",
    "for i in range(0, 3, 0): #\n        q = i": "a range needs a number above 0 as its step",
    "for i in range(3, 0, -1): #\n        q = i": "a range needs a number above 0 as its step",
    "for i in range(0, 3, q): #\n        q = i": "a range needs a number above 0 as its step",
    "for i in range(0, 3, 1, 2): #\n        q = i": "a range has one to three arguments",
    "for i in range(): #\n        q = i": "a range has one to three arguments",
    "for i in S: #\n        q = i": "let one variable go through a `range`",
    "for i, j in range(3): #\n        q = i": "let one variable go through a `range`",
    "while q: #\n        q = 0\n    else:\n        q = 1": "a loop has no `else` here",
    "x = q and r": "`and` and `or` of numbers: compare them with 0",
    "x = q > 0 and 5": "`and` and `or` of numbers: compare them with 0",
    "x = (q > 0 or 5) + 1": "`and` and `or` of numbers: compare them with 0",
    "if 'text': #\n        q = 1": "'text'`: there are only whole numbers",
    "while 1.5: #\n        q = 1": "1.5`: there are only whole numbers",
    "x = q is r": "can't have `q is r`",
    "x = q in S": "can't have `q in S`",
    "x = y = 3": "set one variable at a time",
    "x: int = 3": "leave out the type",
    "W[0], W[1] = W[1], W[0]": "only variables can be set together",
    "a, b, d = pair()": "as many values as variables are needed",
    "a, b = other(q)": "other returns int",
    "x = pair()": "pair returns tuple[int, int]",
    "x = two(S, W)": "two returns None",
    "x = flag(q)": "b of flag is a truth: compare the number",
    "assert q": "say `if` and `raise`",
    "x = (y := 3)": "set the variable before",
    "del q": "can't have `del q`",
    "global STEP": "can't have `global STEP`",
    "q + 1": "can't have `q + 1`",
    "return": "it says that it returns int",
    "return 1, 2": "it says that it returns int",
    "if q < 0: \n        x = 1\n    return x #": "x may not be set by then",
    "return x #\n    x = 1": "x is never set",
    "if q: #\n        return 1\n    OUT": "it may end without a `return`, and returns int",
}
"""By statements, of which a line that ends in # is meant, the sense of what is said."""


@pytest.mark.parametrize("statements", REFUSED)
def test_what_cannot_be_compiled_is_refused_with_its_line(statements: str, tmp_path: Path) -> None:
    body = (
        statements.replace("\n    OUT", "")
        if "OUT" in statements
        else f"{statements}\n    return 1"
    )
    text = f"{HEAD}\ndef enter({PARAMETERS}) -> int:\n    {body}\n{OTHERS}"
    first = text[: text.index(body)].count("\n") + 1
    lines = body.split("\n")
    meant = next((i for i, line in enumerate(lines) if line.endswith("#")), 0)
    with pytest.raises(Refused) as refused:
        in_llvm(text, tmp_path)
    assert str(refused.value).startswith(f"{tmp_path / 'drawn.py'}:{first + meant}: enter: ")
    assert REFUSED[statements] in str(refused.value)


FUNCTIONS = {
    "def f(n: int) -> bool:\n    return n #": "it returns a truth: compare the number",
    "def f(n: int = 3) -> int: #\n    return n": "it can take only plain arguments",
    "def f(*n: int) -> int: #\n    return 1": "it can take only plain arguments",
    "def f(n: int) -> list[int]: #\n    return [n]": "it can't return list[int]: only 'None'",
    "f = lambda n: n #": "write a `def` of its own",
    "def made():\n    def f(n: int) -> int: #\n        return n\n    return f\nf = made()": (
        "write a `def` of its own"
    ),
    "def f(n: int) -> int:\n    return n\n\ndef made():\n    def f(n: int) -> int: #\n"
    "        return n * 2\n    return f\nf = made()": "write a `def` of its own",
    "def f(n: int) -> int:\n    while n:\n        return 1 #": "it may end without a `return`",
}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_that_cannot_be_called_is_refused_with_its_line(
    function: str, tmp_path: Path
) -> None:
    text = f"{HEAD}\ndef enter({PARAMETERS}) -> int:\n    x = f(q)\n    return 1\n\n{function}\n"
    meant = next(i for i, line in enumerate(text.split("\n"), 1) if line.endswith("#"))
    if "may end" in FUNCTIONS[function]:
        meant -= 1  # what may end is the loop
    with pytest.raises(Refused) as refused:
        in_llvm(text, tmp_path)
    assert str(refused.value).startswith(f"{tmp_path / 'drawn.py'}:{meant}: ")
    assert FUNCTIONS[function] in str(refused.value)


# ------------------------------------------------------------------------------------------ errors


CHANGES = """
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: "+ heat + 3"}}
  cool: {side: [north, south], menu: deeds, name: Cool, effects: {trust: -3}}
"""
"""What is more than an addition is a program."""


def broken() -> Tables:
    """Tables of a scenario in which the program of one action has an unknown step."""
    tables = listed(tiny.rules(CHANGES))
    record = tables.numbers[tables.numbers[c.H_SLOT_RECORDS]]
    tables.numbers[tables.numbers[record + c.SLOT_PROGRAM]] = 99
    return as_rows(tables)


def begun(tables: Tables) -> tuple[entries.Board, Any]:
    """A board on which a game has begun, and its state."""
    state = tables.state()
    board = entries.Board(tables.numbers, tables.sites, state, tables.state(), tables.work())
    board.begin(7)
    return board, state


def test_an_error_in_a_called_function_arrives_and_nothing_runs_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tables = broken()
    board, state = begun(tables)
    with pytest.raises(RuntimeError, match="a step that it doesn't know"):
        board.take(7, 0, 0)
    monkeypatch.setattr(machine_code, "in_use", lambda: False)
    plain, expected = begun(broken())
    with pytest.raises(RuntimeError, match="an unknown step"):
        plain.take(7, 0, 0)
    assert [*state] == [*expected]
    assert board.do(tasks.NOTHING) == 0  # the next call knows nothing of it


def test_errors_in_one_thread_disturb_no_other() -> None:
    def play(tables: Tables) -> int:
        board, _ = begun(tables)
        for turn in range(6):
            if board.take(7, turn % 2, 0) < 0:
                break
        return board.fold(7)

    good = as_rows(listed(tiny.rules()))
    expected = play(good)
    digests: list[int] = []
    errors: list[RuntimeError] = []

    def play_on() -> None:
        digests.extend(play(good) for _ in range(300))

    def fail() -> None:
        for _ in range(300):
            try:
                play(broken_tables)
            except RuntimeError as error:
                errors.append(error)

    broken_tables = broken()
    threads = [threading.Thread(target=each) for each in (play_on, fail, play_on, fail)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert digests == [expected] * 600
    assert len(errors) == 600


# ----------------------------------------------------------------------------------- other systems

SYSTEMS = (
    *("x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"),
    *("arm64-apple-macosx", "aarch64-unknown-linux-gnu"),
)


def emitted(text: str, system: str, how: str) -> bytes:
    """Machine code for a system."""
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    machine = llvm.Target.from_triple(system).create_target_machine(opt=build._LEVEL, jit=True)
    code = build.compile_text(text, how, machine)
    assert code is not None
    return code


@pytest.fixture(scope="module")
def kernel_text() -> str:
    return machine_code._text()


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_kernel_for_other_systems_calls_nothing_outside(system: str, kernel_text: str) -> None:
    found = symbols(emitted(kernel_text, system, build.QUICK))
    assert found["_enter" if "apple" in system else "enter"]
    assert [name for name, is_defined in found.items() if not is_defined] == []


@pytest.mark.slow(reason="the whole kernel is compiled well for four systems")
@pytest.mark.parametrize("system", SYSTEMS)
def test_the_better_kernel_for_other_systems_calls_nothing_outside(
    system: str, kernel_text: str
) -> None:
    found = symbols(emitted(kernel_text, system, build.BEST))
    assert found["_enter" if "apple" in system else "enter"]
    assert [name for name, is_defined in found.items() if not is_defined] == []


LOOPS = """
def enter(PARAMETERS) -> int:
    for i in range(q):
        W[i] = 0
    for i in range(q):
        A[i] = W[i + r]
    for i in range(q):
        S[i] = S[i + r]
    return 0
"""


@pytest.mark.parametrize("system", SYSTEMS)
def test_loops_for_other_systems_stay_loops(system: str, tmp_path: Path) -> None:
    text = in_llvm(HEAD + LOOPS.replace("PARAMETERS", PARAMETERS), tmp_path)
    assert list(symbols(emitted(text, system, build.BEST)).values()) == [True]
    # Otherwise they become calls of functions of the system, which would be seen.
    called = symbols(emitted(text.replace('"no-builtins"', ""), system, build.BEST))
    assert {name.lstrip("_") for name, defined in called.items() if not defined} >= {"memcpy"}
