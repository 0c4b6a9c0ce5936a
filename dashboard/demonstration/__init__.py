"""Made-up cases in the real input formats, marked as such everywhere."""
