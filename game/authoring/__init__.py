"""From a YAML file to a Scenario, or to every problem that it has.

No step stops at the first mistake. `reading/` turns files into nodes that know their place.
`merge.py` lays a file over the one that it extends, and a variant over both (`patches.py`);
`translation.py` replaces texts. `scenario_reader.py` turns nodes into the draft of a `Scenario`,
`check/` examines the whole, and `wording/` says in sentences what they found. What can't be read
becomes a harmless value and is noted, so that each mistake is reported once.

A problem names a path, and the nodes lead from the path to a line; the model knows no places.
`laid.py` reports a problem of a variant or an extended file where its cause stands. `family.py`
checks a scenario together with its variants.

`scenario_writer.py` is the inverse of `scenario_reader.py`: with it a scenario is checked again
with other numbers, without its files. `resolved.py` writes a variant, or a scenario that extends
another, as one whole file, which is what a record keeps. All others are kept in a record as they
are (`reading/files.py`), since a game must go on whatever becomes of its files.
"""
