"""Functions of whole-number Python, drawn: several that call each other, as the text of a module.

In plain Python and compiled they mean the same: what could leave 64 bits is put back by `u64` or
`i64`, loops end, and each call takes one from B[0], which ends all that call themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from attrs import frozen
from hypothesis import strategies as st

from game.kernel.compiler import Kind

ROWS: dict[str, Kind] = {"T": "T", "S": "i32", "W": "i64", "C": "u64", "A": "i64", "B": "i64"}
"""By row that a function is given, its kind; A contains small numbers only, B[0] calls that are
left."""
LENGTH = 8
NUMBERS: dict[str, Kind] = {"p": "u", "q": "i", "r": "i"}
"""By number that `enter` is given, its kind."""
HEAD = '''"""Drawn."""
from game.kernel import codes as c
from game.kernel.whole_numbers import Numbers, hot, i64, u64

STEP = 2
BIG = 2**62 + 3
NEG = -7
EVER = True

'''
EDGES = (
    *(0, 1, 2, 3, 5, 7, 8, 10, 63, 64, 100, 255, 1000, 2**31 - 1, 2**31, 2**32, 2**40 + 1),
    *(2**62, 2**63 - 2, 2**63 - 1),
)
_BIGGER = (2**63, 2**63 + 1, 2**64 - 2, 2**64 - 1)
_COMPARED = ("<", "<=", ">", ">=", "==", "!=")
_SHIFTED = (1, 0, 3, 31, 32, 62, 63, 64, 65, 100)


@frozen
class Drawn:
    """A module, and the numbers that its function `enter` is called with, once after the other."""

    text: str
    calls: tuple[Given, ...]


@frozen
class Given:
    """The numbers in the rows, and those that are given as they are."""

    rows: dict[str, tuple[int, ...]]
    numbers: dict[str, int]


@frozen
class _Helper:
    name: str
    rows: str
    numbers: tuple[tuple[str, str], ...]
    returns: str
    """As kinds: `i`, `u`, `b`, `iu` or nothing."""
    changed: int
    """The place of W that each call changes, if it is given W."""


class _Writer:
    """Writes a module by choices that are read from bytes: where none are left, the simplest."""

    def __init__(self, choices: bytes) -> None:
        self._choices, self._at = choices, 0
        self._helpers: list[_Helper] = []
        self._lines: list[str] = []
        self._signed: list[str] = []
        self._unsigned: list[str] = []
        self._truths: list[str] = []
        self._rows = ""
        self._counters = self._loops = 0
        self._returns = ""

    # --------------------------------------------------------------------------------- choices

    def _below(self, count: int) -> int:
        self._at += 1
        return self._choices[self._at - 1] % count if self._at <= len(self._choices) else 0

    def _one(self, options: tuple[str, ...] | list[str]) -> str:
        return options[self._below(len(options))]

    def _maybe(self, one_in: int = 2) -> bool:
        return self._below(one_in) == one_in - 1

    def number(self, lowest: int, highest: int) -> int:
        """A number, one at the edge more often than not."""
        value = EDGES[k] if (k := self._below(len(EDGES) + 6)) < len(EDGES) else 0
        if k >= len(EDGES):
            value = int.from_bytes(bytes(self._below(256) for _ in range(8)), "little")
        elif self._maybe(3):
            value = highest - value
        elif self._maybe(3):
            value = lowest + value
        elif lowest < 0 and self._maybe(3):
            value = -value
        return (value - lowest) % (highest - lowest + 1) + lowest

    # --------------------------------------------------------------------------------- modules

    def write(self) -> str:
        """The whole module."""
        for number in range(1 + self._below(3)):
            rows = "".join(row for row in "TSWCA" if self._maybe()) + "B"
            if self._maybe():
                rows = rows[::-1]
            kinds = [self._one(["i", "u", "b"]) for _ in range(self._below(4))]
            self._helpers.append(
                _Helper(
                    f"f{number}",
                    rows,
                    tuple((f"{kind}{i}", kind) for i, kind in enumerate(kinds)),
                    self._one(["i", "u", "b", "", "iu", "i"]),
                    self._below(LENGTH),
                )
            )
        written = []
        for helper in self._helpers:
            written.append(self._function(helper, hot=self._maybe(4)))
        enter = _Helper("enter", "".join(ROWS), tuple(NUMBERS.items()), "i", 0)
        written.append(self._function(enter, hot=False))
        if self._maybe():  # who is called may stand below
            written.reverse()
        return HEAD + "\n\n".join(written)

    def _function(self, helper: _Helper, *, hot: bool) -> str:
        self._lines = []
        self._rows, self._returns = helper.rows, helper.returns
        named = {kind: [n for n, its in helper.numbers if its == kind] for kind in "iub"}
        self._counters = self._loops = 0
        self._add(1, "B[0] -= 1", "if B[0] < 0:")
        self._signed, self._unsigned, self._truths = named["i"], named["u"], named["b"]
        self._return(2, 0)
        if "W" in helper.rows:
            place = f"W[{helper.changed}]"
            self._add(1, f"{place} = i64({place} * 3 + 1)")
        self._add(1, "h0 = 0", "h1 = 0", f"x0 = {self.signed(1)}", f"x1 = {self.signed(0)}")
        self._signed = [*named["i"], "x0", "x1", "h0", "h1"]
        self._add(1, f"y0 = u64({self.unsigned(1)})", f"t0 = {self.truth(1)}")
        self._unsigned, self._truths = [*named["u"], "y0"], [*named["b"], "t0"]
        self._statements(1, 3)
        self._return(1, 2)
        kinds = {"i": "int", "u": "int", "b": "bool", "": "None", "iu": "tuple[int, int]"}
        parameters = [f"{row}: Numbers" for row in helper.rows]
        parameters += [f"{name}: {kinds[kind]}" for name, kind in helper.numbers]
        head = f"def {helper.name}({', '.join(parameters)}) -> {kinds[helper.returns]}:\n"
        # What calls itself can't become a part of its callers.
        own = any(f"{helper.name}(" in line for line in self._lines)
        return ("@hot\n" if hot and not own else "") + head + "\n".join(self._lines) + "\n"

    # ------------------------------------------------------------------------------ statements

    def _add(self, depth: int, *lines: str) -> None:
        self._lines += ["    " * depth + line for line in lines]

    def _statements(self, depth: int, most: int) -> None:
        for _ in range(1 + self._below(most + 1)):
            self._statement(depth)

    def _statement(self, depth: int) -> None:
        choices: list[Callable[[int], None]] = [
            *(self._set, self._set_place, self._call_or_set, self._add_up, self._set_two),
            *(self._leave, self._unpack, self._set_place, self._add_up),
        ]
        if depth < 4:
            choices += [self._if, self._for, self._while, self._if, self._for, self._while]
        choices[self._below(len(choices))](depth)

    def _set(self, depth: int) -> None:
        match self._below(4):
            case 0 | 1:
                self._add(depth, f"{self._one(self._signed)} = {self.signed(3)}")
            case 2:
                value = str(self.number(0, 2**63 - 1)) if self._maybe(4) else self.unsigned(3)
                self._add(depth, f"{self._one(self._unsigned)} = {value}")
            case _:
                self._add(depth, f"{self._one(self._truths)} = {self.truth(3)}")

    def _set_place(self, depth: int) -> None:
        if self._maybe(3) and (both := self._changed(2)):
            operator = self._one(["", "&", "|", "^"])
            self._add(depth, f"W[{both[0]} & 7] {operator}= {both[1]}")
        elif "W" in self._rows and self._maybe():
            value = self.truth(2) if self._maybe(5) else self.signed(3)
            self._add(depth, f"W[{self._index(2)}] = {value}")
        elif "S" in self._rows:
            self._add(depth, f"S[{self._index(2)}] = {self._narrow(3)}")
        else:
            self._set(depth)

    def _narrow(self, depth: int) -> str:
        if self._maybe(4):
            return self._one(["2147483647", "-2147483648", "-1", "0"])
        return f"({self.signed(depth)} & 4294967295) - 2147483648"

    def _add_up(self, depth: int) -> None:
        x, y = self._one(self._signed), self._one(self._unsigned)
        match self._below(7):
            case 0:
                operator = self._one(["+", "-", "*"])
                self._add(depth, f"{x} {operator}= {self.signed(2)}", f"{x} = i64({x})")
            case 1:
                self._add(depth, f"{x} {self._one(['&', '|', '^'])}= {self.signed(2)}")
            case 2:
                self._add(depth, f"{x} {self._one(['%', '//'])}= {self.signed(2)} & 255 | 1")
            case 3:
                operator = self._one(["+", "-", "*"])
                self._add(depth, f"{y} {operator}= {self.unsigned(2)}", f"{y} = u64({y})")
            case 4:
                self._add(depth, f"{y} {self._one(['&', '|', '^'])}= {self.unsigned(2)}")
            case 5:
                self._add(depth, f"{self._one([x, y])} >>= {self._one(list(map(str, _SHIFTED)))}")
            case _ if "A" in self._rows:
                small = f"{self.signed(2)} & 255"
                self._add(depth, f"A[{self._index(2)}] {self._one(['+', '-'])}= {small}")
            case _ if "W" in self._rows:
                operator = self._one(["&", "|", "^", "%"])
                value = f"{self.signed(2)} & 255 | 1" if operator == "%" else self.signed(2)
                self._add(depth, f"W[{self._index(2)}] {operator}= {value}")
            case _:
                self._set(depth)

    def _set_two(self, depth: int) -> None:
        x, y = self._signed[-4:-2]
        if self._maybe():
            self._add(depth, f"{x}, {y} = {y}, {self.signed(2)}")
        else:
            t, u = self._truths[-1], self._unsigned[-1]
            values = f"{self.signed(2)}, {self.unsigned(2)}, {self.truth(2)}"
            self._add(depth, f"{x}, {u}, {t} = {values}")

    def _unpack(self, depth: int) -> None:
        call = self._call("iu", 2)
        if call is None:
            self._set(depth)
        else:
            self._add(depth, f"{self._one(self._signed)}, {self._one(self._unsigned)} = {call}")

    def _call_or_set(self, depth: int) -> None:
        call = self._call(self._one(["", "i", "b", "iu", "u"]), 2)
        if call is None:
            self._set(depth)
        else:
            self._add(depth, call)

    def _leave(self, depth: int) -> None:
        self._add(depth, f"if {self.condition(2)}:")
        match self._below(4):
            case 0 if self._loops:
                self._add(depth + 1, "break")
            case 1 if self._loops:
                self._add(depth + 1, "continue")
            case 2:
                self._add(depth + 1, 'raise RuntimeError("drawn")')
            case 3:
                self._return(depth + 1, 1)
            case _:
                self._set(depth + 1)

    def _if(self, depth: int) -> None:
        self._add(depth, f"if {self.condition(3)}:")
        self._statements(depth + 1, 1)
        if self._maybe(3):
            self._add(depth, f"elif {self.condition(2)}:")
            self._statements(depth + 1, 1)
        if self._maybe():
            self._add(depth, "else:")
            self._statements(depth + 1, 1)

    def _for(self, depth: int) -> None:
        if self._loops > 1:
            return self._set(depth)
        few = [f"{self.signed(2)} & 7" for _ in range(2)]
        ranges = [
            f"range({few[0]})",
            f"range({few[0]} - 3, {few[1]})",
            f"range({few[0]}, {few[1]}, {self._one(['1', '2', 'STEP', '5'])})",
            "range(9223372036854775803, 9223372036854775807)",
            "range(-9223372036854775808, -9223372036854775806)",
        ]
        self._add(depth, f"for h{self._loops} in {self._one(ranges)}:")
        self._loops += 1
        self._statements(depth + 1, 2)
        self._loops -= 1
        return None

    def _while(self, depth: int) -> None:
        if self._loops > 1:
            return self._set(depth)
        k = f"k{self._counters}"
        self._counters += 1
        conditions = [f"{k} < 3", "True", "EVER", f"{k} < 5 and {self.condition(2)}"]
        condition = self._one(conditions)
        self._add(depth, f"{k} = 0", f"while {condition}:", f"    {k} += 1")
        if k not in condition:
            self._add(depth + 1, f"if {k} > 4:", "    break")
        self._loops += 1
        self._statements(depth + 1, 2)
        self._loops -= 1
        return None

    def _return(self, depth: int, deep: int) -> None:
        values = {
            "i": lambda: self.signed(deep),
            "u": lambda: self.unsigned(deep),
            "b": lambda: self.truth(deep),
            "iu": lambda: f"{self.signed(deep)}, {self.unsigned(deep)}",
        }
        if not self._returns:
            self._add(depth, "return")
            return
        value = values[self._returns]()
        if self._returns != "iu" and deep and self._maybe(3):
            value = f"{value} if {self.truth(deep)} else {values[self._returns]()}"
        self._add(depth, f"return {value}")

    # ----------------------------------------------------------------------------- expressions

    def _index(self, deep: int) -> str:
        if deep == 0 or self._maybe():
            return str(self._below(3) if self._maybe() else self._below(LENGTH))
        return self.truth(deep - 1) if self._maybe(6) else f"{self.signed(deep - 1)} & 7"

    def _call(self, returns: str, deep: int) -> str | None:
        """A call of a function that returns these kinds, if it can be called from here."""
        fitting = [
            each
            for each in self._helpers
            if each.returns == returns and set(each.rows) <= set(self._rows)
        ]
        return self._call_of(fitting[self._below(len(fitting))], deep) if fitting else None

    def _call_of(self, helper: _Helper, deep: int) -> str:
        words = [*helper.rows]
        for _, kind in helper.numbers:
            if kind == "i":
                words.append(self.truth(1) if self._maybe(8) else self.signed(deep - 1))
            else:
                words.append(self.unsigned(deep - 1) if kind == "u" else self.truth(deep - 1))
        return f"{helper.name}({', '.join(words)})"

    def _changed(self, deep: int) -> tuple[str, str] | None:
        """A place of W, and a call that changes it and returns a signed number."""
        fitting = [
            each
            for each in self._helpers
            if each.returns == "i" and "W" in each.rows and set(each.rows) <= set(self._rows)
        ]
        if not fitting:
            return None
        helper = fitting[self._below(len(fitting))]
        return f"W[{helper.changed}]", self._call_of(helper, deep)

    def _shift(self, deep: int) -> str:
        if self._maybe(3):
            kind = self.unsigned if self._maybe() else self.signed
            return f"({kind(deep - 1)} & 127)"
        return str(_SHIFTED[self._below(len(_SHIFTED))])

    def _literal(self) -> str:
        value = self.number(-(2**63), 2**63 - 1)
        return f"({value})" if value < 0 else str(value)

    def signed(self, deep: int) -> str:
        """A signed number, or a literal that can be one."""
        less = deep - 1
        match self._below(21 if deep > 0 else 4):
            case 0 | 1 if self._signed:
                return self._one(self._signed)
            case 0 | 1 | 2:
                return self._literal()
            case 3:
                return self._one(["NEG", "BIG", "c.H_PHASES", "(-2**63)", "(2**62 - 1)"])
            case 4 | 5:
                left, right = self.signed(less), self.signed(less)
                operator = self._one(["+", "-", "*", "//", "%"])
                if "x" not in left and "[" not in left:  # literals of more than 64 bits are refused
                    left = f"i64({left})"
                return f"i64({left} {operator} {right})"
            case 6:
                return f"({self.signed(less)} {self._one(['&', '|', '^'])} {self.signed(less)})"
            case 7:
                if self._maybe():
                    return f"i64(i64({self.signed(less)}) << {self._shift(less)})"
                return f"({self.signed(less)} >> {self._shift(less)})"
            case 8 | 9:
                rows = [row for row in self._rows if row in "TSWA"]
                return f"{self._one(rows)}[{self._index(less)}]" if rows else self.signed(less)
            case 10:
                return f"i64({self.unsigned(less)})"
            case 11:
                return f"{self._one(['min', 'max'])}({self.signed(less)}, {self.signed(less)})"
            case 12:
                return f"i64({self._one(['abs', '-'])}({self.signed(less)}))"
            case 13:
                return f"({self.signed(less)} if {self.condition(less)} else {self.signed(less)})"
            case 14 | 15:
                return self._call("i", deep) or self.signed(less)
            case 19 | 20 if both := self._changed(deep):
                both = both if self._maybe() else both[::-1]
                return f"i64({both[0]} {self._one(['-', '//', '%', '&'])} {both[1]})"
            case 16:
                return f"{self._one(['i64', 'int'])}({self.truth(less)})"
            case 17:
                operator = self._one(["+", "-", "*"])
                return f"({self.signed(less)} % 1000 {operator} {self.truth(less)})"
            case _:
                one, other = f"({self.signed(less)} & 1023)", f"({self.signed(less)} % 100)"
                return f"({one} * {other} - {self._one(['65535', other, one])})"

    def unsigned(self, deep: int) -> str:
        """An unsigned number."""
        less = deep - 1
        match self._below(15 if deep > 0 else 3):
            case 0 | 1 if self._unsigned:
                return self._one(self._unsigned)
            case 0 | 1 | 2:
                return f"u64({self.number(0, 2**64 - 1)})"
            case 3 | 4:
                operator = self._one(["+", "-", "*", "//", "%", "&", "|", "^"])
                return f"u64({self.unsigned(less)} {operator} {self._unsigned_or_literal(less)})"
            case 5:
                operator = self._one(["//", "%", "&", "|", "^"])
                return f"({self.unsigned(less)} {operator} {self._unsigned_or_literal(less)})"
            case 6:
                if self._maybe():
                    return f"u64({self.unsigned(less)} << {self._shift(less)})"
                return f"({self.unsigned(less)} >> {self._shift(less)})"
            case 7 | 8 if "C" in self._rows:
                return f"C[{self._index(less)}]"
            case 7 | 8 | 9:
                return f"u64({self.signed(less)})"
            case 10:
                other = self._unsigned_or_literal(less)
                return f"{self._one(['min', 'max'])}({self.unsigned(less)}, {other})"
            case 11:
                other = self._unsigned_or_literal(less)
                return f"u64({self.unsigned(less)} if {self.condition(less)} else {other})"
            case 12 | 13:
                return self._call("u", deep) or self.unsigned(less)
            case _:
                return f"(({self.unsigned(less)} >> 40) * ({self.unsigned(less)} & 255) + 7)"

    def _unsigned_or_literal(self, deep: int) -> str:
        if self._maybe(3):
            return str((*EDGES, *_BIGGER)[self._below(len(EDGES) + len(_BIGGER))])
        return self.unsigned(deep)

    def truth(self, deep: int) -> str:
        """A truth."""
        less = deep - 1
        match self._below(13 if deep > 0 else 3):
            case 0 | 1 if self._truths:
                return self._one(self._truths)
            case 0 | 1 | 2:
                return self._one(["True", "False", "EVER"])
            case 3 | 4:
                return f"({self.signed(less)} {self._one(_COMPARED)} {self.signed(less)})"
            case 5:
                other = self._unsigned_or_literal(less)
                return f"({self.unsigned(less)} {self._one(_COMPARED)} {other})"
            case 6 | 7:
                kind = self.unsigned if self._maybe(3) else self.signed
                parts = [kind(less)]
                for _ in range(2 + self._below(2)):
                    parts += [self._one(_COMPARED), kind(less)]
                return f"({' '.join(parts)})"
            case 8 if both := self._changed(deep):
                both = both if self._maybe() else both[::-1]
                last = f"{self._one(_COMPARED)} {both[0]}" if self._maybe() else ""
                return f"({both[0]} {self._one(_COMPARED)} {both[1]} {last})"
            case 8:
                return f"(not {self.signed(less) if self._maybe(3) else self.truth(less)})"
            case 9 | 10:
                parts = [self.truth(less) for _ in range(2 + self._below(2))]
                return f"({self._one([' and ', ' or ']).join(parts)})"
            case 11:
                return f"({self.truth(less)} if {self.condition(less)} else {self.truth(less)})"
            case _:
                return self._call("b", deep) or self.truth(less)

    def condition(self, deep: int) -> str:
        """What an `if` can ask: a truth, or a number that isn't 0."""
        match self._below(8):
            case 6:
                return self.signed(deep)
            case 7:
                operator = self._one([" and ", " or ", " and not "])
                return f"({operator.join([self.signed(deep), self.truth(deep)])})"
            case _:
                return self.truth(deep)


def drawn_by(choices: bytes, calls: int = 3) -> Drawn:
    """The module, and the calls, that some choices lead to."""
    text = _Writer(choices).write()
    luck = _Writer(Random(choices).randbytes(4096))
    ranges = {
        "i": (-(2**63), 2**63 - 1),
        "u": (0, 2**64 - 1),
        "i32": (-(2**31), 2**31 - 1),
        "T": (-(2**31), 2**31 - 1),
        "i64": (-(2**63), 2**63 - 1),
        "u64": (0, 2**64 - 1),
    }
    given = []
    for _ in range(calls):
        rows = {
            row: tuple(luck.number(*ranges[kind]) for _ in range(LENGTH))
            for row, kind in ROWS.items()
        }
        rows["A"] = tuple(range(-3, LENGTH - 3))
        rows["B"] = (24,) + (0,) * (LENGTH - 1)
        numbers = {name: luck.number(*ranges[kind]) for name, kind in NUMBERS.items()}
        given.append(Given(rows, numbers))
    return Drawn(text, tuple(given))


def drawn_functions() -> st.SearchStrategy[Drawn]:
    """Modules, and calls of theirs."""
    return st.builds(drawn_by, st.binary(min_size=200, max_size=1200))
