"""A game looked back on after its end, when all of it is open: decisions, curves and offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import field, frozen

from game.model.decisions import FACILITATOR, Act, Answer, Decision, Move
from game.model.play import Cause, Entry
from game.model.scenario import Scenario
from game.presenter.hot_seat import HotSeat

DECISIONS = ("acted", "passed", "offered", "accepted", "walked", "answered")
_OF_TABLE = ("agreed", "collapsed", "expired", "lapsed")
_EVENTS = ("injected", "kept", "broken", *_OF_TABLE)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@frozen
class Choice:
    """Something that a side decided, and all that followed from it, then or later."""

    number: int
    turn: int
    side: str
    head: Entry
    count: int = 0
    """Of an offer, the how manyth of its side at its table."""
    note: str = ""
    follow: list[tuple[int, Entry]] = field(factory=list)
    """With the turn on which it came."""


@frozen
class Event:
    """Something that moved tracks without being a side's move, by a letter."""

    letter: str
    turn: int
    code: str
    """`injected`, `kept`, `broken`, or what became of a table."""
    id: str


@frozen
class Curve:
    """How a track went: its values at the start and at the end of each turn."""

    track: str
    values: tuple[int, ...]
    marks: tuple[tuple[str, ...], ...]
    """By value, the letters of the events that moved it on that turn."""


def choices(hot_seat: HotSeat) -> list[Choice]:
    """The decisions of all sides, in the order in which they took effect."""
    found: list[Choice] = []
    notes: dict[tuple[str, str, str], list[str]] = {}
    scenario = hot_seat.words.scenario
    turn = 0
    for moment in hot_seat.game.history():
        deed = moment.line.deed if moment.line is not None else None
        if isinstance(deed, Decision) and moment.line is not None and deed.side != FACILITATOR:
            notes.setdefault(_told(deed.side, deed.move), []).append(moment.line.note)
        for entry in moment.entries:
            if entry.code == "turn":
                turn = int(str(entry.values["turn"]))
            if entry.code in DECISIONS:
                side = str(entry.values["side"])
                waiting = notes.get((side, entry.code, _about(entry)))
                note = waiting.pop(0) if waiting else ""
                count = _offered(found, entry) + 1 if entry.code == "offered" else 0
                found.append(Choice(len(found), turn, side, entry, count, note))
                continue
            owner = _owner(found, entry, scenario)
            if owner is not None:
                owner.follow.append((turn, entry))
    return found


def _offered(found: Sequence[Choice], entry: Entry) -> int:
    """How many offers its side has made at its table before."""
    here = entry.values["side"], entry.values["table"]
    return sum(
        choice.head.code == "offered"
        and (choice.head.values["side"], choice.head.values["table"]) == here
        for choice in found
    )


def _told(side: str, move: Move) -> tuple[str, str, str]:
    """How the entry of a decision will begin."""
    match move:
        case Act(action=id):
            return side, "acted", id
        case Answer(answer=id):
            return side, "answered", id
        case _:
            words = {"offer": "offered", "accept": "accepted", "walk": "walked"}
            return side, words.get(str(move).split(" ")[0], "passed"), ""


def _about(entry: Entry) -> str:
    return str(entry.values.get("action", entry.values.get("answer", "")))


def _owner(found: Sequence[Choice], entry: Entry, scenario: Scenario) -> Choice | None:
    """The decision that something follows from; None where it comes from none."""
    cause = entry.cause
    table = str(entry.values.get("table", "")) if entry.code in _OF_TABLE else ""
    if cause is not None and cause.kind in ("table", "option"):
        table = cause.path.split("/")[1]
    for choice in reversed(found):
        values = choice.head.values
        if table and values.get("table") == table:
            return choice
        if cause is not None and cause.side == choice.side and _by(choice, cause, scenario):
            return choice
    return None


