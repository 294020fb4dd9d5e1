"""What a browser is called, and what it runs on, from how it names itself in its requests."""

from __future__ import annotations

from attrs import frozen

_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""The first that is in the text is meant: most browsers also name those before them."""
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@frozen
class BrowserName:
    """A browser and its system; both are empty where they aren't known."""

    browser: str
    system: str


def name_browser(agent: str) -> BrowserName:
    """The browser that a `User-Agent` header names; nothing of the header is repeated."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in agent), "")
    return BrowserName(browser, system)
