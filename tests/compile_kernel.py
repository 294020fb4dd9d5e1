"""Compile the kernel into the cache that all processes share: `tools/dev.py test` does it first."""

from __future__ import annotations

import os

from platformdirs import user_cache_dir


def share_cache() -> None:
    """Name the folder of compiled code to every process of the tests, also to those without a home.

    Otherwise a game that a test begins in another home compiles the kernel again.
    """
    os.environ.setdefault("NUMBA_CACHE_DIR", user_cache_dir("communique", appauthor=False))


def main() -> None:
    share_cache()

    from game.kernel.entries import compile_all

    compile_all()


if __name__ == "__main__":
    main()
