"""A table in the terminal: what stands on it, drafts, offers, accepting, walking out."""

import pytest
from well import RULES, TWO, after, said, told

PASSED = "pass\n\n"
"""North does nothing in the first phase."""
WIDER = RULES.replace(
    "promises:",
    """      road:
        name: Road
        weight: {north: 8, south: 8}
        options:
          mend: {name: Mend it, value: {north: 100, south: 25}}
          leave: {name: Leave it, value: {north: 50, south: 100}}
    rules: [water < all or road <= mend]
promises:""",
    1,
)
"""The same with a second issue, and a rule for both."""


def draft(transcript: str, mark: str) -> list[str]:
    """The draft as shown first after a mark, an issue a line, and its worth."""
    lines = after(transcript, mark, 30).splitlines()
    at = lines.index("Your draft:")
    end = next(i for i in range(at, len(lines)) if lines[i].startswith("It is worth"))
    return lines[at + 1 : end + 1]


def test_a_table_shows_issues_options_worth_and_reserve() -> None:
    seen = told(f"{PASSED}quit\n")
    table = after(seen, "At the table: The pact. 3 rounds left", 20)
    assert "1 of them in this visit." in table
    assert "what no agreement is worth to you: 4." in table
    assert "No offer stands." in table
    issues = after(seen, "[Turn 1 of 2 - Talks]")
    assert "1. Water (weighs 10 for you)\n  Whose the well is.\n" in issues
    assert "  2. Ours: 10 to you\n" in issues
    assert "  3. Everybody’s: 5 to you - not now\n     To sign it, you need trust" in issues


def test_the_issues_are_read_once_and_again_on_demand() -> None:
    assert told(PASSED).count("Whose the well is.") == 1
    assert told(f"{PASSED}issues\n").count("Whose the well is.") == 2
    assert told(f"{PASSED}pass\nleave\n{PASSED}").count("Whose the well is.") == 1


def test_a_draft_begins_with_what_suits_one_best_and_is_put_forward() -> None:
    seen = told(f"{PASSED}1\noffer\nyes\nquit\nquit\n", seed=4)
    assert draft(seen, "): 1\n") == [
        "  1. Water: Ours (10 to you)",
        "It is worth 10 to you; your reserve is 4.",
    ]
    assert "back: offer\nPut it forward? (yes/no) yes\n" in seen
    assert "North offers: Water: Ours." in seen


def test_an_empty_draft_says_what_is_open_and_is_put_forward_once_it_is_whole() -> None:
    empty = WIDER.replace("    draft: best\n", "")
    seen = told(f"{PASSED}offer\noffer\n1 2\noffer\n2 1\noffer\nyes\n", rules=empty)
    assert "  1. Water: open\n  2. Road: open\n" in seen
    assert "Your draft is empty: choose an option" in after(seen, "back: offer\n", 2)
    assert "  1. Water: Ours (10 to you)\n  2. Road: open\n" in after(seen, "back: 1 2\n")
    assert "Still open in your draft: Road." in after(seen, "back: 1 2\n")
    assert "North offers: Water: Ours; Road: Mend it." in seen
    # An empty draft goes without saying, and one under way isn't refused: it lacks something.
    assert seen.count("Your draft is empty") == 1
    assert "put forward like this" not in seen


def test_an_empty_draft_can_begin_with_what_others_offer() -> None:
    typed = "\n\npass\n\n\npass\n\n\noffer water=yours road=leave\n\n"
    empty = WIDER.replace("    draft: best\n", "")
    seen = told(f"{typed}offer\ntake\nback\n", TWO, rules=empty)
    assert "  1. Water: open\n     offered: Yours\n" in seen
    assert draft(seen, "back: take\n")[0].endswith(" - as offered")


def test_a_draft_begins_with_the_others_offer_and_shows_where_it_leaves_it() -> None:
    typed = "\n\npass\n\n\npass\n\n\noffer water=yours road=leave\n\n"
    seen = told(f"{typed}offer\n2\n1\n", TWO, rules=WIDER)
    assert draft(seen, "): offer\n") == [
        "  1. Water: Yours (10 to you) - as offered",
        "  2. Road: Leave it (8 to you) - as offered",
        "It is worth 18 to you; your reserve is 0.",
    ]
    changed = draft(seen, "(1-2, Enter to leave it): 1\n")
    assert changed[1:3] == ["  2. Road: Mend it (2 to you)", "     offered: Leave it"]
    assert changed[3].startswith("It is worth 12 to you")


STANDS = "This is what stands on the table already: accept it, or change your draft."


def test_what_the_other_side_offers_is_not_offered_back_but_that_is_said() -> None:
    typed = "\n\npass\n\n\npass\n\n\noffer water=yours road=leave\n\n"
    seen = told(f"{typed}offer\noffer\nback\n", TWO, rules=WIDER)
    south = seen.rsplit("Now: South.", 1)[1]
    assert " ".join(south.split()).count(f"It can’t be put forward like this: {STANDS}") == 2
    seen = told(f"{typed}offer water=yours road=leave\n", TWO, rules=WIDER)
    south = " ".join(seen.rsplit("Now: South.", 1)[1].split())
    assert STANDS in south
    assert "South offers" not in south
    changed = told(f"{typed}offer\n2 1\noffer\nyes\n\n", TWO, rules=WIDER)
    assert "South offers: Water: Yours; Road: Mend it." in changed


