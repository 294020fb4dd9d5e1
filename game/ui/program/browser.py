"""Opens pages in the browser of this computer."""

from __future__ import annotations

import threading
import webbrowser
from collections.abc import Callable


def open_in_browser(url: str, failed: Callable[[], object]) -> None:
    """Opens a page without waiting for the browser.

    failed: is called in another thread where there is no browser.
    """

    def open_it() -> None:
        try:
            opened = webbrowser.open(url)
        except (OSError, webbrowser.Error):
            opened = False
        if not opened:
            failed()

    threading.Thread(target=open_it, daemon=True).start()
