"""From LLVM's language to machine code in this process, kept on disk for the next one."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import llvmlite
import llvmlite.binding as llvm

from game.kernel.native.module import FUNCTIONS, Module
from game.kernel.numba.jit import cache_folder

LEVEL = 1
"""How hard LLVM tries; level 2 takes a third longer and makes the code no faster."""

_engines: dict[str, Any] = {}
"""By digest of a module its machine code, which must live as long as anybody may call it."""


def is_compiled(module: Module) -> bool:
    """Whether this process or an earlier one has compiled a module."""
    digest = _digest(module)
    return digest in _engines or _file(digest).exists()


def compile_module(module: Module) -> Sequence[int]:
    """Where in memory the functions of a module stand, in its order.

    Raises RuntimeError where this LLVM can't compile it.
    """
    digest = _digest(module)
    if digest not in _engines:
        code = _kept(digest)
        if code is None:
            code = _compile(module.text)
            _keep(digest, code)
        _engines[digest] = _load(code)
    first = _engines[digest].get_global_value_address(FUNCTIONS)
    return tuple((ctypes.c_int64 * len(module.addresses)).from_address(first))


def _machine() -> Any:
    """The processor that code is made for, this one; of an engine it becomes a part."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_default_triple()
    return target.create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=LEVEL,
        jit=True,
    )


def _compile(text: str) -> bytes:
    """The machine code of a module, as an object file."""
    module, machine = llvm.parse_assembly(text), _machine()
    module.triple, module.data_layout = machine.triple, str(machine.target_data)
    options = llvm.create_pipeline_tuning_options(speed_level=LEVEL)
    builder = llvm.create_pass_builder(machine, options)
    builder.getModulePassManager().run(module, builder)
    code: bytes = machine.emit_object(module)
    return code


def _load(code: bytes) -> Any:
    """Puts an object file into memory, ready to be called."""
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _machine())
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return engine


# ------------------------------------------------------------------------------ on disk


def _digest(module: Module) -> str:
    """A hash of all that machine code depends on: the text, LLVM, and the processor."""
    versions = f"{llvmlite.__version__} {llvm.llvm_version_info} {LEVEL}"
    processor = f"{llvm.get_host_cpu_name()} {llvm.get_host_cpu_features().flatten()}"
    return sha256(f"{versions} {processor}\n{module.text}".encode()).hexdigest()


def _file(digest: str) -> Path:
    return cache_folder() / f"{digest[:32]}.code"


def _kept(digest: str) -> bytes | None:
    """The object file of an earlier process; None where there is none, or a damaged one."""
    try:
        content = _file(digest).read_bytes()
    except OSError:
        return None
    own, code = content[:32], content[32:]
    return code if own == sha256(code).digest() else None


def _keep(digest: str, code: bytes) -> None:
    """Writes an object file, behind its hash. A full disk is no reason to stop."""
    file = _file(digest)
    half_written = file.with_name(f"{file.name}.tmp.{os.getpid()}")
    with suppress(OSError):
        half_written.write_bytes(sha256(code).digest() + code)
        half_written.replace(file)
