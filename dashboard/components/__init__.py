"""Dash pieces without callbacks."""
