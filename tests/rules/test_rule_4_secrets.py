"""Rule 4.6: secret actions, and who hears what is said."""

from tiny import Game, sides

from game.model.decisions import PUBLIC

SECRET = """
tags: {sly: {effects: {heat: +1}}}
actions:
  whisper: {side: [north, south], menu: deeds, name: Whisper, secret: true, tags: sly,
            cost: {north_purse: 1},
            effects: [{trust: -2, say: A rumour.}, {say: Well done., to: [north]}]}
"""


def test_4_6_of_a_secret_action_others_learn_only_that_something_was_done() -> None:
    game = Game(SECRET)
    start = len(game.entries)
    game.play("north: whisper")
    made = game.entries[start:]
    south = [seen for entry in made if (seen := entry.shown_to("south")) is not None]
    assert [entry.code for entry in south] == ["undisclosed", "changed", "said", "changed"]
    assert all(entry.cause is None for entry in south)
    assert "whisper" not in str(south)
    north = [seen for entry in made if (seen := entry.shown_to("north")) is not None]
    codes = ["acted", "paid", "changed", "said", "said", "changed"]
    assert [entry.code for entry in north] == codes
    assert [entry.cause.path for entry in north if entry.cause] == [
        *["actions/whisper"] * 4,
        "tags/sly",
    ]


def test_4_6_what_a_secret_action_delays_bears_no_cause_for_others() -> None:
    text = """
tags: {sly: {effects: {after: 1, then: {heat: +1}}}}
actions:
  whisper: {side: north, menu: deeds, name: Whisper, secret: true, tags: sly,
            effects: {after: 1, then: {trust: -2}}}
  both: {side: [north, south], menu: deeds, name: Both, secret: true,
         effects: {after: 1, then: {secret: +1}}}
phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: alternate}}
"""
    game = Game(text).play("north: whisper", "south: both", "north: pass", "south: pass")
    causes = {}
    for entry in game.entries:
        if entry.code == "changed":
            learn = [s for s in ("north", "south") if entry.cause_seen_by in (None, (s,))]
            causes[entry.values["track"]] = learn
    assert causes == {"trust": ["north"], "heat": [], "secret": []}


def test_4_6_an_open_action_with_a_tag_tells_the_cause_of_what_it_delays() -> None:
    text = """
tags: {loud: {effects: {after: 1, then: {heat: +1}}}, sly: {}}
actions:
  shout: {side: [north, south], menu: deeds, name: Shout, tags: loud}
  whisper: {side: north, menu: deeds, name: Whisper, secret: true, tags: sly}
"""
    game = Game(text).play("north: shout", "south: pass")
    (change,) = [entry for entry in game.entries if entry.code == "changed"]
    assert change.cause is not None
    assert change.cause.path == "tags/loud"
    assert change.cause_seen_by is None


def test_4_6_the_public_learns_that_something_undisclosed_was_done() -> None:
    secret = "actions: {plot: {side: north, menu: deeds, name: Plot, secret: true}}"
    game = Game(secret).play("north: plot")
    public = [entry for entry in game.entries if entry.shown_to(PUBLIC)]
    assert [e.code for e in public if e.code in ("acted", "undisclosed")] == ["undisclosed"]


def test_4_6_in_together_each_secret_action_is_told_as_something_undisclosed() -> None:
    text = SECRET + "phases: {deeds: {kind: actions, menus: [deeds], order: together}}\n"
    game = Game(text)
    start = len(game.entries)
    game.play("south: whisper", "north: whisper")
    codes = {
        who: [(e.code, e.values["side"]) for e in game.heard(who, start) if "side" in e.values]
        for who in ("north", "south", "facilitator")
    }
    assert codes["north"] == [("acted", "north"), ("undisclosed", "south")]
    assert codes["south"] == [("undisclosed", "north"), ("acted", "south")]
    assert codes["facilitator"] == [
        *[("acted", "north"), ("undisclosed", "north")],
        *[("acted", "south"), ("undisclosed", "south")],
    ]


