"""The language described by its own metadata: the key reference, and a JSON Schema for editors.

Everything hangs on the fields of the model; only effects and expressions, which have a grammar
instead of fields, are described here, word by word as `model/` lists the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import attrs

from game.authoring.merge import SECTIONS
from game.authoring.wording import CODES, WARNINGS
from game.model import shapes
from game.model.claims import AuthorTest, Expect, Given
from game.model.effects import STEP_WORDS
from game.model.expressions import FUNCTIONS, PREDICATES, Number
from game.model.flow import PHASE_KINDS, Next
from game.model.injects import AnswerOption
from game.model.scenario import Atlas, Scenario
from game.model.sides import BargainingStyle

ID = "[a-z][a-z0-9_]*"
LABEL = "[A-Za-z][A-Za-z0-9_-]*"

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

_DECISIONS = {
    "north: open_gates": "takes an action",
    "north: pass": "ends the side's picks; at a table, says nothing",
    "north: offer gates=two notice=week": "puts a package forward: an option for every issue",
    "north: accept": "accepts the standing offer of another",
    "north: walk": "leaves the table, which collapses for all",
    "north: answer decline": "answers an inject's question",
    "facilitator: inject drought": "fires an inject by hand",
    "facilitator: set trust 40": "sets a track",
    "facilitator: end": "ends the game; `end drift` with that outcome",
}

_CHANGE = (
    '`trust: +3`, `-3`, `"+ expression"`, `"- expression"`, `"= expression"`',
    "Changes tracks, each within its range; all of one step read the values from before it. "
    "One `say` may stand beside them.",
)
_STEPS: dict[str, tuple[str, str]] = {
    "when": (
        "`when: expression`, `then: effects`, perhaps `else: effects`",
        "One list of effects or the other, as the condition holds.",
    ),
    "chance": (
        "`chance: expression`, `then: effects`, perhaps `else: effects`",
        "One list or the other by luck; the chance is in %.",
    ),
    "one_of": (
        "`one_of:` a list of `weight: expression`, `then: effects`",
        "Exactly one of several lists, by luck; a weight left out is 1.",
    ),
    "after": ("`after: 2`, `then: effects`", "The effects come that many turns later."),
    "open": (
        "`open: table`",
        "Opens a table, or opens it again; nothing happens to one that is open or agreed.",
    ),
    "lapse": ("`lapse: table`", "Ends the agreement reached at a table."),
    "fire": ("`fire: inject`", "Lets an inject happen now, whatever its own conditions."),
    "promise": ("`promise: id`", "Starts a promise, or starts it anew."),
    "reveal": (
        "`reveal: track`, perhaps `to: side` or a list of sides",
        "Shows what a track stands at; without `to` to all.",
    ),
    "say": (
        "`say: text`, perhaps `to: side` or a list of sides",
        "Puts a line into the record; without `to` for all.",
    ),
    "end": ("`end: outcome`", "Ends the game at once, with this outcome."),
}
_OPERATORS = {
    "+ - *": "plus, minus, times",
    "//": "divided by, rounded down; divided by 0 it is 0",
    "%": "what is left over after `//`; 0 where that divides by 0",
    "< <= == != >= >": "comparisons, 1 or 0; `0 <= trust < 40` is allowed; `≤ ≥ ≠ −` may be typed",
    "and or not": "1 or 0; any number but 0 counts as true",
    "a if c else b": "a where c holds, otherwise b",
}
_FUNCTIONS: dict[str, tuple[str, str]] = {
    "min": ("min(a, b, …)", "the smallest"),
    "max": ("max(a, b, …)", "the largest"),
    "abs": ("abs(a)", "a without its sign"),
    "by": ("by(x, a, b, c, …)", "a where x is 0, b where it is 1, …; beyond the ends, the nearest"),
    "used": ("used(action)", "how often it was taken in the game, by any side"),
    "chose": ("chose(side.action)", "how often that side took it this turn"),
    "count": ("count(tag)` or `count(side.tag)", "how many actions so tagged were taken this turn"),
    "fired": ("fired(inject)", "how often it has happened"),
    "dealt": ("dealt(deal.card)", "1 where this card was dealt, else 0"),
    "stage": ("stage(stage)", "1 while the game is in it, else 0"),
    "promised": ("promised(promise)", "the turns that it still runs; 0 when it doesn't run"),
    "is_open": ("is_open(table)", "1 while it can be negotiated, else 0"),
    "agreed": ("agreed(table)", "1 while its agreement stands, else 0"),
    "collapsed": ("collapsed(table)", "1 after a party has walked out, else 0"),
    "expired": ("expired(table)", "1 after its rounds were used up, else 0"),
    "lapsed": ("lapsed(table)", "1 after its agreement has ended, else 0"),
    "worth": (
        "worth(table)",
        "what the agreed package is worth to the side that asks, as at signature; 0 without one",
    ),
    "reserve": ("reserve(table)", "what no agreement is worth to the side that asks"),
    "ended": ("ended(outcome)", "1 after the game has ended so, else 0"),
    "score": ("score(side)", "a side's score; only in the `when` of outcomes and in tests"),
}


def key_reference() -> str:
    """Every key of every record as Markdown, in reading order, with effects and expressions."""
    parts = [_INTRODUCTION]
    for depth, cls in _records(Scenario):
        parts.append(_record_part(depth, cls))
    parts += [_common_part(), _effects_part(), _expressions_part(), _decisions_part()]
    parts.append(_warnings_part())
    return "\n".join(parts)


def _records(cls: type, depth: int = 0) -> Iterator[tuple[int, type]]:
    """A record and those inside it, outermost first, in the order of their keys."""
    yield depth, cls
    for _, description in shapes.keys(cls).values():
        for inner in _inside(description.shape):
            yield from _records(inner, depth + 1)


def _inside(shape: Any) -> tuple[type, ...]:
    """The records that a key's value is made of."""
    match shape:
        case shapes.Record(load=load):
            return (load(),)
        case shapes.Variant(load=load):
            return tuple(load().values())
        case shapes.ById(of=of) | shapes.Many(of=of) | shapes.BySide(of=of) | shapes.ByCard(of=of):
            return _inside(of)
        case _:
            return ()


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
    anchors = {_title(cls).lower().replace(" ", "-") for _, cls in _records(Scenario)}
    anchor = _HOMES.get(kind, kind)
    return f"[{kind}](#{anchor})" if anchor in anchors else kind


