"""`python -m game` is the command `communique`."""

import os
import sys

if __name__ == "__main__":
    here = f"{sys.path[0]}{os.sep}game{os.sep}__main__.py"
    if not sys.flags.safe_path and __file__ != here:
        del sys.path[0]  # the current folder, in which Python looked first
    from game.cli import main

    sys.exit(main())
