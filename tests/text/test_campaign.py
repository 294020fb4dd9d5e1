"""Campaigns in the terminal: what is told between the chapters, and how people leave and go on."""

import io
import shutil
import sys
from pathlib import Path

import pytest
from hot_seat import HotSeat, pexpect

from game.authoring.campaigns import examine_campaign
from game.authoring.reading.files import Folder
from game.session.campaign_save import CampaignGame, compile_checked, keep_campaign
from game.text.campaign import play_campaign
from game.text.console import Console

TALKS = Path(__file__).parent.parent / "campaigns"
NAME = "three-talks.yaml"
LATER = "  2. A talk  only with any ending but “Rupture” in chapter 1"
FRENCH = """
language: fr
title: Trois entretiens
chapters: {second: {before: Une année a passé.}, third: {before: Les camps ont échangé.}}
result: [{label: Les textes}, {label: En face}, {label: En tout et pour tout}]
"""


def told(typed: str, folder: Path, seed: int = 7, code: str = "en", **seats: str) -> str:
    """What is shown in a campaign in which this is typed."""
    path = folder / NAME
    checked = examine_campaign(path)
    seats = {"north": "me", "south": "s_soft"} | seats
    files = keep_campaign(Folder(path), checked)
    game, out = CampaignGame(compile_checked(checked), files, seed, seats), io.StringIO()
    play_campaign(game, Console(io.StringIO(typed), out), code, lambda _chapter: None)
    return out.getvalue()


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    shutil.copytree(TALKS, tmp_path / "talks")
    return tmp_path / "talks"


def test_it_begins_with_its_chapters_and_tells_each_before_it_is_played(talks: Path) -> None:
    seen = told("pass\n\n" * 60, talks)
    assert seen.lstrip().startswith("Three talks\n===========\nA campaign of 3 chapters. None has")
    assert f"  1. A talk  next\n{LATER}\n  3. A talk\n" in seen
    assert "This campaign is not saved." in seen
    places = [seen.index(f"Chapter {n} of 3\n--------------\n") for n in (1, 2, 3)]
    assert places == sorted(places)
    second, third = seen[places[1] : places[2]], seen[places[2] :]
    assert second.splitlines()[2] == "A year has passed."
    assert "-- What you bring along --\n  - Trust: 54, instead of 50\n" in second
    assert "  - Gates: “Shut”, instead of “Half”\n" in second
    assert third.splitlines()[2] == "The sides have changed places."
    assert "You are South in this chapter." in third


def test_after_each_chapter_its_outcome_is_told_and_at_the_end_the_result(talks: Path) -> None:
    seen = told("pass\n\n" * 60, talks)
    assert "A campaign of 3 chapters. 1 has been played." in seen
    assert "A campaign of 3 chapters. 2 have been played." in seen
    end = seen[seen.rindex("Three talks\n==") :]
    assert "A campaign of 3 chapters. It is over." in end
    assert "  1. A talk  Unsettled: North 17 (par 20), South 22 (par 25)\n" in end
    assert "== The result of the campaign ==\n\nNorth\n  The texts " in end
    assert "\n  In all " in end
    assert "\nSouth\n  All in all  " in end
    assert seen.count("--seed") == 1, "the seeds of chapters are the campaign's"
    assert end.endswith("To meet the same luck again: --seed 7\n")


def test_whoever_leaves_in_a_chapter_leaves_the_campaign(talks: Path) -> None:
    seen = told("pass\n\n", talks)
    assert seen.endswith("You have left the campaign. It was not saved.\n")
    assert "Chapter 2" not in seen


def test_a_chapter_that_is_not_played_is_told_as_such(talks: Path) -> None:
    seen = told("pass\n\nwalk\nyes\n" + "pass\n\n" * 40, talks)
    skipped = "not played: only with any ending but “Rupture” in chapter 1"
    assert f"  2. A talk  {skipped}\n  3. A talk  next\n" in seen
    assert "Chapter 2 of 3" not in seen
    assert "Chapter 3 of 3" in seen


def test_a_campaign_speaks_the_language_that_is_spoken_in_its_chapters(talks: Path) -> None:
    (talks / "three-talks.fr.yaml").write_text(FRENCH, encoding="utf-8")
    (talks / "talk.fr.yaml").write_text("language: fr\ntitle: Un entretien\n", encoding="utf-8")
    seen = told("passer\n\n" * 60, talks, code="fr")
    assert "Une campagne de 3 chapitres. Aucun n’a encore été joué." in seen
    assert "Chapitre 2 sur 3\n----------------\nUne année a passé.\n" in seen
    assert "== Le résultat de la campagne ==" in seen
    assert "En tout et pour tout" in seen
    switched = told("language fr\n" + "passer\n\n" * 60, talks)
    assert switched.lstrip().startswith("Three talks")
    assert "Chapitre 2 sur 3\n----------------\nUne année a passé.\n" in switched


def test_what_one_side_does_not_see_is_not_told(talks: Path) -> None:
    path = talks / "talk.yaml"
    hidden = "  heat: {start: 2, range: [0, 10], seen_by: [south]}"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("  heat: {start: 2, range: [0, 10]}", hidden), encoding="utf-8")
    seen = told("pass\n\n" * 60, talks, north="uniform", south="me")
    third = seen[seen.index("Chapter 3 of 3") :].split("A talk\n====")[0]
    assert "You are North in this chapter." in third
    assert "Trust" in third
    assert "Heat" not in third


def passes_to(seat: HotSeat, prompt: str) -> None:
    """Passes at every prompt until one of a kind comes; empty: until the program ends."""
    prompts = [r"Your choice \(1-\d\): ", r"Enter to [^:]*: ", "Enter leaves: ", "quit leaves: "]
    for _ in range(100):
        at = seat.child.expect([*prompts, pexpect.EOF])
        if prompt == [*prompts, ""][at]:
            return
        assert at < len(prompts), seat.seen[-2000:]
        seat.child.send("pass\r" if at == 0 else "\r")
    raise AssertionError(seat.seen[-2000:])


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")
def test_at_a_terminal_enter_goes_on_and_quit_leaves(talks: Path) -> None:
    save, campaign = talks.parent / "save", str(talks / NAME)
    seat = HotSeat(campaign, "--record", str(save), "--seed", "2")
    passes_to(seat, "quit leaves: ")
    assert "Enter goes on with chapter 2, A talk; quit leaves:" in seat.seen
    assert "The game is over. Type a number, report or help; Enter leaves:" in seat.seen
    seat.child.send("quit\r")
    assert seat.left() == 0
    assert "You have left the campaign. It is saved. To go on:" in seat.seen
    assert f"communique play --continue --record {save}" in seat.seen
    seat = HotSeat("--continue", "--record", str(save))
    passes_to(seat, "quit leaves: ")
    assert "A campaign of 3 chapters. 1 has been played." in seat.seen
    assert "Chapter 1 of 3" not in seat.seen
    seat.child.send("\r")
    passes_to(seat, "")
    assert seat.left() == 0
    assert "== The result of the campaign ==" in seat.seen
    assert sorted(path.name for path in save.iterdir())[:3] == [
        "1-first.game",
        "2-second.game",
        "3-third.game",
    ]
