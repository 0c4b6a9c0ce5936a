"""Who the councils are: the register, its lineage and the names they are written under."""
