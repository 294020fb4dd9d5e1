"""A second implementation of rule 12, made for reading: plain Python without the kernel."""
