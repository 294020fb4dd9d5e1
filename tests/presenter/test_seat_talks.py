"""The negotiating table on the page of a participant: issues, worths, and what can be said."""

from __future__ import annotations

import tiny
from seated import SIDES, context, decided, page, told

from game.model.decisions import Offer
from game.model.frozen import FrozenMap
from game.presenter.offers.issues import OptionReading
from game.presenter.seat.context import Opened, SeatContext, Teammate
from game.presenter.seat.decide import Waiting
from game.presenter.seat.talks import TableToSpeakAt
from game.presenter.worded_game import WordedGame

TABLE = SIDES + tiny.TABLE
OFFERED = f"south: {tiny.MEDIUM}"
STANDS = "This is what stands on the table already: accept it, or change your draft."
CHO = context("cho", "cho", (Teammate("cho", "Cho"),))
BEN = context("ben", "cho", (Teammate("cho", "Cho"), Teammate("ben", "Ben")))


def shown(
    worded: WordedGame, side: str = "north", known: SeatContext | None = None, issue: str = ""
) -> TableToSpeakAt:
    decide = page(worded, side, known, Opened(issue=issue)).decide
    assert isinstance(decide, TableToSpeakAt)
    return decide


def options(table: TableToSpeakAt) -> dict[str, OptionReading]:
    assert table.issue is not None
    return {option.id: option for option in table.issue.options}


def test_a_point_is_the_same_where_the_draft_says_what_the_other_offers() -> None:
    game = told(TABLE, OFFERED)
    game.offer_draft("north", "pact").replace({"scope": "medium", "terms": "loose"})
    table = shown(game)
    assert [(issue.id, issue.is_agreed) for issue in table.issues] == [
        ("scope", True),
        ("terms", False),
    ]
    same = "Your draft and their offer say the same on 1 point"
    assert (table.agreed, table.apart) == (same, "1 still apart")
    assert table.agreed_short == "The same on 1 point"


def test_with_nothing_apart_only_the_points_that_are_the_same_are_counted() -> None:
    table = shown(told(TABLE, OFFERED))
    same = "Your draft and their offer say the same on 2 points"
    assert (table.agreed, table.apart) == (same, "")


def test_the_first_issue_that_is_apart_is_open_unless_another_was_asked_for() -> None:
    game = told(TABLE, OFFERED)
    game.offer_draft("north", "pact").replace({"scope": "medium", "terms": "loose"})
    for asked, opened in {"": "terms", "scope": "scope", "nonsense": "terms"}.items():
        issue = shown(game, issue=asked).issue
        assert issue is not None
        assert issue.id == opened


def test_a_worth_that_depends_on_another_issue_says_so() -> None:
    depends = "9 to you, 14 with “Terms” at “Strict”"
    table = shown(told(TABLE), "south", issue="scope")
    assert {id: option.depends for id, option in options(table).items() if option.depends} == {
        "medium": depends
    }


def test_the_way_on_leads_to_the_next_issue_that_is_apart() -> None:
    game = told(TABLE, OFFERED)
    table = shown(game, issue="scope")
    assert (table.before, table.after) == ("", "terms")
    table = shown(game, issue="terms")
    assert (table.before, table.after) == ("scope", "")


def test_the_way_on_passes_over_what_is_agreed() -> None:
    third = """      colour:
        options: {red: {worth: {north: 1, south: 1}}, blue: {worth: {north: 1, south: 1}}}
      extra:
"""
    text = TABLE.replace("      extra:\n", third)
    game = told(text, "south: offer scope=medium terms=strict colour=red")
    draft = {"scope": "small", "terms": "strict", "colour": "blue"}
    game.offer_draft("north", "pact").replace(draft)
    assert shown(game, issue="scope").after == "colour"


def test_an_option_says_who_holds_it_what_it_is_worth_and_why_it_is_locked() -> None:
    game = told(TABLE, OFFERED)
    game.offer_draft("north", "pact").replace({"scope": "small", "terms": "strict"})
    ladder = options(shown(game, issue="scope"))
    assert (ladder["small"].draft, ladder["small"].marks) == (True, ("Our draft",))
    assert ladder["medium"].marks == ("South: standing offer",)
    badge = ladder["medium"].offered_by
    assert badge is not None
    assert (badge.side, badge.shape) == ("south", 1)
    assert (ladder["small"].worth, ladder["medium"].worth) == ("0", "16")
    assert ladder["wide"].locked
    assert not ladder["small"].locked
    both = options(shown(game, issue="terms"))["strict"]
    assert both.marks == ("Our draft says the same", "South: standing offer")


