"""The command that opens a port in this computer's firewall."""

from __future__ import annotations

from shutil import which


def firewall_rule(platform: str, port: int) -> str:
    """What to paste into a terminal with an administrator's rights; empty where nothing has to be.

    platform: as `sys.platform` names it.
    """
    if platform == "win32":
        return (
            'netsh advfirewall firewall add rule name="Communique" dir=in action=allow '
            f"protocol=TCP localport={port}"
        )
    if platform == "darwin":
        return ""
    if which("firewall-cmd"):
        return f"sudo firewall-cmd --add-port={port}/tcp"
    return f"sudo ufw allow {port}/tcp"
