"""The reference engine: start, step, legal decisions, views, scores."""
