"""What a scenario means: names, bounds, chance, compiled effects."""
