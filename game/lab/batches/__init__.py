"""Playing many games, in one process or several, and adding them up.

Threads play where Python has little to do (`hiring.py`): the kernel releases Python's lock, and a
thread starts at once where a process takes a second. Rows, many plans and bots in Python are played
by processes; `cluster.py` hands ranges of games to other machines.

`frontiers.py` measures how far signed packages were from the Pareto frontier. Rows keep the numbers
of the state on which packages depended when they were signed, so a formula is asked once for each
combination of the numbers that it reads, and other numbers of a scenario share what they don't
change.
"""
