"""How the sides of a scenario are told from one another."""
