"""Every sentence of the game, in a language."""
