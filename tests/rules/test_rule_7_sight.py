"""Rules 7 and 8: what one may see, and scores."""

from tiny import Game

from game.model.play import Revealed

SIGHT = """
turns: 3
deals:
  aim: {to: [north], cards: {one: {}}}
  fate: {to: [north, south], cards: {sun: {}}}
  luck: {cards: {fair: {}}}
sides:
  north:
    name: North
    brief: N
    par: 40
    score:
      - {label: Trust, points: trust}
      - {label: Hidden, points: secret, allow: {reads-hidden: after the end}}
  south: {name: South, brief: S, score: [{label: Trust, points: -trust}]}
actions:
  show: {side: north, menu: deeds, name: Show, effects: {reveal: north_purse, to: [south]}}
  tell: {side: north, menu: deeds, name: Tell, effects: {reveal: secret}}
  mumble: {side: north, menu: deeds, name: Mumble, effects: {say: To south., to: south}}
  save: {side: [north, south], menu: deeds, name: Save, effects: {south_purse: +1}}
"""


def test_7_1_a_side_sees_its_own_tracks_cards_and_score() -> None:
    view = Game(SIGHT).view("north")
    assert view.tracks == {"trust": 50, "heat": 0, "north_purse": 5}
    assert view.cards == {"aim": "one", "fate": "sun"}
    assert set(view.scores) == {"north"}


def test_7_1_the_facilitator_sees_everything() -> None:
    view = Game(SIGHT).view("facilitator")
    assert len(view.tracks) == 5
    assert view.cards == {"aim": "one", "fate": "sun", "luck": "fair"}
    assert {side: sheet.total for side, sheet in view.scores.items()} == {"north": 57, "south": -50}


def test_7_1_a_view_tells_who_has_finished_picking_but_not_what() -> None:
    together = "phases: {deeds: {kind: actions, menus: [deeds], order: together}}\n"
    game = Game(SIGHT + together).play("north: show")
    south, north = game.view("south"), game.view("north")
    assert (south.finished, dict(south.picks), south.picks_left) == (("north",), {}, 1)
    assert (dict(north.picks), north.picks_left) == ({"north": ("show",)}, 0)


def test_7_2_entries_of_a_hidden_track_reach_only_those_who_see_it() -> None:
    game = Game(SIGHT).play("north: save")
    (change,) = [entry for entry in game.entries if entry.code == "changed"]
    assert change.shown_to("north") is None
    assert change.shown_to("public") is None
    assert change.shown_to("south") is not None
    assert change.shown_to("facilitator") == change


def test_7_2_a_card_is_told_to_its_holders_only() -> None:
    game = Game(SIGHT)
    assert [
        e.values["deal"] for e in game.entries if e.code == "dealt" and e.shown_to("south")
    ] == ["fate"]


def test_7_3_the_public_view_is_what_every_side_may_see() -> None:
    view = Game(SIGHT).view("public")
    assert view.tracks == {"trust": 50, "heat": 0}
    assert view.cards == {"fate": "sun"}
    assert view.scores == {}


def test_7_3_the_end_shows_all_scores_and_no_hidden_track() -> None:
    game = Game(SIGHT).play("facilitator: end")
    for who in ("public", "south"):
        view = game.view(who)
        assert {side: sheet.total for side, sheet in view.scores.items()} == {
            "north": 57,
            "south": -50,
        }
        assert "secret" not in view.tracks


def test_7_3_a_revealed_value_is_public_only_when_every_side_holds_the_same() -> None:
    game = Game(SIGHT).play("north: tell", "south: save")
    held = {"secret": Revealed(7, 1)}
    assert game.view("north").revealed == game.view("public").revealed == held
    game.play("north: show")
    assert set(game.view("public").revealed) == {"secret"}


def test_7_4_a_score_line_that_reads_what_its_side_cannot_see_waits_for_the_end() -> None:
    sheet = Game(SIGHT).view("north").scores["north"]
    assert ([line.index for line in sheet.lines], sheet.total, sheet.complete) == ([0], 50, False)


def test_7_5_each_side_keeps_the_last_value_revealed_to_it_and_its_turn() -> None:
    game = Game(SIGHT).play("north: show", "facilitator: set north_purse 8", "south: save")
    assert game.view("south").revealed == {"north_purse": Revealed(5, 1)}
    assert game.view("north").revealed == {}
    assert game.log("revealed") == ["revealed north_purse 5"]
    game.play("north: show")
    assert game.view("south").revealed == {"north_purse": Revealed(8, 2)}


def test_7_5_say_reaches_those_it_is_said_to() -> None:
    game = Game(SIGHT).play("north: mumble")
    (said,) = [entry for entry in game.entries if entry.code == "said"]
    assert said.shown_to("north") is None
    assert said.shown_to("south") is not None


def test_7_2_no_view_holds_the_seed() -> None:
    seed = 7_654_321_987
    game = Game(SIGHT, seed).play("north: tell")
    for who in ("north", "south", "public", "facilitator"):
        assert str(seed) not in str(game.view(who))


def test_8_1_a_score_is_the_sum_of_its_lines_with_par_beside_it() -> None:
    sheet = Game(SIGHT).view("facilitator").scores["north"]
    assert ([line.points for line in sheet.lines], sheet.total, sheet.par) == ([50, 7], 57, 40)


def test_8_3_bounds_follow_from_the_tracks() -> None:
    scores = Game(SIGHT).view("facilitator").scores
    assert (scores["north"].low, scores["north"].high) == (0, 200)
    assert (scores["south"].low, scores["south"].high) == (-100, 0)


def test_7_1_a_view_counts_the_picks_left() -> None:
    together = "phases: {deeds: {kind: actions, menus: [deeds], picks: 3, order: together}}\n"
    game = Game(SIGHT + together).play("north: show")
    assert game.view("north").picks_left == 2
    assert game.view("public").picks_left == game.view("facilitator").picks_left == 0


def test_7_1_picks_never_made_are_shown_to_nobody_but_their_side_after_the_end() -> None:
    together = "phases: {deeds: {kind: actions, menus: [deeds], order: together}}\n"
    game = Game(SIGHT + together).play("north: show", "facilitator: end")
    assert game.view("south").picks == {}
    assert game.view("north").picks == {"north": ("show",)}
