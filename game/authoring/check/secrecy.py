"""Warns if a formula or cost reveals to a side what it can't see (rule 7.4)."""

from __future__ import annotations

from collections.abc import Iterator

from game.authoring.check.resolver import walk
from game.authoring.draft import Draft, WrittenFormula
from game.authoring.listing import list_ids
from game.authoring.reading.nodes import Finding, Path
from game.model.entries import may_see
from game.model.expressions import SECRET_KINDS, Expression, Read
from game.rules.name_resolver import ignore
from game.rules.names import Names
from game.rules.places import spot


def check_secrets(draft: Draft) -> None:
    """Reports sides that take part in something of which they don't know (rule 14.1)."""
    scenario = draft.scenario
    parts: list[tuple[Path, tuple[str, ...] | None, tuple[str, ...]]] = [
        *((("injects", id), i.seen_by, i.ask) for id, i in scenario.injects.items()),
        *((("tables", id), t.seen_by, t.between) for id, t in scenario.tables.items()),
        *((("promises", id), p.seen_by, p.by) for id, p in scenario.promises.items()),
    ]
    for path, seen_by, sides in parts:
        if not draft.is_unreadable(path) and not draft.is_damaged((*path, "seen_by")):
            for side in sides:
                if side in scenario.sides and not may_see(side, seen_by):
                    draft.report_key("unseen-part", (*path, "seen_by"), side=side)


