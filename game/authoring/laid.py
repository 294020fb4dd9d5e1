"""Relates the problems of a patched scenario to the patches that cause them."""

from __future__ import annotations

from attrs import evolve, frozen

from game.authoring.draft import Draft
from game.authoring.merge import MergedFiles
from game.authoring.nearest import nearest
from game.authoring.patches import LaidPatch, Removal
from game.authoring.reading.files import Files
from game.authoring.reading.nodes import Finding, Mapping, Mark, Path, follow

MOST_LINES = 4
"""How many lines a message lists."""
_MISSED = (
    "unknown-reference",
    "unknown-name",
    "unknown-dotted",
    "unknown-issue",
    "unknown-level",
    "unknown-level-value",
    "unknown-card",
)
"""The codes of problems that a removed name can cause."""


@frozen(eq=False)
class PatchedPlaces:
    """Where the parts of a scenario are written: in its own file, a base, or the changes of a
    variant."""

    files: Files
    merged: MergedFiles

    @property
    def patches(self) -> list[LaidPatch]:
        """The changes that were laid over something, innermost first."""
        return self.merged.patches

    def _variant(self) -> LaidPatch | None:
        laid = self.patches[-1] if self.patches else None
        return laid if laid is not None and laid.prefix else None

    def is_below(self, root: Mapping, finding: Finding) -> bool:
        """Whether the place of a finding is in what a patch is laid over."""
        key, node, _ = follow(root, finding.path)
        place = key if key is not None else node
        variant = self._variant()
        if variant is not None and {id(place), id(node)} & variant.nodes:
            return False
        return variant is not None or place.mark.file in self.merged.base_files

    def prefix(self, root: Mapping, finding: Finding) -> Path:
        """What comes before a path in the resolved scenario, to make it one in its own file."""
        variant = self._variant()
        if variant is None or not finding.path or finding.path[0] == "variants":
            return ()
        key, node, _ = follow(root, finding.path)
        inside = id(node) in variant.nodes or (key is not None and id(key) in variant.nodes)
        return variant.prefix if inside and finding.mark is None else ()

    def name_version(
        self, message: str, hint: str, root: Mapping, finding: Finding, mark: Mark
    ) -> tuple[str, str]:
        """Adds to a message the variant that it is about, or the file that is extended; to the
        hint where only the variant is changed."""
        if finding.path[:1] == ("variants",):
            return message, hint
        if self._variant() is not None:
            if self.prefix(root, finding):
                return message, hint
            variant = self.files.variant
            hint = f"under `variants.{variant}`, so that only the variant changes: {hint}"
            return f'in the variant "{variant}": {message}', hint
        if mark.file in self.merged.base_files:
            return f"as extended by {self.files.main}: {message}", hint
        return message, hint


def explain_patches(draft: Draft, places: PatchedPlaces) -> None:
    """Puts a problem where its cause is: at the key that removes what others need, and so on."""
    for laid in reversed(places.patches):
        findings: list[Finding] = []
        missed: dict[Path, list[Finding]] = {}
        for finding in draft.findings:
            path = _removal_behind(laid, finding)
            if path is not None:
                missed.setdefault(path, []).append(finding)
            else:
                findings.append(_place_missing_key(laid, finding))
        unknown = {each.path[-1:] for each in findings if each.code == "patch-unknown"}
        findings = [
            each for each in findings if each.code != "patch-alike" or each.path[-1:] not in unknown
        ]
        for path, needing in missed.items():
            findings.append(_needed(draft, laid.removed[path], needing, laid))
        draft.findings[:] = findings


def _removal_behind(laid: LaidPatch, finding: Finding) -> Path | None:
    """The path that a patch removed and that causes this finding; None if there is none."""
    if finding.code not in _MISSED:
        return None
    names = {str(finding.values.get(key, "")) for key in ("found", "id", "name")}
    return next((path for path, gone in laid.removed.items() if names & gone.names), None)


def _needed(draft: Draft, removal: Removal, needing: list[Finding], laid: LaidPatch) -> Finding:
    """The finding that a patch removes something in use, with the lines that use it."""
    marks = {_place(draft.root, finding) for finding in needing}
    own = removal.key.mark.file
    lines = [
        str(mark.line) if mark.file == own else f"{mark.file}:{mark.line}"
        for mark in sorted(marks, key=lambda mark: (mark.file != own, mark.file, mark.line))
    ]
    lines = list(dict.fromkeys(lines))
    shown, more = lines[:MOST_LINES], len(lines) - MOST_LINES
    last = f"{more} more" if more > 0 else shown.pop() if len(shown) > 1 else ""
    listed = f"lines {', '.join(shown)} and {last}" if last else f"line {shown[0]}"
    values = {"key": removal.key.text, "lines": listed, "value": removal.key.text}
    return Finding("patch-needed", removal.written, values, True, mark=_own_mark(laid, removal))


def _own_mark(laid: LaidPatch, removal: Removal) -> Mark | None:
    return None if laid.in_root else removal.key.mark


def _place(root: Mapping, finding: Finding) -> Mark:
    if finding.mark is not None:
        return finding.mark
    key, node, _ = follow(root, finding.path)
    return key.mark if key is not None and finding.on_key else node.mark


def _place_missing_key(laid: LaidPatch, finding: Finding) -> Finding:
    """Says why a key is missing: it was removed, or what lacks it was meant to be another."""
    if finding.code == "too-few":
        gone = [each for path, each in laid.removed.items() if path[:-1] == finding.path]
        if gone:
            mark = _own_mark(laid, gone[-1])
            return evolve(finding, path=gone[-1].written, on_key=True, mark=mark)
    if finding.code != "missing-key":
        return finding
    path = (*finding.path, str(finding.values["key"]))
    if path in laid.removed:
        removal = laid.removed[path]
        values = {"key": removal.key.text, "value": removal.key.text}
        mark = _own_mark(laid, removal)
        return Finding("patch-required", removal.written, values, True, mark=mark)
    if finding.path in laid.added:
        key, known = laid.added[finding.path]
        if nearest(key.text, known):
            details: dict[str, object] = {"key": key.text, "known": known, "value": key.text}
            written = (*laid.prefix, *finding.path)
            mark = None if laid.in_root else key.mark
            return evolve(
                finding, code="patch-unknown", path=written, values=details, on_key=True, mark=mark
            )
    return finding
