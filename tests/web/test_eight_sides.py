"""Eight sides in a room, one phone each: who reads what of ballots and of secrets."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from test_votes import cast, press, words
from test_whole_games import play
from visiting import Browser, Visited, visit_file

from game.engine.pending import first_question
from game.presenter.seat.context import TABS

EIGHT = Path(__file__).resolve().parent / "eight.yaml"
KNOWN = {
    "commission": "ae",
    "berlin": "abe",
    "paris": "abe",
    "rome": "abcde",
    "madrid": "ace",
    "warsaw": "aef",
    "hague": "ae",
    "beijing": "",
    "": "",
}
"""By side the letters of the secrets that it may read of; the wall's are those of nobody."""
VOTERS = ("berlin", "paris", "rome", "madrid", "warsaw", "hague")


def eight(folder: Path) -> Visited:
    return visit_file(EIGHT, folder)


def seat_all(room: Visited) -> dict[str, Browser]:
    return {side: room.sit(side) for side in KNOWN if side}


def read(room: Visited, reader: str, phones: Mapping[str, Browser]) -> str:
    """All that a side reads on its phone, or everybody on the wall."""
    if not reader:
        return words(room.browser().get("/wall").text).replace(room.room.code, "CODE")
    return " ".join(words(phones[reader].get(f"/seat?tab={tab}").text) for tab in TABS)


def secrets(page: str) -> set[str]:
    """The letters of the secrets that a page names."""
    return set(re.findall(r"\bX([a-f])\b", page))


@pytest.mark.parametrize("seed", [2])
def test_no_page_names_a_secret_that_its_reader_does_not_know(seed: int, tmp_path: Path) -> None:
    room, named, done = eight(tmp_path), dict[str, set[str]](), 0
    table = room.room.tables[1]

    def look(seated: Sequence[Browser]) -> None:
        nonlocal done
        done += 1
        if done % 3 or not table.game.state.to_move:
            return
        phones = dict(zip(table.game.rules.sides, seated, strict=True))
        for reader, known in KNOWN.items():
            found = secrets(read(room, reader, phones))
            assert found <= set(known), (reader, found)
            named.setdefault(reader, set()).update(found)

    play(room, seed, look)
    assert set().union(*named.values()) == set("abcdef")
    assert "c" in named["madrid"], "nobody else than who began it ever reads of the depot"


def go_to_vote(room: Visited, phones: Mapping[str, Browser], inject: str) -> None:
    """Plays on, doing nothing, until the capitals are asked for this vote."""
    table = room.room.tables[1]
    while True:
        state = table.game.state
        asking = first_question(table.game.rules, state)[0].id if state.questions else ""
        if asking == inject:
            return
        side = state.to_move[0]
        if asking:
            cast(phones[side], "abstain")
        else:
            press(phones[side], "confirm")


@pytest.mark.parametrize("inject", ["finding", "counted", "paper", "straw"])
def test_no_ballot_is_read_elsewhere_before_the_last_is_cast(inject: str, tmp_path: Path) -> None:
    rooms = [eight(tmp_path / ballot) for ballot in ("for", "against")]
    phones = [seat_all(room) for room in rooms]
    for room, seated in zip(rooms, phones, strict=True):
        go_to_vote(room, seated, inject)
    for number, voter in enumerate(VOTERS[:-1], 1):
        for seated, ballot in zip(phones, ("for", "against"), strict=True):
            cast(seated[voter], ballot)
        for reader in (voter, *VOTERS[number:], "commission", "beijing", ""):
            first, second = (
                read(room, reader, seated) for room, seated in zip(rooms, phones, strict=True)
            )
            assert (first == second) == (reader != voter), (voter, reader)
    for seated, ballot in zip(phones, ("for", "against"), strict=True):
        cast(seated[VOTERS[-1]], ballot)
    first, second = (read(rooms[i], "hague", phones[i]) for i in range(2))
    assert first != second


@pytest.mark.parametrize("inject", ["counted", "paper"])
def test_who_cast_which_ballot_stays_unread_where_votes_are_counted_or_secret(
    inject: str, tmp_path: Path
) -> None:
    ballots = dict.fromkeys(VOTERS, "abstain")
    rooms = [eight(tmp_path / each) for each in ("first", "second")]
    phones = [seat_all(room) for room in rooms]
    for room, seated, swapped in zip(rooms, phones, (False, True), strict=True):
        go_to_vote(room, seated, inject)
        own = ballots | {
            "paris": "against" if swapped else "for",
            "rome": "for" if swapped else "against",
        }
        for voter in VOTERS:
            cast(seated[voter], own[voter])
    for reader in KNOWN:
        first, second = (
            read(room, reader, seated) for room, seated in zip(rooms, phones, strict=True)
        )
        assert (first == second) == (reader not in ("paris", "rome")), reader
