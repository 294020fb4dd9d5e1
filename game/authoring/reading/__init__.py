"""From files on disk to nodes that know their place.

`yaml_builder.py` takes PyYAML's events and not its loader: events know line and column, and the
game decides itself what a value is (YAML 1.2: only true, false, null and numbers are anything else
than text). These events are typed as `Any`, since they share no typed base class.

`Folder.read` is the only function that opens a scenario's files (by `regular_files.py`): ordinary
files in the folder or below it, links only if they stay there, and none over 2 MiB. Records are
opened with the same care.
"""
