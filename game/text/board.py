"""The position as lines of text: tracks as bars, what was shown, what is promised, the score."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen
from rich.text import Text

from game.model.play import ScoreSheet, View
from game.model.tracks import Track
from game.text.console import WIDEST
from game.text.lines import Line, flowing, styled
from game.words.sentences import number, signed
from game.words.wording import Wording

BAR = 10
SHORTEST_BAR = 5
LONGEST_NAME = 33


def situation(words: Wording, view: View) -> str:
    """Where the game stands, in one line."""
    scenario = words.scenario
    key = "board.turn.named" if words.day(view.turn) else "board.turn"
    parts = [words.say(key, turn=view.turn, turns=scenario.turns, name=words.day(view.turn))]
    if len(scenario.stages) > 1:
        parts.append(words.naming.stage(view.stage))
    if view.phase is not None:
        parts.append(words.naming.phase(view.phase))
    return " - ".join(parts)


def tracks(
    words: Wording, view: View, before: Mapping[str, int], width: int = WIDEST
) -> list[Line]:
    """The tracks one sees, each with its value, its change since `before`, its bar and its band.

    Of some one sees only the band.
    """
    shown = {id: words.scenario.tracks[id] for id in (*view.tracks, *view.bands)}
    rows = [_row(words, view, id, track, before) for id, track in shown.items()]
    names = min(max((len(row.name.plain) for row in rows), default=0), LONGEST_NAME)
    changes = max((len(row.change.plain) for row in rows), default=0)
    places = max((len(row.place.plain) for row in rows), default=0)
    left = width - names - len(" 12345 ") - (changes + 1 if changes else 0) - 1 - places
    size = left if SHORTEST_BAR <= left < BAR else BAR
    if left < SHORTEST_BAR and width < WIDEST:
        size = 0  # in a narrow window the words are worth more
    lines: list[Line] = []
    for row in rows:
        line = styled("").join([_padded(row.name, names), styled(f" {row.figure:>5} ")])
        line.append_text(_padded(row.change, changes)).append(" " if changes else "")
        line.append(bar(row.full, size) if row.figure else " " * size, "bar")
        if len(line) + 1 + len(row.place) > width and row.place.plain:
            lines += [line, styled("      ").append_text(row.place)]
        else:
            line.append(" " if row.place.plain else "").append_text(row.place)
            line.rstrip()
            lines.append(line)
    if any(track.seen_by == (view.who,) for track in shown.values()):
        lines.append(styled((words.say("board.only-you"), "private")))
    return lines


def explained(words: Wording, view: View) -> list[Line]:
    """What the tracks one sees measure, in their author's words."""
    lines: list[Line] = []
    for id in (*view.tracks, *view.bands):
        about = flowing(words.scenario.tracks[id].text)
        if about:
            lines.append(
                styled("- ", (words.say("label", name=words.naming.track(id)), "name"), f" {about}")
            )
    return lines


@frozen
class _Row:
    name: Text
    figure: str
    change: Text
    full: float
    place: Text


def _row(words: Wording, view: View, id: str, track: Track, before: Mapping[str, int]) -> _Row:
    private = (" *", "private") if track.seen_by == (view.who,) else ""
    name = styled(words.naming.track(id), private)
    if id not in view.tracks:
        band = styled((_band(track, view.bands[id]), "band"))
        return _Row(name, "", styled(""), 0, band)
    value = view.tracks[id]
    place = styled((_band(track, track.band_of(value)), "band"))
    if track.unit:
        place.append(" " if place.plain else "").append(f"({track.unit})", "quiet")
    change = _change(words, track, view.who, value - before.get(id, value))
    return _Row(name, _figure(track, value), change, _share(track, value), place)


def _change(words: Wording, track: Track, who: str, by: int) -> Text:
    """A change with the word for what it means to the reader: colour only repeats it."""
    if not by:
        return styled("")
    better = track.better_for(who)
    if better is None:
        return styled(signed(by))
    role = "better" if (by > 0) == (better == "high") else "worse"
    return styled((f"{signed(by)} {words.say(f'board.{role}')}", role))


def _padded(text: Text, width: int) -> Text:
    return text + styled(" " * (width - len(text)))


def _share(track: Track, value: int) -> float:
    """How far a track has come on its range, from 0 to 1."""
    low, high = track.bounds
    return (value - low) / max(high - low, 1)


def bar(share: float, size: int = BAR) -> str:
    """A share of a whole as a bar."""
    full = round(size * share)
    return f"{'█' * full}{'░' * (size - full)}"


def _figure(track: Track, value: int) -> str:
    return f"{value + 1}/{len(track.levels)}" if track.levels else number(value)


def _band(track: Track, number: int) -> str:
    """The name of a track's band or level; empty where it has none."""
    names = tuple(track.levels.values()) or tuple(band.name for band in track.bands)
    return names[number] if number < len(names) else ""


def revealed(words: Wording, view: View) -> list[str]:
    """Values that were shown once of tracks one doesn't follow."""
    return [
        words.say(
            "board.revealed",
            track=words.naming.inside(words.naming.track(id)),
            value=words.naming.value(id, shown.value),
            turn=shown.turn,
        )
        for id, shown in view.revealed.items()
        if id not in view.tracks
    ]


def promises(words: Wording, view: View) -> list[Line]:
    """Promises in force, with what is left of them."""
    lines: list[Line] = []
    for id, left in view.promises.items():
        promise = words.scenario.promises[id]
        side, name = words.naming.side(promise.by), words.naming.promise(id)
        turns = words.counted("turns", left)
        lines.append(words.say("board.promise", side=side, promise=name, turns=turns))
        if promise.text:
            lines.append(f"    {promise.text}")
    return lines


def tables(words: Wording, view: View) -> list[str]:
    """What has become of each table, with what was agreed."""
    lines = []
    for id, table in view.tables.items():
        state = words.say(f"status.{table.status}")
        key = "board.table.open" if table.status == "open" else "board.table"
        left = words.counted("rounds", table.rounds_left)
        lines.append(words.say(key, table=words.naming.table(id), status=state, rounds=left))
        if table.agreed is not None:
            lines.append(f"    {words.naming.package(id, table.agreed)}.")
        if table.offer is not None and table.proposer is not None:
            package = words.naming.package(id, table.offer)
            side = words.naming.side(table.proposer)
            lines.append(f"    {words.say('board.offer', side=side, package=package)}")
    return lines


def score(words: Wording, sheet: ScoreSheet) -> list[str]:
    """A score, line by line, against what its author calls fair."""
    labels = [line.label for line in words.scenario.sides[sheet.side].score]
    shown = [(labels[line.index], number(line.points)) for line in sheet.lines]
    total = words.say("score.total" if sheet.complete else "score.total.so-far")
    shown.append((total, number(sheet.total)))
    width = max(len(label) for label, _ in shown)
    lines = [f"{label:<{width}} {points:>5}" for label, points in shown]
    lines[-1] += f"   {words.say('score.par', par=number(sheet.par))}"
    if not sheet.complete:
        lines.append(words.say("score.held-back"))
    return lines