def _record_part(depth: int, cls: type) -> str:
    marks = "#" * min(depth + 2, 4)
    sentence = _ABOUT.get(cls) or (cls.__doc__ or "").splitlines()[0]
    about = re.sub(r" \(rule [\d.]+\)", "", sentence)
    rows = []
    kind = next((word for word, each in PHASE_KINDS.items() if each is cls), None)
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
    rows = [_row(*_CHANGE), *(_row(*_STEPS[word]) for word in STEP_WORDS)]
    return f"## Effects\n\n{about}\n\n{_table(('Step', 'What it does'), rows)}\n"


def _expressions_part() -> str:
    about = (
        "Whole numbers, and the ids of tracks, settings and named values; `turn`; a level beside\n"
        "its track or an option beside its issue in a comparison; `table.issue` for the option\n"
        "agreed there, counted from 0 (−1 without agreement). Everything is a whole number."
    )
    signs = [_row(f"`{sign}`", meaning) for sign, meaning in _OPERATORS.items()]
    functions = [
        _row(f"`{_FUNCTIONS[name][0]}`", _FUNCTIONS[name][1]) for name in (*FUNCTIONS, *PREDICATES)
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
    rows = [_row(f'`"{text}"`', meaning) for text, meaning in _DECISIONS.items()]
    return f"## Decisions\n\n{about}\n\n{_table(('Decision', 'What it does'), rows)}\n"


def _warnings_part() -> str:
    about = "What `check` can warn of. Errors can't be silenced, warnings can: see `allow`."
    rows = [
        _row(f"`{code}`", re.sub(r"\{\w+\}", "…", CODES[code].message)) for code in sorted(WARNINGS)
    ]
    return f"## Warnings\n\n{about}\n\n{_table(('Code', 'What it says'), rows)}\n"


def json_schema() -> dict[str, Any]:
    """A JSON Schema (draft 07, which YAML editors know best) of scenarios and their fragments.

    It knows each key's shape and nothing of what ids refer to; `check` tells the rest.
    """
    definitions = {cls.__name__: _record_schema(cls) for _, cls in _records(Scenario)}
    definitions |= {"Expression": _EXPRESSION, "Effects": _EFFECTS, "Step": _step_schema()}
    definitions |= {"Change": _A_CHANGE, "Allow": _schema(shapes.keys(Scenario)["allow"][1].shape)}
    scenario = definitions.pop("Scenario")
    required = scenario.pop("required")
    # A file that has anything beyond the sections of a fragment is a whole scenario.
    own = [key for key in scenario["properties"] if key not in SECTIONS]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A scenario of Communiqué",
        **scenario,
        "if": {"anyOf": [{"required": [key]} for key in own]},
        "then": {"required": required},
        "definitions": definitions,
    }


