"""A room that this computer hosts: where devices reach it, and the process that serves it.

The window starts a room in this way; `addresses.py` finds the addresses of this computer.
"""
