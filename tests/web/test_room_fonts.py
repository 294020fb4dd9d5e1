"""The fonts of the room's pages: small, and with a glyph for all that the game says."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from game.words.language import MESSAGES, language

FOLDER = Path(__file__).parents[2] / "assets" / "web"
FONTS = ("room-sans", "room-sans-strong", "room-serif")


@pytest.mark.parametrize("font", FONTS)
def test_a_font_is_small_and_has_a_glyph_for_every_sentence(font: str) -> None:
    path = FOLDER / f"{font}.woff2"
    assert path.stat().st_size <= 25_000
    with TTFont(path) as glyphs:
        known = {chr(code) for code in glyphs.getBestCmap()}
    for code in ("en", "fr"):
        spoken = language(code)
        for key, message in MESSAGES.items():
            texts = (
                [spoken._template(key)]
                if isinstance(message, str)
                else [spoken._counted_template(key, n) for n in (1, 2)]
            )
            missing = set("".join(texts)) - known - {"\n"}
            assert not missing, (code, key, missing)


@pytest.mark.parametrize("font", FONTS)
def test_a_font_that_is_cut_does_not_bear_the_reserved_name(font: str) -> None:
    with TTFont(FOLDER / f"{font}.woff2") as glyphs:
        names = [record.toUnicode() for record in glyphs["name"].names]
    assert not any("Source" in name for name in names)
