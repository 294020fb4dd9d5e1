"""Checks of effects and of what they set off."""
