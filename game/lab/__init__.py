"""Plays many games, adds up their results, and compares them with what an author wants.

    5  pages/                    a page for the result of each study
    4  studies/                  several plans, compared
    3  author_tests/ standard/   what an author claims; the standard of balance
    2  files/ summary/           kept games; their figures
    1  batches/                  playing plans, in one process, several, or a cluster
    0  numbers/                  a scenario with other numbers

A `Plan` (`batches/plan.py`) says which games are played: scenario, bots, seeds, numbers. A study is
several plans on the same seeds. Games are added up as whole numbers in the order of their seeds, so
no number of processes, and no interrupt, changes a figure. Texts are English, like everything that
the lab prints.
"""
