"""Checks the lengths of texts, and what stands in their braces: that it names something which all
readers see."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.check.secrecy import SecrecyCheck
from game.authoring.draft import Draft
from game.authoring.listing import list_ids
from game.authoring.reading.nodes import Finding, Path
from game.model.braces import braces
from game.model.effects import Changes, Speak
from game.model.expressions import SECRET_KINDS, Read
from game.model.shown import EPILOGUE_WORDS
from game.rules.names import Names

_Text = tuple[Path, str, tuple[str, ...] | None]
"""The path of a text, the text, and the sides that read it; None: everybody."""

_WITH_READERS = frozenset(SECRET_KINDS.values()) - {"track"}
"""The kinds of things of which perhaps not all sides know (rule 14.1)."""


def check_texts(draft: Draft, names: Names, incomplete_kinds: frozenset[str]) -> None:
    """Reports parts of an epilogue that are too long, and braces that name nothing, or something
    that not all readers of the text see."""
    for i, part in enumerate(draft.scenario.epilogue):
        count = len(part.text.split())
        if count > EPILOGUE_WORDS:
            path: Path = ("epilogue", i, "text")
            draft.report("epilogue-long", path, count=count, most=EPILOGUE_WORDS)
    secrecy = SecrecyCheck(draft, names)
    unclear = incomplete_kinds & {"track", "value", "inject"}
    for path, text, to in texts_with_braces(draft):
        for name, at in braces(text):
            known = _known(draft)
            if name not in known:
                if not unclear:
                    values = {"found": name, "known": known}
                    draft.findings.append(Finding("unknown-brace", path, values, at=at))
                continue
            readers = tuple(draft.scenario.sides) if to is None else to
            sides = [side for side in readers if _is_hidden(draft, secrecy, name, side)]
            if sides:
                values = {"found": name, "side": list_ids(sides)}
                draft.findings.append(Finding("hidden-brace", path, values, at=at))


def texts_with_braces(draft: Draft) -> Iterator[_Text]:
    """All texts in which braces count."""
    for path, step in draft.steps:
        say = step.say if isinstance(step, Changes | Speak) else None
        if say is not None:
            yield (*path, "say"), say.text, heard_by(draft, path) if say.to is None else say.to
    for id, inject in draft.scenario.injects.items():
        yield ("injects", id, "text"), inject.text, inject.seen_by
    for id, outcome in draft.scenario.outcomes.items():
        yield ("outcomes", id, "text"), outcome.text, None
    for i, part in enumerate(draft.scenario.epilogue):
        yield ("epilogue", i, "text"), part.text, None
    for side, press in draft.scenario.press.items():
        for name, parts in (("headlines", press.headlines), ("lines", press.lines)):
            for i, part in enumerate(parts):
                yield ("press", side, name, i, "text"), part.text, None


def heard_by(draft: Draft, path: Path) -> tuple[str, ...] | None:
    """The sides that what is said at a path reaches without `to` (rule 14.1); None: everybody."""
    kind = str(path[0]).removesuffix("s")
    return draft.scenario.readers_of(kind, str(path[1])) if kind in _WITH_READERS else None


def _known(draft: Draft) -> tuple[str, ...]:
    """What braces can name: tracks, named values, and injects that put something to a vote."""
    scenario = draft.scenario
    votes = (id for id, inject in scenario.injects.items() if inject.vote is not None)
    return (*scenario.tracks, *scenario.values, *votes)


def _is_hidden(draft: Draft, secrecy: SecrecyCheck, name: str, side: str) -> bool:
    scenario = draft.scenario
    if side not in scenario.sides:
        return False
    if name in scenario.tracks:
        return secrecy.is_unseen("track", name, side)
    if name in scenario.values:
        return any(
            secrecy.is_hidden(read, side) or _is_untold(draft, read)
            for read in secrecy.reads_of_value(name)
        )
    vote = scenario.injects[name].vote
    told = vote is None or vote.ballots != "secret"
    return not told or secrecy.is_unseen("inject", name, side)


def _is_untold(draft: Draft, read: Read) -> bool:
    """Whether a value reads what nobody is told of a vote, or a score (rules 7.3 and 13.6)."""
    if read.kind not in ("support", "voted"):
        return read.kind == "score"
    vote = draft.scenario.injects[read.of[0]].vote
    told = ("open", "counted") if read.kind == "support" else ("open",)
    return vote is not None and vote.ballots not in told
