"""Where a game stands for one side: tracks, purse, phases of the turn, promises, papers."""

from __future__ import annotations

import tiny
from begun import act, begun

from game.model.decisions import PUBLIC, Act, Pass
from game.presenter.cards.picking import purse_of
from game.presenter.hot_seat import HotSeat
from game.presenter.papers import held_cards, side_seats
from game.presenter.promises import promises_in_force
from game.presenter.said.closed_tables import closed_sentences, closed_to_the_end
from game.presenter.track_readings import TrackReading, track_readings
from game.session.game import Game
from game.ui.widgets.top_bar import turn_phases

STANDING = """
turns: 4
sides:
  north:
    name: North
    brief: B
    seats: {head: {name: Head, brief: You lead.}, left_hand: {name: Deputy}}
    score: [{label: S, points: trust}]
  south: {name: South, brief: B, score: [{label: S, points: trust}]}
deals:
  weather: {name: The weather, to: [north], cards: {rain: {name: Rain, brief: It pours.}}}
tracks:
  trust:
    start: 50
    range: [0, 100]
    better: high
    bands: [{to: 52, name: Low}, {to: 100, name: High}]
  mood: {levels: {cold: Cold, warm: Warm}, start: cold, better: {north: high, south: low}}
  fog:
    start: 3
    range: [0, 9]
    bands: [{to: 4, name: Thin}, {to: 9, name: Thick}]
    seen_by: []
    band_seen_by: [north, south]
  gold: {name: Gold, start: 5, range: [0, 6], seen_by: [north]}
promises: {calm: {name: Calm, by: north, turns: 2, broken: trust < 9, text: No noise.}}
stages: {main: {phases: [deeds, weather, words]}}
phases:
  deeds: {kind: actions, name: Deeds, menus: [deeds], order: alternate}
  weather: {kind: injects, decks: [sky]}
  words: {kind: actions, name: Words, menus: [deeds], order: alternate}
injects: {storm: {name: The storm, text: Roofs fly., deck: sky, at: 3, effects: {trust: -1}}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +3, mood: +1}}
  buy: {side: north, menu: deeds, name: Buy, cost: {gold: 2}, effects: {promise: calm}}
"""


DOORS = """
turns: 4
tracks:
  trust: {start: 12, range: [0, 100]}
  heat: {name: The heat, start: 9, range: [0, 10]}
  secret: {start: 7, range: [0, 100], seen_by: [south]}
stages: {main: {phases: [deeds, hall, hotel]}}
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  hall:
    kind: table
    table: pact
    rounds: 1
    when: turn >= 2 and trust >= 15 and heat < 9 and secret >= 9
  hotel: {kind: table, table: pact, rounds: 1, when: "trust > 90"}
tables:
  pact:
    name: The pact
    between: [north, south]
    rounds: 4
    open: true
    issues: {wood: {options: {some: {worth: {north: 6, south: 5}}}}}
actions:
  warm: {side: [north, south], menu: deeds, name: Warm, effects: {trust: +1, secret: +1, heat: -1}}
"""


def test_what_keeps_a_table_closed_is_said_with_its_number() -> None:
    nearest = "The pact is closed: trust 12, needs 91."
    assert closed_sentences(begun(DOORS), "north") == (nearest,), "the step that misses least"
    text = DOORS.replace("trust > 90", "trust > 90 and trust > 91 and trust > 92 and trust > 93")
    text = text.replace("trust > 93", "trust > 93 and trust > 94")
    north, south = (closed_sentences(begun(text), side) for side in ("north", "south"))
    first = "The pact is closed: not before turn 2; trust 12, needs 15; the heat 9, needs at most 8"
    assert north == (f"{first}.",), "the secret is the south's"
    assert south == (f"{first}; secret 7, needs 9.",)
    hidden = DOORS.replace("turn >= 2 and trust >= 15 and heat < 9 and", "")
    assert closed_sentences(begun(hidden), "north") == ()
    open_text = DOORS.replace(
        "turn >= 2 and trust >= 15 and heat < 9 and secret >= 9", "trust >= 1"
    )
    assert closed_sentences(begun(open_text), "north") == ()


def test_what_a_reader_does_not_know_is_not_named_among_what_keeps_a_table_closed() -> None:
    text = DOORS.replace("when: turn >= 2 and", "when: fired(whisper) >= 1 and")
    text = (
        text.replace("injects:", "") + "injects: {whisper: {name: A whisper, seen_by: [north]}}\n"
    )
    text = text.replace('"trust > 90"', '"trust > 90 and trust > 91 and fired(whisper) >= 2"')
    hot_seat = begun(text)
    north, south = (closed_sentences(hot_seat, side)[0] for side in ("north", "south"))
    assert "whisper" in north.lower()
    assert "whisper" not in south.lower()
    assert "trust 12, needs 92" in south


def test_what_closed_a_table_until_the_end_is_said_with_its_number_and_its_turn() -> None:
    text = DOORS.replace(
        "turn >= 2 and trust >= 15 and heat < 9 and secret >= 9", "trust >= 12"
    ).replace("{trust: +1, secret: +1, heat: -1}", "{trust: -1}")

    def told(warms: tuple[int, ...]) -> str:
        game = Game(tiny.rules(text), 1)
        while game.state.to_move:
            side, warm = game.state.to_move[0], Act("warm")
            may = warm in game.asking(side).legal.moves
            does = side == "north" and game.state.turn in warms and may
            game.decide(side, warm if does else Pass())
        return closed_to_the_end(begun(text).words, game, "pact", PUBLIC)

    assert told((2,)) == "From turn 2 on nobody could meet there: trust 11, needs 12."
    assert told((1,)) == "Nobody could ever meet there: trust 11, needs 12."
    assert told((4,)) == "From turn 4 on nobody could meet there: trust 11, needs 12."
    # What ended when all had met on the last turn kept nobody out.
    text = text.replace("[deeds, hall, hotel]", "[hall, hotel, deeds]")
    assert told((3,)) == "From turn 4 on nobody could meet there: trust 11, needs 12."
    assert told(()) == told((4,)) == ""
    text = text.replace("when: trust >= 12", "when: 1 <= turn < 3")
    text = text.replace(", trust > 90", ", trust > 90 and 1 <= turn < 3")
    assert told(()) == (
        "From turn 3 on nobody could meet there: it opens only with turn 1 or later and turn 2 or "
        "earlier."
    )


