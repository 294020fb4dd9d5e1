"""What happened, in words: entries of the log as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import cast

from game.model.entries import Cause, Entry
from game.model.frozen import FrozenMap
from game.words.sentences import number, signed
from game.words.vocabulary import Vocabulary

_MEASURED = ("changed", "paid")
_CAUSES = ("opening", "each_turn", "facilitator")


class EntryWords:
    """Says the entries of one scenario's games."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._scenario = vocabulary.scenario
        self._language = vocabulary.language
        self._naming = vocabulary.naming

    def entries(self, entries: Iterable[Entry]) -> list[str]:
        """Entries as sentences.

        Changes that follow each other for one reason share one, which names the reason unless the
        entry before did.
        """
        said: list[str] = []
        told = ""
        for run in _runs(entries):
            cause, path = run[0].cause, run[0].cause.path if run[0].cause is not None else ""
            if run[0].code in _MEASURED:
                phrase = self._measured(run)
                if cause is not None and path != told:
                    phrase = self._language.say("cause", cause=self.cause(cause), what=phrase)
                said.append(self._language.sentence(phrase))
            else:
                said.append(self.entry(run[0]))
            told = _announced(run[-1]) or path
        return said

    def entry(self, entry: Entry) -> str:
        """One entry as a sentence."""
        if entry.code == "said":
            return str(entry.values["text"])
        if entry.code in _MEASURED:
            return self._language.sentence(self._measured((entry,)))
        values = {name: self._value(name, entry) for name in entry.values}
        key = f"entry.{entry.code}"
        match entry.code:
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
        return self._language.sentence(self._language.say(key, **values))

    def cause(self, cause: Cause) -> str:
        """What brought something about, by name."""
        if cause.kind in _CAUSES:
            return self._language.say(f"cause.{cause.kind}")
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

    def _measured(self, run: Sequence[Entry]) -> str:
        """Changes or a payment as a phrase."""
        return ", ".join(self._change(entry) for entry in run)

    def _change(self, entry: Entry) -> str:
        asked, got = (cast(int, entry.values[name]) for name in ("asked", "got"))
        values = {
            "track": self._value("track", entry),
            "value": self._value("value", entry),
            "asked": number(abs(asked)),
            "got": number(abs(got)),
            "amount": signed(got),
        }
        if entry.code == "paid":
            return self._language.say(
                "entry.paid" if asked == got else "entry.paid.short", **values
            )
        if got == 0:
            return self._language.say("entry.stays", **values)
        if asked != got:
            return self._language.say("entry.rose" if asked > 0 else "entry.fell", **values)
        levels = self._scenario.tracks[str(entry.values["track"])].levels
        return self._language.say("entry.becomes" if levels else "entry.change", **values)

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
                return self._language.counted("turns", cast(int, found))
            case "side" | "action" | "deal" | "inject" | "outcome" | "phase" | "promise":
                return str(getattr(naming, name)(found))
            case "stage" | "table":
                return str(getattr(naming, name)(found))
            case _:
                return number(found) if isinstance(found, int) else str(found)


def _runs(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Entries one by one, but changes together that their ranges left whole, for one reason."""
    for (whole, _cause), group in groupby(entries, key=lambda e: (_whole(e), e.cause)):
        if whole:
            yield tuple(group)
        else:
            yield from ((entry,) for entry in group)


def _announced(entry: Entry) -> str:
    """The path of what an entry has just named; what follows need not name it again."""
    match entry.code:
        case "acted":
            return f"actions/{entry.values['action']}"
        case "injected":
            return f"injects/{entry.values['inject']}"
        case "answered":
            return f"injects/{entry.values['inject']}/answers/{entry.values['answer']}"
        case _:
            return ""


def _whole(entry: Entry) -> bool:
    """Whether an entry is a change that its track's range left whole."""
    return entry.code == "changed" and entry.values["asked"] == entry.values["got"]
