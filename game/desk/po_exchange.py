"""A translation as a .po file and back: whole, or not at all."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from game.authoring.nearest import nearest
from game.desk.po import Catalogue, PoEntry, PoError, read_po
from game.desk.texts import ScenarioTexts, SourceText, Translation, read_translation
from game.desk.translation_file import write_translation
from game.model.problems import ScenarioError


@frozen
class Import:
    """A translation with the texts of a .po file put in, and how many these are."""

    translation: Translation
    new: int
    changed: int
    fuzzy: int
    """How many translations are left out because they are marked fuzzy."""


def po_entries(
    texts: ScenarioTexts, code: str, translation: Translation, before: bytes | None = None
) -> list[PoEntry]:
    """The entries of a .po file with all texts of a scenario, those translated filled in.

    before: the file so far, whose translations and comments are kept. A translation is marked fuzzy
    where the original has changed since, or stands elsewhere now.
    Raises PoError if the file so far is damaged, or is no translation of this scenario into this
    language.
    """
    earlier: tuple[PoEntry, ...] = ()
    if before is not None:
        catalogue = read_po(before)
        _refuse_language(catalogue, code)
        earlier = catalogue.entries
        if earlier and not {entry.context for entry in earlier} & texts.by_name().keys():
            raise PoError(earlier[0].context_line, "these are the texts of another scenario")
    by_context = {entry.context: entry for entry in earlier}
    by_original = {entry.original: entry for entry in earlier if entry.translation}
    return [
        _entry(
            source,
            translation.translated.get(source.path, ""),
            by_context.get(source.name),
            by_original.get(source.text),
        )
        for source in texts.texts.values()
    ]


def _entry(
    source: SourceText, translation: str, earlier: PoEntry | None, alike: PoEntry | None
) -> PoEntry:
    """A text's entry, with the best translation of it.

    earlier: the entry so far; alike: one with the same original, perhaps elsewhere.
    """
    entry = PoEntry(source.name, source.text, translation, (source.file, source.line))
    if earlier is not None:
        entry = evolve(entry, comments=earlier.comments)
        if earlier.original == source.text:
            kept = earlier.translation or translation
            return evolve(entry, translation=kept, fuzzy=earlier.fuzzy and bool(kept))
    elif translation:
        return entry
    # The original has changed; in a list that has grown, the text may have moved on.
    doubtful = next((each.translation for each in (alike, earlier) if each is not None), "")
    return evolve(entry, translation=doubtful or translation, fuzzy=bool(doubtful or translation))


def import_po(texts: ScenarioTexts, code: str, content: bytes, before: Translation) -> Import:
    """Puts the translations of a .po file into a translation; where it has none, the others stay.

    Raises PoError at the first mistake: damage, a text that is missing, unknown or there twice, an
    original that isn't the scenario's, sources that are cited differently, or a text with which the
    scenario can't be played.
    """
    entries = _entries(texts, code, read_po(content))
    usable = [entry for entry in entries.values() if entry.translation]
    names = texts.by_name()
    taken = {names[each.context].path: each.translation for each in usable if not each.fuzzy}
    merged = write_translation(texts, code, before, taken)
    try:
        translation = read_translation(texts, code, merged, "")
    except ScenarioError as error:
        first = error.problems[0]
        line = entries[first.path].line if first.path in entries else 1
        raise PoError(line, f"{first.path}: {first.message}") from None
    replaced = [path for path in taken if path in before.translated]
    return Import(
        translation,
        new=len(taken) - len(replaced),
        changed=sum(taken[path] != before.translated[path] for path in replaced),
        fuzzy=sum(entry.fuzzy for entry in usable),
    )


def _entries(texts: ScenarioTexts, code: str, catalogue: Catalogue) -> dict[str, PoEntry]:
    """The entries of a .po file by context, one for each text. Raises PoError."""
    _refuse_language(catalogue, code)
    known = texts.by_name()
    entries: dict[str, PoEntry] = {}
    for entry in catalogue.entries:
        _refuse_entry(entry, known, entries)
        _refuse_citations(texts, entry)
        entries[entry.context] = entry
    missing = [name for name in known if name not in entries]
    if missing:
        others = f" and {len(missing) - 1} more" if missing[1:] else ""
        problem = f"the file ends without the text {missing[0]}{others}"
        raise PoError(catalogue.lines, problem, outdated=True)
    return entries


def _refuse_language(catalogue: Catalogue, code: str) -> None:
    """Raises PoError for translations into another language."""
    if catalogue.language and catalogue.language.lower() != code.lower():
        problem = f"the translations are said to be in {catalogue.language}, not in {code}"
        raise PoError(1, problem)


def _refuse_entry(
    entry: PoEntry, known: Mapping[str, SourceText], before: Mapping[str, PoEntry]
) -> None:
    """Raises PoError for an entry that doesn't stand for one text of the scenario."""
    name = entry.context
    if name in before:
        line = before[name].context_line
        raise PoError(entry.context_line, f"the text {name} is already there, in line {line}")
    if name not in known:
        meant = nearest(name, known)
        guess = f'; did you mean "{meant}"?' if meant else ""
        raise PoError(
            entry.context_line, f'the scenario has no text "{name}"{guess}', outdated=True
        )
    if entry.original != known[name].text:
        source = known[name]
        place = f"{source.file}, line {source.line}"
        problem = f"the scenario's text {name} is another than this original: {place}"
        raise PoError(entry.original_line, problem, outdated=True)


def _refuse_citations(texts: ScenarioTexts, entry: PoEntry) -> None:
    """Raises PoError for a translation that is blank or cites other sources than the original."""
    if not entry.translation or entry.fuzzy:
        return
    if not entry.translation.strip():
        raise PoError(entry.line, f"the translation of {entry.context} is blank")
    cited, wanted = (texts.citations(text) for text in (entry.translation, entry.original))
    if wanted - cited:
        lost = ", ".join(sorted(wanted - cited))
        raise PoError(
            entry.line, f"the translation of {entry.context} has lost the source [{lost}]"
        )
    if cited - wanted:
        more = ", ".join(sorted(cited - wanted))
        raise PoError(
            entry.line, f"the translation of {entry.context} cites [{more}], the original doesn't"
        )
