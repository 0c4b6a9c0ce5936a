"""One module a page: its layout, and the callbacks it registers."""
