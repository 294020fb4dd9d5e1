"""LLVM's language as text: functions that read and write a game's rows of numbers.

`T`, `S` and `M` hold 32 bits a number, `W` and `C` 64; all that is worked out has 64. Places and
jumps are written into the code. Amounts, limits and literals are read from `T`, so that one code
serves all scenarios that differ in numbers alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from game.kernel import codes as c
from game.kernel.whole_numbers import Numbers

PRELUDE = """\
declare i64 @llvm.smin.i64(i64, i64)
declare i64 @llvm.smax.i64(i64, i64)
declare i64 @llvm.abs.i64(i64, i1)

define internal i64 @divide(i64 %a, i64 %b) alwaysinline {
  %none = icmp eq i64 %b, 0
  %by = select i1 %none, i64 1, i64 %b
  %quotient = sdiv i64 %a, %by
  %product = mul i64 %quotient, %by
  %rest = sub i64 %a, %product
  %signs = xor i64 %rest, %by
  %apart = icmp slt i64 %signs, 0
  %uneven = icmp ne i64 %rest, 0
  %lower = and i1 %apart, %uneven
  %less = sext i1 %lower to i64
  %floor = add i64 %quotient, %less
  %answer = select i1 %none, i64 0, i64 %floor
  ret i64 %answer
}

define internal i64 @remainder(i64 %a, i64 %b) alwaysinline {
  %none = icmp eq i64 %b, 0
  %by = select i1 %none, i64 1, i64 %b
  %rest = srem i64 %a, %by
  %signs = xor i64 %rest, %by
  %apart = icmp slt i64 %signs, 0
  %uneven = icmp ne i64 %rest, 0
  %lower = and i1 %apart, %uneven
  %more = select i1 %lower, i64 %by, i64 0
  %floor = add i64 %rest, %more
  %answer = select i1 %none, i64 0, i64 %floor
  ret i64 %answer
}

