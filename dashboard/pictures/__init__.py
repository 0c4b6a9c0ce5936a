"""The pictures that stand beside a link to the site where it is shared, drawn at publish time."""
