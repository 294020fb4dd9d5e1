"""Machine code of a scenario in this process, kept on disk for the next one."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

from game.kernel.compiler import build, disk
from game.kernel.native.module import FUNCTIONS, Module

_engines: dict[str, Any] = {}
"""By digest of a module its machine code, which must live as long as anybody may call it."""


def is_compiled(module: Module) -> bool:
    """Whether this process or an earlier one has compiled a module."""
    digest = build.digest(module.text)
    return digest in _engines or disk.path_of(digest).exists()


def compile_module(module: Module) -> Sequence[int]:
    """Where in memory the functions of a module stand, in its order.

    Raises RuntimeError where this LLVM can't compile it.
    """
    digest = build.digest(module.text)
    if digest not in _engines:
        code = disk.kept(digest)
        if code is None:
            code = build.compile_text(module.text, build.BEST)
            assert code is not None
            disk.keep(digest, code)
        _engines[digest] = build.load(code)
    first = _engines[digest].get_global_value_address(FUNCTIONS)
    return tuple((ctypes.c_int64 * len(module.addresses)).from_address(first))
