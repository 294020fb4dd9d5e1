"""Problems of files: finding and decoding them, `include`, and translations."""

from __future__ import annotations

from game.authoring.nearest import nearest
from game.authoring.wording import hints
from game.authoring.wording.wording import Values, Worded


def _pair_isolate(values: Values) -> str:
    """Says how to complete a pair of characters that mark the direction of writing."""
    if values["closes"]:
        return "delete it, or add U+2066, U+2067 or U+2068 before it"
    return "delete it, or add U+2069 after it on the same line"


def name_variant(values: Values) -> str:
    """Suggests a variant, where there are any."""
    return hints.near(values) if values["known"] else "it has no variants at all"


def name_base(values: Values) -> str:
    """Suggests the file or scenario most likely meant."""
    meant = nearest(str(values["found"]), values["known"])
    way_out = "write a file in this folder or below, or the id of a scenario that `list` names"
    return f'did you mean "{meant}"?' if meant else way_out


def _removable(values: Values) -> str:
    """Suggests the key most likely meant."""
    meant = nearest(str(values["key"]), values["known"])
    return f'did you mean "{meant}"?' if meant else "delete this line"


def _file_key(values: Values) -> str:
    """Says where a key stands that a variant can't have."""
    if values["key"] == "id":
        return "remove it: a variant is named after the scenario and its own key, as in `fog:short`"
    if values["key"] == "variants":
        return "write this variant beside the others, under `variants` at the left edge"
    if values["key"] == "extends":
        return "a variant always changes its own scenario; for another write a file with `extends`"
    return "write it at the left edge of the file"


CODES: dict[str, Worded] = {
    "file-missing": Worded("this file does not exist", "check the path"),
    "file-unreadable": Worded(
        "the file can't be read: {reason}", "check the path, and that you may open the file"
    ),
    "file-folder": Worded(
        "this is a folder, not a scenario file", "give the path of the .yaml file inside it"
    ),
    "file-irregular": Worded(
        "this is not an ordinary file but a pipe, a device or something similar",
        "save the text in an ordinary file of this name",
    ),
    "file-outside": Worded(
        "this link points outside the scenario's folder and is not followed",
        "replace the link with the file itself",
    ),
    "file-large": Worded(
        "the file has {size} bytes; at most {largest} are allowed", "split it with `include`"
    ),
    "file-utf16": Worded(
        "the file is saved as UTF-16", "save it as UTF-8 (in Notepad: Save as, Encoding UTF-8)"
    ),
    "file-utf8": Worded(
        "the byte {byte} is not valid UTF-8", "save the file as UTF-8 in your editor"
    ),
    "file-control": Worded(
        "a scenario can't contain the invisible character {character}", "delete it"
    ),
    "file-name": Worded(
        "the name of this file contains the character {character}, which is not allowed in names",
        "rename the file",
    ),
    "escape-control": Worded(
        "{written} stands for the invisible character {character}, which a scenario can't contain",
        "delete it",
    ),
    "isolate-alone": Worded(
        "the invisible character {character} is one of a pair, and the other is missing on this "
        "line",
        _pair_isolate,
    ),
    "file-empty": Worded("the file is empty, or has only comments", hints.begin),
    # includes
    "include-missing": Worded("the file {found} does not exist", hints.near),
    "include-outside": Worded(
        "{found} is outside the folder of this file",
        "move the fragment into this folder or one below it, and include it from there",
    ),
    "include-nested": Worded(
        "a fragment can't include other files", "include them from the main file"
    ),
    "include-itself": Worded("a file can't include itself", "remove it from `include`"),
    "include-twice": Worded("{found} is included twice", "include it once"),
    "fragment-alone": Worded(
        "this is a fragment: it has no `format`, `id` and `sides` of its own",
        "check the file that includes it",
    ),
    "fragment-key": Worded(
        '"{key}" is allowed only in the main file',
        "move it there; fragments contain only sections of ids",
    ),
    "fragment-duplicate": Worded(
        '"{key}" is already defined in {file} on line {line}', "rename one of them"
    ),
    # bases and variants
    "extends-form": Worded(
        "`extends` names one scenario",
        "write a file such as the-dam.yaml, or the id of a scenario that comes with the game, such "
        "as kuala-lumpur; for a variant of it a colon and its id",
    ),
    "extends-fragment": Worded(
        "{found} is a fragment, not a scenario that could be extended", "write `include: {found}`"
    ),
    "extends-variant": Worded('{base} has no variant "{found}"', name_variant),
    "extends-missing": Worded("there is no scenario {found} to extend", name_base),
    "extends-outside": Worded(
        "{found} is outside the folder of this file",
        "move it into this folder or one below it, or extend a scenario that comes with the game",
    ),
    "extends-itself": Worded(
        "a file can't extend itself", "name another file; versions of this one are `variants`"
    ),
    "extends-circle": Worded(
        "these files extend each other in a circle: {circle}", "let one of them extend nothing"
    ),
    "extends-deep": Worded(
        "more than {most} scenarios are laid over one another here",
        "extend one that is nearer to the first",
    ),
    "extends-language": Worded(
        "this file is written in {own}, but {base}, which it extends, in {found}",
        "write `language: {found}` and its texts in {found}, and translate them beside it",
    ),
    "base-untranslated": Worded(
        "{base}, which this scenario extends, has no translation into {language}, so its texts "
        "stay in {own}",
        "translate it, beside {base}",
        "warning",
    ),
    "variant-missing": Worded('this scenario has no variant "{found}"', name_variant),
    "variant-key": Worded('a variant can\'t have "{key}"', _file_key),
    "variant-same": Worded(
        "the variant {key} is the same as the scenario itself",
        "write what is different, or remove it",
        "warning",
    ),
    "patch-nothing": Worded('there is no "{key}" here that could be removed', _removable),
    "patch-unknown": Worded(
        'there is no "{key}" here to change, and for a new one keys are missing', hints.near
    ),
    "patch-alike": Worded(
        'this adds "{key}" beside "{alike}"', "write `{alike}:` if you mean that", "warning"
    ),
    "patch-path": Worded('there is no "{key}" here to change', hints.near),
    "patch-below": Worded(
        "{key} has no keys of its own that could be changed",
        "write the whole value, as it would stand in the scenario",
    ),
    "patch-item": Worded(
        '"{key}" would change one item of a list, and lists are replaced whole',
        "write `{list}:` with all its items",
    ),
    "patch-twice": Worded("{key} is already changed on line {line}", "keep one of the two"),
    "patch-required": Worded(
        '"{key}" is needed here and can\'t be removed',
        "write another value, or delete this line",
    ),
    "patch-needed": Worded(
        '"{key}" is removed here, but is still used on {lines}',
        "change or remove that too, or delete this line",
    ),
    "resolved-large": Worded(
        "put together with what it changes, the scenario is too large to be kept: it has {size} "
        "bytes; at most {largest}, and {most} values, are allowed",
        "remove what it doesn't need",
    ),
    # translations
    "translation-key": Worded('the scenario has no "{key}" here to translate', hints.near),
    "translation-not-text": Worded(
        "only texts can be translated, and the scenario has no text here", "delete it"
    ),
    "translation-length": Worded(
        "this list has {got} items, but the scenario's list has {want}",
        "keep one entry for each item; write {{}} where there is nothing to translate",
    ),
    "translation-missing": Worded(
        "texts without a translation: {count} ({shown})",
        "add them here under the same keys",
        "warning",
    ),
}
