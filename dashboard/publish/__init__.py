"""From a publisher's folder to a snapshot that the site serves."""

from dashboard.publish.publication import Publication, publish

__all__ = ["Publication", "publish"]
