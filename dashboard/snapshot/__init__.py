"""The immutable folder in which the publisher and the site meet."""
