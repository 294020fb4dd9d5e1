"""A cache of drawn pictures, emptied when the window has changed its size or look too often."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar, cast

WINDOWS = 3
"""For so many sizes and looks of the window pictures are kept."""
_Make = TypeVar("_Make", bound=Callable[..., Any])
_kept: list[Callable[[], None]] = []
_windows: set[Hashable] = set()


def keep_pictures(most: int) -> Callable[[_Make], _Make]:
    """Caches what a function returns, for at most so many arguments, until forget_pictures."""

    def keep(make: _Make) -> _Make:
        found = lru_cache(maxsize=most)(make)
        _kept.append(found.cache_clear)
        return cast("_Make", found)

    return keep


def draw_for_window(window: Hashable) -> None:
    """Notes the window that is drawn for; after too many different ones the cache is emptied."""
    _windows.add(window)
    if len(_windows) > WINDOWS:
        forget_pictures()
        _windows.add(window)


def forget_pictures() -> None:
    """Empties the cache."""
    _windows.clear()
    for clear in _kept:
        clear()
