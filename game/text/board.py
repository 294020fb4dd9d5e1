"""The position as lines of text: tracks as bars, what was shown, what is promised, the score."""

from __future__ import annotations

from collections.abc import Mapping

from game.model.play import ScoreSheet, View
from game.model.tracks import Track
from game.words.sentences import counted, number, say, signed
from game.words.wording import Wording

BAR = 10
LONGEST_NAME = 33


def situation(words: Wording, view: View) -> str:
    """Where the game stands, in one line."""
    scenario = words.scenario
    key = "board.turn.named" if words.day(view.turn) else "board.turn"
    parts = [say(key, turn=view.turn, turns=scenario.turns, name=words.day(view.turn))]
    if len(scenario.stages) > 1:
        parts.append(words.naming.stage(view.stage))
    if view.phase is not None:
        parts.append(words.naming.phase(view.phase))
    return " - ".join(parts)


def tracks(words: Wording, view: View, before: Mapping[str, int]) -> list[str]:
    """The tracks one sees, each with its value, its change since `before`, its bar and its band.

    Of some one sees only the band.
    """
    shown = {id: words.scenario.tracks[id] for id in (*view.tracks, *view.bands)}
    names = {id: _name(words, id, track, view.who) for id, track in shown.items()}
    width = min(max(map(len, names.values()), default=0), LONGEST_NAME)
    lines = []
    for id, value in view.tracks.items():
        change = signed(value - before[id]) if before.get(id, value) != value else ""
        figures = f"{names[id]:<{width}} {_figure(shown[id], value):>4} {change:>4}"
        place = f"{_band(shown[id], shown[id].band_of(value))} {_unit(shown[id])}".strip()
        lines.append(f"{figures} {bar(shown[id], value)} {place}".rstrip())
    for id, band in view.bands.items():
        lines.append(f"{names[id]:<{width}} {'':>9} {'':>{BAR + 2}} {_band(shown[id], band)}")
    if any(track.seen_by == (view.who,) for track in shown.values()):
        lines.append(say("board.only-you"))
    return lines


def _name(words: Wording, id: str, track: Track, who: str) -> str:
    mark = " *" if track.seen_by == (who,) else ""
    return f"{words.naming.track(id)}{mark}"


def bar(track: Track, value: int) -> str:
    """How far a track has come on its range, in signs that every terminal has."""
    low, high = track.bounds
    full = round(BAR * (value - low) / max(high - low, 1))
    return f"[{'#' * full}{'.' * (BAR - full)}]"


def _figure(track: Track, value: int) -> str:
    return f"{value + 1}/{len(track.levels)}" if track.levels else number(value)


def _band(track: Track, number: int) -> str:
    """The name of a track's band or level; empty where it has none."""
    names = tuple(track.levels.values()) or tuple(band.name for band in track.bands)
    return names[number] if number < len(names) else ""


def _unit(track: Track) -> str:
    return f"({track.unit})" if track.unit else ""


def revealed(words: Wording, view: View) -> list[str]:
    """Values that were shown once of tracks one doesn't follow."""
    return [
        say(
            "board.revealed",
            track=words.naming.inside(words.naming.track(id)),
            value=words.naming.value(id, shown.value),
            turn=shown.turn,
        )
        for id, shown in view.revealed.items()
        if id not in view.tracks
    ]


def promises(words: Wording, view: View) -> list[str]:
    """Promises in force, with what is left of them."""
    lines = []
    for id, left in view.promises.items():
        promise = words.scenario.promises[id]
        side, name = words.naming.side(promise.by), words.naming.promise(id)
        turns = counted("turns", left)
        lines.append(say("board.promise", side=side, promise=name, turns=turns))
        if promise.text:
            lines.append(f"    {promise.text}")
    return lines


def tables(words: Wording, view: View) -> list[str]:
    """What has become of each table, with what was agreed."""
    lines = []
    for id, table in view.tables.items():
        state = say(f"status.{table.status}")
        key = "board.table.open" if table.status == "open" else "board.table"
        left = counted("rounds", table.rounds_left)
        lines.append(say(key, table=words.naming.table(id), status=state, rounds=left))
        if table.agreed is not None:
            lines.append(f"    {words.naming.package(id, table.agreed)}.")
    return lines


def score(words: Wording, sheet: ScoreSheet) -> list[str]:
    """A score, line by line, against what its author calls fair."""
    labels = [line.label for line in words.scenario.sides[sheet.side].score]
    shown = [(labels[line.index], number(line.points)) for line in sheet.lines]
    total = say("score.total" if sheet.complete else "score.total.so-far")
    shown.append((total, number(sheet.total)))
    width = max(len(label) for label, _ in shown)
    lines = [f"{label:<{width}} {points:>5}" for label, points in shown]
    lines[-1] += f"   {say('score.par', par=number(sheet.par))}"
    if not sheet.complete:
        lines.append(say("score.held-back"))
    return lines
