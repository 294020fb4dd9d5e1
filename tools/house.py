"""How large the house is, and how much of it says the same: figures to keep an eye on.

    python3 tools/dev.py tool house
    python3 tools/dev.py tool house --list      also the names and modules behind the figures
    python3 tools/dev.py tool house game/lab    of one folder

A small module has fewer than 60 lines and one user, in its own folder: it belongs into that user.
"""

from __future__ import annotations

import argparse
import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SMALL = 60
"""A module with fewer lines is small."""
OFTEN = 3
"""So many files may share a name."""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", default="game", help="default: game")
    parser.add_argument("--list", action="store_true", help="also what is behind the figures")
    args = parser.parse_args()
    modules = {path: path.read_text(encoding="utf-8") for path in sorted(files(args.folder))}
    trees = {path: ast.parse(text) for path, text in modules.items()}
    lines = sum(len(text.splitlines()) for text in modules.values())
    imports = sum(map(import_lines, trees.values()))
    names = {name: n for name, n in Counter(path.name for path in modules).items() if n > OFTEN}
    names.pop("__init__.py", None)
    classes = {name: n for name, n in Counter(all_classes(trees)).items() if n > 1}
    small = [*small_modules(trees)]
    print(f"lines                        {lines:8,}")
    print(f"modules                      {len(modules):8,}")
    print(f"folders                      {len({path.parent for path in modules}):8,}")
    print(f"lines that are imports       {100 * imports / lines:8.1f} %")
    print(f"file names used over {OFTEN} times {len(names):8,}")
    print(f"class names used twice       {len(classes):8,}")
    print(f"small modules with one user  {len(small):8,}")
    if args.list:
        print("\nFile names:", ", ".join(f"{name} {n}" for name, n in sorted(names.items())))
        print("\nClasses:", ", ".join(f"{name} {n}" for name, n in sorted(classes.items())))
        print("\nSmall modules:", *(f"{path} -> {user}" for path, user in small), sep="\n  ")


def files(folder: str) -> Iterator[Path]:
    return (path.relative_to(ROOT) for path in (ROOT / folder).rglob("*.py"))


def import_lines(tree: ast.Module) -> int:
    nodes = [n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom)]
    return sum((node.end_lineno or node.lineno) - node.lineno + 1 for node in nodes)


def all_classes(trees: dict[Path, ast.Module]) -> Iterator[str]:
    """The names of all classes that other modules can name."""
    for tree in trees.values():
        classes = (node.name for node in tree.body if isinstance(node, ast.ClassDef))
        yield from (name for name in classes if not name.startswith("_"))


def small_modules(trees: dict[Path, ast.Module]) -> Iterator[tuple[Path, Path]]:
    """Small modules that one other of the same folder uses alone, each with that one."""
    modules = {module_name(path): path for path in trees}
    users = defaultdict[Path, set[Path]](set)
    for path, tree in trees.items():
        for name in imported(tree):
            if name in modules and modules[name] != path:
                users[modules[name]].add(path)
    for path in trees:
        if len((ROOT / path).read_text(encoding="utf-8").splitlines()) >= SMALL:
            continue
        if len(users[path]) == 1 and not path.name.startswith("__"):
            (user,) = users[path]
            if user.parent == path.parent:
                yield path, user


def module_name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


if __name__ == "__main__":
    main()
