"""Machine code for one scenario, made from its tables by LLVM."""
