"""`python -m dashboard`: the same as the command `council-performance`."""

from dashboard.cli import run

run()
