"""Rules 9.1 to 9.3: a record as bytes, and what is made of one that was cut, changed or forged."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import tiny
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from recorded import (
    DEEDS,
    SAYINGS,
    TINY,
    bots_record,
    essence,
    line_of,
    new_game,
    pieces,
    summed,
    tiny_record,
    values_of,
    wrong_with,
)

from game.authoring.load import load
from game.authoring.reading.files import Folder, KeptFiles, leads_outside
from game.authoring.resolved import resolve_files
from game.authoring.shipped import shipped
from game.model.characters import neutralise, one_line
from game.model.decisions import (
    FACILITATOR,
    Accept,
    Act,
    Answer,
    Decision,
    FireInject,
    HoldInject,
    Move,
    Offer,
    Pass,
    ReleaseInject,
    SetTrack,
    Stop,
    Walk,
)
from game.model.frozen import FrozenMap
from game.model.version import RULES_VERSION
from game.session.records.lines import read_record, record_bytes
from game.session.records.record import FORMAT, GameRecord, Header, RecordError, RecordLine
from game.session.records.recorded_actions import (
    Announce,
    HandOver,
    Message,
    Note,
    Pause,
    RecordedAction,
    Resume,
    Rewind,
    is_of_side,
    read_action,
)
from game.session.records.replay import replay
from game.words.error_words import describe_record_error

RECORD = tiny_record((*DEEDS, *SAYINGS))
PIECES = pieces(RECORD)
DATA = record_bytes(RECORD)
HEADER, FIRST = values_of(PIECES[0]), values_of(PIECES[1])
XORS = (0x01, 0x02, 0x20, 0x80, 0xFF)
BEGIN = len(b'{"communique":')


@pytest.fixture(scope="module")
def kuala_lumpur() -> GameRecord:
    folder = Folder(shipped()["kuala-lumpur"])
    load(folder)
    return bots_record(folder.keep(), 3)


# What is written is read


def paired(text: str) -> str:
    """Halves of a character that stand side by side are that character, in JSON as in UTF-16."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


TEXTS = st.text(st.characters() | st.sampled_from('\n\r\u2028\u2029\0\x85\ud800\udfff"\\')).map(
    paired
)
IDS = st.from_regex("[a-z][a-z0-9_]{0,9}", fullmatch=True)
SEEDS = st.integers(0, 2**63 - 1)
MOVES: st.SearchStrategy[Move] = st.one_of(
    st.sampled_from([Pass(), Accept(), Walk(), Stop()]),
    st.builds(Act, IDS),
    st.builds(Offer, st.dictionaries(IDS, IDS).map(FrozenMap)),
    st.builds(Answer, IDS),
    st.builds(FireInject, IDS),
    st.builds(HoldInject, IDS),
    st.builds(ReleaseInject, IDS),
    st.builds(SetTrack, IDS, st.integers(-(10**9), 10**9)),
    st.builds(Stop, IDS),
)
MEMBERS = st.one_of(IDS, st.builds("{}.{}".format, IDS, IDS), st.just("all"))
_DEEDS: st.SearchStrategy[RecordedAction] = st.one_of(
    st.builds(Decision, IDS | st.just(FACILITATOR), MOVES),
    st.sampled_from([Pause(), Resume(), Note(), Announce()]),
    st.builds(HandOver, IDS, IDS),
    st.builds(Message, MEMBERS, MEMBERS),
    st.builds(Rewind, st.integers(0, 10**18 - 1), st.none() | SEEDS),
)
ACTIONS = _DEEDS.filter(lambda deed: read_action(str(deed)) == deed)
DIGESTS = st.from_regex("[0-9a-f]{16}", fullmatch=True)
STAMPS = st.sampled_from(["2025-10-27T09:30:00Z", "2025-10-27T09:30:00.123456+02:00", ""])
NOTES = TEXTS.map(lambda text: neutralise(text, ""))
NAMES = TEXTS.map(one_line)
MARKS = st.sampled_from(["", "timeout", "facilitator"])
FILE_NAMES = NAMES.filter(lambda name: not leads_outside(name))