def _by(choice: Choice, cause: Cause, scenario: Scenario) -> bool:
    """Whether a cause is a decision of its side."""
    values = choice.head.values
    match cause.kind, choice.head.code:
        case "action", "acted":
            return cause.path == f"actions/{values['action']}"
        case "tag", "acted":
            tags = scenario.actions[str(values["action"])].tags
            return cause.path.removeprefix("tags/") in tags
        case "answer", "answered":
            return cause.path == f"injects/{values['inject']}/answers/{values['answer']}"
        case _:
            return False


def events(hot_seat: HotSeat) -> list[Event]:
    """What moved tracks without being a side's move, in order; as many as there are letters."""
    moved = _moved(hot_seat)
    found: list[Event] = []
    for turn, entry in _entries(hot_seat):
        if entry.code in _EVENTS and len(found) < len(LETTERS):
            id = next(
                str(entry.values[k]) for k in ("inject", "promise", "table") if k in entry.values
            )
            if any(turn in turns for turns in moved.get((_kind(entry.code), id), {}).values()):
                found.append(Event(LETTERS[len(found)], turn, entry.code, id))
    return found


def foremost(hot_seat: HotSeat, found: Sequence[Event], most: int) -> list[Event]:
    """The few of them that matter most: what was agreed or broken, then what moved most tracks."""
    moved = _moved(hot_seat)

    def weight(event: Event) -> tuple[bool, int]:
        tracks = moved.get((_kind(event.code), event.id), {}).values()
        return event.code != "injected", sum(event.turn in turns for turns in tracks)

    best = sorted(found, key=weight, reverse=True)[:most]
    return [event for event in found if event in best]


def _kind(code: str) -> str:
    return {"injected": "injects", "kept": "promises", "broken": "promises"}.get(code, "tables")


def _moved(hot_seat: HotSeat) -> Mapping[tuple[str, str], Mapping[str, set[int]]]:
    """By event, the tracks that it moved, each with the turns on which it did."""
    found: dict[tuple[str, str], dict[str, set[int]]] = {}
    for turn, entry in _entries(hot_seat):
        if entry.code == "changed" and entry.cause is not None and entry.values["got"]:
            kind, _, rest = entry.cause.path.partition("/")
            if kind in ("injects", "promises", "tables"):
                tracks = found.setdefault((kind, rest.split("/")[0]), {})
                tracks.setdefault(str(entry.values["track"]), set()).add(turn)
    return found


def _entries(hot_seat: HotSeat) -> Iterator[tuple[int, Entry]]:
    """All that happened, each with its turn."""
    for turn, batch in hot_seat.record(FACILITATOR):
        for entry in batch:
            yield turn, entry


def curves(hot_seat: HotSeat, found: Sequence[Event]) -> list[Curve]:
    """How every track went, with the marks of these events."""
    ends, moved = _ends(hot_seat), _moved(hot_seat)
    result = []
    for track in hot_seat.words.scenario.tracks:
        marks = tuple(
            tuple(
                event.letter
                for event in found
                if event.turn == turn
                and turn in moved.get((_kind(event.code), event.id), {}).get(track, ())
            )
            for turn in ends
        )
        result.append(Curve(track, tuple(end[track] for end in ends.values()), marks))
    return result


def _ends(hot_seat: HotSeat) -> Mapping[int, Mapping[str, int]]:
    """By turn, the tracks as it ended; by 0, as the first decision was asked.

    The state after the last decision of a turn is of the next one already, with all that came at
    its start. So this is read from what happened.
    """
    tracks = dict(
        zip(hot_seat.words.scenario.tracks, hot_seat.game.moments[0].state.tracks, strict=True)
    )
    ends = {0: tracks}
    for turn, entry in _entries(hot_seat):
        if entry.code in ("changed", "paid"):
            tracks = {**tracks, str(entry.values["track"]): int(str(entry.values["value"]))}
        if turn:
            ends[turn] = tracks
    return ends
