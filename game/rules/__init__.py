"""What a scenario means: names, bounds, chance, compiled effects.

`compile_rules` resolves each name by where it stands, bounds each value and compiles effects: an
authored `Lapse` becomes a `CompiledLapse`. Expressions stay in the `Scenario` as they were written
and are resolved where they are used: one tree serves the checker (places of names), the engine
(closures) and the words that a player reads. Python's `ast` parses them, behind a whitelist of
characters and of node types; nothing is ever evaluated as Python.
"""