@st.composite
def headers(draw: st.DrawFn) -> Header:
    files = draw(st.dictionaries(FILE_NAMES, TEXTS, min_size=1))
    kept = KeptFiles(draw(st.sampled_from(list(files))), FrozenMap(files))
    seats = FrozenMap(draw(st.dictionaries(NAMES, NAMES)))
    position = draw(st.just("") | NAMES)
    return Header(RULES_VERSION, draw(SEEDS), seats, kept, draw(STAMPS), draw(DIGESTS), position)


@st.composite
def records(draw: st.DrawFn) -> GameRecord:
    drawn = draw(st.lists(st.tuples(ACTIONS, STAMPS, DIGESTS, NOTES, MARKS), max_size=8))
    return GameRecord(
        draw(headers()),
        tuple(
            RecordLine(
                number,
                action,
                at,
                digest,
                note="" if isinstance(action, Message) else note,
                timeout=mark == "timeout",
                by_facilitator=mark == "facilitator" and is_of_side(action),
            )
            for number, (action, at, digest, note, mark) in enumerate(drawn, 1)
        ),
    )


@given(records())
def test_9_1_any_record_is_read_as_it_was_written_whatever_people_wrote(record: GameRecord) -> None:
    data = record_bytes(record)
    assert read_record(data) == record
    assert data.isascii()
    assert data.count(b"\n") == len(data.splitlines()) == 1 + len(record.lines)


def test_9_1_each_line_is_json_that_ends_with_the_crc_32_of_what_comes_before() -> None:
    for line in PIECES:
        assert line_of(values_of(line)) == line
    assert list(HEADER) == [
        "communique", "rules", "seed", "seats", "scenario", "files", "at", "digest",
    ]  # fmt: skip
    assert (HEADER["communique"], HEADER["rules"]) == (FORMAT, RULES_VERSION)
    assert HEADER["files"] == dict(TINY.texts)
    assert list(FIRST) == ["n", "do", "note", "at", "digest"]


def test_9_1_a_record_needs_nothing_but_itself() -> None:
    game = replay(read_record(DATA))
    assert game.lines == list(RECORD.lines)
    assert not game.state.to_move


@pytest.mark.parametrize("sides", [2, 3])
def test_9_1_a_variant_is_kept_as_one_file_and_goes_on_whatever_becomes_of_the_others(
    tmp_path: Path, sides: int
) -> None:
    west = "\nsides: {west: {name: West, brief: Watch., score: [{label: Heat, points: heat}]}}"
    (tmp_path / "base.yaml").write_text(
        "\n".join(tiny.SECTIONS.values()) + "\nvariants: {short: {turns: 2}}\n", encoding="utf-8"
    )
    main = tmp_path / "tiny.yaml"
    text = f"format: 1\nid: tiny\nextends: base.yaml:short\ntitle: Tiny{west * (sides - 2)}\n"
    main.write_text(text + "variants: {shorter: {turns: 1}}\n", encoding="utf-8")
    for variant, turns, name in ((None, 2, "tiny.yaml"), ("shorter", 1, "tiny:shorter.yaml")):
        files = Folder(main, variant)
        before = load(files)
        record = bots_record(resolve_files(files), 3)
        again = read_record(record_bytes(record))
        assert set(again.header.files.texts) == {name}
        game = replay(again)
        assert game.rules.scenario == before
        assert (game.rules.scenario.turns, len(game.rules.sides)) == (turns, sides)
        assert load(again.header.files) == before


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\0", "\r", "\u202e", "\u2069", "\ud800"])
@pytest.mark.parametrize(
    "where", ["a side", "a bot", "a file", "the scenario", "a note", "the text of a file"]
)
def test_9_1_a_record_in_which_somebody_put_what_no_text_may_hold_is_refused(
    sign: str, where: str
) -> None:
    header, first = {**HEADER}, {**FIRST}
    hostile = f"tiny{sign}.yaml"
    match where:
        case "a side":
            header["seats"] = {**header["seats"], hostile: "uniform"}
        case "a bot":
            header["seats"] = {**header["seats"], "north": hostile}
        case "a file":
            header["files"] = {**header["files"], hostile: ""}
        case "the scenario":
            header["scenario"], header["files"] = hostile, {hostile: ""}
        case "a note":
            first["note"] = hostile
        case _:
            [(name, text)] = header["files"].items()
            header["files"] = {name: text.replace("title: ", f"title: {sign}", 1)}
    code, line = wrong_with(line_of(header) + line_of(first))
    if where == "the text of a file":
        assert code == "scenario"
    else:
        assert (code, line) == ("character", 2 if where == "a note" else 1)


