"""Frozen values: the scenario, decisions, log entries, state.

The language is described here and nowhere else: every field of `Scenario` and its parts has
`key(shape, about)` (`shapes.py`), which the checker, docs/keys.md, the JSON Schemas and
translations read. Constraints stand in this metadata, because attrs validators stop at the first
error and know no path.

Values can be compared, hashed and pickled. So the places of keys in files aren't kept in them, and
a mapping is a `FrozenMap`: `MappingProxyType` can't be pickled, and a frozen object with a dict has
no hash.

Codes of refusals, log entries, causes and statuses are closed sets (`Literal`), and every event of
the log is a class of its own, so that mypy finds a `match` that misses one. Views, legal decisions
and lines of records compute a field when it is first read (`deferred.py`).

Text from files is data. `characters.py` says which characters a text may contain; the readers of
YAML and of records refuse the others, with their line. Whatever is printed passes through one place
that replaces them (`text/streams.py` for every command, `text/console.py` for a game), a report
through another (`document/html.py`), and the window cleans letters where they are drawn
(`ui/paint/fonts.py`). So neither a text nor a file name can control a terminal.
"""
