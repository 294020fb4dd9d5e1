"""A sentence about several changes tells each track once, unless something moved it in between."""

from tiny import scenario

from game.model.entries import Cause, Entry
from game.model.log_events import TrackChanged
from game.words.language import language
from game.words.wording import Wording

TRACKS = """
tracks:
  trust: {start: 50}
  unity: {start: 50}
"""


def told(*changes: tuple[str, int, int]) -> list[str]:
    """Changes with one cause as sentences: of which track, by how much, and its value after it."""
    words = Wording(scenario(TRACKS), language("en"))
    return words.entries(Entry(TrackChanged(id, got, got, now), None) for id, got, now in changes)


def test_two_changes_of_a_track_are_added_up_where_the_first_stands() -> None:
    assert told(("trust", 1, 51), ("unity", 4, 54), ("trust", 2, 53)) == [
        "Trust +3, now 53; unity +4, now 54."
    ]


def test_changes_that_undo_each_other_leave_the_track_where_it_was() -> None:
    assert told(("trust", 2, 52), ("trust", -2, 50)) == ["Trust still at 50."]


def test_a_track_that_something_else_moved_in_between_is_told_twice() -> None:
    assert told(("trust", 1, 51), ("trust", 2, 60)) == ["Trust +1, now 51; trust +2, now 60."]


def test_the_same_action_of_two_sides_is_named_for_each() -> None:
    words = Wording(scenario(TRACKS), language("en"))
    changes = (Cause("action", "actions/warm", side) for side in ("north", "south"))
    entries = [Entry(TrackChanged("trust", 3, 3, 53), cause=cause) for cause in changes]
    assert words.entries(entries) == [
        "Warm (North): trust +3, now 53.",
        "Warm (South): trust +3, now 53.",
    ]
