"""The kernel's quick way of compiling links all that is called, or says what is missing."""

from __future__ import annotations

from typing import Any, cast

import pytest

pytest.importorskip("numba")

from linked import call_with_literal_first, triple_apart, triple_at_once, triple_if
from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

from game.kernel.numba import jit, linking

pytestmark = pytest.mark.skipif(
    not (jit.FAST and linking.in_use()), reason="the kernel is compiled in another way here"
)


def test_a_function_is_linked_whose_first_call_the_compiler_drops() -> None:
    assert call_with_literal_first(5, 1) == 20
    assert call_with_literal_first(5, -1) == 10


def test_a_function_is_compiled_once_whatever_numbers_it_is_called_with() -> None:
    def add_both(number: int) -> int:
        return triple_if(number, -1) + triple_if(number, 1)

    assert jit._compiled(add_both, inside=False)(5) == 20
    assert len(cast(Any, triple_if).signatures) == 1


def test_a_function_isnt_inlined_because_its_caller_is() -> None:
    def triple_it(number: int) -> int:
        return triple_at_once(number)

    assert jit._compiled(triple_it, inside=False)(5) == 15
    for function, inlined in ((triple_at_once, True), (triple_apart, False)):
        [compiled] = cast(Any, function).overloads.values()
        assert ("alwaysinline" in compiled.library.get_llvm_str()) == inlined


def test_a_function_that_is_nowhere_is_named_before_anything_calls_it() -> None:
    def declare(_context: Any) -> Any:
        def call(_context: Any, builder: Any, _signature: Any, _arguments: Any) -> Any:
            kind = ir.FunctionType(ir.IntType(64), [])
            return builder.call(ir.Function(builder.module, kind, "communique_nowhere"), [])

        return types.int64(), call

    call_nowhere: Any = cast(Any, intrinsic)(declare)

    def reach_out() -> int:
        return int(call_nowhere())

    with pytest.raises(RuntimeError, match="communique_nowhere; with COMMUNIQUE_PLAIN_NUMBA=1"):
        jit._compiled(reach_out, inside=False)()
