"""Offers at a negotiating table as one side reads them."""
