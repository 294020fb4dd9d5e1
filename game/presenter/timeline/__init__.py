"""A game decision by decision, as it is looked back on."""
