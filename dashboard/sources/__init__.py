"""One reader per published layout: a file becomes one tidy frame; no arithmetic."""
