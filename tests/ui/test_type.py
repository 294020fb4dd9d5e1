"""Letters: each stands beside the next, in every face; any text can be drawn, however long."""

from __future__ import annotations

from itertools import product
from string import ascii_letters, digits, punctuation
from typing import Any

import drawing  # noqa: F401  (it says that nothing is to be shown)
import pygame
import pytest

from game.ui.page.page import Looking, Page
from game.ui.page.rich_text import Rich
from game.ui.paint import fonts as type_module
from game.ui.paint.canvas import Canvas, Rect
from game.ui.paint.fonts import (
    BODY,
    FACES,
    STRONG,
    Style,
    clean,
    line_height,
    render_text,
    shorten_text,
    width_of,
    wrap_text,
)
from game.ui.paint.picture_cache import forget_pictures
from game.ui.paint.theme import Theme, make_theme

SIGNS = f"{ascii_letters}{digits}{punctuation}“”‘’…½¼¾«»–—−×€éàçœß¹²³"
WHITE = (255, 255, 255)


def theme_of_equal_steps() -> Theme:
    """A theme whose text is as many pixels high as its style says."""
    theme = make_theme((2182, 1228))
    assert round(theme.letter, 3) == theme.text == 1
    return theme


@pytest.mark.parametrize(("face", "size"), [*product(FACES, (14, 20, 32))])
def test_no_sign_runs_into_the_next(face: str, size: int) -> None:
    pygame.font.init()
    style, theme = Style(face, size, 1.3), theme_of_equal_steps()
    for sign in SIGNS:
        # What follows a sign and a full line is the line alone: nothing of the sign lies on it.
        bar, both = (
            render_text("|", style, size, WHITE),
            render_text(f"{sign}|", style, size, WHITE),
        )
        assert both.get_width() == width_of(f"{sign}|", style, theme)
        left = both.get_width() - bar.get_width()
        wide = pygame.mask.from_surface(render_text(sign, style, size, WHITE)).get_bounding_rects()
        right = max((rect.right for rect in wide), default=0)
        assert right - left <= size * 0.12, (sign, right, left)


UNSEEN = {
    "soft hyphen": "\xad",
    "joiner": "\u200d",
    "non-joiner": "\u200c",
    "left-to-right mark": "\u200e",
    "variation selector": "\ufe0f",
    "byte order mark": "\ufeff",
    "isolate": "\u2066\u2069",
    "NUL": "\0",
    "escape": "\x1b",
    "C1": "\x9b",
    "tag": "\U000e0041",
}
ODD = {
    **UNSEEN,
    "accent alone": "\u0301",
    "many accents": "a" + "\u0301" * 300,
    "half a character": "\ud800",
    "the other half": "\udfff",
    "unassigned": "\U0003fff0",
    "private use": "\ue000",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "line ends": "\r\n\u2028\u2029\x85",
    "tab": "\t",
    "Hebrew": "שלום",
}


def canvas(size: tuple[int, int] = (300, 60)) -> Canvas:
    pygame.font.init()
    return Canvas(pygame.Surface(size), make_theme((1280, 720)))


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_any_character_is_drawn_or_left_out(odd: str, face: str) -> None:
    for text in (odd, f"a{odd}b", odd * 3):
        for style in (Style(face, 20), Style(face, 20, 1.3, 0.1)):
            paper = canvas()
            width = paper.text(text, 4, 4, style, WHITE)
            assert width == width_of(text, style, paper.theme)
            assert width == sum(blit.rect[2] for blit in paper.texts)
            assert wrap_text(text, style, paper.theme, 40)


@pytest.mark.parametrize("unseen", UNSEEN.values(), ids=UNSEEN)
def test_a_character_that_nobody_sees_takes_no_room(unseen: str) -> None:
    paper = canvas()
    assert paper.text(unseen, 4, 4, BODY, WHITE) == 0
    assert width_of(f"a{unseen}b", BODY, paper.theme) == width_of("ab", BODY, paper.theme)
    assert pygame.mask.from_threshold(paper.surface, WHITE, (250,) * 3).count() == 0


def test_an_accent_typed_after_its_letter_is_the_letter_with_the_accent() -> None:
    assert clean("Communique\u0301") == "Communiqué"


LONG = {
    "a word": "abcdefghij" * 2000,
    "words": "some words " * 2000,
    "blanks": "a" + " " * 20_000 + "b",
    "lines": "a line\n" * 3000,
    "accents": "a" + "\u0301" * 5000,
    "no letter that is narrow": "W" * 20_000,
}


