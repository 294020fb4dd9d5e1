"""A cache of drawn pictures, emptied when the window has changed its size or theme often."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar, cast

WINDOWS = 3
"""The number of window sizes and themes for which pictures are kept."""
_Make = TypeVar("_Make", bound=Callable[..., Any])
_kept: list[Callable[[], None]] = []
_windows: set[Hashable] = set()


def keep_pictures(most: int) -> Callable[[_Make], _Make]:
    """Caches up to `most` results of a function, until `forget_pictures` is called."""

    def keep(make: _Make) -> _Make:
        cached = lru_cache(maxsize=most)(make)
        _kept.append(cached.cache_clear)
        return cast("_Make", cached)

    return keep


def draw_for_window(window: Hashable) -> None:
    """Notes the size and theme that is drawn for; after WINDOWS others, empties the cache."""
    _windows.add(window)
    if len(_windows) > WINDOWS:
        forget_pictures()
        _windows.add(window)


def forget_pictures() -> None:
    """Empties the cache."""
    _windows.clear()
    for clear in _kept:
        clear()
