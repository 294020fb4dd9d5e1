"""Pictures that are kept, so that they needn't be drawn again: those of the last few windows."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar, cast

WINDOWS = 3
"""Of so many sizes and settings of a window pictures are kept."""
_Make = TypeVar("_Make", bound=Callable[..., Any])
_kept: list[Callable[[], None]] = []
_windows: set[Hashable] = set()


def keep_pictures(most: int) -> Callable[[_Make], _Make]:
    """Keeps what a function returned, for so many arguments, until forget_pictures is called."""

    def keep(make: _Make) -> _Make:
        found = lru_cache(maxsize=most)(make)
        _kept.append(found.cache_clear)
        return cast("_Make", found)

    return keep


def draw_for_window(window: Hashable) -> None:
    """Says for which window pictures are drawn now; those of many windows before are let go."""
    _windows.add(window)
    if len(_windows) > WINDOWS:
        forget_pictures()
        _windows.add(window)


def forget_pictures() -> None:
    """Lets go of all pictures."""
    _windows.clear()
    for clear in _kept:
        clear()
