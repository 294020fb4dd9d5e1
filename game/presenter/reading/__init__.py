"""How much a side has to read before it decides for the first time."""
