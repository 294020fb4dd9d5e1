"""Campaigns on disk: a folder with a record for each chapter, of which a crash loses nothing."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from game.authoring.campaigns import examine_campaign
from game.authoring.reading.files import Folder
from game.bots.seats import make_bots
from game.model.players import UNIFORM
from game.session.campaign_save import (
    CAMPAIGN,
    CampaignError,
    CampaignGame,
    compile_checked,
    is_campaign_save,
    keep_campaign,
    latest_unfinished_campaign,
    open_campaign_save,
)
from game.session.driver import play
from game.session.records.file import read_file
from game.session.records.recorded_actions import HandOver, Rewind
from game.session.records.saved import continue_saved

TALKS = Path(__file__).parent.parent / "campaigns" / "three-talks.yaml"
BOTS = {"north": UNIFORM, "south": UNIFORM}
RUPTURE = 0
NAMES = ["1-first.game", "2-second.game", "3-third.game"]


def new(seed: int, folder: Path | None = None, seats: Mapping[str, str] = BOTS) -> CampaignGame:
    """A campaign of three talks, saved in a folder if one is given."""
    checked = examine_campaign(TALKS)
    game = CampaignGame(
        compile_checked(checked), keep_campaign(Folder(TALKS), checked), seed, seats
    )
    if folder is not None:
        game.save_in(folder)
    return game


def play_on(game: CampaignGame, chapters: int = 3) -> CampaignGame:
    """Lets bots play so many chapters more, or to the end."""
    for _ in range(chapters):
        if game.chapter is None:
            break
        chapter = game.open_chapter()
        bots = make_bots(chapter.game.rules, chapter.seats, chapter.game.moments[0].state.seed)
        play(chapter.game, bots, {})
        chapter.saving.close()
        game.finish_chapter(chapter.game)
    game.close()
    return game


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix == ".game")


def whole_campaign(folder: Path) -> CampaignGame:
    """One that played all three chapters."""
    return next(game for seed in range(9) if len(names_after(game := whole(folder, seed))) == 3)


def whole(folder: Path, seed: int) -> CampaignGame:
    return play_on(new(seed, folder / str(seed)))


def names_after(game: CampaignGame) -> list[str]:
    assert game.folder is not None
    return names(game.folder)


def test_a_save_has_a_record_for_each_chapter_and_the_results(tmp_path: Path) -> None:
    game = whole_campaign(tmp_path)
    folder = game.folder
    assert folder is not None
    assert is_campaign_save(folder)
    assert names(folder) == NAMES
    document = json.loads((folder / CAMPAIGN).read_bytes())
    assert document["campaign"] == "three-talks"
    assert document["seats"] == BOTS
    for name, chapter, played in zip(NAMES, game.rules.chapters, game.played, strict=True):
        result = document["results"][chapter.id]
        assert list(result["scores"].values()) == list(played.past.scores)
        assert list(result["tracks"].values()) == list(played.past.tracks)
        assert read_file(folder / name).header.seed == chapter.seed(game.seed)
    again = open_campaign_save(folder)
    assert again.results == game.results is not None
    assert again.pasts == game.pasts


def test_a_chapter_that_is_not_played_has_no_record(tmp_path: Path) -> None:
    games = [whole(tmp_path, seed) for seed in range(9)]
    ruptured = [game for game in games if game.pasts[0].outcome == RUPTURE]
    assert ruptured
    for game in ruptured:
        assert names_after(game) == [NAMES[0], NAMES[2]]
        assert game.folder is not None
        document = json.loads((game.folder / CAMPAIGN).read_bytes())
        assert document["results"]["second"] == {"played": False}
        assert open_campaign_save(game.folder).results == game.results


def test_it_goes_on_whatever_becomes_of_the_scenarios(tmp_path: Path) -> None:
    talks = tmp_path / "talks"
    shutil.copytree(TALKS.parent, talks)
    checked = examine_campaign(talks / TALKS.name)
    files = keep_campaign(Folder(talks / TALKS.name), checked)
    game = CampaignGame(compile_checked(checked), files, 3, BOTS)
    game.save_in(tmp_path / "save")
    play_on(game, 1)
    shutil.rmtree(talks)
    assert play_on(open_campaign_save(tmp_path / "save")).results == play_on(new(3)).results


@pytest.mark.parametrize("chapter", range(3))
def test_a_program_that_is_killed_at_any_moment_loses_nothing(tmp_path: Path, chapter: int) -> None:
    """The file of the campaign is that before the chapter, and its record ends anywhere."""
    game = whole_campaign(tmp_path)
    folder = game.folder
    assert folder is not None
    before = tmp_path / "before"
    play_on(new(game.seed, before), chapter)
    record = (folder / NAMES[chapter]).read_bytes()
    ends = [i + 1 for i, byte in enumerate(record) if byte == ord("\n")]
    for size in {0, *ends[::3], ends[-1], ends[1] + 7, ends[-2] + 7}:
        struck = tmp_path / f"struck-{size}"
        shutil.copytree(before, struck)
        if size:
            (struck / NAMES[chapter]).write_bytes(record[:size])
        (struck / "lock").touch()
        play_on(open_campaign_save(struck))
        assert names(struck) == NAMES
        assert open_campaign_save(struck).results == game.results
        assert not (struck / "aside").exists()


def test_going_back_in_a_chapter_puts_later_ones_aside(tmp_path: Path) -> None:
    game = whole_campaign(tmp_path)
    folder = game.folder
    assert folder is not None
    kept = {name: (folder / name).read_bytes() for name in NAMES}
    back = open_campaign_save(folder)
    assert back.go_back("second", 1)
    assert back.chapter is not None
    assert back.chapter.id == "second"
    assert names(folder) == NAMES[:2]
    assert (folder / "aside" / "1" / NAMES[2]).read_bytes() == kept[NAMES[2]]
    assert (folder / NAMES[0]).read_bytes() == kept[NAMES[0]]
    assert (folder / NAMES[1]).read_bytes().startswith(kept[NAMES[1]])
    document = json.loads((folder / CAMPAIGN).read_bytes())
    assert list(document["results"]) == ["first"]
    again = open_campaign_save(folder)
    assert again.chapter == again.rules.chapters[1]
    assert play_on(again).results is not None
    assert names(folder) == NAMES
    assert back.go_back("first", 1)
    assert sorted(path.name for path in (folder / "aside" / "2").iterdir()) == NAMES[1:]


def test_a_chapter_taken_back_by_itself_counts_too(tmp_path: Path) -> None:
    """So it is where the program is killed while it goes back in the campaign."""
    game = whole_campaign(tmp_path)
    folder = game.folder
    assert folder is not None
    first, file, _ = continue_saved(folder / NAMES[0])
    with file:
        first.do(Rewind(0))
    back = open_campaign_save(folder)
    assert back.chapter == back.rules.chapters[0]
    assert names(folder) == NAMES, "nothing is moved by looking"
    back.open_chapter().saving.close()
    assert names(folder) == NAMES[:1]


def test_a_record_that_no_longer_follows_from_those_before_is_put_aside(tmp_path: Path) -> None:
    game = whole_campaign(tmp_path)
    folder = game.folder
    assert folder is not None
    first, file, _ = continue_saved(folder / NAMES[0])
    with file:
        for line in range(len(first.lines), 0, -1):
            if first.state.to_move:
                break
            first.do(Rewind(line - 1))
        for side in first.state.to_move:
            first.time_out(side)
        while first.state.to_move:
            first.time_out(first.state.to_move[0])
    changed = open_campaign_save(folder)
    if changed.pasts[0] == game.pasts[0]:
        pytest.skip("the same end by another way")
    assert len(changed.played) < 3
    assert play_on(changed).results is not None
    assert (folder / "aside" / "1" / NAMES[2]).exists()


def test_18_4_a_seat_handed_over_stays_so(tmp_path: Path) -> None:
    game = new(2, tmp_path / "save", {"north": UNIFORM, "south": "s_hard"})
    chapter = game.open_chapter()
    chapter.game.do(HandOver("south", "s_soft"))
    bots = make_bots(chapter.game.rules, chapter.seats, 1)
    play(chapter.game, bots, {})
    chapter.saving.close()
    game.finish_chapter(chapter.game)
    assert game.players == {"north": UNIFORM, "south": "s_soft"}
    game.close()
    again = open_campaign_save(tmp_path / "save")
    assert again.players == game.players
    assert play_on(again).results == open_campaign_save(tmp_path / "save").results


def test_the_campaign_played_last_is_found(tmp_path: Path) -> None:
    assert latest_unfinished_campaign(tmp_path) is None
    play_on(new(1, tmp_path / "one"), 1)
    play_on(new(1, tmp_path / "two"))
    (tmp_path / "three").mkdir()
    assert latest_unfinished_campaign(tmp_path) == tmp_path / "one"
    assert latest_unfinished_campaign(tmp_path, "three-talks") == tmp_path / "one"
    assert latest_unfinished_campaign(tmp_path, "others") is None


def test_two_programs_do_not_play_the_same_campaign(tmp_path: Path) -> None:
    game = new(1, tmp_path / "save")
    other = open_campaign_save(tmp_path / "save")
    with pytest.raises(CampaignError) as caught:
        other.lock()
    assert caught.value.code == "in-use"
    game.close()
    other.lock()
    other.close()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"communique-campaign": 2}, "later"),
        ({"communique-campaign": True}, "damaged"),
        ({"communique-campaign": "1"}, "damaged"),
        ({"seed": -1}, "damaged"),
        ({"seed": "1"}, "damaged"),
        ({"seats": {"north": "me"}}, "damaged"),
        ({"seats": {"north": "me", "south": 1}}, "damaged"),
        ({"files": {"main": "a.yaml", "texts": {}}}, "damaged"),
        ({"files": []}, "damaged"),
        ({"chapters": {}}, "damaged"),
        ({"chapters": {"first": 1}}, "damaged"),
        ({"files": {"main": "a.yaml", "texts": {"a.yaml": "format: 1\n"}}}, "scenario"),
    ],
)
def test_a_damaged_file_is_told(tmp_path: Path, change: dict[str, object], code: str) -> None:
    folder = tmp_path / "save"
    new(1, folder).close()
    path = folder / CAMPAIGN
    document = json.loads(path.read_bytes())
    path.write_text(json.dumps({**document, **change}), encoding="utf-8")
    with pytest.raises(CampaignError) as caught:
        open_campaign_save(folder)
    assert (caught.value.code, caught.value.path) == (code, path)
    path.write_bytes(b"{" * 100)
    with pytest.raises(CampaignError):
        open_campaign_save(folder)


def test_a_damaged_record_is_told_with_its_file(tmp_path: Path) -> None:
    game = whole_campaign(tmp_path)
    assert game.folder is not None
    path = game.folder / NAMES[1]
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"turn', b'"torn', 1).replace(b"uniform", b"unif0rm", 1))
    with pytest.raises(CampaignError) as caught:
        open_campaign_save(game.folder)
    assert (caught.value.code, caught.value.path) == ("record", path)
