"""Blind lists: fixed lists of actions that a bot plays without looking, and the best one found."""
