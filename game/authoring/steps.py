"""Reads effects: one step or a list of steps, each of them keys with values."""

from __future__ import annotations

from collections.abc import Callable, Collection

from game.authoring.draft import Draft, kind_of, quote_or_kind
from game.authoring.nearest import find_similar, nearest
from game.authoring.reading.nodes import Broken, Mapping, Node, Path, Scalar, Sequence
from game.authoring.spacing import find_missing_space
from game.authoring.values import read_value
from game.authoring.wording.references import EFFECT_SYNONYMS
from game.model import shapes
from game.model.effects import (
    NOT_RESERVED,
    STEP_WORDS,
    After,
    Branch,
    Chance,
    Change,
    ChangeOperator,
    Changes,
    Effects,
    Hasten,
    OneOf,
    Propose,
    Reveal,
    RevealBallots,
    Say,
    Speak,
    Step,
    When,
)
from game.model.expressions import ZERO, Arithmetic, Expression, Number
from game.model.frozen import FrozenMap

COMPANIONS = {
    "when": ("then", "else"),
    "chance": ("then", "else"),
    "after": ("then",),
    "reveal": ("to",),
    "say": ("to",),
}
_ALL_COMPANIONS = ("then", "else", "to")
EFFECT = "effect"
"""The kind of reference for a key that is not a keyword: a track, or an unknown effect."""
REVEALED = "track or vote"
"""The kind of reference for the id under `reveal` where neither a track nor an inject has it."""
_WITH_THEN = ("when", "chance", "after")
FROM, EFFECTS = "from", "effects"
"""The keys that distinguish a part of `each_turn` from a step."""
_PROPOSAL = ("table", "package")
_SIGNS: dict[str, ChangeOperator] = {"+": "+", "-": "-", "−": "-", "=": "="}


def read_steps(
    draft: Draft,
    node: Node,
    path: Path,
    read_part: Callable[[Mapping, Path], Step | None] | None = None,
) -> Effects:
    """Reads the steps at a path; unreadable ones are reported and left out.

    read_part: reads a part with effects of its own, where there can be one (in `each_turn`).
    """
    items = node.items if isinstance(node, Sequence) else [node]
    steps = []
    for i, item in enumerate(items):
        where = (*path, i)
        if read_part is not None and _is_part(item):
            assert isinstance(item, Mapping)
            step = read_part(item, where)
        else:
            step = _read_step(draft, item, where)
        if step is None:
            draft.unreadable.add(where)
        else:
            draft.steps.append((where, step))
            steps.append(step)
    return tuple(steps)


def _is_part(node: Node) -> bool:
    """Whether keys with values are meant as a part of `each_turn`; `effects` can be a track."""
    if not isinstance(node, Mapping):
        return False
    return FROM in node.entries or (
        EFFECTS in node.entries and not isinstance(node.entries[EFFECTS][1], Scalar)
    )


def _is_word(key: str, node: Node) -> bool:
    """Whether a key is the word of a step, and no track of that name with the change after it."""
    if key in NOT_RESERVED and isinstance(node, Scalar) and node.text.strip()[:1] in _SIGNS:
        return False
    return key in STEP_WORDS


def _read_step(draft: Draft, node: Node, path: Path) -> Step | None:
    if isinstance(node, Broken):
        return None
    if not isinstance(node, Mapping) or not node.entries:
        mistake = find_missing_space(node, STEP_WORDS) or ("want-step", {"found": kind_of(node)})
        draft.report(mistake[0], path, **mistake[1])
        return None
    if FROM in node.entries:
        draft.report_key("from-elsewhere", (*path, FROM))
        return None
    words = [key for key, (_, value) in node.entries.items() if _is_word(key, value)]
    others = [key for key in node.entries if key not in words and key not in _ALL_COMPANIONS]
    if not _check_keys(draft, node, words, others, path):
        return None
    match words:
        case ["when" | "chance" as word]:
            return _read_condition(draft, node, word, path)
        case ["after"]:
            return _read_after(draft, node, path)
        case ["one_of"]:
            return _read_one_of(draft, node, path)
        case ["reveal"]:
            return _read_reveal(draft, node, path)
        case ["propose"]:
            return _read_proposal(draft, node.entries["propose"][1], (*path, "propose"))
        case ["hasten"]:
            return _read_hasten(draft, node.entries["hasten"][1], (*path, "hasten"))
        case [] | ["say"]:
            return _read_changes(draft, node, others, path)
        case [word]:
            return _read_single(draft, node, word, path)
    return None


