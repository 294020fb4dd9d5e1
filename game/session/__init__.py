"""One game being played: its record, selections, drafts and clocks.

`Game.do` (`game.py`) is the only way into a game; it knows neither words nor screens. A record
(`records/`) contains the scenario's files, each action and a digest of each state. Each of its
lines ends with its CRC-32, and there is one way to write a line: so every changed byte is noticed,
and a file is what was written or it is refused. Words between people stand in a file beside the
record (`records/file.py`), so that they can be deleted.

`records/replay.py` also plays a game's decisions again in a changed scenario, up to the first that
no longer fits.
"""
