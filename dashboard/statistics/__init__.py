"""Pure functions from counts to figures, and the catalogue of what each figure means."""
