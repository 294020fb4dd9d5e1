"""From a YAML file to a Scenario, or to every problem that it has."""
