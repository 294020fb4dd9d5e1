"""A room in browsers: pages, forms, and the sockets that say when a page has changed.

It draws what `presenter/seat/`, `presenter/wall/`, `presenter/observer_page.py` and
`presenter/console/` decide. Everything that people do is an ordinary form, so pages work without
JavaScript; the socket (`sockets.py`) only says that this page is out of date. The revision of a
page is a keyed hash of all that its reader is shown, so it changes exactly when that does, and
reveals nothing else. A request is identified by the key of its page and by what it asks for
(`Form.request`). Rights are checked at each request.

`presenter/seat/shared_tabs.py` computes once for each change what the devices of a side are shown
alike, and `templating.part` fills in a piece made of one value once for all pages. What depends on
the device belongs into neither.

`joining.py` lets browsers in, and `visits.py` identifies them. `network/connections.py` counts the
open connections of each browser and closes some if there are too many; `incidents.py` reports that
to the console. `analysis_turns.py` analyses games that have ended, `judgements.py` judges the last
decision, and `bot_turns.py` lets bots decide.
"""