def test_9_1_a_note_is_kept_without_what_no_text_may_hold() -> None:
    game = new_game()
    game.do(Note(), "a\x1b[2J\u202eb\r\n\u200dc")
    assert [line.note for line in game.lines] == ["a[2Jb\n\u200dc"]


def _read_or_refused(data: bytes) -> GameRecord | str:
    """A record, or the code of what is wrong with it."""
    try:
        return read_record(data)
    except RecordError as error:
        return error.code if describe_record_error(error) else ""


@given(st.binary() | st.binary().map(lambda rest: b'{"communique":' + rest))
def test_9_2_bytes_that_are_no_record_are_refused_as_such(data: bytes) -> None:
    with pytest.raises(RecordError) as caught:
        read_record(data)
    assert describe_record_error(caught.value)


@given(st.integers(0, len(DATA)), st.integers(0, 200), st.binary(max_size=200))
def test_9_2_of_a_record_with_a_piece_replaced_just_what_is_whole_before_it_may_count(
    start: int, length: int, piece: bytes
) -> None:
    data = DATA[:start] + piece + DATA[start + length :]
    found = _read_or_refused(data)
    if isinstance(found, GameRecord):
        whole = len(record_bytes(found))
        assert data[:whole] == DATA[:whole]
        assert found.torn == len(data) - whole
        assert b"\n" not in data[whole:]


# Cut off


def _check_cut(data: bytes, ends: list[int], record: GameRecord, length: int) -> None:
    """A record of which only so many bytes are left."""
    if length < ends[0]:
        assert wrong_with(data[:length]) == ("torn-header" if length else "empty", None)
        return
    found = read_record(data[:length])
    whole = max(end for end in ends if end <= length)
    assert found.torn == length - whole
    assert found.header == record.header
    assert found.lines == record.lines[: ends.index(whole)]


def _ends(parts: list[bytes]) -> list[int]:
    return [sum(map(len, parts[: n + 1])) for n in range(len(parts))]


def test_9_2_a_record_cut_at_every_byte_is_whole_up_to_its_last_whole_line() -> None:
    for length in range(len(DATA) + 1):
        _check_cut(DATA, _ends(PIECES), RECORD, length)


def test_9_2_so_is_the_record_of_a_real_game_cut_at_many(kuala_lumpur: GameRecord) -> None:
    parts = pieces(kuala_lumpur)
    data, ends = b"".join(parts), _ends(parts)
    near = {end + by for end in ends for by in (-1, 0, 1) if end + by <= len(data)}
    for length in sorted({*near, *Random(9).sample(range(len(data) + 1), 500)}):
        _check_cut(data, ends, kuala_lumpur, length)


