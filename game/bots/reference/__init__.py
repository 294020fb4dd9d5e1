"""Personas (rule 12.2) in plain Python, made for reading, without the kernel."""
