"""How numba compiles a function inside the kernel: only by the steps that plain numbers need.

numba is made for arrays, references and variables that change their kind. A function inside handles
whole numbers, truths and places, of which nobody counts references, and each variable has one kind.

This rests on how numba works inside; `linking` says with which versions it is used.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

from numba.core import cgutils, ir, lowering
from numba.core.compiler_machinery import FunctionPass, register_pass

_register: Any = register_pass
_Pass: Any = FunctionPass
_Lower: Any = lowering.Lower
_cgutils: Any = cgutils
_ir: Any = ir

NEEDLESS = {
    "WithLifting",
    "InlineClosureLikes",
    "MakeFunctionToJitFunction",
    "InlineInlinables",
    "FindLiterallyCalls",
    "LiteralUnroll",
    "LiteralPropagationSubPipelinePass",
    "InlineOverloads",
    "DumpParforDiagnostics",
}
"""Steps of numba for what the kernel doesn't use: closures, `with`, loops over literals."""
NEEDLESS_INSIDE = NEEDLESS | {
    "IRProcessing",
    "ReconstructSSA",
    "PreLowerStripPhis",
    "NoPythonSupportedFeatureValidation",
    "IRLegalization",
    "AnnotateTypes",
}
"""These, and steps that find out how long a variable lives and of which kind it is where."""


@_register(mutates_CFG=False, analysis_only=False)
class NameNumbers(_Pass):  # type: ignore[misc]
    """Has a name of a module, as `c.TURN` is, stand for what it names before kinds are worked out.

    No number is a kind of its own, or a function would be compiled for each that it is given.
    """

    _name = "name_numbers"

    def __init__(self) -> None:
        _Pass.__init__(self)

    def run_pass(self, state: Any) -> bool:
        """Rewrites a function, block by block."""
        for block in state.func_ir.blocks.values():
            modules: dict[str, ModuleType] = {}
            kept = []
            for step in block.body:
                if isinstance(step, _ir.Assign):
                    if _names_module(step.value):
                        modules[step.target.name] = step.value.value
                        continue
                    step.value = _named(step.value, modules)
                    state.func_ir._definitions[step.target.name] = [step.value]
                kept.append(step)
            block.body = kept
        return True


def _names_module(source: Any) -> bool:
    return isinstance(source, _ir.Global) and isinstance(source.value, ModuleType)


def _named(source: Any, modules: dict[str, ModuleType]) -> Any:
    """What a variable is set to, as a number if it is one."""
    if isinstance(source, _ir.Expr) and source.op == "getattr" and source.value.name in modules:
        module = modules[source.value.name]
        source = _ir.Global(source.attr, getattr(module, source.attr), source.loc)
    if isinstance(source, _ir.Global) and type(source.value) is int:
        source = _ir.Const(source.value, source.loc)
    if isinstance(source, _ir.Const):
        source.use_literal_type = False
    return source


class InnerLower(_Lower):  # type: ignore[misc]
    """Makes LLVM's code of a function inside, without any that counts references."""

    def lower_block(self, block: Any) -> None:
        """Makes code of the steps of a block."""
        for step in block.body:
            self.loc = step.loc
            if isinstance(step, _ir.Assign):
                number = self.lower_assign(self.typeof(step.target.name), step)
                self.storevar(number, step.target.name)
            else:
                self.lower_inst(step)

    def storevar(self, value: Any, name: str, argidx: int | None = None) -> None:  # noqa: ARG002
        """Sets a variable."""
        if name in self._singly_assigned_vars:
            self._blk_local_varmap[name] = value
        else:
            self._alloca_var(name, self.typeof(name))
            self.builder.store(value, self.varmap[name])

    def incref(self, typ: Any, val: Any) -> None:
        """Does nothing."""

    def decref(self, typ: Any, val: Any) -> None:
        """Does nothing."""


def insert_call(context: Any, compiled: Any, description: Any, library: Any) -> None:
    """Has numba call a function inside without asking more than whether it raised an exception."""

    def call(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        function = context.declare_function(builder.module, description)
        slot = _cgutils.alloca_once(builder, function.args[0].type.pointee)
        words = context.get_arg_packer(description.argtypes).as_arguments(builder, arguments)
        # The second argument is where an exception is put: where that of the caller is.
        status = builder.call(function, [slot, builder.function.args[1], *words])
        with _cgutils.if_unlikely(builder, _cgutils.is_not_null(builder, status)):
            builder.ret(status)
        return context.get_returned_value(builder, description.restype, builder.load(slot))

    described: Any = call
    described.signature, described.libs = description.argtypes, (library,)
    context.remove_user_function(compiled)
    context._defns[compiled].append(described, described.signature)
