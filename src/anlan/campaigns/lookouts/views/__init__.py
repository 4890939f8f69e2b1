"""Pages of lookouts."""
