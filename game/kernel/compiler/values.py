"""Numbers while code is written: either known now, or in a register when the code runs.

Operations on known numbers are computed at once, with 64 bits as the processor would.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from attrs import frozen

from game.kernel.compiler import Kind
from game.kernel.compiler.kinds import HIGHEST_UNSIGNED, SIGNED, TRUTH, UNSIGNED

TYPES: Final = {TRUTH: "i1", SIGNED: "i64", UNSIGNED: "i64"}
_CONDITIONS: Final = {"Eq": "eq", "NotEq": "ne", "Lt": "lt", "LtE": "le", "Gt": "gt", "GtE": "ge"}
_DIRECT: Final = {
    "Add": "add",
    "Sub": "sub",
    "Mult": "mul",
    "BitAnd": "and",
    "BitOr": "or",
    "BitXor": "xor",
}


@frozen(cache_hash=True)
class Value:
    """A number."""

    kind: Kind
    known: int | None = None
    text: str = ""
    """The number in LLVM's language, if it isn't known."""
    address: int | None = None
    """The address in `T` of a known number, as long as the code doesn't depend on it."""


def known(number: int, kind: Kind = SIGNED) -> Value:
    """A known number, reduced to the 64 bits of its kind."""
    number &= HIGHEST_UNSIGNED
    if kind == UNSIGNED:
        return Value(kind, number)
    return Value(kind, number - 2**64 if number >> 63 else number)


def known_number(value: Value) -> int:
    """The number of a known value."""
    assert value.known is not None
    return value.known


@lru_cache(maxsize=None, typed=True)
def of_literal(number: int) -> Value:
    """The value of a literal."""
    if isinstance(number, bool):
        return Value(TRUTH, int(number))
    return Value(UNSIGNED if number >> 63 > 0 else SIGNED, number)


