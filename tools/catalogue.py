"""Bring the catalogues of translations up to date with the game's English sentences.

    python3 tools/dev.py tool catalogue     adds what is new, drops what is gone, marks what changed
    python3 tools/dev.py tool catalogue de  begins a catalogue for another language

What has changed in English keeps its old translation, marked fuzzy: read it again, mend it and take
the mark out. A test fails as long as anything is missing or fuzzy.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from game.words.language import FOLDER, MESSAGES


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("codes", metavar="CODE", nargs="*", help="a language, such as de")
    codes = parser.parse_args(argv).codes
    paths = [FOLDER / f"{code}.po" for code in codes] or sorted(FOLDER.glob("*.po"))
    for path in paths:
        catalogue = updated(read(path))
        with path.open("wb") as file:
            write_po(file, catalogue, width=100, ignore_obsolete=True)
        print(f"{path.name}: {len(missing(catalogue))} of {len(catalogue)} to be translated")
    return 0


def read(path: Path) -> Catalog:
    """A catalogue as it is; an empty one where there is none yet."""
    if not path.exists():
        return Catalog(locale=path.stem.replace("-", "_"))
    with path.open("rb") as file:
        return read_po(file, locale=path.stem.replace("-", "_"))


def updated(catalogue: Catalog) -> Catalog:
    """The catalogue with today's messages, translations kept; each keeps its key."""
    kept = {message.context: message for message in catalogue if message.id}
    fresh = Catalog(
        locale=catalogue.locale,
        project="Communiqué",
        version="1",
        header_comment="# What the game says, for translators; see tools/catalogue.py.",
        msgid_bugs_address="-",
        last_translator="Communiqué contributors",
        language_team="-",
        fuzzy=False,
    )
    fresh.creation_date = fresh.revision_date = catalogue.creation_date
    # Babel's own rule for a language may change from one version to the next.
    fresh.mime_headers = [("Plural-Forms", catalogue.plural_forms)]
    for key, message in MESSAGES.items():
        old = kept.get(key)
        same_shape = old is not None and isinstance(old.id, tuple) == isinstance(message, tuple)
        string = old.string if old is not None and same_shape else None
        fuzzy = bool(string) and old is not None and (old.id != message or old.fuzzy)
        fresh.add(message, string, context=key, flags=["fuzzy"] if fuzzy else [])
    return fresh


def missing(catalogue: Catalog) -> list[str]:
    """The keys of what isn't translated, or has changed since it was."""
    return [
        str(message.context)
        for message in catalogue
        if message.id and (message.fuzzy or not all(_forms(message.string)))
    ]


def _forms(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
