"""A debrief as lines of text: outcome, scores, tracks, negotiations and decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from game.bargaining.payoff_space import forgone_gains
from game.presenter.debrief.curves import TrackCurve, event_name, level_changes, seen_by_some
from game.presenter.debrief.debrief import Debrief, beside_texts, table_statuses
from game.presenter.debrief.decisions import (
    PastDecision,
    consequence_sentences,
    decision_quotation,
    decision_text,
    decision_title,
    named_package,
)
from game.presenter.debrief.negotiations import (
    Negotiation,
    bridge_sentence,
    explanations_of_marks,
    named_points,
    offer_title,
    package_title,
    point_text,
)
from game.presenter.debrief.objectives import decision_objectives
from game.presenter.positions import position_sentence
from game.presenter.prose import proposer_name, short_name
from game.text.ending import outcome, scores
from game.text.lines import Line, style_line
from game.words.sentences import capital, number
from game.words.wording import Wording

_MOST_NAME = 30
"""The most columns that names at the left of a table of figures take."""


def outcome_lines(debrief: Debrief) -> list[Line]:
    """How the game ended, and what became of each table."""
    place = position_sentence(debrief.words, debrief.game)
    told = outcome(debrief.words, debrief.view, debrief.agreements_below_reserve)
    return ["", *([place] if place else []), *told]


def score_lines(debrief: Debrief) -> list[Line]:
    """The score of each side, line by line, against its par."""
    return scores(debrief.words, debrief.view, debrief.agreements_below_reserve)


def track_lines(debrief: Debrief, width: int) -> list[Line]:
    """The course of every track, and the events that moved them."""
    words, curves = debrief.words, debrief.curves
    levels = [curve for curve in curves if words.scenario.tracks[curve.track].levels]
    figures = [curve for curve in curves if curve not in levels]
    lines: list[Line] = ["", _heading(words.say("ui.over.tracks"))]
    if figures:
        lines += _figures(words, figures, width)
    for curve in levels:
        name, course = _track_name(words, curve), level_changes(words, curve)
        lines.append(words.say("ui.report.line", name=name, what=course))
    if any(seen_by_some(words, curve.track) is not None for curve in curves):
        lines.append(words.say("over.hidden"))
    if debrief.events:
        lines += ["", _heading(words.say("ui.over.events"))]
    for turn in dict.fromkeys(event.turn for event in debrief.events):
        lines.append(_day(words, turn))
        here = (event for event in debrief.events if event.turn == turn)
        lines += [f"  - {event_name(words, event)}" for event in here]
    return lines


def _figures(words: Wording, curves: Sequence[TrackCurve], width: int) -> list[Line]:
    """The values of tracks as tables, as many turns beside each other as have room."""
    names = [_track_name(words, curve) for curve in curves]
    name_width = min(_MOST_NAME, max(map(len, names)))
    heads = [words.say("ui.report.start"), *map(str, range(1, len(curves[0].values)))]
    column = max(len(number(value)) for curve in curves for value in curve.values) + 2
    columns = [max(column, len(head) + 2) for head in heads]
    lines: list[Line] = []
    for turns in _blocks(columns, width - name_width):
        head = "".join(f"{heads[turn]:>{columns[turn]}}" for turn in turns)
        lines += [*([""] if lines else []), style_line((" " * name_width + head, "quiet"))]
        for name, curve in zip(names, curves, strict=True):
            figures = (f"{number(curve.values[turn]):>{columns[turn]}}" for turn in turns)
            lines.append(_row(name, name_width, "".join(figures)))
    return lines


def _blocks(columns: Sequence[int], room: int) -> Iterator[list[int]]:
    """The numbers of columns, as many together as have room beside each other."""
    block: list[int] = []
    for i, column in enumerate(columns):
        if block and sum(columns[each] for each in block) + column > room:
            yield block
            block = []
        block.append(i)
    yield block


def _row(name: str, width: int, row: str) -> Line:
    """A name, cut where it is too long, and its figures."""
    if len(name) <= width:
        return f"{name:<{width}}{row}"
    return f"{name[: width - 1]}…{row}"


def _track_name(words: Wording, curve: TrackCurve) -> str:
    """The name of a track, with a sign where not all sides saw it."""
    sign = "" if seen_by_some(words, curve.track) is None else " *"
    track = words.scenario.tracks[curve.track]
    unit = f" ({track.unit_name})" if track.unit_forms else ""
    return f"{words.naming.track(curve.track)}{unit}{sign}"


def negotiation_lines(debrief: Debrief, width: int) -> list[Line]:
    """What became of every table; then what was agreed, what was possible, and all offers."""
    if not debrief.tables:
        return [debrief.words.say("ui.over.table.none")]
    lines: list[Line] = ["", *table_statuses(debrief.words, debrief.view)]
    for table in debrief.tables:
        lines += _negotiation(debrief.words, debrief.negotiation_at(table), width)
    return lines


def _negotiation(words: Wording, negotiation: Negotiation, width: int) -> list[Line]:
    say, naming, space = words.say, words.naming, negotiation.space
    lines: list[Line] = ["", _heading(package_title(words, negotiation))]
    if not negotiation.clauses:
        return [*lines, say("ui.over.table.offers.none")]
    lines.append(say("over.worths", sides=" / ".join(_names(words, negotiation.parties))))
    table = negotiation.table
    rows = [
        (
            say(
                "ui.report.line",
                name=naming.issue(table, clause.issue),
                what=naming.option(table, clause.issue, clause.option),
            ),
            " / ".join(map(number, clause.worths)),
        )
        for clause in negotiation.clauses
    ]
    rows.append((say("ui.over.table.sum"), " / ".join(map(number, negotiation.totals))))
    lines += _columns(rows, width)
    lines += ["", _heading(say("ui.over.table"))]
    if len(negotiation.parties) > len(space.sides):
        lines.append(say("over.worths", sides=" / ".join(_names(words, space.sides))))
    rows = [(each.name, point_text(each.point)) for each in named_points(words, negotiation)]
    if negotiation.agreed is not None:
        rows.append(
            (say("ui.over.table.left"), point_text(forgone_gains(space, negotiation.agreed)))
        )
    lines += [*_columns(rows, width), " ".join(explanations_of_marks(words, negotiation))]
    if negotiation.bridge is not None:
        lines.append(bridge_sentence(words, negotiation))
    lines += ["", _heading(say("ui.over.table.offers"))]
    rows = [
        (
            say(
                "ui.report.line",
                name=proposer_name(words, offer.side),
                what=offer_title(words, offer),
            ),
            point_text(offer.point),
        )
        for offer in negotiation.offers
    ]
    return [*lines, *_columns(rows, width)]


def _names(words: Wording, sides: Iterable[str]) -> list[str]:
    return [short_name(words, side) for side in sides]


def _columns(rows: Sequence[tuple[str, str]], width: int) -> list[Line]:
    """Texts with figures at the right; a text too long for one line has its figures below."""
    figures = max(len(figure) for _, figure in rows)
    room = min(max(len(text) for text, _ in rows), width - figures - 4)
    lines: list[Line] = []
    for text, figure in rows:
        long = len(text) > room
        lines += [f"  {text}"] if long else []
        lines.append(f"  {'' if long else text:<{room}}  {figure:>{figures}}")
    return lines


def decision_list(debrief: Debrief) -> list[Line]:
    """All decisions with their numbers, turn by turn."""
    words, decisions = debrief.words, debrief.decisions
    if not decisions:
        return [words.say("ui.over.decisions.none")]
    lines: list[Line] = []
    turn = -1
    for decision in decisions:
        if decision.turn != turn:
            turn = decision.turn
            lines += ["", _heading(_day(words, turn))]
        side, title = short_name(words, decision.side), decision_title(words, decision)
        text = words.say("ui.report.line", name=side, what=title)
        lines.append(f"{decision.number + 1:>4}. {text}")
    return [*lines, "", words.say("over.decisions.more")]


def decision_lines(debrief: Debrief, decision: PastDecision) -> list[Line]:
    """One decision: what it was, what was noted, and what followed from it."""
    words, side = debrief.words, short_name(debrief.words, decision.side)
    day = words.day(decision.turn)
    key = "ui.over.did.when.day" if day else "ui.over.did.when"
    lines: list[Line] = ["", words.say(key, side=side, turn=decision.turn, day=day)]
    lines.append(_heading(decision_title(words, decision)))
    text = decision_text(words, decision)
    lines += [text] if text else []
    lines += [
        f"  - {words.say('ui.report.line', name=issue, what=option)}"
        for issue, option in named_package(words, decision)
    ]
    beside = beside_texts(debrief, decision)
    lines += (
        [words.say("ui.over.did.beside"), *(f"  - {text}" for text in beside)] if beside else []
    )
    said = decision_quotation(words, decision)
    lines += [said] if said else []
    if decision.note:
        note = words.say("ui.over.did.note")
        lines.append(words.say("ui.report.line", name=note, what=decision.note))
    if decision.by_facilitator:
        lines.append(words.say("ui.replay.by-facilitator"))
    sentences = consequence_sentences(words, decision)
    lines += [words.say("ui.over.did.follows")] if sentences else []
    lines += [f"  - {sentence}" for sentence in sentences]
    objectives = decision_objectives(words, decision)
    if objectives:
        lines.append(words.say("ui.over.did.objectives"))
    return [*lines, *(f"  - {objective}" for objective in objectives)]


def _day(words: Wording, turn: int) -> str:
    """The name of a turn with its day."""
    if not turn:
        return words.say("ui.record.before")
    name, day = capital(words.say("ui.record.turn", turn=turn)), words.day(turn)
    return f"{name}, {day}" if day else name


def _heading(text: str) -> Line:
    return style_line((f"-- {text} --", "heading"))
