"""How numba is made to emit code only for the kernel's entry points, which saves most of its time.

numba optimises each compiled function and makes machine code of it, with copies of all that it
calls, although only entry points are ever called from outside. Here the functions inside are left
as they are until an entry point is finished, which takes in all that it reaches, once, and is
optimised as a whole.

LLVM's linker drops a function that may be defined twice unless the code before it mentions it, and
the loader leaves every outside address at 0 where a single one is missing. So functions inside are
linked as such that are defined once, before numba's own, and missing addresses are an error.

This rests on how numba and the system's loader work inside, so it is used only with versions of
numba and on systems that it was tested with. With any other, or where COMMUNIQUE_PLAIN_NUMBA is
set, numba compiles in its own way: it takes longer, and games are the same.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import numba
from llvmlite import binding
from numba.core import codegen, compiler, runtime, typed_passes, types
from numba.core.compiler_machinery import register_pass
from numba.core.untyped_passes import FixupArgs

from game.kernel.numba import inside
from game.kernel.numba.places import Place

_TESTED = ((0, 68),)
"""Versions of numba with which this works."""
_SYSTEMS = ("linux",)
"""Systems on which it was tried."""

_WHOLE: Any = (types.Integer, types.Boolean, Place)
_Library: Any = codegen.JITCodeLibrary
_DefaultLowering: Any = typed_passes.NativeLowering
_Compiler: Any = compiler.CompilerBase
_register: Any = register_pass
_runtime: Any = runtime
_SEEN_OUTSIDE: Any = (binding.Linkage.external, binding.Linkage.common)
_address_of: Any = binding.address_of_symbol


class _WithoutEnvironments:
    """A code generator that keeps no environments, since functions inside need none."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def set_env(self, _name: str, _environment: Any) -> None:
        """Does nothing."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _InnerLibrary(_Library):  # type: ignore[misc]
    """The code of a function inside, which stays as it is."""

    @property
    def codegen(self) -> Any:
        return _WithoutEnvironments(self._codegen)

    def _optimize_functions(self, module: Any) -> None:
        """Does nothing: the entry point is optimised as a whole."""

    def _get_module_for_linking(self) -> Any:
        """The code as it is, all of which the linker takes in, called or not."""
        return self._final_module

    def finalize(self) -> None:
        """Leaves the code alone: it is neither optimised nor emitted."""
        self._raise_if_finalized()
        self._finalized = True

    def get_pointer_to_function(self, _name: str) -> int:
        """Nothing calls it from outside."""
        return 0


def _called(library: Any) -> list[Any]:
    """The libraries of what a function calls itself."""
    return cast("list[Any]", library._linking_libraries)


def _names(module: Any) -> Iterator[Any]:
    """The functions and variables of a module."""
    yield from module.functions
    yield from module.global_variables


def _definitions(module: Any) -> Iterator[Any]:
    """The functions and variables that a module defines itself."""
    return (each for each in _names(module) if not each.is_declaration)


class _EntryLibrary(_Library):  # type: ignore[misc]
    """The code of an entry point, which takes in all that it reaches, each once."""

    def finalize(self) -> None:
        """Links all that is reached into one module, optimises it and emits it."""
        libraries: dict[Any, None] = {}
        waiting = list(reversed(_called(self)))
        while waiting:
            library = waiting.pop()
            if library not in libraries:
                libraries[library] = None
                if isinstance(library, _InnerLibrary):
                    waiting += reversed(_called(library))
        # What numba adds may be dropped, so it comes after all that calls it.
        inside_first = sorted(libraries, key=lambda each: not isinstance(each, _InnerLibrary))
        self._linking_libraries = inside_first
        self._own = {each.name for each in _definitions(self._final_module)}
        super().finalize()

    def _optimize_final_module(self) -> None:
        """Optimises all of the code at once; what nothing calls any more is left out."""
        for each in _definitions(self._final_module):
            if each.name not in self._own and each.linkage in _SEEN_OUTSIDE:
                each.linkage = "linkonce_odr"
        manager, builder = self._codegen._module_pass_manager()
        manager.run(self._final_module, builder)

    def _verify_declare_only_symbols(self) -> None:
        """Raises RuntimeError if the code calls or reads anything that is nowhere.

        The loader wouldn't say so, and leave all addresses outside the code at 0.
        """
        missing = sorted(
            each.name
            for each in _names(self._final_module)
            if each.is_declaration
            and not each.name.startswith("llvm.")
            and not self._codegen._engine.is_symbol_defined(each.name)
            and not _address_of(each.name)
        )
        if missing:
            raise RuntimeError(
                f"the kernel can't be linked, since these are missing: {', '.join(missing)}; "
                "with COMMUNIQUE_PLAIN_NUMBA=1 numba compiles it in its own way"
            )


@_register(mutates_CFG=True, analysis_only=False)
class _InnerLowering(_DefaultLowering):  # type: ignore[misc]
    _name = "inner_lowering"
    _kind: Any = _InnerLibrary
    lowering_class = inside.InnerLower

    def run_pass(self, state: Any) -> bool:
        """Lowers a function into a library of our own."""
        name = state.func_id.func_qualname
        state.library = self._kind(state.targetctx.codegen(), name)
        state.library.enable_object_caching()
        done = cast(bool, super().run_pass(state))
        if self._kind is _InnerLibrary:
            lowered = state["cr"]
            inside.insert_call(state.targetctx, lowered.cfunc, lowered.fndesc, state.library)
        return done


@_register(mutates_CFG=True, analysis_only=False)
class _EntryLowering(_InnerLowering):
    _name = "entry_lowering"
    _kind = _EntryLibrary
    lowering_class = _DefaultLowering.lowering_class


def _with_lowering(lowering: Any, state: Any, needless: set[str]) -> list[Any]:
    manager: Any = cast(Any, compiler.DefaultPassBuilder).define_nopython_pipeline(state)
    manager.passes = [
        (lowering if step is typed_passes.NativeLowering else step, about)
        for step, about in manager.passes
        if step.__name__ not in needless
    ]
    manager.add_pass_after(inside.NameNumbers, FixupArgs)
    manager.finalize()
    return [manager]


@contextmanager
def _remembered_signatures() -> Iterator[None]:
    """Has numba look up once, and not at every call, what an operator gives for plain numbers.

    It tries dozens of templates each time, and words for each why it doesn't fit.
    """
    functions: Any = types.BaseFunction
    look_up = functions.get_call_type
    signatures: dict[Any, Any] = {}

    def get_call_type(self: Any, context: Any, arguments: Any, words: Any) -> Any:
        if words or not all(isinstance(each, _WHOLE) for each in arguments):
            return look_up(self, context, arguments, words)
        key = id(self), context, arguments
        if key not in signatures:  # the function is kept, so that its number stays its own
            signatures[key] = look_up(self, context, arguments, words), self
        return signatures[key][0]

    functions.get_call_type = get_call_type
    try:
        yield
    finally:
        functions.get_call_type = look_up


@contextmanager
def _without_collection() -> Iterator[None]:
    """Has Python look for no garbage meanwhile, of which there is little until the end."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class InnerCompiler(_Compiler):  # type: ignore[misc]
    """Compiles functions that only the kernel calls."""

    def define_pipelines(self) -> list[Any]:
        return _with_lowering(_InnerLowering, self.state, inside.NEEDLESS_INSIDE)


