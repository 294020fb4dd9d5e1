"""The standard of balance that scenarios are held to.

`standard.py` says what is required of a scenario, `payoffs.py` who does well against whom,
`findings.py` what is required of personas, par and skill. `climbing.py` finds the best list of
actions that is fixed before the game, which an expert has to beat (`lists.py`). Each requirement
has one name (`model/balance.py`), by which an author accepts to miss it, and
`lab/pages/balance_findings.py` says what to do.
"""
