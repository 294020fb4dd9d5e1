"""Bots, which decide for a side by what that side sees.

The kernel decides for them (`kernel/run/`), from what a view shows, so a bot in a room is the same
as in many games. `reference/` is rule 12.2 in plain Python. Two parts of rule 12.3 (which packages
an expert tries, and how it compares the last ones) stand in plain Python in `tests/bots/`. Both are
there to be read and to be compared with the kernel; a change is written there first.

Bots remember nothing: their draws follow from the seed, the side and how many decisions it has
taken. So a game that is continued or rewound meets the same bots, here and in the kernel.

`own.py` asks custom bots and turns their errors into one line; `bot_files.py` reads such
bots from Python files. A `BotFile` is a text that carries its code. The same text from a record
carries none, and runs nothing until somebody trusts it (`cli/trust.py`). `custom.py` seats Python
functions in many games.

`processes.py` starts all child processes of the game, also for the floors above: `players.py` has
experts decide in one. Only the room of the window is a program of its own (`desk/rooms/`), as it
starts children in turn, and a cluster's workers are started by its library
(`lab/batches/cluster.py`).
"""
