"""Analyses games: what each decision was worth, and what was luck.

`history.py` lists the steps of a game, where what sides decided at once is one step;
`engine/draws.py` says which random draws followed from it. `account.py` says what each of them was
worth to each side, from rollouts that repeat the game up to there (`expected_scores.py`).

`script.py` gives each decision a key, by which `repeated_games.py` finds it again in another run of
the game and repeats it as long as it is legal. Baselines and what-if (`what_if.py`) are such runs.
They stop at every decision (`kernel/stepping.py`), which is quick enough for
thousands of runs in a few seconds. `grades.py` judges a decision by what its side knew
(`kernel/sight.py` makes guesses of the rest), never by what was true.

`analysis.py` joins all of it, within a time limit where there is one. `process.py` does so in the
background for the window and the room, and then answers what would have come of other decisions.
`kept.py` keeps the result beside the record, as JSON in a file that is named by all it depends on.
`judge.py` judges one decision at once, in a process that stays warm. How all this is said is
decided in `presenter/hindsight/`.
"""
