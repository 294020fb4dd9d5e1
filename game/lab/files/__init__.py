"""Files of many games: what stands in them, writing, reading and merging them, and run folders.

`columns.py` declares each column once. A `GamesFile` of each kind is written while games are
played. `about.py` is what a file says of itself, with which its content is compared before anything
is unpacked. `run_folder.py` goes on after an interrupt: `Kept` is a place that hands all games to a
store (`played.py`), and takes from it those that are there already.
"""
