"""English of the line mode: prompts, headings and help of a game played in a terminal."""

from __future__ import annotations

from types import MappingProxyType

TERMINAL: MappingProxyType[str, str] = MappingProxyType({})
