"""Many campaigns: the same figures by whomever they are played, and by both engines."""

from pathlib import Path

import pytest
from attrs import evolve

from game.authoring.campaigns import load_campaign
from game.authoring.load import load
from game.authoring.reading.files import Folder
from game.authoring.shipped import shipped
from game.bots.seats import make_bots
from game.engine.scores import scores
from game.kernel.batch import Batch
from game.kernel.lowering.lower import lower
from game.lab.batches import campaign_games
from game.lab.batches.campaign_games import (
    CampaignTally,
    EnginesDiffer,
    play_campaigns,
)
from game.lab.batches.place import Processes
from game.lab.batches.verify import SideBySide, row_difference
from game.model.frozen import FrozenMap
from game.model.players import personas_of
from game.rules.campaigns import CampaignRules, Past, compile_campaign, not_played
from game.rules.compile import compile_rules
from game.rules.rng import mix, site
from game.session.driver import play
from game.session.game import Game

pytestmark = pytest.mark.usefixtures("compiled")

TALKS = Path(__file__).parent.parent / "campaigns" / "three-talks.yaml"
SEATS = {"north": "n_soft", "south": "uniform"}


@pytest.fixture(scope="module")
def talks() -> CampaignRules:
    return compile_campaign(load_campaign(TALKS))


def played_by_the_reference(rules: CampaignRules, seed: int) -> list[Past]:
    """A campaign, played game by game by the engine that people play on."""
    pasts: list[Past] = []
    for chapter in rules.chapters:
        if not chapter.is_played(pasts):
            pasts.append(not_played(chapter.scenario))
            continue
        own = evolve(compile_rules(chapter.scenario), starts=chapter.starts(pasts))
        seats = chapter.seated(SEATS)
        game = Game(own, chapter.seed(seed))
        state = play(game, make_bots(own, seats, chapter.seed(seed)), {})
        points = [sheet.total for sheet in scores(own, state).values()]
        status = [table.status for table in state.tables]
        pasts.append(Past(state.tracks, state.outcome, status, points))
    return pasts


def test_campaigns_are_what_their_chapters_come_to_one_by_one(talks: CampaignRules) -> None:
    tally = play_campaigns(talks, SEATS, 60, 100)
    ends = [played_by_the_reference(talks, 100 + k) for k in range(60)]
    for number in range(3):
        played = [pasts[number] for pasts in ends if pasts[number].played]
        found = tally.chapters[number]
        assert found is not None
        assert tally.played(number) == len(played)
        for side in range(2):
            points = [past.scores[side] for past in played]
            assert dict(found.scores[side]) == {n: points.count(n) for n in {*points}}
    assert tally.played(1) < 60
    for line, histogram in zip(talks.result, tally.lines, strict=True):
        points = [line(pasts) for pasts in ends]
        assert dict(histogram) == {n: points.count(n) for n in {*points}}
    north = [talks.result[0](pasts) + talks.result[1](pasts) for pasts in ends]
    assert dict(tally.totals["north"]) == {n: north.count(n) for n in {*north}}


@pytest.fixture(scope="module")
def alone(talks: CampaignRules) -> CampaignTally:
    return play_campaigns(talks, SEATS, 400, 1)


@pytest.mark.parametrize("jobs", [2, 5])
def test_several_processes_come_to_the_same(
    talks: CampaignRules, alone: CampaignTally, jobs: int
) -> None:
    assert play_campaigns(talks, SEATS, 400, 1, Processes(jobs), alone=0) == alone


def test_campaigns_in_several_parts_come_to_the_same(
    talks: CampaignRules, alone: CampaignTally, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(campaign_games, "MOST", 150)
    shown: list[int] = []
    assert play_campaigns(talks, SEATS, 400, 1, progress=shown.append) == alone
    assert shown == sorted(shown)
    assert shown[-1] == sum(map(alone.played, range(3)))


def test_both_engines_play_the_same_campaigns(talks: CampaignRules, alone: CampaignTally) -> None:
    assert play_campaigns(talks, SEATS, 400, 1, verified=10) == alone


def test_a_difference_between_the_engines_is_told(
    talks: CampaignRules, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def differs(_plan: object, games: int) -> str:
        seen.append(games)
        return "A talk: seed 1, before the first decision"

    monkeypatch.setattr(campaign_games, "verify", differs)
    with pytest.raises(EnginesDiffer, match="A talk: seed 1"):
        play_campaigns(talks, SEATS, 20, 1, verified=4)
    assert seen == [4]


def test_an_expert_plays_a_campaign_too(talks: CampaignRules) -> None:
    tally = play_campaigns(talks, {"north": "expert:100", "south": "s_hard"}, 3, 1)
    assert tally.campaigns == 3
    assert tally.decisions > 0


@pytest.mark.parametrize("id", ["kuala-lumpur", "export-control-dialogue", "nexperia-standoff"])
def test_18_5_both_engines_play_a_scenario_from_any_starts(id: str) -> None:
    """Also what personas choose, who don't see every track."""
    scenario = load(Folder(shipped()[id], "short"))
    rules = compile_rules(scenario)
    seats = {side: personas_of(scenario, side)[0] for side in rules.sides}
    for seed in range(3):
        starts = FrozenMap(
            (track.id, track.low + mix(seed ^ site(track.id)) % (track.high - track.low + 1))
            for track in rules.tracks
        )
        begun = evolve(rules, starts=starts)
        assert SideBySide(lower(begun), seats, seed).play() is None
        row = Batch(lower(rules), seats).play_each([seed], [starts])
        assert row_difference(begun, seats, row) is None