def test_the_bar_compares_draft_offer_and_reserve_in_words() -> None:
    game = told(TABLE, OFFERED)
    game.offer_draft("north", "pact").replace({"scope": "small", "terms": "loose"})
    bar = shown(game).bar
    assert bar.draft is not None
    assert bar.offer is not None
    assert bar.reserve is not None
    assert (bar.draft.label, bar.offer.label) == ("draft 1", "South: offer 19")
    assert (bar.reserve.label, bar.verdict) == ("reserve 10", "worse")
    assert bar.margin == "draft 9 below your reserve of 10"
    assert bar.draft.share < bar.reserve.share < bar.offer.share <= 1


def test_before_an_offer_nothing_is_agreed_or_apart() -> None:
    table = shown(told(TABLE), "south", CHO)
    assert (table.agreed, table.apart, table.bar.offer) == ("", "", None)
    assert table.standing == ("No offer stands.",)
    assert [button.what for button in table.buttons] == ["offer", "pass", "walk"]


def test_the_pen_offers_accepts_or_says_nothing_each_with_its_weight() -> None:
    game = told(TABLE, OFFERED)
    game.offer_draft("north", "pact").replace({"scope": "medium", "terms": "loose"})
    buttons = {button.what: button for button in shown(game).buttons}
    assert {what: button.weight for what, button in buttons.items()} == {
        "offer": "filled",
        "accept": "outline",
        "pass": "grey",
        "walk": "plain",
    }
    assert buttons["walk"].asked == "The talks end for all. Trust −12."
    assert shown(game).main == buttons["offer"]
    assert "1 of your team has not agreed yet." in buttons["offer"].asked
    assert "What is signed can’t be taken back." in buttons["accept"].asked
    assert buttons["accept"].label == "Accept: South, 19"
    assert shown(game, known=context("bob")).buttons == ()
    assert shown(game, known=context("bob")).agree is not None


def test_a_draft_that_says_what_stands_is_to_be_accepted_and_not_to_be_offered() -> None:
    offer, accept, *_ = shown(told(TABLE, OFFERED)).buttons
    assert (offer.what, offer.weight, accept.weight) == ("offer", "outline", "filled")
    assert offer.closed == STANDS
    assert accept.closed == ""


def test_what_stands_is_not_offered_again_by_one_who_has_accepted_it() -> None:
    three = SIDES + "  west: {name: West, brief: B, score: [{label: T, points: trust}]}"
    table = """
stages: {main: {phases: [hall]}}
phases: {hall: {kind: table, table: pact}}
tables:
  pact:
    between: [north, south, west]
    rounds: 3
    open: true
    draft: best
    issues: {scope: {options: {small: {worth: {north: 1, south: 1, west: 1}}}}}
"""
    game = told(three + table, "north: offer scope=small", "south: accept", "west: pass")
    decided(game, "north: pass")
    offer = shown(game, "south", CHO).buttons[0]
    assert (offer.what, offer.closed) == ("offer", "You have accepted this offer already.")
    assert game.game.objection("south", Offer(FrozenMap({"scope": "small"}))) is None


def test_to_accept_what_is_below_the_reserve_says_so() -> None:
    game = told(TABLE, f"south: {tiny.SMALL}")
    accept = next(each for each in shown(game).buttons if each.what == "accept")
    assert accept.about.startswith("This is below your reserve of 10")


def test_an_offer_that_breaks_a_rule_is_closed_and_says_why() -> None:
    game = told(TABLE, OFFERED)
    game.offer_draft("north", "pact").replace({"scope": "medium", "terms": "loose"})
    assert shown(game).buttons[0].closed == ""
    game.offer_draft("north", "pact").replace({"scope": "wide", "terms": "strict"})
    offer = shown(game).buttons[0]
    assert (offer.what, bool(offer.closed)) == ("offer", True)


