"""Council areas: built, imported, simplified, and drawn as paths for the map."""