def test_4_6_what_follows_in_an_inject_table_or_promise_bears_no_cause_for_others() -> None:
    text = """
actions:
  plot: {side: north, menu: deeds, name: Plot, secret: true,
         effects: [{fire: storm}, {open: pact}, {promise: calm}, {reveal: heat}]}
  wait: {side: south, menu: deeds, name: Wait}
injects: {storm: {effects: {heat: +1}}}
promises: {calm: {by: north, turns: 2}}
tables:
  pact:
    between: [north, south]
    rounds: 2
    issues: {scope: {options: {small: {worth: {north: 1, south: 1}}}}}
stages: {main: {phases: [deeds, hall]}}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  hall: {kind: table, table: pact}
"""
    game = Game(text)
    start = len(game.entries)
    game.play("north: plot")
    south = {e.code: e.cause for e in game.heard("south", start)}
    assert list(south) == ["undisclosed", "injected", "changed", "opened", "promised", "revealed"]
    storm = south.pop("changed")
    assert storm is not None
    assert storm.path == "injects/storm"
    assert set(south.values()) == {None}
    assert "actions/plot" in str(game.heard("north", start))


def test_4_6_a_secret_action_of_three_sides_is_told_to_both_others() -> None:
    text = sides("north", "south", "west") + (
        "actions: {plot: {side: [north, south, west], menu: deeds, name: Plot, secret: true}}"
    )
    game = Game(text).play("north: pass", "south: pass", "west: plot")
    heard = {
        who: [e.code for e in game.heard(who) if e.code in ("acted", "undisclosed")]
        for who in ("north", "south", "west")
    }
    assert heard == {"north": ["undisclosed"], "south": ["undisclosed"], "west": ["acted"]}


def test_4_6_a_secret_action_changes_what_all_see_without_a_word_of_who() -> None:
    game = Game(SECRET)
    start = len(game.entries)
    game.play("north: whisper")
    (changed,) = [e for e in game.heard("south", start) if e.values.get("track") == "trust"]
    assert (changed.values["got"], changed.cause) == (-2, None)
    assert not [e for e in game.heard("south", start) if e.code == "paid"]


def test_4_6_an_open_action_is_told_to_all_with_its_name_and_as_a_cause() -> None:
    game = Game()
    start = len(game.entries)
    game.play("north: warm")
    for who in ("north", "south", PUBLIC):
        acted, changed = game.heard(who, start)
        assert acted.values == {"side": "north", "action": "warm"}
        assert changed.cause is not None
        assert changed.cause.path == "actions/warm"


def test_4_6_say_reaches_all_without_to_and_with_it_those_named() -> None:
    text = (
        sides("north", "south", "west")
        + """
opening:
  - {say: To all}
  - {say: To two, to: [west, north]}
  - {heat: +1, say: To one, to: south}
actions: {wait: {side: north, menu: deeds, name: Wait}}
"""
    )
    game = Game(text)
    found = {
        who: [str(e.values["text"]) for e in game.heard(who) if e.code == "said"]
        for who in ("north", "south", "west", PUBLIC, "facilitator")
    }
    assert found == {
        "north": ["To all", "To two"],
        "south": ["To all", "To one"],
        "west": ["To all", "To two"],
        PUBLIC: ["To all"],
        "facilitator": ["To all", "To two", "To one"],
    }


def test_4_6_a_secret_pick_is_in_no_others_view_before_or_after_it_happens() -> None:
    text = SECRET + "phases: {deeds: {kind: actions, menus: [deeds], picks: 2, order: together}}\n"
    game = Game(text).play("north: whisper", "facilitator: set trust 50")
    assert game.view("north").picks == {"north": ("whisper",)}
    assert game.view("south").picks == {}
    alternate = Game(text.replace("together", "alternate")).play("north: whisper")
    assert alternate.view("south").picks == {}
    assert alternate.view("north").picks == alternate.view("facilitator").picks
