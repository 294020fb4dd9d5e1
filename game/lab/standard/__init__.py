"""The standard of balance that scenarios are held to."""
