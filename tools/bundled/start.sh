#!/bin/sh
# Finds Python @PYTHON@ and starts the game with it; the rest is in wheels/start.py.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
for python in python@PYTHON@ python3 python; do
    if "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (@PAIR@))' >/dev/null 2>&1; then
        exec "$python" -I "$here/wheels/start.py" "$@"
    fi
done
echo "communique: this bundle needs Python @PYTHON@ (@ABOUT@)," >&2
echo "and no such Python was found here. Have it installed, then start this again." >&2
exit 2
