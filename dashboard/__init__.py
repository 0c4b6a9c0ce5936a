"""Your council's performance: the Ombudsman's complaint cases, as figures anyone can check."""
