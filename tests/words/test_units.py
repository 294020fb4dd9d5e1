"""A track's unit stands behind its values, wherever they are told."""

import pytest
from tiny import scenario

from game.model.entries import Entry
from game.model.log_events import TrackChanged
from game.rules.expressions import parse
from game.words.language import language
from game.words.wording import Wording

TRACKS = """
tracks:
  trust: {start: 50}
  stock: {start: 5, range: [0, 99], unit: day | days}
  share: {start: 5, unit: "%"}
  flow: {start: 5, unit: 2024 = 100}
  aid: {start: 5, range: [0, 999], unit: million dollars}
"""


def worded(code: str = "en") -> Wording:
    return Wording(scenario(TRACKS), language(code))


@pytest.mark.parametrize(
    ("track", "n", "words"),
    [
        ("stock", 12, "12 days"),
        ("stock", 1, "1 day"),
        ("stock", -1, "−1 day"),
        ("aid", 150, "150 million dollars"),
        ("share", 40, "40%"),
        ("flow", 90, "90"),
        ("trust", 40, "40"),
    ],
)
def test_a_number_has_its_unit_behind_it(track: str, n: int, words: str) -> None:
    assert worded().naming.measure(track, n).replace("\u00a0", " ") == words


def test_the_form_of_a_unit_follows_the_language_of_the_sentence() -> None:
    assert worded("en").naming.measure("stock", 0) == "0\u00a0days"
    assert worded("fr").naming.measure("stock", 0) == "0\u00a0day"
    assert worded("fr").naming.measure("share", 40) == "40\u00a0%"


def test_conditions_and_changes_tell_the_unit_once() -> None:
    words = worded()
    change = Entry(TrackChanged("stock", -2, -2, 6), None)
    assert words.entry(change).replace("\u00a0", " ") == "Stock −2, now 6 days."
    condition = words.condition(parse("stock >= 9 and trust >= 40"))
    assert condition.replace("\u00a0", " ") == "stock at 9 days or more and trust at 40 or more"
    assert words.cost({"stock": 1}) == "Costs 1 of stock."


def test_a_unit_stands_alone_in_the_form_of_its_number() -> None:
    naming = worded().naming
    assert [naming.unit("stock", n) for n in (1, 2)] == ["day", "days"]
    assert (naming.unit("flow", 90), naming.unit("trust", 40)) == ("", "")