define internal i64 @mix(i64 %seed) alwaysinline {
  %a = add i64 %seed, -7046029254386353131
  %b = lshr i64 %a, 30
  %c = xor i64 %a, %b
  %d = mul i64 %c, -4658895280553007687
  %e = lshr i64 %d, 27
  %f = xor i64 %d, %e
  %g = mul i64 %f, -7723592293110705685
  %h = lshr i64 %g, 31
  %i = xor i64 %g, %h
  ret i64 %i
}
"""
"""Floor division and remainder, 0 where the divisor is 0, and one step of splitmix64."""

END = "\n!0 = !{}\n"
"""What stands at the end of a module: an empty note, that a load never changes."""

READER = "ptr noalias readonly %T, ptr noalias %S, ptr noalias %W"
"""The parameters of a function that only reads a state."""
ACTOR = (
    "ptr noalias readonly %T, ptr noalias readonly %C, ptr noalias %S, ptr noalias %W, i64 %luck"
)
"""Those of one that changes it, and draws."""
READER_ARGUMENTS = "ptr %T, ptr %S, ptr %W"
ACTOR_ARGUMENTS = "ptr %T, ptr %C, ptr %S, ptr %W, i64 %luck"


class Function:
    """The lines of one function as they grow; what is worked out has a name."""

    def __init__(self, name: str, parameters: str, T: Numbers, *, words: str = "") -> None:
        self.T = T
        self.name = name
        self._lines = [f"define {words}i64 @{name}({parameters}) nounwind {{", "entry:"]
        self._names = 0
        self._labels = 0

    @property
    def text(self) -> str:
        """The whole function."""
        return "\n".join([*self._lines, "}\n"])

    # ------------------------------------------------------------------------------ lines

    def new(self, operation: str) -> str:
        """Works something out; its name."""
        self._names += 1
        self._lines.append(f"  %v{self._names} = {operation}")
        return f"%v{self._names}"

    def line(self, line: str) -> None:
        """Adds a line that works nothing out."""
        self._lines.append(f"  {line}")

    def label(self) -> str:
        """A new place to jump to."""
        self._labels += 1
        return f"L{self._labels}"

    def start(self, label: str) -> None:
        """Begins a block."""
        self._lines.append(f"{label}:")

    def jump(self, label: str) -> None:
        """Ends a block: always on to another."""
        self.line(f"br label %{label}")

    def fork(self, test: str, yes: str, no: str) -> None:
        """Ends a block: on to one of two by a bit."""
        self.line(f"br i1 {test}, label %{yes}, label %{no}")

    def switch(self, number: str, cases: Iterable[tuple[int, str]], other: str) -> None:
        """Ends a block: on to one of several by a number."""
        text = " ".join(f"i64 {n}, label %{label}" for n, label in cases)
        self.line(f"switch i64 {number}, label %{other} [ {text} ]")

    def go_on_if(self, bit: str, otherwise: str) -> None:
        """Ends a block: on with the next lines where a bit is set, and to another otherwise."""
        on = self.label()
        self.fork(bit, on, otherwise)
        self.start(on)

    def leave_if(self, bit: str, to: str) -> None:
        """Ends a block: on to another where a bit is set, and with the next lines otherwise."""
        on = self.label()
        self.fork(bit, to, on)
        self.start(on)

    def give(self, number: str | int) -> None:
        """Ends the function with a number."""
        self.line(f"ret i64 {number}")

    def fork_to_give(self, test: str, number: str | int) -> None:
        """Ends the function with a number where a bit is set, and goes on otherwise."""
        ends, on = self.label(), self.label()
        self.fork(test, ends, on)
        self.start(ends)
        self.give(number)
        self.start(on)

    # ------------------------------------------------------------------------------ rows

    def amount(self, address: int | str) -> str:
        """A number of `T`, read when the code runs."""
        place = self.new(f"getelementptr inbounds i32, ptr %T, i64 {address}")
        return self._widened(self.new(f"load i32, ptr {place}, align 4, !invariant.load !0"))

    def load(self, place: int | str) -> str:
        """A number of the state."""
        address = self.new(f"getelementptr inbounds i32, ptr %S, i64 {place}")
        return self._widened(self.new(f"load i32, ptr {address}, align 4"))

    def store(self, place: int | str, number: str | int) -> None:
        """Writes a number of the state."""
        narrow = number if isinstance(number, int) else self.new(f"trunc i64 {number} to i32")
        address = self.new(f"getelementptr inbounds i32, ptr %S, i64 {place}")
        self.line(f"store i32 {narrow}, ptr {address}, align 4")

    def load_work(self, place: int | str) -> str:
        """A number of the room to work in."""
        address = self.new(f"getelementptr inbounds i64, ptr %W, i64 {place}")
        return self.new(f"load i64, ptr {address}, align 8")

    def store_work(self, place: int | str, number: str | int) -> None:
        """Writes a number of the room to work in."""
        address = self.new(f"getelementptr inbounds i64, ptr %W, i64 {place}")
        self.line(f"store i64 {number}, ptr {address}, align 8")

    def load_site(self, site: int | str) -> str:
        """A number of `C`."""
        address = self.new(f"getelementptr inbounds i64, ptr %C, i64 {site}")
        return self.new(f"load i64, ptr {address}, align 8, !invariant.load !0")

    def _widened(self, name: str) -> str:
        return self.new(f"sext i32 {name} to i64")

    # ------------------------------------------------------------------------------ arithmetic

    def compare(self, sign: str, left: str | int, right: str | int) -> str:
        """A bit: `eq`, `ne`, `slt`, `sle`, `sgt`, `sge`, `ult` or `ule`."""
        return self.new(f"icmp {sign} i64 {left}, {right}")

    def number_of(self, bit: str) -> str:
        """A bit as a number."""
        return self.new(f"zext i1 {bit} to i64")

    def select(self, bit: str, yes: str | int, no: str | int) -> str:
        """One of two numbers by a bit."""
        return self.new(f"select i1 {bit}, i64 {yes}, i64 {no}")

    def add(self, left: str | int, right: str | int) -> str:
        """A sum."""
        return self.new(f"add i64 {left}, {right}")

    def subtract(self, left: str | int, right: str | int) -> str:
        """A difference."""
        return self.new(f"sub i64 {left}, {right}")

    def least(self, left: str | int, right: str | int) -> str:
        """The lesser of two."""
        return self.new(f"call i64 @llvm.smin.i64(i64 {left}, i64 {right})")

    def greatest(self, left: str | int, right: str | int) -> str:
        """The greater of two."""
        return self.new(f"call i64 @llvm.smax.i64(i64 {left}, i64 {right})")

    def clamp(self, number: str | int, low: str | int, high: str | int) -> str:
        """A number moved into a range as `min(max(number, low), high)` does."""
        return self.least(self.greatest(number, low), high)

    def all_of(self, bits: Sequence[str]) -> str:
        """Whether all bits are set."""
        return self._joined("and", bits)

    def any_of(self, bits: Sequence[str]) -> str:
        """Whether any bit is set."""
        return self._joined("or", bits)

    def _joined(self, word: str, bits: Sequence[str]) -> str:
        joined = bits[0]
        for bit in bits[1:]:
            joined = self.new(f"{word} i1 {joined}, {bit}")
        return joined

    # ------------------------------------------------------------------------------ calls

    def value(self, formula: int) -> str:
        """What a formula gives."""
        return self.new(f"call i64 @formula_{formula}({READER_ARGUMENTS})")

    def holds(self, condition: int) -> str:
        """A bit: whether a condition holds. Address 0 is none, which always does."""
        return self.compare("ne", self.value(condition), 0) if condition else "true"

    def run(self, program: int) -> str:
        """A bit: whether a program, which is run, has ended the game."""
        return self.compare("ne", self.new(f"call i64 @program_{program}({ACTOR_ARGUMENTS})"), 0)

    def draw(self, site: int) -> str:
        """The next draw at a site in this turn (rule 2.1)."""
        return self.new(f"call i64 @draw(ptr %C, ptr %S, i64 %luck, i64 {site})")

    def happens(self, percent: str, site: int) -> str:
        """A bit: whether a chance in per cent hits; it always draws (rule 2.3)."""
        drawn = self.new(f"urem i64 {self.draw(site)}, 100")
        return self.compare("slt", drawn, self.clamp(percent, 0, 100))


def write_draw(T: Numbers) -> str:
    """The function of a draw, as `luck.draw`."""
    function = Function(
        "draw", "ptr %C, ptr noalias %S, i64 %luck, i64 %site", T, words="internal "
    )
    place = function.add("%site", T[c.H_DRAWS])
    count = function.load(place)
    function.store(place, function.add(count, 1))
    own = function.new("alloca i64, align 8")
    function.line(f"store i64 %luck, ptr {own}, align 8")
    again, on = function.label(), function.label()
    repeated = function.load(T[c.H_STATE])
    function.fork(function.compare("sgt", repeated, 0), again, on)
    function.start(again)
    function.store(T[c.H_STATE], function.subtract(repeated, 1))
    another = function.load_site(T[c.H_DRAWS_N] + T[c.H_SIDES])
    function.line(f"store i64 {another}, ptr {own}, align 8")
    function.jump(on)
    function.start(on)
    luck = function.new(f"load i64, ptr {own}, align 8")
    turn = function.new(f"xor i64 {luck}, {function.load(c.TURN)}")
    of_turn = function.new(f"call i64 @mix(i64 {turn})")
    of_site = function.new(f"xor i64 {of_turn}, {function.load_site('%site')}")
    series = function.new(f"call i64 @mix(i64 {of_site})")
    function.give(function.new(f"call i64 @mix(i64 {function.add(series, count)})"))
    return function.text
