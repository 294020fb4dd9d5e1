"""The debrief on the wall: what the facilitator shows of a game that has ended, step by step."""
