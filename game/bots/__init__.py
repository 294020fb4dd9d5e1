"""Policies that choose from what a side sees."""