@pytest.mark.parametrize(
    "typed", ["2 2", "2\n2", "2=2", "2: 2", "road leave", "ROAD=LEAVE", "2 leave"]
)
def test_an_issue_is_changed_by_number_or_id_with_its_option_or_asked_for_it(typed: str) -> None:
    seen = told(f"{PASSED}offer\n{typed}\noffer\nyes\n", rules=WIDER)
    assert "  2. Road: Mend it (8 to you)" in draft(seen, "): offer\n")
    assert "  2. Road: Leave it (4 to you)" in draft(seen, typed.rsplit("\n", 1)[-1] + "\n")
    assert "North offers: Water: Ours; Road: Leave it." in seen


def test_changes_are_taken_back_one_by_one() -> None:
    seen = told(f"{PASSED}offer\n2 2\n1 1\nundo\nundo\nundo\n", rules=WIDER)
    last = seen.split("back: undo\n")
    assert "  1. Water: Ours" in last[1]
    assert "  2. Road: Leave it" in last[1]
    assert "  2. Road: Mend it" in last[2]
    assert last[3].startswith("There is nothing to take back.\n")


def test_a_draft_can_be_left_and_is_kept_for_the_next_time() -> None:
    seen = told(
        f"{PASSED}offer\n2 2\nback\nissues\noffer\nundo\noffer\nno\noffer\nyes\n", rules=WIDER
    )
    assert "  2. Leave it: 4 to you - in your draft\n" in after(seen, ": issues\n")
    again = after(seen, ": issues\n", 40)
    assert "  2. Road: Leave it (4 to you)" in draft(again, "): offer\n")
    assert seen.count("Put it forward? (yes/no)") == 2
    assert "North offers: Water: Ours; Road: Mend it." in seen


def test_a_draft_is_seen_by_nobody_else() -> None:
    typed = "\n\npass\n\n\npass\n\n\noffer\n2 2\n2 1\nback\npass\n\n"
    south = told(f"{typed}offer\n", TWO, rules=WIDER).rsplit("Now: South.", 1)[1]
    assert "No offer stands." in south
    assert draft(south, "): offer\n")[0] == "  1. Water: Yours (10 to you)"
    assert "draft" not in south.split("): offer")[0]


@pytest.mark.parametrize(
    "typed", ["9", "0", "foo", "1 9", "9 1", "water mud", "1 2 3", "", "accept"]
)
def test_what_is_no_change_is_said_to_be_none(typed: str) -> None:
    seen = told(f"{PASSED}offer\n{typed}\n", rules=WIDER)
    answer = after(seen, f"back: {typed}\n", 1)
    assert answer.startswith("Please type a number from 1 to ")
    assert seen.count("Your draft:") == 1


@pytest.mark.parametrize("left", ["", "back", "undo"])
def test_an_option_can_be_left_as_it_is(left: str) -> None:
    seen = told(f"{PASSED}offer\n1\n9\n{left}\n", rules=WIDER)
    assert "Enter to leave it): 9\nPlease type a number from 1 to 3.\n" in seen
    assert seen.rstrip().split("\n")[-2].startswith("Choose an issue (1-2)")
    assert seen.count("Your draft:") == 1


def test_what_one_cannot_sign_cannot_be_drafted() -> None:
    seen = told(f"{PASSED}offer\n1\n3\n1 3\noffer\nyes\n")
    why = "You can’t sign “Everybody’s”: for you it needs trust at 90 points or more.\n"
    assert f"Enter to leave it): 3\n{why}" in seen
    assert f"back: 1 3\n{why}" in seen
    assert seen.count("Your draft:") == 1
    assert "North offers: Water: Ours." in seen


def test_a_draft_against_a_rule_says_so_and_cannot_be_put_forward() -> None:
    free = WIDER.replace(", needs: {north: trust >= 90}", "")
    seen = told(f"{PASSED}offer\n1 3\n2 2\noffer\n2 1\noffer\nyes\n", rules=free)
    barred = "It can’t be put forward like this:"
    assert barred in after(seen, "back: 2 2\n", 6)
    assert after(seen, "back: offer\n", 1).startswith(barred)
    assert "North offers: Water: Everybody’s; Road: Mend it." in seen


@pytest.mark.parametrize("typed", ["offer water=mud", "offer x=y", "offer water=ours x=y"])
def test_an_offer_of_what_is_not_there_is_refused_and_spoils_no_draft(typed: str) -> None:
    seen = told(f"{PASSED}{typed}\nissues\noffer\noffer\nyes\n")
    assert "North offers: Water: Ours." in seen
    assert after(seen, f"): {typed}\n", 1).rstrip().endswith(".")


