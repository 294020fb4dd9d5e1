"""An HTML page with SVG charts that needs nothing else: any browser opens it, and it prints well.

Fill an `HtmlPage` (page.py) from top to bottom and take its `text()`. A chart is a `Figure`, made
by `interval_chart` or `scatter_chart` from plain numbers and texts, or painted from a scene
(`scene.py`), which the window draws, too. Every text is escaped; nothing depends on colour alone;
each figure says in words what it shows. Every document contains its fonts (`fonts.py`), so it looks
the same on a machine that has none.

    page = HtmlPage("A report", "en")
    page.heading("How it went", 1)
    page.figure(interval_chart("Scores", [IntervalRow("North", 59, 40, 70)], NumberAxis("score")))
    page.text()
"""
