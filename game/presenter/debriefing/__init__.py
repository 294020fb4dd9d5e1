"""The debrief in a room: what people mark, what they take home, and the table re-opened."""
