"""Feeds of what is new: published decisions, years and corrections, in Atom (RFC 4287)."""

from dashboard.feeds.feed import feed

__all__ = ["feed"]