class SecrecyCheck:
    """Compares what is shown to each side with what it may see."""

    def __init__(self, draft: Draft, names: Names) -> None:
        self._draft = draft
        self._scenario = draft.scenario
        self._names = names
        self._values: dict[str, frozenset[Read]] = {}

    def check(self, formula: WrittenFormula, tree: Expression) -> None:
        """Reports each secret that an expression reveals to the sides that are shown it."""
        shown = spot(self._scenario, formula.path).shown
        code = "reads-hidden"
        if formula.path[0] == "personas":
            # Nobody is shown a shift, but a bot judges it by what its side sees (rule 12.2).
            code = "shift-hidden"
            shown = self._scenario.personas[str(formula.path[1])].sides or tuple(
                self._scenario.sides
            )
        reported: set[tuple[str, ...]] = set()
        for read, through in self._reads(tree) if shown else ():
            what, of = self._subject(read)
            known = [side for side in shown if side in self._scenario.sides]
            sides = [side for side in known if self.is_hidden(read, side)]
            if sides and of not in reported:
                reported.add(of)
                values = _values(what, ".".join(of), sides, through)
                self._draft.findings.append(
                    Finding(code, formula.path, values, at=formula.lead + read.at)
                )

    def check_ratifications(self) -> None:
        """Reports votes that show sides that a table of which they don't know has signed."""
        for id, table in self._scenario.tables.items():
            for place, vote in enumerate(table.ratifiers):
                if vote in self._scenario.injects:
                    sides = [
                        side
                        for side in self._scenario.sides
                        if not self.is_unseen("inject", vote, side)
                        if self.is_unseen("table", id, side)
                    ]
                    if sides:
                        path, values = ("tables", id, "ratify", "vote"), _values("table", id, sides)
                        self._draft.report("reads-hidden", (*path, place), **values)

    def check_costs_and_weights(self) -> None:
        """Reports secrets in costs and weights by card, which are shown as they are."""
        for id, action in self._scenario.actions.items():
            self._check_cost(("actions", id, "cost"), tuple(action.cost), action.side)
        for id, inject in self._scenario.injects.items():
            for answer_id, answer in inject.answers.items():
                path = ("injects", id, "answers", answer_id, "cost")
                self._check_cost(path, tuple(answer.cost), inject.ask)
        for id, table in self._scenario.tables.items():
            for side, deal_id in table.weights_by.items():
                deal = self._scenario.deals.get(deal_id)
                unclear = self._draft.is_damaged(("deals", deal_id, "to"))
                if deal is not None and side not in deal.to and not unclear:
                    values = _values("deal", deal_id, [side])
                    self._draft.report("reads-hidden", ("tables", id, "weights_by", side), **values)

    def _check_cost(self, path: Path, tracks: tuple[str, ...], payers: tuple[str, ...]) -> None:
        for track in tracks:
            known = [side for side in payers if side in self._scenario.sides]
            sides = [side for side in known if self.is_unseen("track", track, side)]
            if sides:
                values = _values("track", track, sides)
                self._draft.report_key("reads-hidden", (*path, track), **values)

    def is_unseen(self, kind: str, id: str, side: str) -> bool:
        """Whether something isn't seen by a side, as far as its `seen_by` could be read."""
        if self._draft.is_damaged((f"{kind}s", id, "seen_by")):
            return False
        return not may_see(side, self._scenario.readers_of(kind, id))

    def _subject(self, read: Read) -> tuple[str, tuple[str, ...]]:
        """The kind and the id of what a read is about."""
        match read.kind:
            case "dealt":
                return "deal", read.of[:1]
            case "used":
                return "action", read.of
            case "chose":
                return "action", read.of[1:]
            case "count":
                return "tag", read.of[-1:]
            case _:
                return SECRET_KINDS.get(read.kind, "track"), read.of[:1]

    def is_hidden(self, read: Read, side: str) -> bool:
        """Whether a read reveals to a side something that it can't see."""
        match read.kind:
            case "dealt":
                deal = read.of[0]
                bad = self._draft.is_damaged(("deals", deal, "to"))
                return not bad and side not in self._scenario.deals[deal].to
            case "used":
                return self._is_secret_action(read.of[0], side)
            case "chose":
                return side != read.of[0] and self._is_secret_action(read.of[1], side)
            case "count":
                others = read.of[:-1] or tuple(self._scenario.sides)
                return any(self._has_secret_tag(other, read.of[-1], side) for other in others)
            case _ if read.kind in SECRET_KINDS:
                return self.is_unseen(SECRET_KINDS[read.kind], read.of[0], side)
            case _:
                return False

    def _is_secret_action(self, id: str, side: str) -> bool:
        """Whether others can take an action without this side learning which one it was."""
        action = self._scenario.actions[id]
        return action.secret and action.side != (side,)

    def _has_secret_tag(self, other: str, tag: str, side: str) -> bool:
        """Whether another side has a secret action with a tag."""
        return other != side and any(
            action.secret and tag in action.tags and other in action.side
            for action in self._scenario.actions.values()
        )

    def _reads(self, tree: Expression) -> Iterator[tuple[Read, str]]:
        """Yields what an expression reads, each with the value through which it does or ""."""
        for node in walk(tree):
            if isinstance(node, Read):
                if node.kind == "value":
                    for inner in sorted(
                        self.reads_of_value(node.of[0]), key=lambda r: (r.kind, r.of)
                    ):
                        at = Read(inner.kind, inner.of, inner.low, inner.high, at=node.at)
                        yield at, node.of[0]
                else:
                    yield node, ""

    def reads_of_value(self, id: str) -> frozenset[Read]:
        """Everything that a value reads, directly or through other values.

        It works without recursion, because a chain of values may have any length.
        """
        reads: set[Read] = set()
        seen, waiting = {id}, [id]
        while waiting:
            for read in self._own_reads(waiting.pop()):
                if read.kind != "value":
                    reads.add(read)
                elif read.of[0] not in seen:
                    seen.add(read.of[0])
                    waiting.append(read.of[0])
        return frozenset(reads)

    def _own_reads(self, id: str) -> frozenset[Read]:
        """What a value reads directly, other values included."""
        if id not in self._values:
            tree = self._names.resolve(self._scenario.values[id].formula, report=ignore)
            self._values[id] = frozenset(node for node in walk(tree) if isinstance(node, Read))
        return self._values[id]


def _values(what: str, found: str, sides: list[str], through: str = "") -> dict[str, str]:
    through = f' (through "{through}")' if through else ""
    return {"what": what, "found": found, "side": list_ids(sides), "through": through}
