"""One picture of a whole scenario for its designer: stages and phases, endings, and a timeline.

`graph_of` (model.py) gathers what is shown, in words; `picture_of` (picture.py) draws it as SVG.
"""
