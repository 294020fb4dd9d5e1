"""The other tabs of a participant's page: news, state, papers, messages, the record, the end."""

from __future__ import annotations

import tiny
from attrs import evolve
from seated import SIDES, context, decided, page, told

from game.presenter.proceedings import happening_text, happenings
from game.presenter.seat.context import Opened, Teammate
from game.presenter.seat.ending import EndedGame
from game.presenter.seat.record import ROWS, RecordRow, RecordTab

CHO = context("cho", "cho", (Teammate("cho", "Cho"),))
STORMS = (
    SIDES
    + """
turns: 4
stages: {main: {phases: [deeds, news]}}
phases:
  deeds: {kind: actions, menus: [deeds], order: together, picks: 1}
  news: {kind: injects}
injects:
  storm: {at: 1, name: The storm, text: Roofs fly., effects: {trust: -5}}
  thaw: {at: 2, name: The thaw, text: The ice breaks.}
"""
)
TRACKS = (
    SIDES
    + """
tracks:
  trust:
    name: Trust
    start: 50
    range: [0, 100]
    better: high
    bands: [{to: 39, name: Cold}, {to: 100, name: Warm}]
  mood: {name: Mood, levels: {bad: Bad, fair: Fair, good: Good}, start: fair}
  coal: {name: Coal, start: 4, range: [0, 9], seen_by: [north]}
promises: {calm: {name: Keep calm, by: south, turns: 2, broken: trust < 9}}
opening: {promise: calm}
phases: {deeds: {kind: actions, menus: [deeds], order: together, picks: 1}}
"""
)


# News


def test_stories_are_news_until_the_side_has_decided_again() -> None:
    game = told(STORMS, "north: pass", "south: pass")
    assert [paper.headline for paper in page(game).news] == ["The storm"]
    decided(game, "north: pass", "south: pass")
    assert [paper.headline for paper in page(game).news] == ["The thaw"]
    decided(game, "north: pass")
    assert page(game).news == ()
    assert [paper.headline for paper in page(game, "south", CHO).news] == ["The thaw"]


def test_a_story_that_asks_is_told_with_its_question_alone() -> None:
    asking = STORMS.replace("text: Roofs fly.", "ask: [north], answers: {wait: {}, run: {}}")
    game = told(asking, "north: pass", "south: pass")
    assert (page(game).decide.kind, page(game).news) == ("question", ())
    assert [paper.headline for paper in page(game, "south", CHO).news] == ["The storm"]


def test_announcements_are_news_that_arrive_opened() -> None:
    game = told(STORMS, "announce | Lunch at noon.")
    [paper] = page(game).news
    assert (paper.paragraphs, paper.is_open) == (("Lunch at noon.",), True)


# State


def test_a_track_shows_band_last_turn_and_the_change_in_words() -> None:
    game = told(TRACKS)
    trust = page(game).state.tracks[0]
    assert (trust.name, trust.figure, trust.band) == ("Trust", "50", "Warm")
    assert (trust.tick, trust.change, trust.direction, trust.verdict) == (None, "", 0, None)
    decided(game, "north: cool", "south: pass")
    trust = page(game).state.tracks[0]
    assert (trust.figure, trust.tick, trust.change) == ("47", 0.5, "−3 worse")
    assert (trust.direction, trust.verdict) == (-1, "worse")
    assert [(piece.end, piece.full, piece.is_current) for piece in trust.pieces] == [
        (0.395, 0.395, False),
        (1.0, 0.47, True),
    ]


def test_levels_have_a_name_and_no_figure() -> None:
    mood = page(told(TRACKS)).state.tracks[1]
    assert (mood.figure, mood.band) == ("", "Fair")
    assert [piece.is_current for piece in mood.pieces] == [False, True, False]
    assert [piece.full > piece.start for piece in mood.pieces] == [False, True, False]


def test_a_track_that_others_do_not_see_says_so_and_others_do_not_see_it() -> None:
    game = told(TRACKS)
    assert [(each.id, each.is_private) for each in page(game).state.tracks] == [
        ("trust", False),
        ("mood", False),
        ("coal", True),
    ]
    assert [each.id for each in page(game, "south", CHO).state.tracks] == ["trust", "mood"]


def test_promises_say_whose_they_are_and_how_long_they_run() -> None:
    game = told(TRACKS)
    (promise,) = page(game).state.promises
    assert (promise.name, promise.is_own, promise.turns_left) == ("Keep calm", False, "2 turns")
    (own,) = page(game, "south", CHO).state.promises
    assert own.is_own