class ArithmeticWriter:
    """Writes arithmetic. `new` writes an instruction and returns the register of its result."""

    def __init__(self, new: Callable[[str], str]) -> None:
        self._new = new

    def as_i64(self, value: Value) -> str:
        """A number in LLVM's language, with 64 bits."""
        if value.known is not None:
            return str(known(value.known).known)
        if value.kind == TRUTH:
            return self._new(f"zext i1 {value.text} to i64")
        return value.text

    def bit(self, value: Value) -> str:
        """A truth in LLVM's language: whether a number isn't 0."""
        if value.known is not None:
            return "true" if value.known else "false"
        return value.text if value.kind == TRUTH else self._new(f"icmp ne i64 {value.text}, 0")

    def typed(self, value: Value, kind: Kind) -> str:
        """A number with its type in LLVM's language, converted to a kind."""
        number = self.bit(value) if kind == TRUTH else self.as_i64(value)
        return f"{TYPES[kind]} {number}"

    def inverse(self, value: Value) -> Value:
        """The result of `not`."""
        if value.known is not None:
            return Value(TRUTH, int(not value.known))
        return Value(TRUTH, None, self._new(f"xor i1 {self.bit(value)}, true"))

    def cast(self, value: Value, kind: Kind) -> Value:
        """The same 64 bits as another kind; as a truth, whether they aren't 0."""
        if value.known is not None:
            return known(value.known if kind != TRUTH else int(value.known != 0), kind)
        if kind == TRUTH:
            return Value(TRUTH, None, self.bit(value))
        return Value(kind, None, self.as_i64(value))

    def compare(self, operator: str, one: Value, other: Value) -> Value:
        """Compares two numbers; operator: the name of its class in `ast`."""
        condition = _CONDITIONS[operator]
        if one.known is not None and other.known is not None:
            x, y = one.known, other.known
            order = {"eq": x == y, "ne": x != y, "lt": x < y, "le": x <= y, "gt": x > y}
            return Value(TRUTH, int(order.get(condition, x >= y)))
        sign = "" if condition in ("eq", "ne") else "u" if UNSIGNED in _kinds(one, other) else "s"
        register = self._new(f"icmp {sign}{condition} i64 {self.as_i64(one)}, {self.as_i64(other)}")
        return Value(TRUTH, None, register)

    def extreme(self, name: str, one: Value, other: Value) -> Value:
        """The lesser or the greater of two numbers; name: `min` or `max`."""
        kind: Kind = UNSIGNED if UNSIGNED in _kinds(one, other) else SIGNED
        if one.known is not None and other.known is not None:
            return known({"min": min, "max": max}[name](one.known, other.known), kind)
        which = f"{'u' if kind == UNSIGNED else 's'}{name}"
        text = f"call i64 @llvm.{which}.i64(i64 {self.as_i64(one)}, i64 {self.as_i64(other)})"
        return Value(kind, None, self._new(text))

    def absolute(self, one: Value) -> Value:
        """The absolute value of a number."""
        if one.known is not None:
            return known(abs(one.known))
        text = f"call i64 @llvm.abs.i64(i64 {self.as_i64(one)}, i1 false)"
        return Value(SIGNED, None, self._new(text))

    def binary(self, operator: str, one: Value, other: Value) -> Value:
        """The result of an operator, given by its class in `ast`. Division by 0 gives 0."""
        if one.kind == other.kind == TRUTH and operator in ("BitAnd", "BitOr"):
            return self._logic(operator, one, other)
        shift = operator in ("LShift", "RShift")
        kinds = {one.kind} if shift else _kinds(one, other)
        kind: Kind = UNSIGNED if UNSIGNED in kinds else SIGNED
        if one.known is not None and other.known is not None:
            return known(_fold(operator, one.known, other.known), kind)
        if same := _unchanged(operator, one, other):
            return self.cast(same, kind)
        if operator in ("Mult", "BitAnd") and 0 in (one.known, other.known):
            return known(0, kind)
        x, y = self.as_i64(one), self.as_i64(other)
        if operator in _DIRECT:
            return Value(kind, None, self._new(f"{_DIRECT[operator]} i64 {x}, {y}"))
        if shift:
            return Value(kind, None, self._shift(operator, x, y, kind, other.known))
        if kind == UNSIGNED:
            return Value(kind, None, self._divide_unsigned(operator, x, y, other.known))
        return Value(kind, None, self._divide(operator, x, y, other.known))

    def _logic(self, operator: str, one: Value, other: Value) -> Value:
        """Whether both of two truths hold, or at least one of them."""
        decides = int(operator == "BitOr")
        for truth, rest in ((one, other), (other, one)):
            if truth.known is not None:
                return Value(TRUTH, decides) if truth.known == decides else rest
        name = "or" if decides else "and"
        return Value(TRUTH, None, self._new(f"{name} i1 {one.text}, {other.text}"))

    def _shift(self, operator: str, x: str, y: str, kind: Kind, by: int | None) -> str:
        """Shifts a number; if by more than 63, only the sign is left."""
        if operator == "RShift" and kind != UNSIGNED:
            if by is None or not 0 <= by < 64:
                y = self._new(f"call i64 @llvm.umin.i64(i64 {y}, i64 63)")
            return self._new(f"ashr i64 {x}, {y}")
        name = "lshr" if operator == "RShift" else "shl"
        if by is not None and 0 <= by < 64:
            return self._new(f"{name} i64 {x}, {y}")
        within = self._new(f"icmp ult i64 {y}, 64")
        moved = self._new(f"{name} i64 {x}, {self._new(f'and i64 {y}, 63')}")
        return self._new(f"select i1 {within}, i64 {moved}, i64 0")

    def _divide_unsigned(self, operator: str, x: str, y: str, by: int | None) -> str:
        if by:
            return self._new(f"{'udiv' if operator == 'FloorDiv' else 'urem'} i64 {x}, {y}")
        none = self._new(f"icmp eq i64 {y}, 0")
        divisor = self._new(f"select i1 {none}, i64 1, i64 {y}")
        if operator == "Mod":  # the remainder of a division by 1 is 0
            return self._new(f"urem i64 {x}, {divisor}")
        quotient = self._new(f"udiv i64 {x}, {divisor}")
        return self._new(f"select i1 {none}, i64 0, i64 {quotient}")

    def _divide(self, operator: str, x: str, y: str, by: int | None) -> str:
        """Divides and rounds down, as Python does.

        Division by 0 and by -1 is done without the processor's division, which would trap for 0,
        and for -1 at the lowest number.
        """
        divisor, special = y, ""
        if by is None or by in (0, -1):
            next_ = self._new(f"add i64 {y}, 1")
            special = self._new(f"icmp ult i64 {next_}, 2")
            divisor = self._new(f"select i1 {special}, i64 1, i64 {y}")
        rest = self._new(f"srem i64 {x}, {divisor}")
        apart = self._new(f"icmp slt i64 {self._new(f'xor i64 {rest}, {divisor}')}, 0")
        lower = self._new(f"and i1 {apart}, {self._new(f'icmp ne i64 {rest}, 0')}")
        if operator == "Mod":
            added = self._new(f"select i1 {lower}, i64 {divisor}, i64 0")
            return self._new(f"add i64 {rest}, {added}")
        quotient = self._new(f"sdiv i64 {x}, {divisor}")
        quotient = self._new(f"add i64 {quotient}, {self._new(f'sext i1 {lower} to i64')}")
        if not special:
            return quotient
        # For 0 the result is 0, for -1 it is the number subtracted from 0.
        opposite = self._new(f"mul i64 {x}, {y}")
        return self._new(f"select i1 {special}, i64 {opposite}, i64 {quotient}")


def _kinds(one: Value, other: Value) -> set[Kind]:
    return {one.kind, other.kind}


def _fold(operator: str, x: int, y: int) -> int:
    match operator:
        case "Add":
            return x + y
        case "Sub":
            return x - y
        case "Mult":
            return x * y
        case "FloorDiv":
            return x // y if y else 0
        case "Mod":
            return x % y if y else 0
        case "BitAnd":
            return x & y
        case "BitOr":
            return x | y
        case "BitXor":
            return x ^ y
        case "LShift":
            return x << y if 0 <= y < 64 else 0
        case "RShift":
            return x >> y if 0 <= y < 64 else min(x >> 63, 0)
    return int(x**y)


def _unchanged(operator: str, one: Value, other: Value) -> Value | None:
    """The operand that equals the result of an operation, if that is clear."""
    if other.known == 0 and operator in ("Add", "Sub", "BitOr", "BitXor", "LShift", "RShift"):
        return one
    if one.known == 0 and operator in ("Add", "BitOr", "BitXor"):
        return other
    if other.known == 1 and operator in ("Mult", "FloorDiv"):
        return one
    if one.known == 1 and operator == "Mult":
        return other
    if other.known == HIGHEST_UNSIGNED and operator == "BitAnd":
        return one
    return None
