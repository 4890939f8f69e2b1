"""Pages of duties in force."""
