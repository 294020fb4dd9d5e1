"""A game and its lines: what is done to it is kept, can be gone back to, and is told apart."""

import pytest
import tiny

from game.engine.digest import digest
from game.model.decisions import FACILITATOR, Act, Decision, FireInject, Pass, SetTrack, Stop, Walk
from game.model.play import Accepted, State
from game.model.refusals import Refusal
from game.rules.compiled import Rules
from game.session.clock import Clock
from game.session.game import Game
from game.session.records.record import RecordLine
from game.session.records.recorded_actions import (
    HandOver,
    Note,
    Pause,
    RecordedAction,
    Resume,
    Rewind,
    read_action,
)

LUCKY = """
turns: 9
phases:
  deeds: {kind: actions, menus: [deeds], order: alternate}
  news: {kind: injects}
stages: {main: {phases: [deeds, news]}}
deals: {aim: {to: [north], cards: {a: {}, b: {}, c: {}, d: {}, e: {}, f: {}, g: {}, h: {}}}}
injects: {storm: {chance: 50, once: false, effects: {trust: -5, heat: +1}}}
"""


@pytest.fixture
def game() -> Game:
    return Game(tiny.rules(), 1, wall=lambda: "now")


def do(game: Game, *texts: str) -> Game:
    """Does things by their text form, all of which must be accepted."""
    for text in texts:
        deed = read_action(text)
        assert deed is not None
        answer = game.do(deed, "a note" if text == "note" else "")
        assert isinstance(answer, Accepted), f"{text}: {answer}"
    return game


def code(answer: Accepted | Refusal) -> str:
    assert isinstance(answer, Refusal)
    return answer.code


def test_9_1_a_line_has_number_deed_stamp_note_and_the_digest_after_it(game: Game) -> None:
    game.do(Decision("north", Act("warm")), "to begin kindly")
    assert game.lines == [
        RecordLine(
            1, Decision("north", Act("warm")), "now", digest(game.rules, game.state),
            note="to begin kindly",
        )
    ]  # fmt: skip