def test_an_offer_that_takes_back_from_its_reader_says_so() -> None:
    first, second = (
        "south: offer scope=medium terms=strict",
        "south: offer scope=small terms=strict",
    )
    table = shown(told(TABLE, first, "north: pass", second))
    assert table.standing[0].endswith(" That is 16 less than they last offered you.")
    table = shown(told(TABLE, second, "north: pass", first))
    assert table.standing[0].endswith(" That is 16 more than they last offered you.")
    assert "they last offered" not in shown(told(TABLE, first, "north: pass", first)).standing[0]


def test_offers_from_before_a_table_was_opened_again_are_no_measure() -> None:
    torn = TABLE.replace("{lapse: pact}", "[{lapse: pact}, {open: pact}]")
    before, small = "south: offer scope=medium terms=strict", "south: offer scope=small terms=loose"
    game = told(torn, before, "north: accept", "north: tear", "south: pass")
    decided(game, small)
    table = shown(game)
    assert table.standing == ("The offer by South is worth 1 to you.",)
    assert [mark.label for mark in table.bar.last] == ["South: offer 1"]


def test_what_cannot_be_signed_is_told_once() -> None:
    wide = "north: offer scope=wide terms=loose"
    vast = TABLE.replace("when: trust >= 60, ", "")
    table = shown(told(vast, "south: pass", wide), "south")
    assert table.standing[-1] == "You can’t sign “Wide”: for you it needs heat at 3 or more."


def test_an_empty_draft_says_what_is_open_and_is_neither_offered_nor_agreed_with() -> None:
    empty = TABLE.replace("    draft: best\n", "")
    game = told(empty, OFFERED)
    table = shown(game)
    offer, accept, *_ = table.buttons
    assert (offer.closed, offer.weight) == (table.draft, "filled")
    assert table.draft == "Your draft is empty: choose an option for each point."
    assert (accept.weight, accept.closed) == ("outline", "")
    assert table.main == accept, "what can be pressed stays in sight"
    game.offer_draft("north", "pact").choose("scope", "medium")
    table = shown(game)
    assert table.main == table.buttons[1]
    assert (table.draft, table.bar.margin) == (
        "Still open in your draft: Terms.",
        "draft 16 so far",
    )
    mate = shown(game, known=context("bob"))
    assert (mate.agree, mate.agreement) == (None, "")
    game.offer_draft("north", "pact").choose("terms", "strict")
    table = shown(game)
    assert [(each.what, each.weight) for each in table.buttons[:2]] == [
        ("offer", "outline"),
        ("accept", "filled"),
    ], "the draft says what stands"
    assert shown(game, known=context("bob")).agree is not None


def test_the_draft_can_begin_again_from_their_offer_or_the_own_last_one() -> None:
    game = told(TABLE, OFFERED)
    assert shown(game).sources == ()
    game.offer_draft("north", "pact").replace({"scope": "small", "terms": "loose"})
    assert shown(game).sources == (("theirs", "Start from the offer by South"),)
    decided(game, f"north: {tiny.SMALL}", f"south: {tiny.MEDIUM.replace('strict', 'loose')}")
    game.offer_draft("north", "pact").replace({"scope": "small", "terms": "strict"})
    assert [which for which, _ in shown(game).sources] == ["theirs", "own"]


def test_what_was_written_with_an_offer_stands_beside_it_word_for_word() -> None:
    said = f"{OFFERED} | It is fair, is it not?"
    assert "“It is fair, is it not?”" in shown(told(TABLE, said, talk="offers")).standing


def test_say_why_tells_who_will_read_it() -> None:
    note = shown(told(TABLE, OFFERED, talk="offers")).note
    assert note is not None
    assert (note.label, note.most, note.is_open) == ("Say why, to be read by South", 140, True)
    assert shown(told(TABLE, OFFERED, talk="none")).note is None


def test_who_agrees_reads_the_package_and_whether_anybody_has_chosen_it() -> None:
    for lines, begins in (((), "the options that are worth most"), ((OFFERED,), "the standing")):
        game = told(TABLE, *lines)
        side, known = ("north", context("bob")) if lines else ("south", BEN)
        table = shown(game, side, known)
        assert f"it begins with {begins}" in table.draft
        package = {"scope": "small", "terms": "strict"}
        game.offer_draft(side, "pact").replace(package)
        table = shown(game, side, known)
        assert table.draft == ""
        assert table.agree is not None
        assert table.agree.label == "I agree with our draft"
        assert table.agree.clauses == ("Scope: Small", "Terms: Strict")


