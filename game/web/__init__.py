"""A room in browsers: pages, forms and the socket that tells a page to look again.

It draws what `presenter/seat/`, `presenter/wall/`, `presenter/observe/` and `presenter/console/`
decide. Everything that people do is an ordinary form, so pages work without JavaScript; the socket
(`sockets.py`) only says that this page is out of date. The revision of a page is a keyed hash of
all that its reader is shown, so it changes exactly when that does, and reveals nothing else. A
request is told from others by the key of its page and by what it asks for (`Form.request`). Each
right is checked at each request.

`presenter/seat/shared_tabs.py` computes once for each change what the devices of a side are shown
alike, and `templating.part` fills in a piece made of one value once for all pages. What depends on
the device belongs into neither.

`joining.py` lets browsers in, and `visits.py` tells one from another. `network/connections.py`
counts whose connections are open and closes some of whoever has the most; `incidents.py` is what
the console is told of that. `debriefing/` analyses games that have ended and judges the last
decision. `turns/` is when bots decide.
"""
