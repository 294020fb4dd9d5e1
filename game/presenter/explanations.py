"""Explanations of tracks, stages and phases, as far as the reader who asks may know."""

from __future__ import annotations

from functools import lru_cache

from game.model.decisions import FACILITATOR
from game.model.flow import ActionsPhase, TablePhase
from game.model.tracks import Track
from game.presenter.prose import without_sources
from game.rules.places import spot
from game.words.sentences import number
from game.words.wording import Wording


@lru_cache(maxsize=1024)
def about_track(words: Wording, id: str, who: str) -> str:
    """What a track measures, its bands, who sees it, and the score lines that use it."""
    track = words.scenario.tracks[id]
    parts = [without_sources(track.text), _bands(words, track)]
    better = track.better_for(who)
    if better is not None:
        parts.append(words.say(f"term.track.{better}"))
    parts += [_seen(words, track, who), *_counts(words, id, who)]
    return " ".join(part for part in parts if part) or words.say("term.track.about")


def _bands(words: Wording, track: Track) -> str:
    if track.levels:
        names = ", ".join(track.levels.values())
        return words.say("term.track.levels", levels=names)
    bands = [
        words.say("term.track.band", band=band.name, to=number(band.to))
        for band in track.bands
        if band.name
    ]
    return words.say("term.track.bands", bands=", ".join(bands)) if bands else ""


def _seen(words: Wording, track: Track, who: str) -> str:
    """Who sees a track; a side only learns whether it is the only one."""
    by = track.seen_by
    if by is None or set(by) >= set(words.scenario.sides):
        return ""
    if who != FACILITATOR:
        return words.say("term.track.mine" if by == (who,) else "term.track.some")
    if not by:
        return words.say("term.track.nobody")
    return words.say("term.track.sides", sides=words.naming.sides(by))


def _counts(words: Wording, id: str, who: str) -> list[str]:
    """The reader's score lines that use a track; for the facilitator, those of every side."""
    sentences = []
    for side, written in words.scenario.sides.items():
        if who not in (side, FACILITATOR):
            continue
        labels = [
            words.say("quoted", text=without_sources(line.label))
            for i, line in enumerate(written.score)
            if id
            in words.tracks_read(
                line.points, spot(words.scenario, ("sides", side, "score", i, "points"))
            )
        ]
        if labels and who == FACILITATOR:
            name = words.naming.side_inside(side)
            sentences.append(
                words.say("term.track.counts.side", side=name, labels=", ".join(labels))
            )
        elif labels:
            sentences.append(words.say("term.track.counts", labels=", ".join(labels)))
    return sentences


@lru_cache(maxsize=256)
def about_stage(words: Wording, id: str) -> str:
    """The author's text on a stage; where there is none, what a stage is."""
    text = without_sources(words.scenario.stages[id].text)
    return text or words.say("term.stage.about")


@lru_cache(maxsize=256)
def about_phase(words: Wording, id: str) -> str:
    """The author's text on a phase, and how the sides act in it."""
    phase = words.scenario.phases[id]
    text = without_sources(phase.text)
    if isinstance(phase, ActionsPhase):
        how = words.say(f"term.phase.{phase.order}")
    elif isinstance(phase, TablePhase):
        how = words.say("term.phase.table")
    else:
        how = ""
    return " ".join(part for part in (text, how) if part) or words.say("term.phase.about")


@lru_cache(maxsize=256)
def about_purse(words: Wording, id: str) -> str:
    """The track that a side pays its actions with."""
    text = without_sources(words.scenario.tracks[id].text)
    return f"{text} {words.say('term.purse.about')}".strip()