def rows(record: RecordTab) -> list[RecordRow]:
    """All that a page of the record shows, in order."""
    return [row for turn in record.turns for row in turn.rows]


def test_statements_stand_with_the_words_that_people_wrote() -> None:
    text = TRACKS.replace("picks: 1", "picks: 1, no_pass: true")
    lines = ("north: warm | We hoped for more.", "south: cool")
    game = told(text, *lines, talk="offers")
    statements = page(game).state.statements
    assert statements is not None
    assert [(each.side, each.title, each.own_words) for each in statements.sides] == [
        ("Statement by the North", "Warm", "“We hoped for more.”"),
        ("Statement by South", "Cool", ""),
    ]
    for side in ("north", "south"):
        assert page(game, side).statements == statements, "both see them beside each other"
        (row,) = [row for row in rows(page(game, side).record) if row.text.quotations]
        assert row.text.quotations == ("The North: “We hoped for more.”",)
    game.hidden_words = {1}
    assert not any(row.text.quotations for row in rows(page(game).record))


def test_what_has_just_happened_stands_at_the_top_of_the_record() -> None:
    game = told(TRACKS, "north: warm", "south: cool", "north: cool", "south: warm")
    shown = page(game).record
    assert [turn.name for turn in shown.turns][:2] == ["turn 2", "turn 1"]
    sentences = [row.text.sentence for row in rows(shown)]
    happened = [
        happening_text(game.words, each).sentence for each in happenings(game.record("north"))
    ]
    assert sentences == happened[::-1]


def test_statements_are_new_until_the_side_decides_again() -> None:
    text = TRACKS.replace("picks: 1", "picks: 1, no_pass: true")
    game = told(text, "north: warm", "south: cool")
    decided(game, "north: cool")
    assert page(game, "north").statements is None
    assert page(game, "south").statements is not None


# Papers


def test_a_participant_reads_the_brief_of_the_own_seat_and_of_no_other() -> None:
    game = told()
    envoy, elder = page(game).papers, page(game, known=context("bob")).papers
    assert envoy.brief == elder.brief == ("You are north.",)
    assert (envoy.seat, envoy.seat_brief) == ("Envoy", ("Only the envoy knows the tunnel.",))
    assert "tunnel" not in repr(page(game, known=context("bob")))
    assert "song" not in repr(page(game))


def test_whoever_speaks_for_the_whole_side_reads_no_seats_brief() -> None:
    alone = context("eve", "eve", (Teammate("eve"),))
    assert page(told(), known=alone).papers.seat_brief == ()


def test_papers_show_the_score_as_things_stand_and_what_is_fair() -> None:
    papers = page(told()).papers
    assert [(line.label, line.points) for line in papers.score] == [("Trust", "50")]
    assert papers.par == "0"


# Messages


def test_messages_are_those_that_this_seat_may_read_the_newest_first() -> None:
    game = told(
        SIDES,
        "south tells north | For both of you.",
        "south tells north.elder | For the elder.",
        "north.envoy tells all | To everybody.",
        talk="open",
    )
    mine = page(game).messages.messages
    assert [message.lines for message in mine] == [("To everybody.",), ("For both of you.",)]
    assert [(message.head, message.is_own) for message in mine] == [
        ("You, to everybody", True),
        ("South, to The North", False),
    ]
    elder = page(game, known=context("bob")).messages.messages
    assert ("For the elder.",) in [message.lines for message in elder]
    assert "elder." not in repr(page(game))


def test_what_was_said_before_a_step_back_stays_and_says_so() -> None:
    lines = ("north: warm", "south tells north | Before.", "rewind 0", "announce | After.")
    messages = page(told(SIDES, *lines, talk="open")).messages.messages
    said = [(message.lines[0], message.is_stepped_back) for message in messages]
    assert said == [("After.", False), ("Before.", True)]


def test_what_others_wrote_counts_as_new_until_it_was_read() -> None:
    game = told(SIDES, "south tells north | One.", "north.envoy tells south | Two.", talk="open")
    assert page(game).messages.new == 1
    tab = next(tab for tab in page(game).tabs if tab.name == "messages")
    assert (tab.new, tab.new_label) == (1, "1 new")


def test_one_can_write_to_all_sides_and_seats_but_oneself() -> None:
    messages = page(told(SIDES, talk="open")).messages
    assert [each.to for each in messages.addressees] == ["all", "south", "north", "north.elder"]
    assert messages.length == 500
    cho = page(told(SIDES, talk="open"), "south", CHO).messages
    assert [each.to for each in cho.addressees] == ["all", "north", "north.envoy", "north.elder"]


