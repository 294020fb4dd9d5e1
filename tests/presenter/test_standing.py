"""Where a game stands for one side: tracks, purse, phases of the turn, promises, papers."""

from __future__ import annotations

from begun import act, begun

from game.model.decisions import PUBLIC
from game.presenter.cards.picking import purse_of
from game.presenter.hot_seat import HotSeat
from game.presenter.papers import held_cards, side_seats
from game.presenter.promises import promises_in_force
from game.presenter.timeline.turn_phases import turn_phases
from game.presenter.track_readings import TrackReading, track_readings

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
    assert (promise.side, promise.name, promise.text) == ("north", "Calm", "No noise.")
    assert promise.turns_left.startswith("2")


def test_papers_name_the_cards_and_the_seats_of_a_side() -> None:
    hot_seat = begun(STANDING)
    cards = held_cards(hot_seat.words, hot_seat.view("north"))
    assert [(card.deal, card.name, card.brief) for card in cards] == [
        ("The weather", "Rain", "It pours.")
    ]
    assert held_cards(hot_seat.words, hot_seat.view("south")) == ()
    seats = side_seats(hot_seat.words, "north")
    assert [(seat.name, seat.brief) for seat in seats] == [("Head", "You lead."), ("Deputy", "")]
