"""What is told of a campaign between its chapters, to whom."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from attrs import evolve

from game.authoring.campaigns import examine_campaign
from game.authoring.reading.files import Folder
from game.bots.seats import make_bots
from game.model.players import ME
from game.presenter.said.campaign_opening import chapter_opening
from game.presenter.said.campaign_standing import campaign_standing, only_seat
from game.rules.campaigns import chapters_read, compile_campaign
from game.rules.expressions import parse
from game.session.campaign_save import CampaignGame, compile_checked, keep_campaign
from game.session.driver import play
from game.words.chapter_words import condition_of_chapter
from game.words.language import ENGLISH

CAMPAIGNS = Path(__file__).parent.parent / "campaigns"
BOTS = {"north": "n_soft", "south": "s_soft"}
PROMISES = """
promises:
  quiet: {by: north, turns: 1, name: Quiet, text: North stays quiet., broken: used(cool) >= 9}
  ajar: {by: south, turns: 2, name: Open gates, broken: used(warm) >= 1}
  hidden: {by: north, turns: 9, name: A word aside, seen_by: [north], broken: used(cool) >= 9}
  both: {by: [north, south], turns: 9, name: To meet again, broken: used(cool) >= 9}
opening: [{promise: quiet}, {promise: ajar}, {promise: hidden}, {promise: both}]
"""
BANDS = "bands: [{to: 20, name: Thin}, {to: 100, name: Firm}], better: high"


@pytest.fixture
def talks(tmp_path: Path) -> Callable[..., CampaignGame]:
    """Makes the campaign of three talks, with changes in its two files, after some chapters."""
    for path in CAMPAIGNS.glob("*.yaml"):
        shutil.copy(path, tmp_path)

    def begin(
        seats: Mapping[str, str] = BOTS,
        chapters: int = 0,
        changes: Mapping[str, str] | None = None,
        more: str = "",
    ) -> CampaignGame:
        for name in ("talk.yaml", "three-talks.yaml"):
            text = (tmp_path / name).read_text(encoding="utf-8")
            for old, new in (changes or {}).items():
                text = text.replace(old, new)
            text += more if name == "talk.yaml" else ""
            (tmp_path / name).write_text(text, encoding="utf-8")
        path = tmp_path / "three-talks.yaml"
        checked = examine_campaign(path)
        assert checked.campaign is not None, checked.problems
        rules, files = compile_checked(checked), keep_campaign(Folder(path), checked)
        game = CampaignGame(rules, files, 7, seats)
        for _ in range(chapters):
            chapter = game.open_chapter()
            seated = {side: BOTS[side] for side in chapter.seats}
            play(chapter.game, make_bots(chapter.game.rules, seated, 1), {})
            game.finish_chapter(chapter.game)
        return game

    return begin


Talks = Callable[..., CampaignGame]


def test_chapters_have_their_state_length_outcome_and_scores(talks: Talks) -> None:
    game = talks({"north": ME, "south": "s_soft"}, 1, {"turns: 3": "turns: 3\nminutes: [5, 9]"})
    standing = campaign_standing(game, "en", "north")
    first, second, third = standing.chapters
    assert [each.state for each in standing.chapters] == ["played", "now", "later"]
    assert [each.minutes for each in standing.chapters] == ["5–9 min"] * 3
    assert first.outcome == "Unsettled"
    assert first.text.startswith("Unsettled: North ")
    assert [(each.side, each.par, each.is_own) for each in first.scores] == [
        ("north", 20, True),
        ("south", 25, False),
    ]
    assert first.shown_scores == first.scores[:1]
    assert second.scores == third.scores == ()
    assert standing.progress == "1 of 3 chapters played · not saved"
    public = campaign_standing(game, "en").chapters[0]
    assert public.shown_scores == tuple(evolve(each, is_own=False) for each in first.scores)


def test_the_result_is_told_as_far_as_it_is_known(talks: Talks) -> None:
    changes = {
        "points: margin(third.south)": "points: margin(first.north)",
        "points: score(first.south) + score(second.south) + score(third.north)": "points: 3",
    }
    begun = campaign_standing(talks(changes=changes), "en")
    assert [line.points for result in begun.results for line in result.lines] == [None, None, 3]
    game = talks(chapters=1)
    standing = campaign_standing(game, "en")
    north, south = standing.results
    own = game.played[0].past.scores[0] - 20
    assert [(line.label, line.points) for line in north.lines] == [
        ("The texts", None),
        ("As the other", own),
    ]
    assert (north.total, south.total) == (own, 3)
    assert north.lines[0].figure == "open"
    assert (standing.results_title, standing.total) == ("The result so far", "So far")
    assert all("texts" not in each for each in standing.sentences)
    over = campaign_standing(talks(chapters=3), "en")
    assert (over.is_over, over.results_title, over.total) == (
        True,
        "The result of the campaign",
        "In all",
    )
    assert over.sentences[-1] == "South: All in all 3"


def test_a_line_is_known_after_the_last_chapter_that_it_reads() -> None:
    rules = compile_campaign(examine_campaign(CAMPAIGNS / "three-talks.yaml").campaign)  # type: ignore[arg-type]
    assert rules.results_after == (2, 3, 3)
    assert chapters_read(parse("1 + 2")) == frozenset()


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("not ended(first.rupture)", "any ending but “Rupture” in chapter 1"),
        ("agreed(first.text)", "text agreed in chapter 1"),
        ("first.trust >= 40", "trust in chapter 1 at 40 or more"),
        ("first.gates >= half", "gates in chapter 1 “Half” or “Wide”"),
        ("margin(first.north) > 0", "the points of North above par in chapter 1 above 0"),
        ("score(first.south) >= 5", "the score of South in chapter 1 at least 5"),
        (
            "agreed(first.text) and first.heat < 3",
            "text agreed in chapter 1 and heat in chapter 1 below 3",
        ),
        ("first.trust + first.heat > 9", "trust in chapter 1 + heat in chapter 1 above 9"),
    ],
)
def test_the_condition_of_a_chapter_is_put_into_words(talks: Talks, when: str, words: str) -> None:
    game = talks(changes={"when: not ended(first.rupture)": f"when: {when}"})
    told = campaign_standing(game, "en").chapters[1].text
    assert (
        told == f"only with {words.replace('text in chapter 1 agreed', 'text agreed in chapter 1')}"
    )


def test_whether_a_chapter_was_played_can_be_a_condition(talks: Talks) -> None:
    game = talks(changes={"third:\n    scenario": "third:\n    when: played(second)\n    scenario"})
    assert campaign_standing(game, "en").chapters[2].text == "only with chapter 2 played"
    assert condition_of_chapter(game.rules.campaign, "first", ENGLISH) == ""


def test_a_condition_about_what_a_seat_does_not_see_is_not_told(talks: Talks) -> None:
    changes = {
        "when: not ended(first.rupture)": "when: first.heat < 3",
        "heat: {start: 2, range: [0, 10]}": "heat: {start: 2, range: [0, 10], seen_by: south}",
    }
    game = talks(changes=changes)
    told = {seat: campaign_standing(game, "en", seat).chapters[1].text for seat in BOTS}
    assert told == {
        "north": "depends on what happens before",
        "south": "only with heat in chapter 1 below 3",
    }
    assert campaign_standing(game, "en").chapters[1].text == told["north"]


def test_a_track_is_told_with_its_level_and_what_it_would_have_been(talks: Talks) -> None:
    changes = {"trust: {start: 50, range: [0, 100]}": f"trust: {{start: 50, {BANDS}}}"}
    game = talks({"north": ME, "south": "s_soft"}, 1, changes)
    trust, gates = chapter_opening(game, "en").tracks
    value = 20 + game.played[0].past.tracks[0] // 2
    assert (trust.value, trust.own, trust.level) == (str(value), "50", "Firm")
    assert (trust.share, trust.own_share, gates.share) == (value / 100, 0.5, None)
    assert (trust.direction, trust.verdict) == (1, "better")
    assert trust.about == "Firm, instead of 50"
    assert trust.sentence == f"Trust: {value}, instead of 50"
    assert (gates.value, gates.level, gates.own) == ("Shut", "", "Half")
    assert gates.about == "instead of “Half”"


def test_a_band_is_told_to_those_who_see_no_value(talks: Talks) -> None:
    seen = "seen_by: [], band_seen_by: north"
    changes = {"trust: {start: 50, range: [0, 100]}": f"trust: {{start: 10, {BANDS}, {seen}}}"}
    changes["trust < 20 or "] = ""
    game = talks(chapters=1, changes=changes)
    trust = {seat: chapter_opening(game, "en", seat).tracks[0] for seat in BOTS}
    assert (trust["north"].id, trust["north"].value, trust["north"].own) == (
        "trust",
        "Firm",
        "Thin",
    )
    assert trust["north"].sentence == "Trust: “Firm”, instead of “Thin”"
    assert trust["south"].id == "gates"
    assert [each.id for each in chapter_opening(game, "en", "").tracks] == ["gates"]


def test_promises_are_remembered_by_those_who_knew_of_them(talks: Talks) -> None:
    game = talks(chapters=1, more=PROMISES)
    remembered = {
        seat: [each.text for each in chapter_opening(game, "en", seat).remembered]
        for seat in ("north", "south", "")
    }
    both = "To meet again: given by North and South, and not broken"
    assert remembered["north"] == [
        "Quiet: you kept it",
        "Open gates: South broke it",
        "A word aside: given by you, and not broken",
        both,
    ]
    assert remembered["south"] == ["Quiet: North kept it", "Open gates: you broke it", both]
    assert remembered[""] == ["Quiet: North kept it", "Open gates: South broke it", both]
    states = [each.state for each in chapter_opening(game, "en", "north").remembered]
    assert states == ["kept", "broken", "running", "running"]


def test_what_people_are_in_a_chapter_is_told_where_it_has_changed(talks: Talks) -> None:
    alone = talks({"north": ME, "south": "s_soft"}, 2)
    opening = chapter_opening(alone, "en")
    assert only_seat(alone) == "north"
    assert (opening.place, opening.number, opening.title) == ("Chapter 3 of 3", 3, "A talk")
    assert (opening.side, opening.side_name) == ("south", "South")
    assert opening.seats == ("You are South in this chapter.",)
    two = chapter_opening(talks(dict.fromkeys(BOTS, ME), 2), "en")
    assert (two.side, two.side_name) == ("", "")
    assert two.seats == (
        "Whoever was South is North in this chapter.",
        "Whoever was North is South in this chapter.",
    )
    with pytest.raises(ValueError, match="over"):
        chapter_opening(talks(chapters=3), "en")


def test_a_skipped_chapter_says_what_it_would_have_needed(talks: Talks) -> None:
    game = talks(chapters=1, changes={"when: not ended(first.rupture)": "when: first.trust > 99"})
    second = campaign_standing(game, "en").chapters[1]
    assert second.state == "skipped"
    assert second.text == "not played: only with trust in chapter 1 above 99"
    states = [each.state for each in campaign_standing(game, "en").chapters]
    assert states == ["played", "skipped", "now"]
