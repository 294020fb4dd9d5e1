"""An author's tests and claims about a scenario, played."""
