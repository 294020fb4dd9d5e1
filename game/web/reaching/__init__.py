"""A page that each device opens to prove that it reaches this computer."""
