"""Compiles LLVM's language to machine code, and loads it into this process."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from typing import Any, Final, cast

import llvmlite
import llvmlite.binding as llvm

QUICK, BEST = "quick", "best"
"""The ways to compile: with a few passes in a short time, or with all worthwhile ones."""
_QUICK_STEPS: Final = ("always_inliner", "global_dead_code_eliminate", "sroa", "simplify_cfg")
_LEVEL = 1
"""LLVM's optimisation level for BEST; level 2 takes longer and makes the code no faster."""
_INLINED = 30
"""The greatest length, by LLVM's measure, of a function that is inlined."""


@cache
def _target() -> Any:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm.Target.from_default_triple()


def _machine() -> Any:
    """LLVM's description of this computer's processor. Each engine needs one of its own."""
    return _target().create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=_LEVEL,
        jit=True,
    )


def digest(content: str) -> str:
    """A hash of some content, of the version of LLVM and of the processor, as a name for code."""
    versions = f"{llvmlite.__version__} {llvm.llvm_version_info} {_LEVEL} {_INLINED}"
    processor = f"{llvm.get_host_cpu_name()} {llvm.get_host_cpu_features().flatten()}"
    return sha256(f"{versions} {processor}\n{content}".encode()).hexdigest()[:32]


def compile_text(
    text: str, how: str, machine: Any = None, go_on: Callable[[], bool] = lambda: True
) -> bytes | None:
    """Compiles a module; returns an object file.

    machine: by default this computer's processor. go_on: called between steps, each of which takes
    at most about two seconds; if it returns False, the result is None. Raises RuntimeError if LLVM
    can't read the text.
    """
    machine = machine or _machine()
    module = llvm.parse_assembly(text)
    module.triple, module.data_layout = machine.triple, str(machine.target_data)
    options = llvm.create_pipeline_tuning_options(speed_level=_LEVEL)
    options.inlining_threshold = _INLINED
    builder = llvm.create_pass_builder(machine, options)
    if how == QUICK:
        passes = llvm.create_new_module_pass_manager()
        for step in _QUICK_STEPS:
            getattr(passes, f"add_{step}_pass")()
    else:
        passes = builder.getModulePassManager()
    if not go_on():
        return None
    passes.run(module, builder)
    if not go_on():
        return None
    code: bytes = machine.emit_object(module)
    return code


def load(code: bytes) -> Any:
    """Loads an object file into memory. Its code can be called as long as the result is alive."""
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _machine())
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return engine


def entry(engine: Any) -> Callable[[int], int]:
    """The function `enter` of a module in memory, which takes the address of its block."""
    prototype = ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_void_p)
    function = prototype(engine.get_function_address("enter"))
    cast(Any, function).engine = engine  # keeps it alive as long as the function
    return function
