"""A room that this computer hosts: where devices reach it, and the process that serves it."""
