"""People and devices around one or several games of a scenario, without any page.

`Room.do` (`room.py`) is the only way into a room: an event (`events.py`) says why it is refused, is
written to the room's journal on disk (`journal.py`), and then changes the room (`state.py`). What
somebody confirms for a game is in the journal before it is done, with the key of its request, and
is finished after a crash: so nothing is lost and nothing is done twice. A room that is continued
repeats its journal, which is read as a stream and may have any length.

A participant has a `Place`, an observer a `Watch`, which says whose view of which table is shown;
observers write notes and decide nothing. In a campaign each chapter has a room of its own;
`chapters.py` leads its people from one to the next, and `campaign_of_room.py` knows what each table
brings along. `agenda.py` divides a session into parts. `kept_room.py`
reads slips, notes and names of a room without opening it.
"""
