"""Studies of a scenario: many plans of games, on the same seeds, compared with each other.

`figures.py` computes the figures of each game from its row, so that games of one seed can be
compared, and says whether a difference is more than chance. The result of a study is a
frozen value with `as_json` and `panels`. The keys of its JSON are described in a `TypedDict` beside
it, and in the fields of classes (`lab/batches/json_keys.py`); `cli/schemas/` makes the published
schemas from both.
`panels` says it in words, charts and tables (`panels.py`), which two painters that know no study
show: `lab/pages/study_page.py` as a page, `cli/many_games/study_text.py` in a terminal.
"""
