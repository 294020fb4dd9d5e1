"""Frozen values whose fields may be computed when they are first read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Self


class Deferrable:
    """The base of attrs classes with instances that compute fields when they are first read.

    Such an instance compares, hashes, prints, evolves and pickles like one that has all its fields,
    since these operations read them.
    """

    __slots__ = ("_compute",)

    @classmethod
    def deferred(cls, compute: Callable[[str], object], **fields: object) -> Self:
        """Makes an instance with some fields; `compute` returns the others by their names.

        It may be called for a field more than once if threads share the instance.
        """
        instance = cls.__new__(cls)
        for name, field in (("_compute", compute), *fields.items()):
            object.__setattr__(instance, name, field)
        return instance

    if not TYPE_CHECKING:  # Otherwise mypy would accept every name.

        def __getattr__(self, name: str) -> object:
            """Computes a field that has not been read yet; Python calls it for no others."""
            if name not in type(self).__slots__:
                raise AttributeError(f"{type(self).__name__} has no field {name}")
            field = self._compute(name)
            object.__setattr__(self, name, field)
            return field
