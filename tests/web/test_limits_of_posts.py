"""How often, how late and how much: what forms of a room may do, and what they may not."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_reopened import both, ended, open_again
from visiting import Browser, Visited, visit

from game.model.decisions import Act
from game.room.people import observer_code
from game.web.limits import BETWEEN_MESSAGES

STATEMENT = """
phases: {press: {kind: actions, menus: [deeds], order: together, picks: 1, no_pass: true}}
stages: {main: {phases: [press]}}
talk: offers
"""


def sayings(room: Visited) -> list[str]:
    return [line.note for line in room.room.tables[1].game.lines]


def console_do(room: Visited, do: str, **fields: str) -> int:
    return room.console().send("/console/do", do=do, key=f"{do}{fields}", **fields).status_code


def test_a_device_sends_a_message_every_few_seconds_and_another_does_at_once(
    tmp_path: Path,
) -> None:
    room = visit(tmp_path, "talk: open\n")
    north, south = room.sit("north", "envoy"), room.sit("south")
    # What was refused sent nothing, and holds nobody up.
    assert north.do("say", to="nobody", words="Hallo?").status_code == 409
    assert north.do("say", to="south", words="One", key="one").status_code == 303
    again = north.do("say", to="south", words="One", key="one")
    assert again.status_code == 303, "the same message, sent again, is the same message"
    assert north.do("say", to="south", words="Two", key="two").status_code == 409
    assert south.do("say", to="north", words="Yes?").status_code == 303
    room.clock.now += BETWEEN_MESSAGES - 0.1
    assert north.do("say", to="south", words="Two", key="two").status_code == 409
    room.clock.now += 0.1
    assert north.do("say", to="south", words="Two", key="two").status_code == 303
    assert sayings(room) == ["One", "Yes?", "Two"]


def test_an_observer_writes_a_note_every_few_seconds(tmp_path: Path) -> None:
    room = visit(tmp_path)
    watch = room.room.watches[0]
    path = f"/slip/{observer_code(room.room.key, watch, 0)}"
    observer: Browser = room.browser()
    observer.send(path, name="Eve", key=observer.key(path))

    def note(words: str) -> int:
        form = {"do": "note", "objective": "0", "words": words, "key": words}
        return observer.send("/do", **form).status_code

    assert [note("They wait."), note("They wait."), note("They go.")] == [303, 303, 409]
    room.clock.now += BETWEEN_MESSAGES
    assert note("They go.") == 303
    assert [each.text for each in room.room.notes] == ["They wait.", "They go."]


def test_minutes_and_seconds_have_a_most(tmp_path: Path) -> None:
    room = visit(tmp_path)
    for minutes, kept in (("1440", 1440), ("1441", 1440), ("999999999", 1440)):
        assert console_do(room, "minutes", minutes=minutes) == 303
        assert room.room.minutes == kept
    for seconds, kept in (("3600", 3600), ("3601", 3600)):
        assert console_do(room, "wall", shows="", seconds=seconds) == 303
        assert room.room.story_seconds == kept


def test_a_form_of_a_reopened_table_counts_for_a_moment_after_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = ended(tmp_path)
    north, _ = both(room)
    open_again(room)
    again = room.room.tables[1].looking_back.again
    assert again is not None
    offer = {"issue-scope": "medium", "issue-terms": "loose"}
    for late, status in ((6, 409), (4, 303)):
        monkeypatch.setattr(room.live.day, "now", lambda late=late: again.ends + late)
        assert north.do("offer-again", key=str(late), **offer).status_code == status


def test_what_is_shared_too_late_changes_nothing_and_is_no_mistake(tmp_path: Path) -> None:
    room = visit(tmp_path, STATEMENT)
    north = room.sit("north", "envoy")
    moment = room.room.tables[1].moment("north")
    assert console_do(room, "decide-for", table="1", side="north", move=str(Act("warm"))) == 303
    assert north.do("share", moment=moment, note="Late.").status_code == 303
    assert room.room.tables[1].words("north") == ""
