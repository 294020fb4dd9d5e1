"""What a designer works with beside the checker, such as texts for translators and diagrams."""
