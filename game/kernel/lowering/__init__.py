"""From rules to tables of whole numbers."""
