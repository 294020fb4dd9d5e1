"""A fast second implementation of the rules, on tables of whole numbers, for many games.

    7  batch.py machine.py rollouts.py stepping.py   many games, one game, games from a state
    5  rows.py entries.py               a row for each game, and counts of many; its log
       sight.py reader.py               what a side sees; numbers as a state
       moves.py scenario_code.py        moves and states as numbers; machine code for a scenario
    4  lowering/                        from rules to tables
    3  machine_code.py                  the compiled function in this process
    2  tasks.py                         the one function that is compiled, with all that it calls
    1  run/                             the rules on tables
    0  codes.py whole_numbers.py        what the numbers mean; what functions are written in
       compiler/                        from these functions to machine code

`lowering/` turns rules into one row of whole numbers, `T`. The functions of `run/` do the rest with
`T`, a state `S` and room to work in `W`, as machine code or as plain Python. A function is passed
one word for each row, the address of its numbers in memory, and there is no class for each table.
So a rule stands in `engine/` and in `run/`, and nowhere else; `tests/kernel/test_agrees.py` draws
scenarios and games and finds any difference.

Bots are functions of the kernel that choose in a state in which everything unseen is masked. In a
room that state is made from the side's view, in many games from the true state: so a bot can't see
more in one place than in the other. `stepping.py` stops where somebody outside decides, and
`reader.py` reads the numbers as a state of the reference engine. `rollouts.py` plays on from any
state; its beginning says which draws its games have in common.

One game isn't compiled (`machine_code.make_do`): bots that don't look ahead are quick enough in
plain Python, so nobody waits for a compiler. A scenario is compiled once for all who play it:
tables that add a persona to others (a list, an expert's plan) take over their machine code, and
compile only what they add (`scenario_code.py`).
"""
