"""The screens, each beside its private parts."""
