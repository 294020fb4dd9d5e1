"""Converts rules to tables of whole numbers."""
