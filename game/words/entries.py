"""What happened, in words: entries of the log as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import cast

from game.model.frozen import FrozenMap
from game.model.play import Cause, Entry
from game.model.scenario import Scenario
from game.words.naming import Naming
from game.words.sentences import counted, number, say, sentence, signed

_CAUSES = ("opening", "each_turn", "facilitator")


class EntryWords:
    """Says the entries of one scenario's games."""

    def __init__(self, scenario: Scenario, naming: Naming) -> None:
        self._scenario = scenario
        self._naming = naming

    def entries(self, entries: Iterable[Entry]) -> list[str]:
        """Entries as sentences.

        Changes that follow each other for one reason share one, which names the reason unless the
        entry before did.
        """
        said: list[str] = []
        told = ""
        for (whole, cause), group in groupby(entries, key=lambda e: (_whole(e), e.cause)):
            together = tuple(group)
            found = [self._changes(together)] if whole else [self.entry(e) for e in together]
            path = cause.path if cause is not None else ""
            if cause is not None and path != told and together[0].code in ("changed", "paid"):
                found[0] = say("cause", cause=self.cause(cause), what=self._naming.inside(found[0]))
            told = _announced(together[-1]) or path
            said += found
        return said

    def entry(self, entry: Entry) -> str:
        """One entry as a sentence."""
        if entry.code == "said":
            return str(entry.values["text"])
        if _whole(entry):
            return self._changes((entry,))
        values = {name: self._value(name, entry) for name in entry.values}
        key = f"entry.{entry.code}"
        match entry.code:
            case "changed" | "paid":
                return self._clamped(entry)
            case "turn":
                values["name"] = self.day(cast(int, entry.values["turn"]))
                key += ".named" if values["name"] else ""
            case "passed" if "table" in values:
                key += ".table"
            case "injected":
                kind = self._scenario.injects[str(entry.values["inject"])].kind
                key, values["kind"] = f"{key}.kind" if kind else key, kind
            case "promised" | "kept" | "broken":
                promise = self._scenario.promises[str(entry.values["promise"])]
                values["side"] = self._naming.side(promise.by)
        return sentence(say(key, **values))

    def cause(self, cause: Cause) -> str:
        """What brought something about, by name."""
        if cause.kind in _CAUSES:
            return say(f"cause.{cause.kind}")
        naming, path = self._naming, cause.path.split("/")
        if cause.kind == "action":
            return naming.acted(path[1], cause.side)
        if cause.kind == "answer":
            return naming.answer(path[1], path[3])
        if cause.kind == "option":
            return naming.option(path[1], path[3], path[5])
        return str(getattr(naming, cause.kind)(path[1]))

    def day(self, turn: int) -> str:
        """What the calendar calls a turn; empty where it is silent."""
        calendar = self._scenario.calendar
        return calendar[turn - 1] if 0 < turn <= len(calendar) else ""

    def _changes(self, entries: Sequence[Entry]) -> str:
        return sentence(", ".join(self._change(entry) for entry in entries))

    def _change(self, entry: Entry) -> str:
        """A change that the track's range left whole."""
        track, got = str(entry.values["track"]), cast(int, entry.values["got"])
        name = self._naming.inside(self._naming.track(track))
        value = self._value("value", entry)
        if self._scenario.tracks[track].levels:
            return say("entry.becomes", track=name, value=value)
        return say("entry.change", track=name, amount=signed(got), value=value)

    def _clamped(self, entry: Entry) -> str:
        """A change or payment that the track's range cut short, or any payment."""
        asked, got = (cast(int, entry.values[name]) for name in ("asked", "got"))
        name = self._naming.track(str(entry.values["track"]))
        value = self._value("value", entry)
        if entry.code == "paid":
            key = "entry.paid" if asked == got else "entry.paid.short"
            amounts = {"asked": number(abs(asked)), "got": number(abs(got))}
            return sentence(say(key, track=self._naming.inside(name), value=value, **amounts))
        key = "entry.rose" if asked > 0 else "entry.fell"
        return sentence(say(key, track=name, asked=number(abs(asked)), value=value))

    def _value(self, name: str, entry: Entry) -> str:
        """A value of an entry in words."""
        naming, found = self._naming, entry.values[name]
        match name:
            case "track":
                return naming.inside(naming.track(str(found)))
            case "value":
                return naming.value(str(entry.values["track"]), cast(int, found))
            case "package":
                table = str(entry.values["table"])
                return naming.package(table, cast("FrozenMap[str, str]", found))
            case "card":
                return naming.card(str(entry.values["deal"]), str(found))
            case "answer":
                return naming.answer(str(entry.values["inject"]), str(found))
            case "turns":
                return counted("turns", cast(int, found))
            case "side" | "action" | "deal" | "inject" | "outcome" | "phase" | "promise":
                return str(getattr(naming, name)(found))
            case "stage" | "table":
                return str(getattr(naming, name)(found))
            case _:
                return number(found) if isinstance(found, int) else str(found)


_ANNOUNCED = {"acted": ("actions", "action"), "injected": ("injects", "inject")}


def _announced(entry: Entry) -> str:
    """The path of what an entry has just named; what follows need not name it again."""
    if entry.code not in _ANNOUNCED:
        return ""
    folder, name = _ANNOUNCED[entry.code]
    return f"{folder}/{entry.values[name]}"


def _whole(entry: Entry) -> bool:
    """Whether an entry is a change that its track's range left whole."""
    return entry.code == "changed" and entry.values["asked"] == entry.values["got"]
