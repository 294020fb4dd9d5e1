"""Reports of studies as HTML pages, for a designer to read, print and send on.

`study_page.py` paints any study from its panels. The reports on balance and on one run of games
add what no other study has. `document/panel_page.py` and the charts beside it draw them. Each chart
is drawn twice, for a page and for a telephone; paper takes whichever fits.
"""
