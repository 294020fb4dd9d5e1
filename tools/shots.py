"""Writes a picture of every screen of the window, in several sizes and languages.

    python3 tools/dev.py tool shots --out FOLDER
    python3 tools/dev.py tool shots --out FOLDER --only board table --sizes 1920x1080
    python3 tools/dev.py tool shots --out FOLDER --room   the pages of a room, in browsers
    python3 tools/dev.py tool shots --readme  the pictures of docs/pictures, drawn anew

Nothing is shown while it works: it needs no display. A picture is called by its screen, size and
language, as in `board-1280x720-en.png`; those of 1024x640 have their text at 160 %.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = {"1280x720": 100, "1920x1080": 100, "1024x640": 160}
"""Sizes of the window, and the text scale in % that they are drawn with."""
LANGUAGES = ("en", "fr")
PICTURES = (
    "title",
    "briefing",
    "board-picked",
    "table-offer",
    "news",
    "outcome",
    "luck-eu",
    "course",
    "campaign-1",
)
"""Those of the README and of docs/playing.md, smaller as JPEG."""


def main(argv: list[str] | None = None) -> int:
    """Writes the pictures; how many, to stdout."""
    sys.path.insert(0, str(ROOT))
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").partition("\n")[0],
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="Example: python3 tools/dev.py tool shots --out pictures --only board",
    )
    parser.add_argument("--out", type=Path, help="the folder to write to")
    parser.add_argument("--readme", action="store_true", help="draw the README's pictures anew")
    parser.add_argument("--room", action="store_true", help="draw the pages of a room instead")
    parser.add_argument("--only", nargs="*", default=[], help="screens whose names begin like this")
    parser.add_argument("--sizes", nargs="*", default=list(SIZES), help="as in 1280x720")
    parser.add_argument("--languages", nargs="*", default=list(LANGUAGES), help="as in fr")
    parser.add_argument("--scenario", type=Path, help="a scenario's file; the first shipped one")
    parser.add_argument("--high-contrast", action="store_true")
    asked = parser.parse_args(argv)
    if asked.readme:
        asked.out, asked.only = ROOT / "docs" / "pictures", asked.only or PICTURES
        asked.sizes, asked.languages = ["1280x720"], ["en"]
    elif asked.out is None:
        parser.error("name a folder: --out FOLDER")
    asked.out.mkdir(parents=True, exist_ok=True)
    count = 0
    if asked.room or asked.readme:
        from room_shots import draw_room

        count += draw_room(asked.out, asked.languages, asked.only, readme=asked.readme)
    if asked.room:
        print(f"{count} pictures in {asked.out}")
        return 0
    with tempfile.TemporaryDirectory() as games:
        for size in asked.sizes:
            for language in asked.languages:
                count += shoot(asked, Path(games), size, language)
    print(f"{count} pictures in {asked.out}")
    return 0


def shoot(asked: argparse.Namespace, games: Path, size: str, language: str) -> int:
    """Writes the pictures of one size in one language; how many."""
    import pygame
    from scenes import scenes
    from stage import Stage, draw

    from game.ui.program.library import PlayableScenario, open_scenario

    wide, high = (int(each) for each in size.split("x"))
    found = open_scenario(asked.scenario) if asked.scenario is not None else None
    book = found if isinstance(found, PlayableScenario) else None
    stage = Stage(games, language, SIZES.get(size, 100), (wide, high), book, asked.high_contrast)
    count = 0
    for scene in scenes(stage):
        if asked.only and not scene.name.startswith(tuple(asked.only)):
            continue
        if asked.readme and scene.name not in PICTURES:
            continue
        name = f"{scene.name.partition('-')[0]}.jpg" if asked.readme else ""
        path = asked.out / (name or f"{scene.name}-{size}-{language}.png")
        pygame.image.save(draw(scene.app), path)
        print(path.name, flush=True)
        count += 1
    return count


if __name__ == "__main__":
    sys.exit(main())
