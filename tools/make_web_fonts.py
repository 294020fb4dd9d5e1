"""Make the fonts of the room's pages and of documents: few glyphs, so that a page is small.

    python3 tools/dev.py tool make_web_fonts

It cuts Source Sans and Source Serif from their packages down to what English, French and their
neighbours write, and saves them as WOFF2 in assets/web/, with the widths of their letters, by which
charts are laid out. Their licence reserves the name "Source"
for the whole fonts, so the cut ones have other names. Needs fonttools and brotli, which are among
the test dependencies.
"""

from __future__ import annotations

import argparse
import json
import sys
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent.parent / "assets" / "web"
MOST = 25_000
"""The most bytes of a font."""
FONTS = {
    "room-sans.woff2": ("font_source_sans_pro", "SourceSansPro-Regular"),
    "room-sans-strong.woff2": ("font_source_sans_pro", "SourceSansPro-Semibold"),
    "room-serif.woff2": ("font_source_serif_pro", "SourceSerifPro-Semibold"),
}
"""By file, the package and the font in it."""
SIGNS = "…–—‘’“”«»•·−×→↑≥≤≠≈½€£✓⁰¹²³⁴⁵⁶⁷⁸⁹\u00a0\u202f"


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="make_web_fonts", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.parse_args(argv)
    FOLDER.mkdir(exist_ok=True)
    for name, (package, font) in FONTS.items():
        content = cut_font(package, font)
        (FOLDER / name).write_bytes(content)
        print(f"{name}: {len(content):,} bytes")
        if len(content) > MOST:
            print(f"{name} is larger than {MOST:,} bytes", file=sys.stderr)
            return 1
    widths = {name.partition(".")[0]: letter_widths(*font) for name, font in FONTS.items()}
    text = json.dumps(widths, ensure_ascii=False, indent=1)
    (FOLDER / "widths.json").write_text(f"{text}\n", encoding="utf-8")
    return 0


def letter_widths(package: str, font: str) -> dict[int, str]:
    """By width in thousandths of the size of a font, the characters that are so wide."""
    glyphs = TTFont(BytesIO(_source(package, font)))
    names, units, widths = glyphs.getBestCmap(), glyphs["head"].unitsPerEm, dict[int, str]()
    for letter in characters():
        if ord(letter) in names:
            width = round(glyphs["hmtx"][names[ord(letter)]][0] * 1000 / units)
            widths[width] = widths.get(width, "") + letter
    return dict(sorted(widths.items()))


def characters() -> str:
    """The characters that a font keeps: Latin-1, Latin Extended-A, and the signs of our texts."""
    ranges = (range(0x20, 0x7F), range(0xA0, 0x180))
    return "".join(chr(code) for codes in ranges for code in codes) + SIGNS


def cut_font(package: str, font: str) -> bytes:
    """A font of a package, with few glyphs, as WOFF2."""
    options = Options()
    options.flavor = "woff2"
    options.hinting = False
    options.layout_features = ["kern", "liga", "tnum", "lnum"]
    options.name_IDs = []
    subsetter = Subsetter(options)
    glyphs = TTFont(BytesIO(_source(package, font)), recalcTimestamp=False)
    subsetter.populate(text=characters())
    subsetter.subset(glyphs)
    glyphs.flavor = "woff2"
    saved = BytesIO()
    glyphs.save(saved)
    return saved.getvalue()


def _source(package: str, font: str) -> bytes:
    """The font file of a package, wherever it lies in it."""
    for path in sorted(Path(str(files(package))).rglob(f"{font}.ttf")):
        return path.read_bytes()
    raise FileNotFoundError(f"{package} has no {font}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
