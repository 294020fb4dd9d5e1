"""The window."""

import os

# pygame greets on stdout when it is imported, which is for what we print.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