@pytest.mark.parametrize("width", [1, 100, 700])
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_text_is_wrapped_without_measuring_it_again_and_again(
    text: str, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme, measured = canvas().theme, 0

    def counting(text: str, style: Style) -> Any:
        nonlocal measured
        measured += len(text)
        return measure(text, style)

    measure = type_module._set
    monkeypatch.setattr(type_module, "_set", counting)
    forget_pictures()
    lines = wrap_text(text, BODY, theme, width)
    assert measured <= len(text)
    assert all(len(line) < 2 or width_of(line, BODY, theme) <= max(width, 8) for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(clean(text).split())


def test_a_word_that_is_too_wide_is_broken_behind_a_hyphen_that_it_has() -> None:
    theme = canvas().theme
    width = width_of("Contre-mesur", BODY, theme)
    assert wrap_text("Contre-mesures", BODY, theme, width) == ("Contre-", "mesures")
    assert wrap_text("Contremesures", BODY, theme, width) == ("Contremesur", "es")
    whole = width_of("Contre-mesures", BODY, theme)
    assert wrap_text("Les Contre-mesures", BODY, theme, whole) == ("Les", "Contre-mesures")
    assert wrap_text("-" * 9, BODY, theme, width_of("----", BODY, theme))[0] == "----"


def test_a_word_that_is_too_wide_is_broken_in_a_text_of_several_styles() -> None:
    page = Page(canvas(), Looking())
    words = (("A ", BODY, WHITE), ("word" * 200, STRONG, WHITE), (" ends", BODY, WHITE))
    rich = Rich(words)
    rich.draw(page, 10, 0, 200)
    assert max(blit.rect[0] + blit.rect[2] for blit in page.canvas.texts) <= 210
    assert "".join(blit.text for blit in page.canvas.texts) == "A " + "word" * 200 + " ends"
    assert rich.height(page, 200) > 10 * rich.height(page, 20_000)


def test_a_text_that_is_cut_off_fits_and_ends_in_an_ellipsis() -> None:
    theme = canvas().theme
    for text in ("A text of several words", "word" * 5000):
        short = shorten_text(text, BODY, theme, 80)
        assert short.endswith("…")
        assert text.startswith(short[:-1])
        assert 60 < width_of(short, BODY, theme) <= 80
    assert shorten_text("Short", BODY, theme, 80) == "Short"


@pytest.mark.parametrize("x", [0, -5000, 290])
def test_of_a_line_longer_than_the_window_only_what_is_seen_is_made_into_a_picture(
    x: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = []

    def noting(*what: Any) -> pygame.Surface:
        pictures.append(render_text(*what))
        return pictures[-1]

    monkeypatch.setattr("game.ui.paint.canvas.render_text", noting)
    paper = canvas()
    assert paper.text("abcdefghij" * 2000, x, 4, BODY, WHITE) > 100_000
    assert [picture.get_width() < 400 for picture in pictures] == [True]
    seen = pygame.mask.from_threshold(paper.surface, WHITE, (90,) * 3).get_bounding_rects()
    assert min(rect.left for rect in seen) < max(x, 0) + 12
    assert max(rect.right for rect in seen) > 290


@pytest.mark.parametrize("radius", [0, 10])
def test_a_box_far_larger_than_the_window_is_drawn(radius: int) -> None:
    paper = canvas()
    paper.shadow(Rect(10, -40_000, 200, 300_000))
    paper.paper(Rect(10, -40_000, 200, 300_000), radius, aged=True)
    paper.box(Rect(10, -40_000, 200, 300_000), WHITE, radius, (200, 0, 0), 3)
    assert paper.surface.get_at((100, 30))[:3] == WHITE
    assert paper.surface.get_at((10, 30))[:3] == (200, 0, 0)


@pytest.mark.parametrize("face", FACES)
def test_type_is_as_even_when_it_is_small(face: str) -> None:
    pygame.font.init()
    text = "Conceded: a certain success in the offices"
    theme, large = theme_of_equal_steps(), Style(face, 1000)
    for size in range(12, 21):
        width = width_of(text, Style(face, size), theme)
        assert 0 <= width - width_of(text, large, theme) * size / 1000 < 1.1
        picture = render_text(text, Style(face, size), size, WHITE)
        assert picture.get_width() == width


def test_no_line_ends_with_an_opening_bracket_of_the_next_run() -> None:
    page = Page(canvas(), Looking())
    words = (("With capitals at 15 or more: (", BODY, WHITE), ("unity +3", STRONG, WHITE))
    for width in range(60, 400, 7):
        page.canvas.texts.clear()
        Rich(words).draw(page, 0, 0, width)
        lines: dict[int, str] = {}
        for blit in page.canvas.texts:
            lines[blit.rect[1]] = lines.get(blit.rect[1], "") + blit.text
        assert not [line for line in lines.values() if line.endswith("(")], width
        assert " ".join(" ".join(lines.values()).split()).endswith("(unity +3")


def test_a_number_and_its_per_cent_sign_stay_on_one_line() -> None:
    page = Page(canvas(), Looking())
    for width in range(60, 300, 7):
        assert not [
            line
            for line in wrap_text("About 70 % of what", BODY, page.theme, width)
            if line.startswith("%")
        ]
        page.canvas.texts.clear()
        Rich((("About 70 % of what", BODY, WHITE),)).draw(page, 0, 0, width)
        assert not [blit for blit in page.canvas.texts if blit.text.startswith("%")]


@pytest.mark.parametrize("width", [12, 20, 400])
def test_a_text_of_several_styles_has_the_line_ends_that_are_written(width: int) -> None:
    page = Page(canvas(), Looking())
    Rich((("One", BODY, WHITE), ("\n\nTwo", STRONG, WHITE), ("\n", BODY, WHITE))).draw(
        page, 0, 0, width
    )
    texts = "".join(blit.text for blit in page.canvas.texts)
    assert texts == "OneTwo"
    if width == 400:
        step = page.canvas.texts[1].rect[1] - page.canvas.texts[0].rect[1]
        assert step == 2 * line_height(BODY, page.theme)
