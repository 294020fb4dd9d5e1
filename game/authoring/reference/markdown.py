"""The key reference, docs/keys.md, written from the metadata on the fields of the model."""

from __future__ import annotations

import re
from typing import Any

import attrs

from game.authoring.reference.grammar import CHANGE, DECISIONS, FUNCTIONS, OPERATORS, STEPS
from game.authoring.reference.records import list_records, phase_kind
from game.authoring.wording import CODES, WARNINGS
from game.model import shapes
from game.model.claims import AuthorTest, Expect, Given
from game.model.effects import STEP_WORDS
from game.model.expressions import FUNCTIONS as FUNCTION_NAMES
from game.model.expressions import PREDICATES, Number
from game.model.flow import Next
from game.model.injects import AnswerOption
from game.model.scenario import Atlas, Scenario
from game.model.sides import BargainingStyle

_INTRODUCTION = """\
# Every key of a scenario

Written from the program itself by `tools/reference.py`: don't edit it by hand. How to write a
scenario, step by step, is in [language.md](language.md).

- An **id** is made of small letters, digits and `_`, and begins with a letter; a **label** may have
  capitals and hyphens too.
- "By side" means one value for each: `{north: 3, south: 5}`. A list stands in square brackets or
  with one item a line, each after a dash.
- Where the third column is empty, the key may be left out and nothing stands in its place.
- Whole numbers lie within a thousand million either way.
"""

_TITLES = {
    AnswerOption: "Answer",
    Atlas: "The map",
    AuthorTest: "Test",
    BargainingStyle: "Bargaining",
    Expect: "Claim",
    Given: "Position",
    Next: "Way out",
    Scenario: "The scenario",
}
# Where the ids of a kind come from, where that isn't a section called like the kind.
_HOMES = {"deck": "inject", "menu": "action", "phase": "actions-phase"}
_ABOUT: dict[type, str] = {Scenario: "The keys at the left edge of the file."}


def key_reference() -> str:
    """Every key of every record as Markdown, in reading order, with effects and expressions."""
    parts = [_INTRODUCTION]
    for depth, cls in list_records(Scenario):
        parts.append(_record_part(depth, cls))
    parts += [_common_part(), _effects_part(), _expressions_part(), _decisions_part()]
    parts.append(_warnings_part())
    return "\n".join(parts)


def _title(cls: type) -> str:
    """What a record is called: its class, in words."""
    found = _TITLES.get(cls)
    return found or re.sub("(?<=[a-z])(?=[A-Z])", " ", cls.__name__).capitalize()


def _a(words: str) -> str:
    """Words with their article; a link's own words count."""
    return f"an {words}" if words.lstrip("[")[0] in "aeio" else f"a {words}"


def _link(cls: type) -> str:
    title = _title(cls).lower()
    return f"[{title.removeprefix('the ')}](#{title.replace(' ', '-')})"


def _home(kind: str) -> str:
    """A kind of thing, linked to the record that describes it."""
    if kind == "bot":
        return "[persona](#persona) or of a bot"
    anchors = {_title(cls).lower().replace(" ", "-") for _, cls in list_records(Scenario)}
    anchor = _HOMES.get(kind, kind)
    return f"[{kind}](#{anchor})" if anchor in anchors else kind


def _record_part(depth: int, cls: type) -> str:
    marks = "#" * min(depth + 2, 4)
    sentence = _ABOUT.get(cls) or (cls.__doc__ or "").splitlines()[0]
    about = re.sub(r" \(rule [\d.]+\)", "", sentence)
    rows = []
    kind = phase_kind(cls)
    if kind is not None:
        rows.append(
            _row(f"`kind: {kind}`", "this word", "**required**", "What kind of step it is.")
        )
    for name, (attribute, description) in shapes.keys(cls).items():
        if name != "allow":
            taken = _takes(description.shape)
            rows.append(_row(f"`{name}`", taken, _default(attribute), description.about))
    table = _table(("Key", "Takes", "Left out", "About"), rows)
    return f"{marks} {_title(cls)}\n\n{about}\n\n{table}\n"


def _table(head: tuple[str, ...], rows: list[str]) -> str:
    return "\n".join([_row(*head), "|" + "---|" * len(head), *rows])


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _default(attribute: attrs.Attribute[Any]) -> str:
    """What stands in a key's place where it is left out; empty where nothing does."""
    match attribute.default:
        case attrs.NOTHING:
            return "**required**"
        case bool(value):
            return f"`{str(value).lower()}`"
        case Number(value=value) | int(value):
            return f"`{value}`"
        case str(word) if word:
            return f"`{word}`"
        case (int(low), int(high)):
            return f"`[{low}, {high}]`"
        case _:
            return ""