def _check_keys(
    draft: Draft, node: Mapping, words: list[str], others: list[str], path: Path
) -> bool:
    """Whether the keys of a step can be combined; reports one that can't."""
    conditions = [word for word in words if word in _WITH_THEN]
    rest = [
        key for key in node.entries if key in others or (key in words and key not in conditions)
    ]
    if len(conditions) == 1 and rest and "then" not in node.entries:
        draft.report_key("trap-when-then", (*path, rest[0]), word=conditions[0], found=rest[0])
        return False
    if len(words) > 1:
        draft.report_key("two-steps", (*path, words[1]), first=words[0], second=words[1])
        return False
    if "then" in node.entries and not words and others and others[0] in EFFECT_SYNONYMS:
        draft.report_key(
            "unknown-effect", (*path, others[0]), found=others[0], near="", track="trust"
        )
        return False
    word = words[0] if words else ""
    if others and word not in ("", "say"):
        draft.report_key("beside-step", (*path, others[0]), word=word, found=others[0])
        return False
    consistent = True
    for key in node.entries:
        if key in _ALL_COMPANIONS and key not in COMPANIONS.get(word, ()):
            draft.report_key("lone-word", (*path, key), word=word, found=key)
            consistent = False
    return consistent


def _read_then(draft: Draft, node: Mapping, path: Path, word: str) -> Effects:
    if "then" not in node.entries:
        draft.report_key("missing-then", (*path, word), word=word)
        return ()
    return _read_effects(draft, node, path, "then")


def _read_effects(draft: Draft, node: Mapping, path: Path, key: str) -> Effects:
    if key not in node.entries:
        return ()
    return read_steps(draft, node.entries[key][1], (*path, key))


def _read_condition(draft: Draft, node: Mapping, word: str, path: Path) -> Step:
    test = draft.read_formula(node.entries[word][1], (*path, word)) or ZERO
    then = _read_then(draft, node, path, word)
    otherwise = _read_effects(draft, node, path, "else")
    return When(test, then, otherwise) if word == "when" else Chance(test, then, otherwise)


def _read_after(draft: Draft, node: Mapping, path: Path) -> Step | None:
    written, where = node.entries["after"][1], (*path, "after")
    turns: int | Expression | None
    if _is_formula(written):
        turns = draft.read_formula(written, where)
    else:
        turns = read_value(draft, shapes.Whole(1, 9999), written, where)
    then = _read_then(draft, node, path, "after")
    return None if turns is None else After(turns, then)


def _is_formula(node: Node) -> bool:
    """Whether a number is written as a formula."""
    return isinstance(node, Scalar) and (node.parsed is not None or isinstance(node.value, str))


def _read_one_of(draft: Draft, node: Mapping, path: Path) -> Step | None:
    listed = node.entries["one_of"][1]
    where = (*path, "one_of")
    if isinstance(listed, Broken):
        return None
    if not isinstance(listed, Sequence) or not listed.items:
        draft.report("want-branches", where, found=kind_of(listed))
        return None
    branches = [_read_branch(draft, item, (*where, i)) for i, item in enumerate(listed.items)]
    return OneOf(tuple(branch for branch in branches if branch is not None))


def _read_branch(draft: Draft, node: Node, path: Path) -> Branch | None:
    if isinstance(node, Broken):
        return None
    if not isinstance(node, Mapping):
        draft.report("want-branch", path, shown=quote_or_kind(node))
        return None
    unexpected = [key for key in node.entries if key not in ("weight", "then")]
    if "then" not in node.entries and unexpected and nearest(unexpected[0], ("then",)) is None:
        draft.report_key("want-branch", (*path, unexpected[0]), shown=f'"{unexpected[0]}"')
        return None
    for key in unexpected:
        draft.report_key("unknown-key", (*path, key), key=key, known=("weight", "then"))
    weight = None
    if "weight" in node.entries:
        weight = draft.read_formula(node.entries["weight"][1], (*path, "weight"))
    if "then" not in node.entries and not unexpected:
        draft.report("missing-key", path, key="then", known=())
    return Branch(weight or Number(1), _read_effects(draft, node, path, "then"))


def _read_reveal(draft: Draft, node: Mapping, path: Path) -> Step | None:
    """Reads what is shown, and to whom: the ballots of an inject, unless a track has that id."""
    named = node.entries["reveal"][1]
    text = named.text if isinstance(named, Scalar) else ""
    homes = {"track": "tracks", "inject": "injects"}
    kind = next((kind for kind, key in homes.items() if text in _ids_of(draft, key)), REVEALED)
    id = _read_id(draft, kind, named, (*path, "reveal"))
    if id is None:
        return None
    make = RevealBallots if kind == "inject" else Reveal
    return make(id, _read_to(draft, node, path))


def _ids_of(draft: Draft, section: str) -> Collection[str]:
    """The ids in a section as written, which may not be read yet."""
    written = draft.root.entries.get(section)
    return written[1].entries if written and isinstance(written[1], Mapping) else ()


