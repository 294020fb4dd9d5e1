"""The report of the longest shipped game is eleven sheets of A4 at most."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browsing import IN_A_BROWSER, chromium
from kept_games import decisions, kept_game
from playwright.sync_api import Browser

from game.insight.analysis import analyse
from game.insight.effort import Effort
from game.presenter.debrief.debrief import Debrief
from game.presenter.report.report import report
from game.words.language import language
from game.words.wording import Wording

pytestmark = IN_A_BROWSER
MOST = 11
QUICK = Effort(usual=20, sure=20, most=20, start_games=100, runs=2, expert_runs=0)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


def sheets(browser: Browser, html: str) -> int:
    """How many sheets of paper a page is printed on."""
    page = browser.new_page()
    page.set_content(html)
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    return len(re.findall(rb"/Type\s*/Page\b", printed))


def test_the_longest_shipped_game_is_printed_on_eleven_sheets(browser: Browser) -> None:
    scenario = "nexperia-standoff"
    game = kept_game(scenario, len(decisions(scenario)))
    assert not game.state.to_move
    words = Wording(game.rules.scenario, language("en"))
    debrief = Debrief(game, words, dict.fromkeys(game.rules.sides, "me"))
    analysis = analyse(game, QUICK)
    count = sheets(browser, report(debrief, analysis))
    assert len(game.rules.sides) + 4 <= count <= MOST
    own = sheets(browser, report(debrief, analysis, side=game.rules.sides[0]))
    assert own == count - len(game.rules.sides) + 1, "a page of a side is one sheet"