def readings(hot_seat: HotSeat, side: str) -> dict[str, TrackReading]:
    views = hot_seat.turn_views(side)
    return {each.id: each for each in track_readings(hot_seat.words, views, side)}


def test_a_reading_tells_value_band_and_what_only_its_reader_sees() -> None:
    north, south = (readings(begun(STANDING), side) for side in ("north", "south"))
    assert (north["trust"].figure, north["trust"].band_name) == ("50", "Low")
    assert (north["mood"].figure, north["mood"].band_name) == ("1/2", "Cold")
    assert (north["fog"].value, north["fog"].figure, north["fog"].band_name) == (None, "", "Thin")
    assert north["gold"].private
    assert not north["trust"].private
    assert "gold" not in south


def test_a_reading_tells_the_unit_of_a_figure_and_the_scale_of_an_index() -> None:
    text = STANDING.replace(
        "tracks:\n",
        """tracks:
  stock: {start: 1, range: [0, 9], unit: day | days}
  share: {start: 40, unit: "%", band_seen_by: [south], seen_by: [north],
    bands: [{to: 100, name: Some}]}
  flow: {start: 90, unit: 2024 = 100, band_seen_by: [south], seen_by: [north],
    bands: [{to: 100, name: Tight}]}
""",
        1,
    )
    north, south = (readings(begun(text), side) for side in ("north", "south"))
    told = [
        (north[id].measure, north[id].unit, north[id].scale) for id in ("stock", "share", "flow")
    ]
    assert told == [("1\u00a0day", "day", ""), ("40%", "%", ""), ("90", "", "2024 = 100")]
    assert (north["mood"].measure, north["mood"].unit) == ("", "")
    assert [(south[id].measure, south[id].scale) for id in ("share", "flow")] == [
        ("", ""),
        ("", ""),
    ]


def test_a_change_is_better_or_worse_for_its_reader() -> None:
    hot_seat = begun(STANDING)
    act(hot_seat, "north warm", "south pass", "north pass", "south pass")
    north, south = (readings(hot_seat, side) for side in ("north", "south"))
    assert [north[id].verdict for id in ("trust", "mood", "fog")] == ["better", "better", None]
    assert [south[id].verdict for id in ("trust", "mood")] == ["better", "worse"]
    assert north["trust"].change_in_words(hot_seat.words) == "+3 better"
    assert north["fog"].change_in_words(hot_seat.words) == ""


def test_a_purse_is_less_what_the_selection_would_cost() -> None:
    hot_seat = begun(STANDING.replace("order: alternate", "order: together, picks: 2"))
    purse = purse_of(hot_seat, "north")
    assert purse is not None
    assert (purse.track, purse.name, purse.left, purse.most) == ("gold", "Gold", 5, 6)
    assert hot_seat.selection("north").add("buy") is None
    purse = purse_of(hot_seat, "north")
    assert purse is not None
    assert purse.left == 3
    assert purse_of(hot_seat, "south") is None


def test_the_phases_of_a_turn_are_those_in_which_somebody_decides() -> None:
    hot_seat = begun(STANDING)
    phases = [(each.name, each.progress) for each in turn_phases(hot_seat)]
    assert phases == [("Deeds", "now"), ("Words", "later")]
    act(hot_seat, "north pass", "south pass")
    phases = [(each.name, each.progress) for each in turn_phases(hot_seat)]
    assert phases == [("Deeds", "done"), ("Words", "now")]


def test_a_promise_in_force_is_known_with_its_side_and_its_time() -> None:
    hot_seat = begun(STANDING)
    assert promises_in_force(hot_seat.words, hot_seat.view(PUBLIC)) == ()
    act(hot_seat, "north buy")
    (promise,) = promises_in_force(hot_seat.words, hot_seat.view("south"))
    assert (promise.sides, promise.name, promise.text) == (("north",), "Calm", "No noise.")
    assert promise.turns_left.startswith("2")


def test_papers_name_the_cards_and_the_seats_of_a_side() -> None:
    hot_seat = begun(STANDING)
    cards = held_cards(hot_seat.words, hot_seat.view("north"))
    assert [(card.deal, card.name, card.brief) for card in cards] == [
        ("The weather", "Rain", "It pours.")
    ]
    assert held_cards(hot_seat.words, hot_seat.view("south")) == ()
    seats = side_seats(hot_seat.words, hot_seat.view("north"))
    assert [(seat.name, seat.brief) for seat in seats] == [("Head", "You lead."), ("Deputy", "")]


def test_a_promise_of_several_sides_names_them_all() -> None:
    text = """
promises: {calm: {by: [north, south], turns: 2, name: Calm, broken: trust < 40, text: No noise.}}
opening: {promise: calm}
"""
    hot_seat = begun(text)
    (promise,) = promises_in_force(hot_seat.words, hot_seat.view("south"))
    assert (promise.sides, promise.name) == (("north", "south"), "Calm (North and South)")
    (entry,) = [each for each in hot_seat.game.log(PUBLIC) if each.code == "promised"]
    assert hot_seat.words.entry(entry) == "North and South promise: Calm, for 2 turns."