def test_9_3_a_record_cut_after_any_line_replays_to_the_same_digests(
    kuala_lumpur: GameRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All parts hold the same scenario: reading it once is enough.
    monkeypatch.setattr("game.session.records.replay.load", cache(load))
    for record in (RECORD, kuala_lumpur):
        parts = pieces(record)
        for n in range(len(parts)):
            game = replay(read_record(b"".join(parts[: n + 1]) + b'{"n":'))
            assert game.lines == list(record.lines[:n])


@pytest.mark.parametrize(
    "torn",
    [b"\0", b"\0" * 4096, b"{", b"\xff", pytest.param(PIECES[-1][:-1], id="a line"), b"\r"],
)
def test_9_2_whatever_stands_behind_the_last_newline_is_torn(torn: bytes) -> None:
    """After a power cut a file may end in zeros."""
    assert read_record(DATA + torn) == evolve(RECORD, torn=len(torn))


# Changed


def _check_changed(parts: list[bytes], at: int, value: int) -> None:
    """A record in which one byte has another value."""
    data = bytearray(b"".join(parts))
    old, data[at] = data[at], value
    line = bytes(data[:at]).count(b"\n") + 1
    if at == len(data) - 1:
        if len(parts) == 1:
            assert wrong_with(bytes(data)) == ("torn-header", None)
        else:
            found = read_record(bytes(data))
            assert len(found.lines) == len(parts) - 2
            assert found.torn == len(parts[-1])
    elif value == ord("\n") and at < BEGIN:
        assert wrong_with(bytes(data)) == ("no-record", None)  # its first line is no line of ours
    else:
        assert wrong_with(bytes(data)) == ("damaged", line), (at, old, value)


def _changes(data: bytes, at: int) -> Iterable[int]:
    return {*(data[at] ^ xor for xor in XORS), ord("\n")} - {data[at]}


def test_9_2_a_record_changed_at_any_byte_is_refused_with_the_line() -> None:
    for at in range(len(DATA)):
        for value in _changes(DATA, at):
            _check_changed(PIECES, at, value)


def test_9_2_so_is_a_record_of_nothing_but_its_header() -> None:
    for at in range(len(PIECES[0])):
        for value in _changes(PIECES[0], at):
            _check_changed(PIECES[:1], at, value)


def test_9_2_so_is_the_record_of_a_real_game_changed_at_many(kuala_lumpur: GameRecord) -> None:
    parts = pieces(kuala_lumpur)
    data, luck = b"".join(parts), Random(9)
    for at in luck.sample(range(len(data)), 500):
        _check_changed(parts, at, luck.choice(sorted(_changes(data, at))))


@pytest.mark.slow(reason="It tries all 255 other values of every byte, not a handful of them.")
def test_9_2_a_record_with_any_byte_at_any_place_is_refused_with_the_line() -> None:
    for at in range(len(DATA)):
        for value in range(256):
            if value != DATA[at]:
                _check_changed(PIECES, at, value)


# Lines lost, moved or of another kind

LAST = len(PIECES) - 1


@pytest.mark.parametrize("n", range(1, LAST))
def test_9_2_a_line_that_is_missing_twice_there_or_moved_is_named(n: int) -> None:
    removed = [*PIECES[:n], *PIECES[n + 1 :]]
    assert wrong_with(b"".join(removed)) == ("misnumbered", n + 1)
    twice = [*PIECES[:n], PIECES[n], *PIECES[n:]]
    assert wrong_with(b"".join(twice)) == ("misnumbered", n + 2)
    swapped = [*PIECES[:n], PIECES[n + 1], PIECES[n], *PIECES[n + 2 :]]
    assert wrong_with(b"".join(swapped)) == ("misnumbered", n + 1)


def test_9_2_a_number_that_is_wrong_is_told_with_the_right_one() -> None:
    with pytest.raises(RecordError) as caught:
        read_record(PIECES[0] + PIECES[2])
    assert dict(caught.value.values) == {"line": 2, "found": 2, "expected": 1}
    assert "should have number 1 but has 2" in describe_record_error(caught.value)


def test_9_2_a_header_that_is_missing_or_not_the_first_is_refused() -> None:
    assert wrong_with(b"".join(PIECES[1:])) == ("no-record", None)
    assert wrong_with(PIECES[1] + PIECES[0]) == ("no-record", None)
    assert wrong_with(PIECES[0] + DATA) == ("unread", 2)


def test_9_2_two_records_in_one_file_are_refused_where_the_second_begins() -> None:
    assert wrong_with(DATA + DATA) == ("unread", len(PIECES) + 1)


def test_9_2_other_line_ends_and_signs_before_the_first_are_refused() -> None:
    assert wrong_with(DATA.replace(b"\n", b"\r\n")) == ("damaged", 1)
    assert wrong_with(DATA.replace(b"\n", b"\r")) == ("torn-header", None)
    assert wrong_with(b"\xef\xbb\xbf" + DATA) == ("damaged", 1)
    assert wrong_with(b"\n" + DATA) == ("no-record", None)
    assert wrong_with(DATA.decode().encode("utf-16")) == ("no-record", None)
    for n in range(1, len(PIECES) + 1):
        blank = [*PIECES[:n], b"\n", *PIECES[n:]]
        assert wrong_with(b"".join(blank)) == ("damaged", n + 1)
        carriage = [*PIECES[: n - 1], PIECES[n - 1][:-1] + b"\r\n", *PIECES[n:]]
        assert wrong_with(b"".join(carriage)) == ("damaged", n)


# Other versions


@pytest.mark.parametrize(
    "header",
    [{**HEADER, "communique": FORMAT + 1}, {"communique": FORMAT + 1, "other": ["things"]}],
)
def test_9_2_a_later_format_is_refused_naming_both(header: object) -> None:
    with pytest.raises(RecordError) as caught:
        read_record(line_of(header) + line_of({"other": "things"}))
    assert caught.value.code == "later-format"
    assert f"format {FORMAT + 1}" in describe_record_error(caught.value)
    assert f"format {FORMAT};" in describe_record_error(caught.value)


@pytest.mark.parametrize("rules", [RULES_VERSION + 1, 0, -1, 10**30])
def test_9_3_other_rules_are_refused_naming_both(rules: int) -> None:
    with pytest.raises(RecordError) as caught:
        read_record(line_of({**HEADER, "rules": rules}) + b"".join(PIECES[1:]))
    assert caught.value.code == "other-rules"
    assert f"rules {rules}," in describe_record_error(caught.value)
    assert f"rules {RULES_VERSION};" in describe_record_error(caught.value)


# Well summed and senseless


def _without(values: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name != key}


def _written(values: dict[str, Any]) -> str:
    return json.dumps(values, separators=(",", ":"))


def _text(**values: object) -> str:
    """The first line's JSON with other values."""
    return _written({**FIRST, **values})


SENSELESS = {
    "no object": "[1,2]",
    "a text": '"north: warm"',
    "no JSON": "{north}",
    "half a JSON": '{"n":1,"do":"}',
    "nothing": "{}",
    "too deep": '{"n":' + "[" * 100_000 + "}",
    "a number too long": '{"n":' + "1" * 5000 + "}",
    "no number": _text(n=float("nan")),
    "an unknown key": _text(who="me"),
    "a number as text": _text(n="1"),
    "a number with a point": _text(n=1.0),
    "true for a number": _text(n=True),
    "no deed": _text(do=None),
    "an unknown deed": _text(do="north"),
    "a deed with more spaces": _text(do="north:  warm"),
    "a deed without a space": _text(do="north:warm"),
    "a deed with a line": _text(do="north: warm\n"),
    "a deed with another number": _text(do="facilitator: set trust +60"),
    "a deed with other digits": _text(do="facilitator: set trust \u0666"),
    "a rewind with a zero": _text(do="rewind 01"),
    "a note as a list": _text(note=["words"]),
    "a note of nothing": _text(note=None),
    "an empty note": _text(note=""),
    "a timeout that was none": _text(timeout=False),
    "a timeout as a number": _text(timeout=1),
    "a timeout at the end": _text(timeout=True),
    "a time that is none": _text(at="yesterday"),
    "a time as a number": _text(at=0),
    "a digest too short": _text(digest="0" * 15),
    "a digest in capitals": _text(digest="A" * 16),
    "a digest as a number": _text(digest=10**15),
    "two notes": _text()[:-1] + ',"note":"other"}',
    "two checksums": _text(sum="00000000"),
    "spaces": json.dumps(FIRST),
    "another order": _written(dict(reversed(FIRST.items()))),
    "signs that need no escape": json.dumps(FIRST, separators=(",", ":"), ensure_ascii=False),
    "an escape that is not needed": _text().replace("north", "\\u006eorth"),
    **{f"without {key}": _written(_without(FIRST, key)) for key in ("n", "do", "at", "digest")},
}


@pytest.mark.parametrize("body", SENSELESS.values(), ids=SENSELESS)
def test_9_2_a_line_that_makes_no_sense_is_named_though_its_checksum_fits(body: str) -> None:
    assert wrong_with(PIECES[0] + summed(body) + b"".join(PIECES[2:])) == ("unread", 2)


def test_9_2_a_note_with_a_broken_encoding_is_named() -> None:
    body = _text(note="@").encode().replace(b"@", b"\xff")
    assert wrong_with(PIECES[0] + summed(body)) == ("unread", 2)


def test_9_2_a_note_with_half_a_character_is_named() -> None:
    body = _text(note="@").replace("@", "\ud800")
    assert wrong_with(PIECES[0] + summed(body)) == ("character", 2)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*FIRST, "timeout", "other"]), JSON))