_EXPRESSION = {"type": ["integer", "string"], "pattern": r"\S"}
_A_CHANGE = {"type": ["integer", "string"], "pattern": r"^\s*[-+=−]"}
_EFFECTS = {
    "anyOf": [
        {"$ref": "#/definitions/Step"},
        {"type": "array", "items": {"$ref": "#/definitions/Step"}},
    ]
}


def _record_schema(cls: type) -> dict[str, Any]:
    """The schema of a mapping with a record's keys."""
    known = shapes.keys(cls)
    kind = next((word for word, each in PHASE_KINDS.items() if each is cls), None)
    properties: dict[str, Any] = {}
    if kind is not None:
        properties["kind"] = {"description": "What kind of step it is.", "const": kind}
    for name, (attribute, description) in known.items():
        properties[name] = {"description": description.about, **_schema(description.shape)}
        if name == "allow":
            properties[name] = {"description": description.about, "$ref": "#/definitions/Allow"}
        default = _plain_default(attribute.default)
        if default is not None:
            properties[name]["default"] = default
    required = [name for name, (_, description) in known.items() if description.required]
    found = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "required": [*(["kind"] if kind is not None else []), *required],
    }
    return {key: value for key, value in found.items() if value != []}


def _plain_default(default: Any) -> Any:
    match default:
        case Number(value=value):
            return value
        case bool() | int():
            return default
        case str(word) if word:
            return word
        case (int(low), int(high)):
            return [low, high]
        case _:
            return None


def _schema(shape: Any) -> dict[str, Any]:
    """The JSON Schema of one shape. A text may look like a number: YAML reads 2024 as one."""
    match shape:
        case shapes.Text():
            return {"type": ["string", "number", "boolean"], "pattern": r"\S"}
        case shapes.Pattern(pattern=pattern):
            return {"type": ["string", "number"], "pattern": f"^(?:{pattern})$"}
        case shapes.Whole(at_least=low, at_most=high):
            return {"type": "integer", "minimum": low, "maximum": high}
        case shapes.Decimal(at_least=low, at_most=high):
            return {"type": "number", "minimum": low, "maximum": high}
        case shapes.Flag():
            return {"type": "boolean"}
        case shapes.OneWord(words=words):
            return {"enum": list(words)}
        case shapes.Ref() | shapes.LocalRef() | shapes.NewId():
            return {"type": "string", "pattern": f"^{LABEL}$"}
        case shapes.Formula():
            return {"$ref": "#/definitions/Expression"}
        case shapes.Steps():
            return {"$ref": "#/definitions/Effects"}
        case shapes.Start():
            return {"type": ["integer", "string"], "pattern": f"^{ID}$"}
        case shapes.Play():
            return {"type": "string", "pattern": f"^\\s*{ID}\\s*:"}
        case shapes.Record(load=load):
            return {"$ref": f"#/definitions/{load().__name__}"}
        case shapes.Variant(load=load):
            kinds = load().values()
            return {"anyOf": [{"$ref": f"#/definitions/{cls.__name__}"} for cls in kinds]}
        case _:
            return _schema_of_several(shape)


