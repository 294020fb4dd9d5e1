"""What a reader is shown, decided once for every face: no pixels, no HTML, no colours.

`HotSeat` (`hot_seat.py`) is one game at one screen: who sits there, which may change during a game,
what each side has read, and what comes next. `tellings.py` tells one game in several languages at
once: one game is played, and for each other language a second one repeats it.

`seat/`, `wall/`, `observer_page.py` and `console/` are the pages of a room; `reveal/` is the
debrief on its wall, step by step, and `debriefing/` what people mark and take home, and the
re-opened table. `Debrief` (`debrief/`) is a finished game as it is looked back on, and `report/`
writes it by `document/`. `charts/` lays charts out for window, wall and report. `kit/` decides what
is printed on paper, and `document/sheets.py` sets it. `reading_time.py` counts the words that a
side reads before its first decision. `voices.py` decides what bots say, from the record and the
seats alone.

Words that the facilitator hides are line numbers in `WordedGame.hidden_words` (`worded_game.py`);
whoever shows what people wrote asks it.
"""
