"""The payoff plane on the console: of an open table, and of all tables after the end."""
