"""From a notice to a campaign: read, decided by people piece by piece, put in force, changed from a day on."""
