"""Which version of the game this is, and of its rules."""

from __future__ import annotations

VERSION = "0.1.0"

RULES_VERSION = 1
"""Raised by every change after which a record gives other digests (rule 9.3)."""
