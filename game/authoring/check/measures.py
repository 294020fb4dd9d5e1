"""Checks that the numbers of tracks and settings are in order and in range."""

from __future__ import annotations

from game.authoring.draft import Draft
from game.authoring.reading.nodes import Path
from game.model.expressions import Number
from game.model.tracks import Track


def check_measures(draft: Draft) -> None:
    """Reports ranges, bands, levels and start values that contradict each other."""
    scenario = draft.scenario
    for id, track in scenario.tracks.items():
        if not draft.is_unreadable(("tracks", id)):
            _check_track(draft, ("tracks", id), track)
    for id, deal in scenario.deals.items():
        weights = [card.weight for card in deal.cards.values()]
        all_zero = all(isinstance(weight, Number) and weight.value == 0 for weight in weights)
        if weights and all_zero and not draft.is_damaged(("deals", id)):
            draft.report_key("deal-nothing", ("deals", id))
    for id, setting in scenario.settings.items():
        path: Path = ("settings", id)
        if setting.range is None or draft.is_damaged(path):
            continue
        if _is_ordered(draft, (*path, "range"), setting.range):
            _check_range(draft, (*path, "value"), setting.value, setting.range)
    if scenario.minutes is not None:
        _is_ordered(draft, ("minutes",), scenario.minutes)
    readable = not draft.is_damaged(("calendar",)) and not draft.is_damaged(("turns",))
    if scenario.calendar and len(scenario.calendar) != scenario.turns and readable:
        values = {"got": len(scenario.calendar), "turns": scenario.turns}
        draft.report("calendar-length", ("calendar",), **values)


def _check_track(draft: Draft, path: Path, track: Track) -> None:
    if not all(track.unit_forms):
        draft.report("unit-form", (*path, "unit"), found=track.unit)
    node = draft.find_node(path)
    keys = getattr(node, "entries", {})
    if track.levels and track.unit:
        draft.report_key("unit-of-levels", (*path, "unit"))
    if track.levels and "range" in keys:
        draft.report_key("range-and-levels", (*path, "range"))
        return
    if draft.is_damaged((*path, "levels")) or draft.is_damaged((*path, "range")):
        return
    if not track.levels and not _is_ordered(draft, (*path, "range"), track.range):
        return
    check_value(draft, (*path, "start"), track, track.start)
    _check_bands(draft, path, track)
    _check_band_viewers(draft, path, track)


def check_value(draft: Draft, path: Path, track: Track, value: int | str | None) -> None:
    """Reports a value that is outside its track's range, or not one of its levels."""
    if isinstance(value, str):
        if not track.levels:
            draft.report("no-levels", path, found=value)
        elif value not in track.levels:
            draft.report("unknown-level-value", path, found=value, known=tuple(track.levels))
    elif value is not None:
        _check_range(draft, path, value, track.bounds)


def _check_band_viewers(draft: Draft, path: Path, track: Track) -> None:
    """Reports sides under `band_seen_by` that see the value anyway, or a track without bands."""
    for i, side in enumerate(track.band_seen_by):
        where = (*path, "band_seen_by", i)
        if side not in draft.scenario.sides:
            continue  # reported as an unknown side
        if track.seen_by is None or side in track.seen_by:
            draft.report("band-already", where, found=side)
        elif not track.bands and not track.levels:
            draft.report("bands-missing", where, found=side)


def _check_bands(draft: Draft, path: Path, track: Track) -> None:
    if draft.is_damaged((*path, "bands")):
        return
    last = track.bounds[0] - 1
    for i, band in enumerate(track.bands):
        where = (*path, "bands", i, "to")
        if not track.bounds[0] <= band.to <= track.bounds[1]:
            _check_range(draft, where, band.to, track.bounds)
            return
        if band.to <= last:
            draft.report("bands-order", where, found=band.to, before=last)
            return
        last = band.to
    if track.bands and last < track.bounds[1]:
        where = (*path, "bands", len(track.bands) - 1, "to")
        draft.report("bands-short", where, found=last, high=track.bounds[1])


def _is_ordered(draft: Draft, path: Path, pair: tuple[int, int]) -> bool:
    if pair[0] > pair[1]:
        draft.report("pair-order", path, low=pair[0], high=pair[1])
        return False
    return True


def _check_range(draft: Draft, path: Path, value: int, pair: tuple[int, int]) -> None:
    if not pair[0] <= value <= pair[1]:
        draft.report("out-of-range", path, found=value, low=pair[0], high=pair[1])


def check_pair(draft: Draft, path: Path, pair: tuple[int, int] | None) -> None:
    """Reports a range whose first number is the greater."""
    if pair is not None:
        _is_ordered(draft, path, pair)