class EntryCompiler(_Compiler):  # type: ignore[misc]
    """Compiles entry points, and with them what they call."""

    def compile_extra(self, function: Any) -> Any:
        """Compiles a function."""
        with _remembered_signatures(), _without_collection():
            return super().compile_extra(function)

    def define_pipelines(self) -> list[Any]:
        return _with_lowering(_EntryLowering, self.state, inside.NEEDLESS)


def in_use() -> bool:
    """Whether the kernel is compiled in this way."""
    tried = numba.version_info.short in _TESTED and sys.platform in _SYSTEMS
    return tried and os.environ.get("COMMUNIQUE_PLAIN_NUMBA", "") == ""


def load_at_once(compiled: Any) -> None:
    """Has what is kept of an entry point on disk loaded without all that compiles other code.

    numba first imports what it knows of arrays, random numbers and containers, and with it scipy,
    which takes longer than the rest of loading.
    """
    if not in_use():
        return
    kept = compiled._cache
    load = kept.load_overload

    def load_overload(signature: Any, context: Any) -> Any:
        _runtime.rtsys.initialize(context)
        with kept._guard_against_spurious_io_errors():
            found = kept._load_overload(signature, context)
            return load(signature, context) if found is None else found

    kept.load_overload = load_overload


def options(inside: bool) -> dict[str, Any]:
    """What a function of the kernel is compiled with, inside it or as an entry point."""
    return {"pipeline_class": InnerCompiler if inside else EntryCompiler} if in_use() else {}
