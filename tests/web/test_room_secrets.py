"""Nothing of a room that a reader may not see reaches its browser (rule 7.2).

After every decision, with something else in the place of every secret, each byte of each answer is
the same: pages, headers, revisions, refusals and errors, and what is printed; sockets say the same
words in the same order. Left as it is is what an author discloses by what is shown (rule 7.4).
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

import pytest
import tiny
import tinyroom
from guarded import Guarded, make_comparable
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from printed_sheets import print_sheets
from strategies.play import Game, games
from strategies.scenarios import real, scenarios
from twins import Twin, confirm_in_secret, facilitate_unheard

from game.model.players import ME
from game.room.events import SessionBegan
from game.room.opening import begin_room

IN_CI, BY_HAND = 6, 200
"""How many games are drawn."""
READERS_IN_CI, READERS_BY_HAND = 4, 12
"""How many browsers are looked at after each decision of a game, at most."""


@pytest.fixture(autouse=True)
def pages_can_be_compared(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    make_comparable(monkeypatch, tmp_path_factory.mktemp("templates"))


def test_what_a_side_prepares_says_nothing_to_others_but_how_many_agree(tmp_path: Path) -> None:
    tinyroom.open_room(tmp_path / "room").close()

    async def prepare() -> None:
        twin = Twin(tmp_path / "room")
        assert twin.wired.room.do(SessionBegan("2026-12-01T18:00:00+00:00")) is None
        await twin.wired.open(twin.others)
        envoy, elder = twin.north
        assert await twin.post(envoy, "select", action="warm") == []
        assert await twin.post(elder, "select", action="cool") == []
        assert await twin.post(elder, "deselect", action="cool") == []
        assert await twin.post(elder, "hand", up="1") == []
        assert await twin.post(elder, "pen") == []
        assert await twin.post(envoy, "say", to="north.elder", words="Yes?") == []
        assert [name for name, _ in await twin.post(envoy, "agree")] == ["wall"]
        await twin.wired.close()
        twin.wired.room.close()

    asyncio.run(prepare())


def test_what_the_facilitator_does_for_one_side_or_alone_says_nothing_to_others(
    tmp_path: Path,
) -> None:
    tinyroom.open_room(tmp_path / "room", tinyroom.TOGETHER + "talk: open\n").close()
    asyncio.run(facilitate_unheard(tmp_path / "room"))


def test_others_hear_and_see_the_same_whatever_a_side_confirms_in_secret(tmp_path: Path) -> None:
    tinyroom.open_room(tmp_path / "0").close()
    shutil.copytree(tmp_path / "0", tmp_path / "1")

    first, second = (
        asyncio.run(confirm_in_secret(tmp_path / str(number), number)) for number in range(2)
    )
    assert first == second
    assert sorted(name for name, _ in first[0]) == ["eve", "s0", "wall", "zoe"]


ASKED = """
stages: {main: {phases: [news, deeds]}}
phases: {news: {kind: injects}, deeds: {kind: actions, menus: [deeds], order: together}}
injects:
  press:
    name: Press
    text: The press asks.
    when: turn >= 1
    ask: [north, south]
    reveal: together
    answers: {blame: {name: Blame, effects: {heat: +2}}, boast: {name: Boast}}
"""


def test_others_hear_and_see_the_same_whatever_a_side_answers_in_secret(tmp_path: Path) -> None:
    tinyroom.open_room(tmp_path / "0", ASKED).close()
    shutil.copytree(tmp_path / "0", tmp_path / "1")

    async def answer(number: int) -> tuple[list[tuple[str, str]], list[dict[str, bytes]]]:
        twin = Twin(tmp_path / str(number))
        await twin.wired.open(twin.others)
        heard = await twin.post(
            twin.north[0], "confirm", what=("answer:blame", "answer:boast")[number]
        )
        seen = [await twin.wired.everything(each, "confirm") for each in twin.others]
        await twin.wired.close()
        twin.wired.room.close()
        return heard, seen

    first, second = (asyncio.run(answer(number)) for number in range(2))
    assert first == second


OTHER_SECRETS = (
    ("You are north.", "You are to yield."),
    ("name: Envoy", "brief: Smile., name: Envoy"),
    ("north: 30,", "north: 70,"),
    ("north: 55,", "north: 15,"),
    ("north: 3,", "north: 8,"),
    ("reserve: {north: trust // 5}", "reserve: {north: 41}"),
)
"""In the tiny scenario with a table: what only north may know, and something else."""


def test_others_see_the_same_whatever_stands_in_a_sides_papers(tmp_path: Path) -> None:
    texts = [tinyroom.SIDES + tiny.TABLE] * 2
    for one, other in OTHER_SECRETS:
        assert one in texts[1], one
        texts[1] = texts[1].replace(one, other, 1)
    for number, text in enumerate(texts):
        players = {"north": ME, "south": ME}
        path = tmp_path / str(number)
        begin_room(path, tinyroom.files(text), tiny.rules(text), 1, players, "en").close()
    (tmp_path / "1" / "key").write_bytes((tmp_path / "0" / "key").read_bytes())

    async def look(number: int) -> tuple[list[dict[str, bytes]], bytes]:
        twin = Twin(tmp_path / str(number))
        told = twin.wired.live.game_in(1, "en")
        seen = [await twin.wired.everything(each, "agree") for each in twin.others]
        seen.append({"printed": print_sheets(told, "south").encode()})
        own = b"".join((await twin.wired.everything(twin.north[0], "agree")).values())
        own += print_sheets(told, "north").encode()
        twin.wired.room.close()
        return seen, own

    (first, own), (second, others) = (asyncio.run(look(number)) for number in range(2))
    assert first == second
    assert own != others


# A failure may be of a scenario that is long to print.
@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
def test_something_else_in_the_place_of_secrets_changes_no_byte_and_wakes_nobody() -> None:
    changed = guard_games(IN_CI, READERS_IN_CI)
    assert all(changed[what] > IN_CI for what in ("states", "selected", "drafts", "words"))


@pytest.mark.slow(reason="It looks at 200 drawn games after every decision, some seconds for each.")
@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
def test_something_else_in_the_place_of_secrets_changes_no_byte_in_many_games() -> None:
    guard_games(BY_HAND, READERS_BY_HAND)


def guard_games(examples: int, readers: int) -> Counter[str]:
    """Looks at the rooms of so many drawn games; returns what was something else, how often.

    readers: how many browsers are looked at.
    """
    changed: Counter[str] = Counter()

    @settings(max_examples=examples, phases=[Phase.generate])
    @given(game=st.one_of(*[games(scenarios())] * 3, games(real())), seed=st.integers(0, 2**32 - 1))
    def no_secret_reaches_a_browser(game: Game, seed: int) -> None:
        with tempfile.TemporaryDirectory() as folder:
            seats = dict.fromkeys(game.rules.sides, ME)
            language = game.rules.scenario.language
            drawn = game.drawn
            path = Path(folder) / "room"
            room = begin_room(path, drawn.kept, drawn.rules, game.seed, seats, language)
            try:
                guarded = Guarded(room, Random(seed), readers)
                asyncio.run(guarded.play(game.decisions))
                changed.update(guarded.changed)
            finally:
                room.close()

    no_secret_reaches_a_browser()
    return changed