def test_an_offer_typed_at_once_is_the_draft_of_the_next_time() -> None:
    typed = (
        "\n\npass\n\n\npass\n\n\noffer water=yours\n\npass\n\nleave\npass\n\n\npass\n\n\noffer\n"
    )
    seen = told(typed, TWO)
    assert "North offers: Water: Yours." in seen
    assert draft(seen.split("[Turn 2 of 2 - Talks]")[1], "): offer\n")[0].startswith(
        "  1. Water: Yours"
    )


def test_the_standing_offer_is_shown_with_its_worth_and_can_be_accepted() -> None:
    typed = "\n\npass\n\n\npass\n\n\noffer water=ours\n\naccept\nyes\n\n2\n"
    seen = told(typed, TWO)
    offered = after(seen, "North offers:\n", 4)
    assert "  - Water: Ours (0 to you)\nIt is worth 0 to you." in offered
    assert "The pact is agreed: Water: Ours." in seen


def test_a_package_from_outside_is_shown_as_such_and_can_be_accepted_by_both() -> None:
    envoy = "opening: {propose: {table: pact, package: {water: ours}}}\npromises:"
    rules = RULES.replace("promises:", envoy, 1)
    seen = told("\n\npass\n\n\npass\n\n\naccept\nyes\n\naccept\nyes\n\n", TWO, rules=rules)
    assert "The pact, proposed from outside: Water: Ours." in seen
    offered = after(seen, "Proposed from outside:\n", 4)
    assert "  - Water: Ours (10 to you)\nIt is worth 10 to you." in offered
    assert "  2. Ours: 10 to you - proposed from outside" in after(seen, "[Turn 1 of 2 - Talks]")
    assert "Accepted so far by North." in seen
    assert "The pact is agreed: Water: Ours." in seen


def test_the_news_leave_out_the_package_from_outside_that_the_table_is_about_to_show() -> None:
    envoy = "opening: {propose: {table: pact, package: {water: ours}}}\npromises:"
    rules = RULES.replace("promises:", envoy, 1)
    rules = rules.replace("phases: [deeds, talks, news]", "phases: [talks, deeds, news]")
    seen = told("\n\npass\n", TWO, rules=rules)
    assert "Proposed from outside:\n" in seen
    assert "The pact, proposed from outside" not in seen


def test_the_tables_tell_what_was_proposed_from_outside() -> None:
    envoy = "opening: {propose: {table: pact, package: {water: ours}}}\npromises:"
    seen = told(f"{PASSED}tables\nquit\n", rules=RULES.replace("promises:", envoy, 1))
    assert "    Proposed from outside: Water: Ours." in after(seen, "tables\n")


def test_accepting_is_asked_about_first() -> None:
    typed = "\n\npass\n\n\npass\n\n\noffer water=ours\n\n1\nperhaps\nno\n1\nyes\n\n2\n"
    seen = told(typed, TWO)
    assert seen.count(said("table.sure.accept")) == 3
    assert f"perhaps\n{said('answer.what')}\n" in seen
    assert "The pact is agreed" not in seen.split("perhaps")[0]
    assert "The pact is agreed: Water: Ours." in seen


def test_walking_out_is_asked_about_first() -> None:
    seen = told(f"{PASSED}walk\nperhaps\nno\nwalk\nyes\nquit\n", seed=4)
    assert seen.count(said("table.sure.walk")) == 3
    assert "Please type yes or no." in seen
    assert "North walks out." in seen
    assert "The pact has collapsed." in seen


def test_what_cannot_be_accepted_says_why() -> None:
    signed = RULES.replace("south: 50}, needs: {north:", "south: 50}, needs: {south:")
    seen = told("\n\npass\n\n\npass\n\n\noffer water=all\n\naccept\n", TWO, rules=signed)
    assert "\nYou can’t sign “Everybody’s”: for you it needs" in seen
    assert said("table.no-accept", why="") not in seen
    assert "  1. Accept the offer" not in after(seen, "North offers:\n", 8)
    assert "The pact is agreed" not in seen


def test_an_offer_or_a_draft_below_ones_reserve_is_called_so() -> None:
    seen = told(f"{PASSED}offer\n1 1\n1 2\n")
    below = said("draft.worth.below", worth=0, reserve=4)
    assert below in " ".join(after(seen, "back: 1 1\n", 6).split())
    assert below not in " ".join(after(seen, "back: 1 2\n", 6).split())
    asks = RULES.replace("reserve: {north: 4}", "reserve: {north: 4, south: 1}")
    south = told("\n\npass\n\n\npass\n\n\noffer water=ours\n\n", TWO, rules=asks)
    assert f"{said('table.worth.below', worth=0)}\n" in south
    fair = asks.replace("south: 1}", "south: 0}")
    south = told("\n\npass\n\n\npass\n\n\noffer water=ours\n\n", TWO, rules=fair)
    assert f"{said('table.worth', worth=0)}\n" in south
