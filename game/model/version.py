"""Which version of the game this is, and of its rules."""

from __future__ import annotations

VERSION = "0.1.0"

RULES_VERSION = 3
"""The version by which new games are played. It is raised by every change after which a record
gives other digests, or holds what earlier programs can't read (rule 9.3)."""

REPLAYABLE_VERSIONS = (1, 2, RULES_VERSION)
"""The versions of the rules by which a record can be replayed and continued."""

HOLDS_AND_LAST_OFFERS = 2
"""The first version of the rules with held injects and last offers (rules 5.10 and 10.3)."""

WORDS_AND_POSITIONS = 2
"""The first version whose records have positions, words, seats that change and decisions that the
facilitator takes for a side (rules 9.1, 9.6, 9.7 and 10.4)."""
