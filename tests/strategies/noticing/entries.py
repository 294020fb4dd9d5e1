"""What entries tell by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from game.engine.scores import seat_scores
from game.engine.telling import aftermath
from game.model.entries import Entry
from game.model.frozen import FrozenMap
from strategies.noticing.passages import Passage

ENTRIES = {
    "dealt": ("a card was dealt", "3.1"),
    "undisclosed": ("a secret action was taken", "4.6"),
    "paid": ("a cost was paid", "4.2"),
    "offered": ("an offer was made", "5.2"),
    "proposed": ("a package was proposed from outside", "5.11"),
    "unproposed": ("a package from outside was not proposed", "5.12"),
    "counted": ("who is for a package was counted", "19.2"),
    "accepted": ("an offer was accepted", "5.2"),
    "agreed": ("a table was agreed", "5.4"),
    "signed": ("a package was signed that must be ratified", "16.1"),
    "ratified": ("a signed package was ratified", "16.3"),
    "rejected": ("a signed package was not ratified", "16.4"),
    "walked": ("a party walked", "5.5"),
    "expired": ("a table expired", "5.5"),
    "lapsed": ("an agreement lapsed", "5.8"),
    "held": ("an inject was held", "10.3"),
    "released": ("an inject was released", "10.3"),
    "asked": ("a question was asked", "6.5"),
    "answered": ("a question was answered", "6.5"),
    "voted": ("a body voted", "13.4"),
    "disclosed": ("ballots came to light", "13.8"),
    "promised": ("a promise was given", "11.1"),
    "kept": ("a promise was kept", "11.2"),
    "broken": ("a promise was broken", "11.2"),
    "begun": ("a project began", "15.1"),
    "done": ("a project was done", "15.2"),
    "stopped": ("a project was stopped", "15.3"),
}
CAUSES = {
    "tag": ("a tag's own effects followed", "4.8"),
    "opening": ("the opening did something", "3.1"),
    "each_turn": ("upkeep of the scenario did something", "3.4"),
    "stage": ("upkeep of a stage did something", "3.4"),
    "option": ("an option's effects happened", "5.5"),
    "table": ("a table's closing effects happened", "5.5"),
    "promise": ("a promise's effects happened", "11.2"),
    "project": ("a project's effects happened", "15.2"),
    "answer": ("an answer's effects happened", "6.5"),
}


def entries(passage: Passage) -> Iterator[str]:
    """What entries tell by themselves."""
    tracks = passage.rules.scenario.tracks
    for entry in passage.entries:
        if entry.code in ENTRIES:
            yield ENTRIES[entry.code][0]
        if entry.cause is not None and entry.cause.kind in CAUSES:
            yield CAUSES[entry.cause.kind][0]
        if entry.cause is not None and entry.cause_seen_by not in (None, ()):
            yield "an entry's cause was kept from some"
        if entry.seen_by == ():
            yield "something was told to nobody but the facilitator"
        if entry.code == "dealt" and entry.seen_by is not None:
            yield "a card was hidden from some"
        if entry.code == "revealed":
            yield from _again(passage, str(entry.values["track"]))
        if "figures" in entry.values:
            yield from _told(passage, entry)
        if entry.code == "ended":
            yield from _epilogue(passage)
        if entry.code == "said" and entry.seen_by is not None:
            yield "a line was said to some"
        if entry.code == "revealed":
            yield f"a value was revealed to {'all' if entry.seen_by is None else 'some'}"
        if entry.code == "changed" and entry.values["asked"] != entry.values["got"]:
            yield "a change was clamped"
        if entry.code == "changed" and entry.seen_by is not None:
            yield "a hidden track changed"
            if tracks[str(entry.values["track"])].band_seen_by:
                yield "a track seen only by its band changed"
        if entry.code == "paid" and entry.values["asked"] != entry.values["got"]:
            yield "a payment was clamped"


def _again(passage: Passage, track: str) -> Iterator[str]:
    """A value that some side had been shown before, and now another."""
    number, before = passage.rules.index.tracks[track], passage.before
    for side in range(len(passage.rules.sides)):
        was = before.revealed.get((side, number)) if before is not None else None
        now = passage.after.revealed.get((side, number))
        if was is not None and now is not None and was[0] != now[0]:
            yield "a revealed value gave way to a later one"


def _told(passage: Passage, entry: Entry) -> Iterator[str]:
    """What stood in the braces of a text, and what text it was."""
    scenario, figures = passage.rules.scenario, entry.values["figures"]
    texts = {"said": "a line", "injected": "an inject", "ended": "an outcome"}
    yield f"{texts[entry.code]} told a value"
    assert isinstance(figures, FrozenMap)
    kinds = {
        **dict.fromkeys(scenario.injects, "a vote"),
        **dict.fromkeys(scenario.values, "a named value"),
        **dict.fromkeys(scenario.tracks, "a track"),
    }
    yield from {f"a text told {kinds[name]}" for name in figures}


def _epilogue(passage: Passage) -> Iterator[str]:
    """What is told after the end."""
    parts = passage.rules.scenario.epilogue
    told = aftermath(passage.rules, passage.after)
    yield from {f"a part of an epilogue {'held' if i in told.epilogue else 'did not hold'}"
                for i in range(len(parts))}  # fmt: skip
    for side in passage.rules.scenario.press:
        page = told.press.get(side)
        yield "a newspaper came out" if page else "a newspaper had no headline"
        if page and page.headline:
            yield "a newspaper had a later headline"
    for lines in seat_scores(passage.rules, passage.after, passage.rules.sides).values():
        yield "a seat had a result of its own"
        if any(line.hidden for line in lines):
            yield "a line of a seat waited for the end"
    if any("{" in parts[i].text for i in told.epilogue):
        yield "an epilogue told a value"
