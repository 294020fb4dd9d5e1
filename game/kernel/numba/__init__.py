"""How the kernel's functions are compiled and kept on disk."""