def test_9_1_a_digest_is_computed_when_it_is_read_and_stays_that_of_its_state(
    game: Game, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = []

    def counted(rules: Rules, state: State) -> str:
        states.append(state)
        return digest(rules, state)

    monkeypatch.setattr("game.session.game.digest", counted)
    do(game, "north: warm", "rewind 0", "north: pass", "south: pass")
    assert states == []
    lines = game.lines
    assert [line.digest for line in (*lines, *lines)] == [
        digest(game.rules, moment.state) for moment in (*game.moments[1:], *game.moments[1:])
    ]
    assert states == [moment.state for moment in game.moments[1:]]


def test_9_1_what_is_refused_is_in_no_line(game: Game) -> None:
    assert code(game.decide("south", Pass())) == "not-your-turn"
    assert (game.lines, len(game.moments)) == ([], 1)


def test_9_2_a_line_is_kept_before_the_game_goes_on() -> None:
    seen: list[tuple[int, int]] = []
    played = Game(tiny.rules(), 1)
    played.keep_with(lambda line: seen.append((line.number, len(played.moments))))
    do(played, "north: warm", "south: pass")
    assert seen == [(1, 1), (2, 2)]


def test_9_2_where_a_line_cannot_be_kept_nothing_has_happened() -> None:
    def full(_line: RecordLine) -> None:
        raise OSError("no space")

    game = Game(tiny.rules(), 1, full)
    before = game.state
    for deed in (Decision("north", Act("warm")), Pause(), Decision(FACILITATOR, Stop())):
        with pytest.raises(OSError, match="no space"):
            game.do(deed)
    assert (game.state, game.lines, game.paused) == (before, [], False)
    kept: list[RecordLine] = []
    game.keep_with(kept.append)
    assert isinstance(game.decide("north", Act("warm")), Accepted)
    assert game.lines == kept


def test_9_4_rewind_goes_to_the_state_after_a_line(game: Game) -> None:
    do(game, "north: warm", "south: cool", "north: cool")
    states = [moment.state for moment in game.moments]
    for n in (0, 1, 2, 3):
        do(game, f"rewind {n}")
        assert game.state == states[n]


def test_9_4_a_rewind_is_a_line_and_nothing_is_erased_and_numbering_goes_on(game: Game) -> None:
    do(game, "north: warm", "south: cool", "rewind 1", "south: warm")
    texts = [(line.number, str(line.action)) for line in game.lines]
    assert texts == [(1, "north: warm"), (2, "south: cool"), (3, "rewind 1"), (4, "south: warm")]
    assert game.lines[2].digest == game.lines[0].digest


def test_9_4_going_back_to_a_rewind_is_going_to_where_it_went(game: Game) -> None:
    do(game, "north: warm", "south: cool", "rewind 1", "south: warm", "rewind 3")
    assert game.state == game.moments[1].state


def test_9_4_one_cannot_go_back_to_what_is_not_there_yet(game: Game) -> None:
    do(game, "north: warm")
    refused = game.do(Rewind(2))
    assert isinstance(refused, Refusal)
    assert (refused.code, dict(refused.values)) == ("no-such-line", {"line": 2, "last": 1})
    assert isinstance(game.do(Rewind(1)), Accepted)


def test_9_4_the_end_can_be_gone_back_from(game: Game) -> None:
    do(game, "facilitator: end")
    assert game.state.to_move == ()
    do(game, "rewind 0", "north: warm")


def luck(game: Game, *, turns: int = 8) -> list[int]:
    """The trust after each of some turns in which everybody passes."""
    found = []
    for _ in range(turns):
        do(game, "north: pass", "south: pass")
        found.append(game.view("north").tracks["trust"])
    return found


def test_9_4_without_new_luck_the_same_happens_again_and_with_it_something_else() -> None:
    game = Game(tiny.rules(LUCKY), 1)
    first = luck(game)
    do(game, "rewind 0")
    assert luck(game) == first
    do(game, "rewind 0 new luck 2")
    assert luck(game) != first


def test_9_4_new_luck_is_the_luck_of_that_seed_and_leaves_what_was_dealt() -> None:
    game = Game(tiny.rules(LUCKY), 1)
    other = Game(tiny.rules(LUCKY), 3)
    cards = game.state.cards
    assert cards != other.state.cards
    do(game, "rewind 0 new luck 3")
    assert game.state.cards == cards
    assert luck(game) == luck(other)


def test_9_4_a_line_before_the_new_luck_has_the_old_one() -> None:
    game = Game(tiny.rules(LUCKY), 1)
    first = luck(game)
    do(game, "rewind 2 new luck 5", "north: pass", "rewind 2")
    assert [first[0], *luck(game, turns=7)] == first


def test_9_4_a_seed_beyond_the_largest_is_refused(game: Game) -> None:
    assert code(game.do(Rewind(0, 2**63))) == "no-such-seed"
    assert isinstance(game.do(Rewind(0, 2**63 - 1)), Accepted)


def test_9_4_the_history_is_without_what_was_rewound(game: Game) -> None:
    do(game, "north: warm", "pause", "resume", "south: cool", "rewind 3", "south: warm", "note")
    states = [game.moments[n].state for n in (0, 1, 2, 3, 5, 6, 7)]
    assert [moment.state for moment in game.history()] == states


def test_2_5_decisions_taken_are_counted_by_side_and_go_back_with_a_rewind(game: Game) -> None:
    do(game, "north: warm", "facilitator: set trust 3", "south: cool", "north: pass")
    assert (game.asking("north").taken, game.asking("south").taken) == (2, 1)
    do(game, "rewind 2")
    assert (game.asking("north").taken, game.asking("south").taken) == (1, 0)


def test_10_1_the_facilitators_decisions_go_through_step_and_are_lines(game: Game) -> None:
    for move in (SetTrack("trust", 7), Stop("calm")):
        assert isinstance(game.decide(FACILITATOR, move), Accepted)
    assert code(game.decide(FACILITATOR, FireInject("none"))) == "over"
    assert [str(line.action) for line in game.lines] == [
        "facilitator: set trust 7",
        "facilitator: end calm",
    ]


def test_10_1_a_pause_and_a_note_change_no_state_and_no_digest(game: Game) -> None:
    before, start = game.state, digest(game.rules, game.state)
    do(game, "pause", "note", "resume")
    assert game.state == before
    assert [line.digest for line in game.lines] == [start] * 3
    assert game.latest == ()


def test_10_1_while_paused_no_side_decides_and_the_facilitator_does(game: Game) -> None:
    do(game, "pause")
    assert code(game.decide("north", Act("warm"))) == "paused"
    assert code(game.time_out("north")) == "paused"
    do(game, "facilitator: set trust 9", "rewind 1", "note", "resume", "north: warm")


def test_10_1_a_pause_within_a_pause_and_a_resume_without_one_are_refused(game: Game) -> None:
    assert code(game.do(Resume())) == "not-paused"
    do(game, "pause")
    assert code(game.do(Pause())) == "paused"


def test_a_note_without_words_is_refused(game: Game) -> None:
    assert code(game.do(Note(), " \n")) == "no-words"


def test_10_2_a_side_whose_time_is_up_passes_and_the_line_says_so(game: Game) -> None:
    game.time_out("north")
    (line,) = game.lines
    assert (str(line.action), line.timeout) == ("north: pass", True)


def test_10_2_where_it_cannot_pass_it_does_the_first_thing_that_is_legal() -> None:
    text = "phases: {deeds: {kind: actions, menus: [deeds], order: alternate, no_pass: true}}"
    game = Game(tiny.rules(text), 1)
    game.time_out("north")
    assert str(game.lines[0].action) == "north: warm"


def test_10_2_nobody_is_timed_out_who_is_not_asked(game: Game) -> None:
    assert code(game.time_out("south")) == "not-your-turn"


def test_10_2_a_pause_stops_the_clock_of_the_game() -> None:
    wall = [0.0]
    game = Game(tiny.rules(), 1, clock=Clock(lambda: wall[0]))
    wall[0] = 10
    do(game, "pause")
    wall[0] = 25
    assert game.clock.now() == 10
    do(game, "resume")
    wall[0] = 26
    assert game.clock.now() == 11


@pytest.mark.parametrize(
    "deed",
    [SetTrack("trust", 10**12), FireInject("A storm"), Act("offer"), Act("pass"), Stop("no way")],
    ids=str,
)
def test_what_has_no_text_form_is_our_own_mistake(game: Game, deed: SetTrack) -> None:
    with pytest.raises(ValueError, match="has no text form"):
        game.decide(FACILITATOR, deed)
    assert game.lines == []


@pytest.mark.parametrize(
    "deed",
    [
        *(Pause(), Resume(), Note(), Rewind(0), Rewind(12), Rewind(0, 0), Rewind(3, 2**63 - 1)),
        *(Decision("north", Walk()), Decision(FACILITATOR, SetTrack("trust", -4))),
    ],
    ids=str,
)
def test_a_deeds_text_reads_as_the_deed(deed: RecordedAction) -> None:
    assert read_action(str(deed)) == deed


@pytest.mark.parametrize(
    "text",
    [
        *("", "rewind", "rewind -1", "rewind 01", "rewind 1 ", "rewind 1 luck 2", "Pause"),
        *("rewind 1 new luck", "rewind 1 new luck 02", "pause now", "north warm", "rewind 1\u0662"),
    ],
)
def test_what_is_no_deed_reads_as_none(text: str) -> None:
    assert read_action(text) is None


def test_9_4_a_pause_and_whoever_has_a_seat_outlast_a_step_back(game: Game) -> None:
    game.do(HandOver("south", "uniform"))
    game.do(Pause())
    assert isinstance(game.do(Rewind(0)), Accepted)
    assert game.paused
    assert game.players({"north": "me", "south": "me"})["south"] == "uniform"
    assert game.do(Pause()) == Refusal("paused")
    game.do(Resume())
    game.do(Rewind(2))
    assert not game.paused, "it was paused after line 2, and is no more"


def test_9_4_a_step_back_says_nothing_again(game: Game) -> None:
    game.decide("north", Act("warm"))
    assert game.latest
    game.do(Rewind(1))
    assert game.latest == ()
