"""Problems of files: finding and decoding them, `include`, and translations."""

from __future__ import annotations

from game.authoring.wording import hints
from game.authoring.wording.wording import Values, Wording


def _pair_isolate(values: Values) -> str:
    """Says how to complete a pair of characters that mark the direction of writing."""
    if values["closes"]:
        return "delete it, or add U+2066, U+2067 or U+2068 before it"
    return "delete it, or add U+2069 after it on the same line"


CODES: dict[str, Wording] = {
    "file-missing": Wording("this file does not exist", "check the path"),
    "file-unreadable": Wording(
        "the file can't be read: {reason}", "check the path, and that you may open the file"
    ),
    "file-folder": Wording(
        "this is a folder, not a scenario file", "give the path of the .yaml file inside it"
    ),
    "file-irregular": Wording(
        "this is not an ordinary file but a pipe, a device or something similar",
        "save the text in an ordinary file of this name",
    ),
    "file-outside": Wording(
        "this link points outside the scenario's folder and is not followed",
        "replace the link with the file itself",
    ),
    "file-large": Wording(
        "the file has {size} bytes; at most {largest} are allowed", "split it with `include`"
    ),
    "file-utf16": Wording(
        "the file is saved as UTF-16", "save it as UTF-8 (in Notepad: Save as, Encoding UTF-8)"
    ),
    "file-utf8": Wording(
        "the byte {byte} is not valid UTF-8", "save the file as UTF-8 in your editor"
    ),
    "file-control": Wording(
        "a scenario can't contain the invisible character {character}", "delete it"
    ),
    "file-name": Wording(
        "the name of this file contains the character {character}, which is not allowed in names",
        "rename the file",
    ),
    "escape-control": Wording(
        "{written} stands for the invisible character {character}, which a scenario can't contain",
        "delete it",
    ),
    "isolate-alone": Wording(
        "the invisible character {character} is one of a pair, and the other is missing on this "
        "line",
        _pair_isolate,
    ),
    "file-empty": Wording("the file is empty, or has only comments", hints.begin),
    # includes
    "include-missing": Wording("the file {found} does not exist", hints.near),
    "include-outside": Wording(
        "{found} is outside the folder of this file",
        "move the fragment into this folder or one below it, and include it from there",
    ),
    "include-nested": Wording(
        "a fragment can't include other files", "include them from the main file"
    ),
    "include-itself": Wording("a file can't include itself", "remove it from `include`"),
    "include-twice": Wording("{found} is included twice", "include it once"),
    "fragment-alone": Wording(
        "this is a fragment: it has no `format`, `id` and `sides` of its own",
        "check the file that includes it",
    ),
    "fragment-key": Wording(
        '"{key}" is allowed only in the main file',
        "move it there; fragments contain only sections of ids",
    ),
    "fragment-duplicate": Wording(
        '"{key}" is already defined in {file} on line {line}', "rename one of them"
    ),
    # translations
    "translation-key": Wording('the scenario has no "{key}" here to translate', hints.near),
    "translation-not-text": Wording(
        "only texts can be translated, and the scenario has no text here", "delete it"
    ),
    "translation-length": Wording(
        "this list has {got} items, but the scenario's list has {want}",
        "keep one entry for each item; write {{}} where there is nothing to translate",
    ),
    "translation-missing": Wording(
        "texts without a translation: {count} ({shown})",
        "add them here under the same keys",
        "warning",
    ),
}
