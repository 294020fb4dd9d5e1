"""Files of gettext's translations (.po): written with Babel, read strictly.

Babel's own reader is meant to get something out of any file: it cuts the last letter off a string
without a closing quote, and joins entries that stand there twice. A translator's work is read
whole or not at all, and a mistake is reported with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO

from attrs import define, field, frozen

from game.model.characters import code_point, find_forbidden, shorten

_KEYWORD = re.compile(r"(msgctxt|msgid|msgstr)(?:\s+|(?=\"))(.*)")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(?![nrt\"\\])(.?)")
_HEADER = re.compile(r"^([A-Za-z-]+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)
# What may come next: each entry is a context, an original and a translation.
_BEFORE = {"msgctxt": (None, "msgstr"), "msgid": (None, "msgstr", "msgctxt"), "msgstr": ("msgid",)}


@frozen
class PoEntry:
    """A text with its translation."""

    context: str
    """The path of the text as `check` prints it."""
    original: str
    translation: str = ""
    """Empty where there is none yet."""
    place: tuple[str, int] | None = None
    """The file and line of the original."""
    fuzzy: bool = False
    """Whether the translation is doubtful."""
    comments: tuple[str, ...] = ()
    """What translators noted about it."""
    line: int = 0
    """The line of its translation in the file that was read."""
    context_line: int = 0
    original_line: int = 0


@frozen
class Catalogue:
    """The contents of a file of translations."""

    language: str
    """Empty where the file doesn't say."""
    entries: tuple[PoEntry, ...]
    lines: int
    """How many lines the file has."""


class PoError(Exception):
    """A file of translations can't be used: the line, counted from 1, and what is wrong there."""

    def __init__(self, line: int, problem: str, *, outdated: bool = False) -> None:
        super().__init__(shorten(problem))
        self.line = line
        self.outdated = outdated
        """Whether the file may have been written before the scenario was changed."""


def write_po(entries: Iterable[PoEntry], code: str, scenario: str) -> bytes:
    """A file of translations into a language, in the order of the entries."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po as write

    catalogue = Catalog(
        locale=code.replace("-", "_"),
        project=scenario,
        version="-",
        header_comment=f"# The texts of {scenario} in the language {code}.",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
        fuzzy=False,
    )
    for entry in entries:
        message = catalogue.add(
            entry.original,
            entry.translation,
            locations=[entry.place] if entry.place is not None else [],
            flags=["fuzzy"] if entry.fuzzy else [],
            user_comments=list(entry.comments),
            context=entry.context,
        )
        message.flags -= {"python-format", "python-brace-format"}  # "5 % of all" is no format
    file = BytesIO()
    write(file, catalogue, width=100, ignore_obsolete=True)
    return file.getvalue()


def read_po(content: bytes) -> Catalogue:
    """Reads a file of translations. Raises PoError at its first mistake."""
    lines = _decode(content)
    reader = _PoReader()
    for number, line in enumerate(lines, 1):
        reader.read(number, line.strip())
    reader.finish(len(lines))
    if not reader.entries or reader.entries[0].context or reader.entries[0].original:
        raise PoError(1, 'there is no header: the first entry of a .po file has msgid ""')
    header, *entries = reader.entries
    fields = dict(_HEADER.findall(header.translation))
    charset = re.search(r"charset=([\w-]+)", fields.get("Content-Type", ""))
    if charset is not None and charset[1].lower() not in ("utf-8", "utf8", "ascii", "us-ascii"):
        raise PoError(header.line, f"the file is said to be in {charset[1]}; save it as UTF-8")
    for entry in entries:
        if not entry.context:
            problem = "the text has no msgctxt, so it is not clear where it belongs"
            raise PoError(entry.original_line, problem)
    return Catalogue(fields.get("Language", "").replace("_", "-"), tuple(entries), len(lines))


def _decode(content: bytes) -> list[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PoError(line, "this is not UTF-8; save the file as UTF-8") from None
    lines = re.split("\r\n|\r|\n", text)
    return lines[:-1] if lines[-1] == "" else lines


@define
class _PoReader:
    """Reads line after line, and collects the finished entries."""

    entries: list[PoEntry] = field(factory=list)
    _strings: dict[str, list[str]] = field(factory=dict)
    """The lines of each string of an entry."""
    _places: dict[str, int] = field(factory=dict)
    _keyword: str | None = None
    _fuzzy: bool = False
    _comments: list[str] = field(factory=list)

    def read(self, number: int, line: str) -> None:
        if not line or line.startswith("#~"):
            return
        if line.startswith("#"):
            self._read_comment(number, line)
            return
        if line.startswith('"'):
            if self._keyword is None:
                raise PoError(number, "this string belongs to no msgctxt, msgid or msgstr")
            self._strings[self._keyword].append(_unquote(number, line))
            return
        found = _KEYWORD.fullmatch(line)
        if found is None:
            if line.startswith(("msgid_plural", "msgstr[")):
                raise PoError(number, "texts of a scenario have no plural forms")
            raise PoError(number, "a line begins with msgctxt, msgid, msgstr, # or a double quote")
        self._begin(number, found[1], found[2])

    def finish(self, number: int) -> None:
        """Ends the entry that has been read. Raises PoError if it has no msgstr."""
        if self._keyword is None:
            return
        if self._keyword != "msgstr":
            raise PoError(number, "the text has no msgstr: a part of the file is missing here")
        strings = {keyword: "".join(lines) for keyword, lines in self._strings.items()}
        for keyword, text in strings.items():
            index = find_forbidden(text)
            if index is not None and (keyword != "msgstr" or strings["msgid"]):
                character = code_point(text[index])
                raise PoError(self._places[keyword], f"a text can't contain {character}")
        self.entries.append(
            PoEntry(
                strings.get("msgctxt", ""),
                strings["msgid"],
                strings["msgstr"],
                fuzzy=self._fuzzy,
                comments=tuple(self._comments),
                line=self._places["msgstr"],
                context_line=self._places.get("msgctxt", self._places["msgid"]),
                original_line=self._places["msgid"],
            )
        )
        self._strings, self._places, self._keyword = {}, {}, None
        self._fuzzy, self._comments = False, []

    def _read_comment(self, number: int, line: str) -> None:
        if self._keyword == "msgstr":
            self.finish(number)
        elif self._keyword is not None:
            raise PoError(number, "a comment can't stand inside an entry")
        if line.startswith("#,"):
            self._fuzzy |= "fuzzy" in [flag.strip() for flag in line[2:].split(",")]
        elif line[1:2] not in (":", ".", "|"):
            self._comments.append(line[1:].strip())

    def _begin(self, number: int, keyword: str, string: str) -> None:
        if self._keyword not in _BEFORE[keyword]:
            if keyword == "msgstr":
                raise PoError(number, "this msgstr has no msgid above it")
            raise PoError(number, f"before this {keyword} the msgstr of the text above is missing")
        if self._keyword == "msgstr":
            self.finish(number)
        self._keyword = keyword
        self._places[keyword] = number
        self._strings[keyword] = [_unquote(number, string)]


def _unquote(number: int, string: str) -> str:
    """The text of a string in double quotes."""
    from babel.messages.pofile import unescape

    found = _STRING.fullmatch(string)
    if found is None:
        problem = 'a text stands between two double quotes, and \\" stands for one inside it'
        raise PoError(number, problem)
    wrong = _ESCAPE.search(re.sub(r"\\\\", "", found[1]))
    if wrong is not None:
        raise PoError(number, f"there is no escape \\{wrong[1]}; write \\\\ for a backslash")
    return unescape(string)
