"""Calls of machine code by its address in memory; imported where there is numba.

`native` writes such code. Its functions take rows of numbers as places and give 64 bits.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from llvmlite import ir
from numba.core import types
from numba.extending import intrinsic

_WIDE = ir.IntType(64)
_intrinsic: Callable[[Callable[..., Any]], Callable[..., int]] = cast(Any, intrinsic)


def _call(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
    address, *others = arguments
    kind = ir.FunctionType(_WIDE, [each.type for each in others])
    return builder.call(builder.inttoptr(address, kind.as_pointer()), others)


@_intrinsic
def call_reader(_context: Any, _address: Any, T: Any, S: Any, W: Any) -> Any:
    """A formula, or the outcomes that can end the game."""
    return types.int64(types.int64, T, S, W), _call


@_intrinsic
def call_actor(_context: Any, _address: Any, T: Any, C: Any, S: Any, W: Any, _luck: Any) -> Any:
    """A program, or a phase of injects."""
    return types.int64(types.int64, T, C, S, W, types.uint64), _call


@_intrinsic
def call_player(
    _context: Any, _address: Any, T: Any, C: Any, S: Any, W: Any, _luck: Any, _own: Any
) -> Any:
    """An alternate phase whose sides all choose by chance."""
    return types.int64(types.int64, T, C, S, W, types.uint64, types.uint64), _call


@_intrinsic
def call_lister(
    _context: Any, _address: Any, T: Any, S: Any, W: Any, _picks: Any, _waiting: Any
) -> Any:
    """A list of legal actions, which depends on how many are picked and how many wait."""
    return types.int64(types.int64, T, S, W, types.int64, types.int64), _call
