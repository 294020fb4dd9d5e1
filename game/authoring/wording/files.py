"""Problems of files: finding and decoding them, `include`, and translations."""

from __future__ import annotations

from game.authoring.nearest import nearest
from game.authoring.wording import hints
from game.authoring.wording.wording import Values, Wording


def _pair_isolate(values: Values) -> str:
    """Says how to complete a pair of characters that mark the direction of writing."""
    if values["closes"]:
        return "delete it, or add U+2066, U+2067 or U+2068 before it"
    return "delete it, or add U+2069 after it on the same line"


def _variant_of(values: Values) -> str:
    """Suggests a variant, where there are any."""
    return hints.near(values) if values["known"] else "it has no variants at all"


def _base(values: Values) -> str:
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
    # bases and variants
    "extends-form": Wording(
        "`extends` names one scenario",
        "write a file such as the-dam.yaml, or the id of a scenario that comes with the game, such "
        "as kuala-lumpur; for a variant of it a colon and its id",
    ),
    "extends-fragment": Wording(
        "{found} is a fragment, not a scenario that could be extended", "write `include: {found}`"
    ),
    "extends-variant": Wording('{base} has no variant "{found}"', _variant_of),
    "extends-missing": Wording("there is no scenario {found} to extend", _base),
    "extends-outside": Wording(
        "{found} is outside the folder of this file",
        "move it into this folder or one below it, or extend a scenario that comes with the game",
    ),
    "extends-itself": Wording(
        "a file can't extend itself", "name another file; versions of this one are `variants`"
    ),
    "extends-circle": Wording(
        "these files extend each other in a circle: {circle}", "let one of them extend nothing"
    ),
    "extends-deep": Wording(
        "more than {most} scenarios are laid over one another here",
        "extend one that is nearer to the first",
    ),
    "extends-language": Wording(
        "this file is written in {own}, but {base}, which it extends, in {found}",
        "write `language: {found}` and its texts in {found}, and translate them beside it",
    ),
    "base-untranslated": Wording(
        "{base}, which this scenario extends, has no translation into {language}, so its texts "
        "stay in {own}",
        "translate it, beside {base}",
        "warning",
    ),
    "variant-missing": Wording('this scenario has no variant "{found}"', _variant_of),
    "variant-key": Wording('a variant can\'t have "{key}"', _file_key),
    "variant-same": Wording(
        "the variant {key} is the same as the scenario itself",
        "write what is different, or remove it",
        "warning",
    ),
    "patch-nothing": Wording('there is no "{key}" here that could be removed', _removable),
    "patch-unknown": Wording(
        'there is no "{key}" here to change, and for a new one keys are missing', hints.near
    ),
    "patch-alike": Wording(
        'this adds "{key}" beside "{alike}"', "write `{alike}:` if you mean that", "warning"
    ),
    "patch-path": Wording('there is no "{key}" here to change', hints.near),
    "patch-below": Wording(
        "{key} has no keys of its own that could be changed",
        "write the whole value, as it would stand in the scenario",
    ),
    "patch-item": Wording(
        '"{key}" would change one item of a list, and lists are replaced whole',
        "write `{list}:` with all its items",
    ),
    "patch-twice": Wording("{key} is already changed on line {line}", "keep one of the two"),
    "patch-required": Wording(
        '"{key}" is needed here and can\'t be removed',
        "write another value, or delete this line",
    ),
    "patch-needed": Wording(
        '"{key}" is removed here, but is still used on {lines}',
        "change or remove that too, or delete this line",
    ),
    "resolved-large": Wording(
        "put together with what it changes, the scenario is too large to be kept: it has {size} "
        "bytes; at most {largest}, and {most} values, are allowed",
        "remove what it doesn't need",
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