def test_one_is_told_where_nobody_reads_what_one_writes() -> None:
    game = told(SIDES, talk="open")
    assert [each.absent for each in page(game).messages.addressees] == [""] * 4
    nobody = "nobody sits there yet"
    for occupied, absent in (
        ({"north.envoy"}, ["", nobody, nobody, nobody]),
        ({"north.envoy", "north.elder"}, ["", nobody, "", ""]),
        ({"north.envoy", "north", "south"}, ["", "", "", nobody]),
    ):
        known = evolve(context(), occupied=frozenset(occupied))
        assert [each.absent for each in page(game, known=known).messages.addressees] == absent
    cho = evolve(CHO, occupied=frozenset({"south", "north.elder"}))
    absent = [each.absent for each in page(game, "south", cho).messages.addressees]
    assert absent == ["", "", nobody, ""]
    game = told(SIDES, "seat south uniform", talk="open")
    known = evolve(context(), occupied=frozenset({"north.envoy", "south"}))
    south = page(game, known=known).messages.addressees[1]
    assert (south.to, south.absent) == ("south", "a bot plays there and reads nothing")


def test_where_the_scenario_lets_nobody_write_it_says_so() -> None:
    for talk in ("none", "offers"):
        messages = page(told(SIDES, talk=talk)).messages
        assert messages.addressees == ()
        assert messages.closed == "In this game people talk in the room and not in writing."


# The record


def test_the_record_begins_with_the_newest_turn_and_marks_what_is_new() -> None:
    game = told(STORMS, "north: warm", "south: pass", "north: pass", "south: cool")
    newest, before, *_ = page(game).record.turns
    assert (newest.name, before.name) == ("turn 2", "turn 1")
    assert all(row.is_new for row in newest.rows)
    assert not any(row.is_new for row in before.rows)


def test_filters_are_links_and_an_unknown_one_shows_all() -> None:
    game = told(STORMS, "north: warm", "south: cool")
    ours = page(game, opened=Opened("record", show="ours")).record
    assert [link.key for link in ours.links if link.is_current] == ["ours"]
    badges = {row.badge.side for turn in ours.turns for row in turn.rows if row.badge is not None}
    assert badges == {"north"}
    every = page(game, opened=Opened("record", show="nonsense")).record
    assert [link.key for link in every.links if link.is_current] == ["all"]


def test_a_long_record_goes_on_with_earlier_turns() -> None:
    text = SIDES + "turns: 40\nphases: {deeds: {kind: actions, menus: [deeds], picks: 1}}"
    game = told(text, *["north: warm", "south: cool"] * 30)
    first = page(game).record
    assert sum(len(turn.rows) for turn in first.turns) >= ROWS
    assert first.earlier > 0
    second = page(game, opened=Opened("record", turn=first.earlier)).record
    shown = [turn.name for turn in (*first.turns, *second.turns)]
    assert len(shown) == len(set(shown))
    assert second.earlier == -1 or second.earlier < first.earlier


# The end


def test_the_end_shows_the_own_score_against_its_par_and_what_was_signed() -> None:
    text = (SIDES + tiny.TABLE).replace("turns: 4", "turns: 1")
    game = told(text, f"south: {tiny.SMALL}", "north: accept", "north: pass", "south: pass")
    over = page(game).decide
    assert isinstance(over, EndedGame)
    assert over.own is not None
    score = over.own.score
    assert (over.ending.outcome, score.total, score.par_text) == ("Calm", 50, "par 0")
    assert (score.judgement, score.margin) == ("better", "50 above")
    assert [(line.label, line.points) for line in score.lines] == [("Trust", 50)]
    (signed,) = over.own.signed
    assert signed.worth == "Pact was worth 1 to you when you signed it; without it you had 10."
    assert signed.clauses == ("Scope: Small", "Terms: Loose", "Extra: None")


def test_the_end_shows_the_points_of_an_agreement_that_has_lapsed_since() -> None:
    game = told(SIDES + tiny.TABLE, f"south: {tiny.SMALL}", "north: accept", "north: tear")
    decided(game, "facilitator: end calm")
    over = page(game).decide
    assert isinstance(over, EndedGame)
    assert over.own is not None
    assert [each.clauses[:2] for each in over.own.signed] == [("Scope: Small", "Terms: Loose")]


def test_an_open_table_has_rounds_left_until_the_end() -> None:
    text = SIDES + tiny.TABLE
    assert page(told(text)).state.tables == ("Pact: open, 4 rounds left.",)
    assert page(told(text, "facilitator: end calm")).state.tables == ("Pact: nothing was signed.",)