def _schema_of_several(shape: Any) -> dict[str, Any]:
    match shape:
        case shapes.Many(of=of, or_one=or_one, at_least=least, exactly=exactly):
            inner = _schema(of)
            least, most = (least, None) if exactly is None else (exactly, exactly)
            found = {"type": "array", "items": inner, "minItems": least, "maxItems": most}
            several = {key: value for key, value in found.items() if value}
            return {"anyOf": [inner, several]} if or_one else several
        case shapes.BySide(of=of, or_all=or_all):
            by_side = _mapping(_schema(of), ID, 0)
            return {"anyOf": [_schema(of), by_side]} if or_all else by_side
        case shapes.ByCard(of=of):
            return {"anyOf": [_schema(of), _mapping(_schema(of), ID, 0)]}
        case shapes.ById(of=of, ids="warning"):
            return {**_mapping(_schema(of), ID, 0), "propertyNames": {"enum": list(WARNINGS)}}
        case shapes.ById(of=of, ids=ids, at_least=least):
            return _mapping(_schema(of), LABEL if ids == "label" else ID, least)
    raise TypeError(f"no schema for {shape!r}")


def _mapping(of: dict[str, Any], pattern: str, least: int) -> dict[str, Any]:
    found = {
        "type": "object",
        "propertyNames": {"pattern": f"^{pattern}$"},
        "additionalProperties": of,
    }
    return {**found, "minProperties": least} if least else found


def _step_schema() -> dict[str, Any]:
    """A step: changes of tracks, or one of the words with what belongs to it."""
    id: dict[str, Any] = {"type": "string", "pattern": f"^{ID}$"}
    effects: dict[str, Any] = {"$ref": "#/definitions/Effects"}
    expression: dict[str, Any] = {"$ref": "#/definitions/Expression"}
    to: dict[str, Any] = _schema(shapes.Many(shapes.Ref("side"), or_one=True))
    text = _schema(shapes.Text())
    branch = _form({"weight": expression, "then": effects}, "then")
    forks = {"then": effects, "else": effects}
    forms = {
        "when": _form({"when": expression, **forks}, "when", "then"),
        "chance": _form({"chance": expression, **forks}, "chance", "then"),
        "one_of": _form({"one_of": {"type": "array", "items": branch, "minItems": 1}}, "one_of"),
        "after": _form({"after": _schema(shapes.Whole(1, 9999)), "then": effects}, "after", "then"),
        "reveal": _form({"reveal": id, "to": to}, "reveal"),
        "say": _form({"say": text, "to": to}, "say"),
    }
    for word in STEP_WORDS:
        form = forms.setdefault(word, _form({word: id}, word))
        form["properties"][word] = {"description": _STEPS[word][1], **form["properties"][word]}
    other = [word for word in (*STEP_WORDS, "then", "else") if word != "say"]
    changes = {
        "type": "object",
        "properties": {"say": text, "to": to},
        "dependencies": {"to": ["say"]},
        "propertyNames": {"pattern": f"^{ID}$", "not": {"enum": other}},
        "additionalProperties": {"$ref": "#/definitions/Change"},
        "minProperties": 1,
    }
    return {"anyOf": [changes, *forms.values()]}


def _form(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
