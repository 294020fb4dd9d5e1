"""Picks in the terminal: thought of, taken back at will, confirmed with Enter."""

import pytest
from well import RULES, TWO, after, said, told

CONFIRM = said("choice.confirm")


def deeds(transcript: str) -> list[str]:
    """What North has done in the first phase."""
    lines = after(transcript, "-- Deeds --\n", 12).splitlines()
    return [line.strip() for line in lines[: lines.index("")] if line.startswith("  North: ")]


def test_a_choice_is_told_with_its_cost_its_effects_and_its_limits() -> None:
    menu = after(told("quit\n"), "You can do 2 things")
    assert "  1. Warm word\n     A smile.\n     Trust +3.\n" in menu
    assert (
        "  2. A gift\n     Costs 4 of northern purse. Trust +5, shows northern purse to South. "
        "North\n     promises “A calm week” for 2 turns. Once a game.\n"
    ) in menu
    assert "  3. Pass" in menu


def test_what_cannot_be_done_says_why() -> None:
    typed = "2\npass\n\npass\nleave\n"
    menu = after(told(f"{typed}quit\n"), "[Turn 2 of 2", 20).split("Not now:\n")[1]
    assert menu.startswith("   - A gift: ")


def test_what_was_thought_of_already_says_so_in_the_whole_menu_and_where_it_is_typed() -> None:
    seen = told("2\nmenu\ngift\n")
    assert "- A gift: Already picked in this phase." in after(seen, "Not now:")
    assert "): gift\nAlready picked in this phase.\n" in seen


def test_after_a_thought_what_is_left_is_named_and_only_the_menu_says_it_all() -> None:
    seen = told("2\nmenu\n")
    named, whole = seen.split("You have chosen: A gift.\n")[1].split(": menu\n")
    assert named.startswith("You can do one more thing in this phase:\n  1. Warm word\n  3. Pass")
    assert "  1. Warm word\n     A smile.\n     Trust +3.\n" in whole


def test_nothing_happens_before_it_is_confirmed() -> None:
    seen = told("2\npass\nrecord\nscore\nquit\nquit\n", seed=2)
    assert "-- Deeds --" not in seen
    assert "Northern purse *      5" in seen
    # Quit is not asked about: nothing was decided, so that nothing is lost.
    assert seen.endswith(f"{CONFIRM} quit\n{said('left')}\n")


def test_what_happened_is_told_before_the_next_decision() -> None:
    seen = told("2\npass\n\nquit\n", seed=2)
    assert "-- Deeds --" in seen
    assert "North: A gift." in seen
    assert "paid 4 of northern purse; 1 left." in seen.lower()
    assert "North promises: A calm week, for 2 turns." in seen


@pytest.mark.parametrize("word", ["", "yes", "y", "YES"])
def test_both_picks_are_confirmed_at_once_by_enter_or_yes(word: str) -> None:
    seen = told(f"warm\ngift\n{word}\nquit\n")
    assert "\nYou have chosen: Warm word and A gift.\n" in seen
    assert deeds(seen) == ["North: Warm word.", "North: A gift."]
    assert seen.count(CONFIRM) == 1


def test_passing_is_confirmed_as_well() -> None:
    seen = told("3\n\nquit\n")
    assert f"\nYou do nothing more in this phase.\n{CONFIRM} \n" in seen
    assert deeds(seen) == []


@pytest.mark.parametrize("word", ["undo", "u", "no", "back", "UNDO"])
def test_the_last_thought_is_taken_back_where_one_is_asked_to_confirm(word: str) -> None:
    seen = told(f"warm\ngift\n{word}\npass\n\nquit\n")
    taken = after(seen, f"{CONFIRM} {word}\n", 4)
    assert taken.startswith("Taken back.\nYou can do one more thing in this phase:\n  2. A gift\n")
    assert deeds(seen) == ["North: Warm word."]


def test_a_choice_keeps_its_number_while_others_are_thought_of() -> None:
    seen = told("1\n1\n2\n\nquit\n", seed=2)
    assert "(1-3): 1\nAlready picked in this phase.\n" in seen
    assert deeds(seen)[:2] == ["North: Warm word.", "North: A gift."]


def test_thoughts_are_taken_back_one_by_one_until_there_is_none() -> None:
    seen = told("warm\nundo\nundo\ngift\npass\n\nquit\n", seed=2)
    assert "): undo\nTaken back.\nYou can do 2 things in this phase" in seen
    assert "): undo\nThere is nothing to take back.\n" in seen
    assert deeds(seen) == ["North: A gift."]


def test_a_pass_is_taken_back_without_a_thought_being_lost() -> None:
    seen = told("pass\nundo\nwarm\ngift\n\nquit\n")
    assert "You do nothing more in this phase." in seen
    assert "You can do 2 things in this phase" in after(seen, f"{CONFIRM} undo\n", 2)
    assert deeds(seen) == ["North: Warm word.", "North: A gift."]


def test_anything_else_does_not_confirm() -> None:
    seen = told("warm\npass\n1\nwarm\nperhaps\npass\nquit\n")
    assert seen.count(said("choice.confirm-what")) == 4
    assert "-- Deeds --" not in seen


def test_picks_made_by_turns_are_confirmed_one_by_one() -> None:
    by_turns = RULES.replace("picks: 2, order: together", "picks: 2, order: alternate")
    seen = told("\n\nwarm\n\n\nwarm\n\n\ngift\n\n", TWO, rules=by_turns)
    assert seen.count(CONFIRM) == 3
    parts = seen.split("North: Warm word.")
    assert CONFIRM in parts[0]
    assert "South: Warm word." not in parts[0]


def test_an_action_is_meant_by_its_number_its_name_its_id_or_its_text_form() -> None:
    for typed in ("1", "Warm word", "WARM WORD", "warm", "Warm"):
        assert "You have chosen: Warm word." in told(f"{typed}\n"), typed


def test_7_2_an_action_of_another_side_is_no_word_at_all() -> None:
    assert "“spy” is not on the list." in told("spy\nquit\n")
    assert "“sing” is not on the list." in told("sing\nquit\n")


def test_a_description_is_read_once_and_again_with_the_whole_menu() -> None:
    typed = "pass\n\nwalk\nyes\n2\n"
    assert told(f"{typed}quit\n", seed=4).count("A smile.") == 1
    assert told(f"{typed}menu\nquit\n", seed=4).count("A smile.") == 2