def test_9_2_no_value_at_all_gets_through_a_line_unread(drawn: dict[str, Any]) -> None:
    data = PIECES[0] + line_of({**FIRST, **drawn})
    found = _read_or_refused(data)
    if isinstance(found, str):
        assert found in ("unread", "misnumbered", "character")
    else:
        assert record_bytes(found) == data
        assert type(found.lines[0].number) is int


@given(st.dictionaries(st.sampled_from([*HEADER, "other"]), JSON))
def test_9_2_no_value_at_all_gets_through_a_header_unread(drawn: dict[str, Any]) -> None:
    data = line_of({**HEADER, **drawn})
    found = _read_or_refused(data)
    if isinstance(found, str):
        assert found in ("unread", "no-record", "later-format", "other-rules", "character")
    else:
        assert record_bytes(found) == data
        assert type(found.header.seed) is type(found.header.rules) is int


OUTSIDE = ["../x.yaml", "/x.yaml", "a/../../x.yaml", "..", "/"]
ODD = {
    **{f"without {key}": _without(HEADER, key) for key in HEADER if key != "communique"},
    "an unknown key": {**HEADER, "more": 1},
    "another order": {"communique": FORMAT, **dict(reversed(HEADER.items()))},
    "an earlier format": {**HEADER, "communique": 0},
    "true for the format": {**HEADER, "communique": True},
    "true for the rules": {**HEADER, "rules": True},
    "rules as text": {**HEADER, "rules": "1"},
    "rules with a point": {**HEADER, "rules": 1.0},
    "true for the seed": {**HEADER, "seed": True},
    "a seed below the least": {**HEADER, "seed": -1},
    "a seed past the largest": {**HEADER, "seed": 2**63},
    "seats as a list": {**HEADER, "seats": ["north", "south"]},
    "a seat as a number": {**HEADER, "seats": {"north": 1, "south": "me"}},
    "a seat too few": {**HEADER, "seats": {"north": "me"}},
    "a seat too many": {**HEADER, "seats": {**HEADER["seats"], "west": "me"}},
    "a file as a list": {**HEADER, "files": {"tiny.yaml": ["format: 1"]}},
    "no files": {**HEADER, "files": {}},
    "another main file": {**HEADER, "scenario": "other.yaml"},
    "a time that is none": {**HEADER, "at": "monday"},
    "a digest too long": {**HEADER, "digest": "0" * 17},
    **{f"main {at}": {**HEADER, "scenario": at, "files": {at: ""}} for at in OUTSIDE},
    **{f"file {at}": {**HEADER, "files": {**HEADER["files"], at: ""}} for at in OUTSIDE},
}


