"""The fonts of rooms and documents: small, and with a glyph for all that the game says."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from game.words.language import MESSAGES, language

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "assets" / "web"
FONTS = ("room-sans", "room-sans-strong", "room-serif")


def drawn(font: str) -> set[str]:
    """The characters that a font has glyphs for."""
    with TTFont(FOLDER / f"{font}.woff2") as glyphs:
        return {chr(code) for code in glyphs.getBestCmap()}


@pytest.mark.parametrize("font", FONTS)
def test_a_font_is_small_and_has_a_glyph_for_every_sentence(font: str) -> None:
    path = FOLDER / f"{font}.woff2"
    assert path.stat().st_size <= 25_000
    known = drawn(font)
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
def test_a_font_has_a_glyph_for_every_character_of_the_shipped_scenarios(font: str) -> None:
    for path in (ROOT / "scenarios").rglob("*.yaml"):
        missing = set(path.read_text(encoding="utf-8")) - drawn(font) - {"\n"}
        assert not missing, (path.name, missing)


@pytest.mark.parametrize("font", FONTS)
def test_a_font_that_is_cut_does_not_bear_the_reserved_name(font: str) -> None:
    with TTFont(FOLDER / f"{font}.woff2") as glyphs:
        names = [record.toUnicode() for record in glyphs["name"].names]
    assert not any("Source" in name for name in names)
