"""A designer's tools beside the checker, such as texts for translators and diagrams.

`texts.py` writes the stub of a translation, and `po.py` reads and writes `.po` files. `watch.py`
checks a scenario at every save. `graph/` draws one picture of the stages and of when every inject
can happen; its arrows are those of the engine's own machine (`engine/flow.py`). `inject_outlook.py`
says the same of injects to the facilitator.
"""
