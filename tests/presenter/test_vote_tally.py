"""The result of a vote as a value and as bars: shares, what was needed, and who voted how."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve

from game.authoring.load import load
from game.document.scene import SceneBox, SceneLine, SceneText
from game.document.scene_svg import SvgPen
from game.engine.core import begin, step
from game.model.bodies import Disclosure
from game.model.decisions import Act, Answer, Decision, read_decision
from game.model.frozen import FrozenMap
from game.model.log_events import VoteCounted
from game.model.play import Accepted
from game.presenter.charts.talks_layout import vote_scene
from game.presenter.debrief.past_votes import PastVote, past_votes
from game.presenter.said.tally import Tally, tally_of
from game.rules.compile import compile_rules
from game.session.game import Game
from game.words.wording import Wording

COUNCIL = Path(__file__).resolve().parents[1] / "scenarios" / "council.yaml"
PEN = SvgPen({"name": ("strong", 30), "tick": ("sans", 30)})


def results(*decisions: str) -> tuple[Wording, list[VoteCounted]]:
    """What a game's votes came to."""
    scenario = load(COUNCIL)
    rules = compile_rules(scenario)
    accepted: Accepted = begin(rules, 1)
    entries = [*accepted.entries]
    for text in decisions:
        decision = read_decision(text)
        assert decision is not None
        answer = step(rules, accepted.state, decision)
        assert isinstance(answer, Accepted), answer
        accepted = answer
        entries += accepted.entries
    return Wording(scenario), [e.event for e in entries if isinstance(e.event, VoteCounted)]


TALK = ("berlin: persuade", "paris: persuade", "budapest: persuade")
ALL_FOR = ("berlin: answer for", "paris: answer for", "budapest: answer for")


def tally(*decisions: str) -> Tally:
    words, found = results(*decisions)
    told = tally_of(words, found[-1])
    assert told is not None
    return told


def test_shares_needs_and_names_are_those_of_the_vote() -> None:
    told = tally(*TALK, *ALL_FOR)
    assert told.title == "The finding: carried"
    states, people = told.counts
    assert (states.name, states.figure, states.need) == ("States", "27 of 27", "15 needed")
    assert (people.name, people.figure, people.need) == ("The people", "100%", "65% needed")
    assert told.ballots[0][:2] == ("for", "27 for")


def test_a_vote_that_is_counted_but_not_told_shows_neither_names_nor_who_could_stop_it() -> None:
    # The response is carried unless a majority is against; its ballots are only counted.
    told = tally(*TALK, *ALL_FOR, "berlin: answer against", "paris: answer for")
    assert told.title == "The response: carried"
    assert all((each.need, each.needed, each.against) == ("", 0.0, 0.0) for each in told.counts)
    assert all(names == "" for _, _, names in told.ballots)


def test_a_vote_whose_ballots_are_secret_has_no_tally() -> None:
    words, found = results(*TALK, *ALL_FOR)
    assert tally_of(words, VoteCounted(found[0].inject, "carried")) is None


@pytest.mark.parametrize("width", [320.0, 860.0])
def test_bars_lie_side_by_side_within_the_scene_and_the_mark_where_the_share_ends(
    width: float,
) -> None:
    told = tally(
        "berlin: complain", "paris: persuade", "budapest: pass",
        "berlin: answer against", "paris: answer for", "budapest: answer against",
    )  # fmt: skip
    scene = vote_scene(told, PEN, width)
    bars = [each for each in scene.shapes if isinstance(each, SceneBox) and each.role != "hollow"]
    for y in {bar.y for bar in bars}:
        row = sorted((bar for bar in bars if bar.y == y), key=lambda bar: bar.x)
        for one, other in pairwise(row):
            assert one.x + one.width == pytest.approx(other.x)
        assert row[-1].x + row[-1].width <= width + 1e-6
    marks = [each.points[0][0] for each in scene.shapes if isinstance(each, SceneLine)]
    assert marks == pytest.approx([0.55 * width, 0.65 * width])
    for text in (each for each in scene.shapes if isinstance(each, SceneText)):
        wide = PEN.width(text.text, text.letters)
        left = text.x - {"start": 0.0, "middle": wide / 2, "end": wide}[text.anchor]
        assert left >= -1e-6
        assert left + wide <= width + 1e-6


def looked_back_on(disclosure: Disclosure) -> list[PastVote]:
    """The votes of a game in which the response tells so much of its ballots."""
    scenario = load(COUNCIL)
    response = scenario.injects["response"]
    assert response.vote is not None
    changed = evolve(response, vote=evolve(response.vote, ballots=disclosure))
    injects = FrozenMap({**scenario.injects, "response": changed})
    game = Game(compile_rules(evolve(scenario, injects=injects)), 1)
    while game.state.to_move:
        side = game.state.to_move[0]
        ballot = "against" if side == "berlin" and game.state.votes[0].carried else "for"
        move = Answer(ballot) if game.state.questions else Act("persuade")
        game.do(Decision(side, move))
    return list(past_votes(Wording(game.rules.scenario), game))


def test_looked_back_on_every_ballot_is_told_and_what_would_have_reversed_it() -> None:
    finding, response, declaration = votes = looked_back_on("counted")
    assert votes == looked_back_on("secret") == looked_back_on("open")
    assert finding.tally.title == "The finding: carried"
    assert finding.ballots[0].startswith("27 for: Austria, Belgium,")
    names = "Denmark, Germany, Romania and Spain"  # with more than 35 % of the people
    assert finding.reversal == f"To stop it, 4 more would have been needed: {names}."
    assert response.ballots[1] == "2 against: Cyprus, Germany"
    assert declaration.reversal == "It was one short: Germany would have been enough."