@pytest.mark.parametrize("header", ODD.values(), ids=ODD)
def test_9_2_a_header_that_makes_no_sense_is_refused_though_its_checksum_fits(
    header: dict[str, Any],
) -> None:
    expected = ("no-record", None) if header["communique"] is True else ("unread", 1)
    assert wrong_with(line_of(header) + b"".join(PIECES[1:])) == expected


# Read, and not to be played again


@pytest.mark.parametrize("text", ["", "{", "\ud800", "format: 1", "[" * 10_000, "a: &a [*a]"])
def test_9_3_a_record_with_a_scenario_that_cannot_be_played_is_refused(text: str) -> None:
    assert wrong_with(line_of({**HEADER, "files": {"tiny.yaml": text}})) == ("scenario", None)


REFUSED = {
    "rewind 1": "no-such-line",
    "rewind 999999999999999999": "no-such-line",
    f"rewind 0 new luck {2**63}": "no-such-seed",
    "resume": "not-paused",
    "note": "no-words",
    "south: warm": "not-your-turn",
    "north: dance": "unknown-action",
    "north: accept": "wrong-kind",
    "nobody: warm": "unknown-side",
    "facilitator: inject nothing": "unknown-inject",
    "facilitator: set nothing 3": "unknown-track",
}


@pytest.mark.parametrize("deed", REFUSED)
def test_9_3_a_deed_that_is_refused_is_named_with_its_line_and_why(deed: str) -> None:
    line = line_of({**_without(FIRST, "note"), "do": deed})
    assert wrong_with(PIECES[0] + line) == ("refused", 2)
    with pytest.raises(RecordError) as caught:
        replay(read_record(PIECES[0] + line))
    assert dict(caught.value.values) == {"line": 2, "action": deed, "why": REFUSED[deed]}


