"""Rule 18: campaigns, by a small one of three talks."""

from pathlib import Path

import pytest
from attrs import evolve

from game.authoring.campaigns import examine_campaign, load_campaign
from game.authoring.reading.files import KeptFiles
from game.bots.seats import make_bots
from game.engine.core import start
from game.engine.digest import digest
from game.kernel.lowering.lower import lower
from game.kernel.machine import Machine
from game.model.frozen import FrozenMap
from game.model.play import AGREED
from game.model.players import goes_on_as
from game.rules.campaigns import CampaignRules, Past, compile_campaign, not_played
from game.rules.compile import compile_rules
from game.rules.rng import LARGEST_SEED, mix, site
from game.session.driver import play
from game.session.game import Game

TALKS = Path(__file__).parent.parent / "campaigns" / "three-talks.yaml"
TRUST, HEAT, GATES = range(3)
RUPTURE, DEAL, UNSETTLED = range(3)


@pytest.fixture(scope="module")
def talks() -> CampaignRules:
    return compile_campaign(load_campaign(TALKS))


def end(
    trust: int = 50, outcome: int = DEAL, *, gates: int = 2, status: int = AGREED, north: int = 30
) -> Past:
    """The end of a talk; South has 40 points."""
    return Past((trust, 3, gates), outcome, (status,), (north, 40))


def test_18_1_a_chapter_is_played_if_its_when_holds_after_those_before_it(
    talks: CampaignRules,
) -> None:
    first, second, third = talks.chapters
    assert first.is_played([])
    assert second.is_played([end()])
    assert not second.is_played([end(outcome=RUPTURE)])
    assert third.is_played([end(outcome=RUPTURE), not_played(second.scenario)])


def test_18_2_a_chapters_seed_depends_on_the_campaigns_seed_and_its_id(
    talks: CampaignRules,
) -> None:
    for chapter in talks.chapters:
        for seed in (0, 1, 77, LARGEST_SEED):
            mixed = mix(seed ^ site(f"chapters/{chapter.id}"))
            assert chapter.seed(seed) == mixed % 2**63
            assert 0 <= chapter.seed(seed) <= LARGEST_SEED


def test_18_3_formulas_read_what_earlier_chapters_have_left(talks: CampaignRules) -> None:
    _, second, third = talks.chapters
    skipped = not_played(second.scenario)
    assert second.starts([end(trust=61)]) == {"trust": 20 + 30, "gates": 1}
    assert second.starts([end(trust=61, gates=1)]) == {"trust": 20 + 30, "gates": 0}
    # margin(second.south) is 40 - 25; played(second) and agreed(second.text) hold.
    assert third.starts([end(trust=61), end()]) == {"trust": 61 + 15, "heat": 3}
    assert third.starts([end(trust=61), end(status=0)]) == {"trust": 61 + 15, "heat": 2}
    assert third.starts([end(trust=61), skipped]) == {"trust": 61, "heat": 0}
    assert (skipped.tracks[TRUST], skipped.tracks[GATES]) == (50, 1)


def test_18_4_whoever_played_a_side_goes_on_and_a_bot_finds_its_like(talks: CampaignRules) -> None:
    assert talks.seats == {"north": "first", "south": "first"}
    assert talks.chapters[1].players == {"north": "north", "south": "south"}
    assert talks.chapters[2].players == {"north": "south", "south": "north"}
    scenario = talks.chapters[2].scenario
    assert goes_on_as(scenario, "south", "s_hard") == "s_hard"
    assert goes_on_as(scenario, "north", "s_hard") == "n_soft"
    assert goes_on_as(scenario, "south", "n_soft") == "s_soft"
    for bot in ("uniform", "expert", "expert:500", "me", "bots.py:mine@0123456789abcdef"):
        assert goes_on_as(scenario, "north", bot) == bot


def campaign_of(chapters: str, **files: str) -> CampaignRules:
    head = "format: 1\nid: some\ntitle: Some\nchapters:\n"
    texts = {"some.yaml": head + chapters, **{f"{name}.yaml": text for name, text in files.items()}}
    checked = examine_campaign(KeptFiles("some.yaml", FrozenMap(texts)))
    assert checked.campaign is not None, checked.problems
    return compile_campaign(checked.campaign)


def test_18_4_a_side_that_no_chapter_had_before_is_seated_anew() -> None:
    talk = (TALKS.parent / "talk.yaml").read_text(encoding="utf-8")
    other = talk.replace("north", "west").replace("south", "east")
    rules = campaign_of(
        "  one: {scenario: talk.yaml}\n"
        "  two: {scenario: other.yaml, plays: {east: north}}\n"
        "  three: {scenario: other.yaml}\n"
        "  four: {scenario: talk.yaml, plays: {north: west, south: east}}\n",
        talk=talk,
        other=other,
    )
    assert rules.seats == {"north": "one", "south": "one", "west": "two"}
    assert rules.chapters[1].players == {"west": "west", "east": "north"}
    assert rules.chapters[2].players == {"west": "west", "east": "north"}
    assert rules.chapters[3].players == {"north": "west", "south": "north"}


def test_18_5_starts_are_clamped_and_written_before_anything_happens(talks: CampaignRules) -> None:
    third = talks.chapters[2]
    assert third.starts([end(trust=95), end()])["trust"] == 100
    rules = compile_rules(third.scenario)
    begun = evolve(rules, starts=FrozenMap({"trust": 62, "gates": 2}))
    state = start(begun, 5)
    assert (state.tracks[TRUST], state.tracks[HEAT], state.tracks[GATES]) == (62, 2, 2)
    assert evolve(state, tracks=start(rules, 5).tracks) == start(rules, 5)
    assert Machine(lower(begun), 5).digest == digest(begun, state)


HIDDEN = "  secret: {start: 7, range: [0, 20], seen_by: north}\n"


def test_18_5_who_does_not_see_a_track_counts_with_the_scenarios_start() -> None:
    """A bot that reads the hidden track decides as if it stood where the scenario begins."""
    talk = (TALKS.parent / "talk.yaml").read_text(encoding="utf-8")
    shifts = "shifts: [{when: secret > 9, tracks: {trust: 40, heat: 0}}]"
    talk = talk.replace("stages:", HIDDEN + "stages:").replace(
        "s_hard: {name: Hard,", f"s_hard: {{name: Hard, {shifts},"
    )
    rules = campaign_of("  one: {scenario: talk.yaml, start: {secret: 20}}\n", talk=talk)
    scenario = rules.chapters[0].scenario
    plain, seats = compile_rules(scenario), {"north": "uniform", "south": "s_hard"}
    begun = evolve(plain, starts=rules.chapters[0].starts([]))
    for seed in range(20):
        games = [Game(each, seed) for each in (plain, begun)]
        for game in games:
            play(game, make_bots(game.rules, seats, seed), {})
        one, other = ([line.action for line in game.lines] for game in games)
        assert one == other


def test_18_6_lines_of_the_result_read_all_chapters(talks: CampaignRules) -> None:
    pasts = [end(north=31), not_played(talks.chapters[1].scenario), end(north=28)]
    assert [line(pasts) for line in talks.result] == [31 - 20, 40 - 25, 40 + 0 + 28]
