"""In the terminal: `say WORDS` goes with an offer or a statement, for others to read."""

from debriefed import STORY
from well import TWO, after, told

BOTH = "\n" * 4
"""Both have read the situation and their papers."""


def test_an_argument_goes_with_the_offer_and_the_other_side_reads_it() -> None:
    seen = told(f"{BOTH}say Half is enough.\noffer\noffer\nyes\n\n\nquit\nquit\n", TWO, rules=STORY)
    assert "This goes with your offer, word for word: “Half is enough.”" in seen
    assert "“Half is enough.”" in after(seen, "The North offers", 12)


def test_words_can_be_changed_and_dropped_and_too_many_are_refused() -> None:
    typed = f"say One.\nsay {'x' * 141}\nsay Two.\nsay\noffer\noffer\nyes\n\n\nquit\nquit\n"
    seen = told(BOTH + typed, TWO, rules=STORY)
    assert "at most 140 characters" in seen
    assert "Nothing goes with it any more." in seen
    assert "Two" not in after(seen, "The North offers", 12)


def test_where_nothing_can_be_written_it_says_so() -> None:
    seen = told(f"{BOTH}say Hello.\nquit\nquit\n", TWO, rules=f"{STORY}\ntalk: none\n")
    assert "neither is asked for now" in " ".join(seen.split())


def test_it_is_in_the_help() -> None:
    assert "say WORDS" in told(f"{BOTH}help\nquit\nquit\n", TWO, rules=STORY)
