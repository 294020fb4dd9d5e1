"""People and devices around one or several games of a scenario, without any page."""
