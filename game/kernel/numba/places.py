"""Where the numbers of an array stand, as numba handles it; imported where there is numba.

Functions that are handed this one word instead of an array, which is seven and counts its
references, call each other several times faster. What is read is 64 bits wide, however narrow it
is kept, so that no function is compiled for more than one width.
"""

from __future__ import annotations

import operator
from typing import Any, cast

from numba.core import types
from numba.core.imputils import lower_builtin
from numba.core.typing.templates import AbstractTemplate, Signature, infer_global
from numba.extending import intrinsic, models, register_model
from numba.np.arrayobj import make_array

_make_array, _signature = cast(Any, make_array), cast(Any, Signature)
_infer, _model, _lower = (cast(Any, each) for each in (infer_global, register_model, lower_builtin))


class Place(types.Type):
    """Where numbers of a kind stand; fixed where none of them is ever written to."""

    def __init__(self, kept: Any, fixed: bool) -> None:
        self.kept, self.fixed = kept, fixed
        self.read = types.int64 if kept.signed else types.uint64
        super().__init__(name=f"place({kept}, {fixed})")


@_model(Place)
class _Model(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: Any) -> None:
        first = cast(Any, super().__init__)
        first(manager, kind, manager.lookup(kind.kept).get_data_type().as_pointer())


@_infer(operator.getitem)
class _Read(AbstractTemplate):
    def generic(self, arguments: Any, _words: Any) -> Any:
        place, index = arguments
        if isinstance(place, Place) and isinstance(index, types.Integer):
            return _signature(place.read, (place, types.intp), None)
        return None


@_infer(operator.setitem)
class _Write(AbstractTemplate):
    def generic(self, arguments: Any, _words: Any) -> Any:
        place, index, _number = arguments
        if isinstance(place, Place) and not place.fixed and isinstance(index, types.Integer):
            return _signature(types.none, (place, types.intp, place.read), None)
        return None


def _read(context: Any, builder: Any, sig: Any, arguments: Any) -> Any:
    place = sig.args[0]
    number = builder.load(builder.gep(arguments[0], [arguments[1]], inbounds=True))
    if place.fixed:
        # So it isn't read again because something else has been written.
        number.set_metadata("invariant.load", builder.module.add_metadata([]))
    return context.cast(builder, number, place.kept, place.read)


def _write(context: Any, builder: Any, sig: Any, arguments: Any) -> Any:
    place = sig.args[0]
    number = context.cast(builder, arguments[2], place.read, place.kept)
    builder.store(number, builder.gep(arguments[0], [arguments[1]], inbounds=True))
    return context.get_dummy_value()


_lower(operator.getitem, Place, types.Integer)(_read)
_lower(operator.setitem, Place, types.Integer, types.Integer)(_write)


def _of(fixed: bool) -> Any:
    def place(_context: Any, row: Any) -> Any:
        def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
            return _make_array(row)(context, builder, arguments[0]).data

        return Place(row.dtype, fixed)(row), generate

    return intrinsic(place)


at, fixed_at = _of(fixed=False), _of(fixed=True)
