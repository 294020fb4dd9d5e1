"""Own moves stand on the curves of tracks, and what sides chose at once is one step."""

from __future__ import annotations

import debriefed
import pytest

from game.model.decisions import FACILITATOR
from game.model.players import ME
from game.presenter.debrief.curves import event_name
from game.presenter.debrief.debrief import Debrief, beside_texts
from game.presenter.debrief.decisions import PastDecision, lines_together
from game.presenter.timeline.timeline import Timeline
from game.session.game import Game
from game.words.language import ENGLISH
from game.words.wording import Wording


def looked_back(game: Game) -> Debrief:
    return Debrief(game, Wording(game.rules.scenario, ENGLISH), {"north": ME, "south": ME})


@pytest.fixture
def debrief() -> Debrief:
    return looked_back(debriefed.end())


def of_action(debrief: Debrief, action: str) -> PastDecision:
    return next(each for each in debrief.decisions if getattr(each.event, "action", "") == action)


def test_a_decision_that_moved_a_track_is_numbered_and_named_on_its_curve(debrief: Debrief) -> None:
    names = {each.letter: event_name(debrief.words, each) for each in debrief.events}
    assert names == {
        "A": "The pact agreed",
        "B": "The storm",
        "5": "North: Warm",
        "6": "South: Hide wood",
    }
    curves = {curve.track: curve.letters for curve in debrief.curves}
    assert curves["trust"] == ((), ("A", "5"), ("B",))
    assert curves["purse"] == ((), ("6",), ("6",)), "what comes a turn later is its move, too"
    assert not any(curves["heat"])


def test_what_hardly_moved_a_track_that_went_far_is_not_marked() -> None:
    text = debriefed.STORY.replace("effects: {trust: -9}", "effects: {trust: -40}")
    names = {
        event_name(looked_back(debriefed.end(text)).words, each)
        for each in looked_back(debriefed.end(text)).events
    }
    assert "North: Warm" not in names
    assert "The storm" in names


def test_the_curves_of_a_few_main_events_bear_no_numbers(debrief: Debrief) -> None:
    marks = {mark for curve in debrief.main_curves for here in curve.letters for mark in here}
    assert marks == {"A", "B"}


def test_what_sides_chose_at_once_stands_beside_each_other(debrief: Debrief) -> None:
    praise, scold = of_action(debrief, "praise"), of_action(debrief, "scold")
    assert beside_texts(debrief, praise) == ["South: Scold"]
    assert beside_texts(debrief, scold) == ["North: Praise"]
    assert beside_texts(debrief, of_action(debrief, "warm")) == []


def test_the_timeline_has_it_as_one_step_once_the_game_is_over() -> None:
    game = debriefed.begin()
    debriefed.play_one_turn(game)
    lines = [
        line.number
        for line in game.lines
        if getattr(getattr(line.action, "move", None), "action", "") in ("praise", "scold")
    ]
    words = Wording(game.rules.scenario, ENGLISH)
    assert Timeline(words, game, FACILITATOR).step(lines[0]) == (lines[0],), "it goes on"
    assert lines_together(game)[lines[0]] == tuple(lines)
    debriefed.finish(game)
    timeline = Timeline(words, game, FACILITATOR)
    assert timeline.step(lines[0]) == timeline.step(lines[1]) == tuple(lines)
    assert timeline.step(lines[0] - 1) == (lines[0] - 1,)