def _read_proposal(draft: Draft, node: Node, path: Path) -> Step | None:
    """Reads a table and a package; whether the table has its issues is checked later."""
    if isinstance(node, Broken):
        return None
    if not isinstance(node, Mapping):
        draft.report("want-proposal", path, shown=quote_or_kind(node))
        return None
    unexpected = [key for key in node.entries if key not in _PROPOSAL]
    missing = [key for key in _PROPOSAL if key not in node.entries]
    slips = [key for key in unexpected if find_similar(key, missing)]
    if "package" in missing and unexpected and not slips:
        whole = isinstance(node.entries[unexpected[0]][1], Mapping)
        values = {"found": unexpected[0], "whole": whole}
        draft.report_key("package-apart", (*path, unexpected[0]), **values)
        return None
    for key in unexpected:
        draft.report_key("unknown-key", (*path, key), key=key, known=_PROPOSAL)
    for key in missing[len(slips) :]:
        draft.report_key("missing-key", path, key=key, known=())
    if missing:
        return None
    table = _read_id(draft, "table", node.entries["table"][1], (*path, "table"))
    package = _read_package(draft, node.entries["package"][1], (*path, "package"))
    return None if table is None or package is None else Propose(table, package)


def _read_hasten(draft: Draft, node: Node, path: Path) -> Step | None:
    """Reads by how many turns each of some projects is hastened."""
    if isinstance(node, Broken):
        return None
    if not isinstance(node, Mapping) or not node.entries:
        empty = isinstance(node, Mapping)
        draft.report("want-hasten", path, shown="nothing" if empty else quote_or_kind(node))
        return None
    read = []
    for project, (_, turns) in node.entries.items():
        draft.note_reference("project", project, (*path, project))
        formula = draft.read_formula(turns, (*path, project))
        if formula is not None:
            read.append((project, formula))
    return Hasten(tuple(read)) if read else None


def _read_package(draft: Draft, node: Node, path: Path) -> FrozenMap[str, str] | None:
    """Reads the options of a package by their issues."""
    if isinstance(node, Broken):
        return None
    if not isinstance(node, Mapping) or not node.entries:
        empty = isinstance(node, Mapping)
        draft.report("want-package", path, shown="nothing" if empty else quote_or_kind(node))
        return None
    options = {
        issue: read_value(draft, shapes.LocalRef("option"), option, (*path, issue))
        for issue, (_, option) in node.entries.items()
    }
    return FrozenMap((issue, option) for issue, option in options.items() if option is not None)


def _read_to(draft: Draft, node: Mapping, path: Path) -> tuple[str, ...] | None:
    """Reads the sides under `to`; returns None, which means all, if there is none."""
    if "to" not in node.entries:
        return None
    listed, where = node.entries["to"][1], (*path, "to")
    items = listed.items if isinstance(listed, Sequence) else [listed]
    sides = [_read_id(draft, "side", item, (*where, i)) for i, item in enumerate(items)]
    return tuple(side for side in sides if side is not None)


def _read_id(draft: Draft, kind: str, node: Node, path: Path) -> str | None:
    id: str | None = read_value(draft, shapes.Ref(kind), node, path)
    return id


def _read_single(draft: Draft, node: Mapping, word: str, path: Path) -> Step | None:
    known = STEP_WORDS[word]
    id = _read_id(draft, known.names, node.entries[word][1], (*path, word))
    return None if id is None or known.make is None else known.make(id)


def _read_changes(draft: Draft, node: Mapping, tracks: list[str], path: Path) -> Step | None:
    say = None
    if "say" in node.entries:
        text = read_value(draft, shapes.Text(), node.entries["say"][1], (*path, "say"))
        to = _read_to(draft, node, path)
        say = Say(text, to) if text is not None else None
        if not tracks:
            return None if say is None else Speak(say)
    changes = [_read_change(draft, id, node.entries[id][1], (*path, id)) for id in tracks]
    return Changes(tuple(change for change in changes if change is not None), say)


def _read_change(draft: Draft, track: str, node: Node, path: Path) -> Change | None:
    """Reads the change of one track: a sign, then a number or an expression."""
    if track.startswith("-"):
        draft.report_key("trap-dash-space", path, found=track[1:])
    else:
        draft.note_reference(EFFECT, track, path)
    if isinstance(node, Broken):
        return None
    text = node.text.strip() if isinstance(node, Scalar) else ""
    if not isinstance(node, Scalar) or isinstance(node.value, bool | None) or text[1:2] == "=":
        draft.report("want-change", path, shown=quote_or_kind(node))
        return None
    operator = _SIGNS.get(text[:1])
    if operator is None:
        number = isinstance(node.value, int | float)
        draft.report("unsigned-number" if number else "unsigned-change", path, found=text)
        return None
    lead = len(node.text) - len(node.text.lstrip()) + 1
    expression = draft.parse_expression(node, node.text[lead:], path, lead)
    if expression is None:
        return None
    sum_of_two = isinstance(expression, Arithmetic) and expression.operator in ("+", "-")
    if operator == "-" and sum_of_two and not text[1:].lstrip().startswith("("):
        draft.report("trap-minus", path, found=text[1:].strip())
    draft.note_change(expression, path, track if operator == "=" else None, lead)
    return Change(track, operator, expression)