def test_with_the_last_word_one_agrees_to_the_offer_that_stands() -> None:
    game = told(TABLE.replace("rounds: 4", "rounds: 1").replace("rounds: 2", "rounds: 1"), OFFERED)
    table = shown(game, known=context("bob"))
    assert table.agree is not None
    assert table.agree.label == "I agree to accept this offer"
    assert table.agree.clauses == ("Scope: Medium", "Terms: Strict")
    assert table.draft == ""


def test_whoever_waits_sees_the_own_offer_and_whose_turn_it_is() -> None:
    game = told(TABLE, OFFERED)
    waiting = page(game, "south", CHO).decide
    assert isinstance(waiting, Waiting)
    assert waiting.offer == ("Scope: Medium", "Terms: Strict")


def test_with_three_at_the_table_the_last_offers_of_all_others_can_be_taken_up() -> None:
    three = """
sides:
  north: {name: The North, brief: B, score: [{label: S, points: trust}]}
  south: {name: South, brief: B, score: [{label: S, points: trust}]}
  east: {name: East, brief: B, score: [{label: S, points: trust}]}
stages: {main: {phases: [hall, deeds]}}
phases:
  hall: {kind: table, table: pact, rounds: 2}
  deeds: {kind: actions, menus: [deeds], order: alternate}
tables:
  pact:
    between: [south, east, north]
    rounds: 4
    open: true
    issues:
      scope:
        options:
          small: {worth: {north: 3, south: 9, east: 1}}
          large: {worth: {north: 8, south: 1, east: 9}}
"""
    game = told(three, "south: offer scope=small", "east: offer scope=large")
    alone = context("ann", "ann", (Teammate("ann"),))
    game.offer_draft("north", "pact").replace({"scope": "large"})
    table = shown(game, "north", alone)
    assert table.standing[0] == "The offer by East is worth 8 to you."
    assert "The last offer by South was worth 3 to you." in table.standing
    assert table.sources == (("south", "Start from the last offer by South"),)
    assert page(game, "north", alone).asked == "Answer the offer by East."


def test_what_issues_off_the_agenda_add_is_told_as_no_option_on_the_page_has_it() -> None:
    assert shown(told(TABLE, OFFERED)).bar.besides == ""
    paid = TABLE.replace("none: {worth: {north: 0,", "none: {worth: {north: 4,")
    table = shown(told(paid, OFFERED))
    assert table.bar.besides == (
        "Included in each worth: +4 for the points that are not on the agenda now, and stay as "
        "they are."
    )
    assert table.bar.draft is not None
    before = shown(told(TABLE, OFFERED)).bar.draft
    assert before is not None
    assert int(table.bar.draft.label.split()[-1]) == int(before.label.split()[-1]) + 4


def test_all_points_stand_beside_the_offer_once_one_stands() -> None:
    assert shown(told(TABLE), "south").offered == ""
    game = told(TABLE, OFFERED)
    game.offer_draft("north", "pact").replace({"scope": "medium", "terms": "loose"})
    table = shown(game)
    options = [option for issue in table.issues for option in (issue.offered, issue.drafted)]
    assert [option and option.with_worth for option in options] == [
        *("Medium (16)", "Medium (16)"),
        *("Strict (3)", "Loose (1)"),
    ]
    assert [issue.is_agreed for issue in table.issues] == [True, False]
    assert table.offered == "South: standing offer"


def test_whoever_would_offer_the_same_again_is_told_so() -> None:
    game = told(TABLE, OFFERED, "north: offer scope=medium terms=loose", "south: pass")
    draft = game.offer_draft("north", "pact")
    told_of = []
    for terms in ("loose", "strict"):
        draft.replace({"scope": "medium", "terms": terms})
        told_of += [each.about for each in shown(game).buttons if each.what == "offer"]
    assert told_of == ["This is your last offer, unchanged.", ""]


def test_whoever_waits_sees_what_its_own_offer_is_worth() -> None:
    decide = page(told(TABLE, OFFERED), "south").decide
    assert isinstance(decide, Waiting)
    assert decide.worth == "Worth 18 to you; your reserve is 0."
