"""Which council's area a postcode lies in: a directory taken in once, asked by the site."""
