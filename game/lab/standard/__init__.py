"""The standard of balance that scenarios are held to.

`standard.py` says what is required of a scenario, `payoffs.py` who does well against whom,
`findings.py` what is required of personas, par and skill. Each kind of requirement has one name
(`model/balance.py`), by which an author accepts to miss it, and `lab/pages/advice.py` says what to
do.
"""