def _takes(shape: Any) -> str:
    """What may stand under a key, in words."""
    match shape:
        case shapes.Text():
            return "a text"
        case shapes.Pattern(example=example):
            return f"a word such as `{example}`"
        case shapes.Whole():
            return _whole(shape)
        case shapes.Decimal(at_least=low, at_most=high):
            return f"a number from {low:g} to {high:g}"
        case shapes.Flag():
            return "`true` or `false`"
        case shapes.OneWord(words=words):
            return _either([f"`{word}`" for word in words])
        case shapes.Ref(kind=kind):
            return f"the id of {_a(_home(kind))}"
        case shapes.LocalRef(kind=kind):
            return f"the id of one of its {kind}s"
        case shapes.NewId(kind=kind):
            return f"an id of your choice, which makes the {kind}"
        case shapes.Formula():
            return "an [expression](#expressions)"
        case shapes.Steps():
            return "[effects](#effects)"
        case shapes.Start():
            return "a whole number, or the id of a level"
        case shapes.Play():
            return "a [decision](#decisions), in quotes"
        case shapes.Record(load=load):
            return f"the keys of {_a(_link(load()))}"
        case shapes.Variant(key=key, load=load):
            kinds = _either([_link(cls) for cls in load().values()])
            return f"by its `{key}` the keys of {_a(kinds)}"
        case _:
            return _takes_several(shape)


def _takes_several(shape: Any) -> str:
    match shape:
        case shapes.Many(of=of, exactly=int(exactly)):
            assert exactly == 2
            return f"two in brackets, each {_takes(of)}"
        case shapes.Many(of=of, or_one=True):
            return f"{_takes(of)}, or a list of such"
        case shapes.Many(of=of, at_least=least):
            return f"a list, each {_takes(of)}{_at_least(least)}"
        case shapes.BySide(of=of, or_all=True):
            return f"{_takes(of)}, for all or by [side](#side)"
        case shapes.BySide(of=shapes.ByCard(of=of)):
            return f"by [side](#side) {_takes(of)}, or several by card"
        case shapes.BySide(of=of):
            return f"by [side](#side) {_takes(of)}"
        case shapes.ById(of=of, ids="id" | "answer" | "persona", at_least=least):
            return f"ids, under each {_takes(of)}{_at_least(least)}"
        case shapes.ById(of=of, ids="label"):
            return f"labels, under each {_takes(of)}"
        case shapes.ById(of=of, ids="warning"):
            return "codes of [warnings](#warnings), under each the reason"
        case shapes.ById(of=of, ids=ids):
            return f"by {_home(ids)} {_takes(of)}"
    raise TypeError(f"no words for {shape!r}")


def _whole(shape: shapes.Whole) -> str:
    """A whole number; bounds that only keep numbers sane go without saying."""
    whole = shapes.Whole()
    if shape.at_least == shape.at_most:
        return f"`{shape.at_least}`"
    if shape.at_least == whole.at_least:
        return "a whole number"
    if shape.at_most >= 9999:
        return f"a whole number, {shape.at_least} or more"
    return f"a whole number from {shape.at_least} to {shape.at_most}"


def _at_least(least: int) -> str:
    return f"; at least {least}" if least else ""


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def _common_part() -> str:
    """The one key that every record has."""
    _, description = shapes.keys(Scenario)["allow"]
    rows = [_row("`allow`", _takes(description.shape), "", description.about)]
    table = _table(("Key", "Takes", "Left out", "About"), rows)
    return (
        f"## In every record\n\nOne more key may stand in each of the records above.\n\n{table}\n"
    )


def _effects_part() -> str:
    about = (
        "One step, or a list of steps that happen in order. A step is either changes of tracks or\n"
        "exactly one of the other forms."
    )
    rows = [_row(*CHANGE), *(_row(*STEPS[word]) for word in STEP_WORDS)]
    return f"## Effects\n\n{about}\n\n{_table(('Step', 'What it does'), rows)}\n"


def _expressions_part() -> str:
    about = (
        "Whole numbers, and the ids of tracks, settings and named values; `turn`; a level beside\n"
        "its track or an option beside its issue in a comparison; `table.issue` for the option\n"
        "agreed there, counted from 0 (−1 without agreement). Everything is a whole number."
    )
    signs = [_row(f"`{sign}`", meaning) for sign, meaning in OPERATORS.items()]
    functions = [
        _row(f"`{FUNCTIONS[name][0]}`", FUNCTIONS[name][1])
        for name in (*FUNCTION_NAMES, *PREDICATES)
    ]
    return "\n".join(
        [
            f"## Expressions\n\n{about}\n",
            _table(("Sign", "What it does"), signs) + "\n",
            _table(("Function", "What it gives"), functions) + "\n",
        ]
    )


def _decisions_part() -> str:
    about = "As tests and records write them, and as they are typed."
    rows = [_row(f'`"{text}"`', meaning) for text, meaning in DECISIONS.items()]
    return f"## Decisions\n\n{about}\n\n{_table(('Decision', 'What it does'), rows)}\n"


def _warnings_part() -> str:
    about = "What `check` can warn of. Errors can't be silenced, warnings can: see `allow`."
    rows = [
        _row(f"`{code}`", re.sub(r"\{\w+\}", "…", CODES[code].message)) for code in sorted(WARNINGS)
    ]
    return f"## Warnings\n\n{about}\n\n{_table(('Code', 'What it says'), rows)}\n"