def test_9_3_what_comes_after_the_end_or_amid_a_pause_is_refused() -> None:
    after = line_of({**_without(FIRST, "note"), "n": len(PIECES), "do": "north: warm"})
    assert wrong_with(DATA + after) == ("refused", len(PIECES) + 1)
    amid = line_of({**_without(FIRST, "note"), "n": 5, "do": "north: warm"})
    assert wrong_with(b"".join(PIECES[:5]) + amid) == ("refused", 6)


@pytest.mark.parametrize("n", range(len(PIECES)))
def test_9_3_another_digest_is_named_with_the_line_and_both(n: int) -> None:
    other = line_of({**values_of(PIECES[n]), "digest": "0123456789abcdef"})
    data = b"".join([*PIECES[:n], other, *PIECES[n + 1 :]])
    assert wrong_with(data) == ("differs", n + 1)
    with pytest.raises(RecordError) as caught:
        replay(read_record(data))
    found = values_of(PIECES[n])["digest"]
    assert dict(caught.value.values) == {
        "line": n + 1, "expected": "0123456789abcdef", "found": found,
    }  # fmt: skip


def test_9_3_another_seed_gives_another_digest_at_the_start() -> None:
    data = line_of({**HEADER, "seed": 2}) + b"".join(PIECES[1:])
    assert wrong_with(data) == ("differs", 1)


def test_9_1_the_time_by_the_wall_clock_is_read_by_nothing() -> None:
    lines = [line_of({**values_of(line), "at": ""}) for line in PIECES]
    game = replay(read_record(b"".join(lines)))
    assert essence(game.lines) == essence(RECORD.lines)
