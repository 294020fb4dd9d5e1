"""The position as lines of text: tracks as bars, what was shown, what is promised, the score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen
from rich.text import Text

from game.model.play import View
from game.presenter.promises import promises_in_force
from game.presenter.said.ending import TableStanding
from game.presenter.said.score import LineOfScore, Score
from game.presenter.said.under_way import UnderWay
from game.presenter.track_readings import TrackReading
from game.text.console import WIDEST
from game.text.lines import Line, on_one_line, style_line
from game.words.sentences import number
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


def tracks(words: Wording, readings: Sequence[TrackReading], width: int = WIDEST) -> list[Line]:
    """The tracks that a reader sees, each with its value, its change, its bar and its band.

    Of some tracks the reader sees only the band.
    """
    rows = [_row(words, reading) for reading in readings]
    name_width = min(max((len(row.name.plain) for row in rows), default=0), LONGEST_NAME)
    change_width = max((len(row.change.plain) for row in rows), default=0)
    band_width = max((len(row.band.plain) for row in rows), default=0)
    unit_width = max((len(row.unit) for row in rows), default=0)
    fixed = name_width + len(" 12345 ") + unit_width
    fixed += (change_width + 1 if change_width else 0) + 1 + band_width
    room = width - fixed
    size = room if SHORTEST_BAR <= room < BAR else BAR
    if room < SHORTEST_BAR and width < WIDEST:
        size = 0  # a narrow window needs the room for words
    lines: list[Line] = []
    for row in rows:
        line = style_line("").join(
            [
                _padded(row.name, name_width),
                style_line(f" {row.figure:>5}", (f"{row.unit:<{unit_width}} ", "quiet")),
            ]
        )
        line.append_text(_padded(row.change, change_width)).append(" " if change_width else "")
        line.append(bar(row.share, size) if row.figure else " " * size, "bar")
        if len(line) + 1 + len(row.band) > width and row.band.plain:
            lines += [line, style_line("      ").append_text(row.band)]
        else:
            line.append(" " if row.band.plain else "").append_text(row.band)
            line.rstrip()
            lines.append(line)
    if any(reading.private for reading in readings):
        lines.append(style_line((words.say("board.only-you"), "private")))
    return lines


def track_explanations(words: Wording, view: View) -> list[Line]:
    """What the tracks that a reader sees measure, in their author's words."""
    lines: list[Line] = []
    for id in (*view.tracks, *view.bands):
        about = on_one_line(words.scenario.tracks[id].text)
        if about:
            lines.append(
                style_line(
                    "- ", (words.say("label", name=words.naming.track(id)), "name"), f" {about}"
                )
            )
    return lines


@frozen
class _Row:
    """One track, in the columns of its line."""

    name: Text
    figure: str
    unit: str
    """The unit behind the figure."""
    change: Text
    share: float
    """How far along its range the track stands, from 0 to 1."""
    band: Text


def _row(words: Wording, reading: TrackReading) -> _Row:
    name = style_line(reading.name, (" *", "private") if reading.private else "")
    band = style_line((reading.band_name, "band"))
    if reading.value is None:
        return _Row(name, "", "", style_line(""), 0, band)
    if reading.scale:
        band.append(" " if band.plain else "").append(f"({reading.scale})", "quiet")
    # The word says what the colour repeats.
    change = style_line((reading.change_in_words(words), reading.verdict or ""))
    unit = reading.measure.removeprefix(reading.figure).replace("\u00a0", " ")
    return _Row(name, reading.figure, unit, change, reading.share(reading.value), band)


def _padded(text: Text, width: int) -> Text:
    return text + style_line(" " * (width - len(text)))


def bar(share: float, size: int = BAR) -> str:
    """A share of a whole as a bar."""
    full = round(size * share)
    return f"{'█' * full}{'░' * (size - full)}"


def revealed_values(words: Wording, view: View) -> list[str]:
    """Values that were revealed once, of tracks that the reader doesn't see."""
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
    for promise in promises_in_force(words, view):
        side = words.naming.sides(promise.sides)
        lines.append(
            words.say("board.promise", side=side, promise=promise.name, turns=promise.turns_left)
        )
        if promise.text:
            lines.append(f"    {promise.text}")
    return lines


def projects(words: Wording, under_way: Iterable[UnderWay]) -> list[Line]:
    """What is under way, with a bar of its turns and when it is ready."""
    listed = [*under_way]
    width = max((len(each.name) for each in listed), default=0)
    return [
        style_line(
            f"{each.name:<{width}} ",
            (bar(each.share), "bar"),
            " ",
            words.say("board.project", when=each.when, turns=each.in_turns),
        )
        for each in listed
    ]


def tables(standings: Iterable[TableStanding]) -> list[str]:
    """What has become of each table, with what was agreed or lies there."""
    lines = []
    for table in standings:
        lines += [table.sentence, *([f"    {table.package}"] if table.package else [])]
    return lines


def line_rows(lines: Iterable[LineOfScore]) -> list[str]:
    """Lines of a score in columns, each with how it is counted."""
    shown = [(line.label, line.figure, line.rule) for line in lines]
    width = max(len(label) for label, _, _ in shown)
    return [f"{label:<{width}} {points:>5}   {rule}".rstrip() for label, points, rule in shown]


def score_lines(words: Wording, score: Score) -> list[str]:
    """A score, line by line, against what its author calls fair."""
    total = words.say("score.total" if score.is_complete else "score.total.so-far")
    lines = line_rows((*score.lines, LineOfScore(total, score.total, 0)))
    lines[-1] += f"   {words.say('score.par', par=number(score.par))}"
    if not score.is_complete:
        lines.append(words.say("score.held-back"))
    return lines
