"""Turns the kernel's functions into machine code, with LLVM and nothing else."""
