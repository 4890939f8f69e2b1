"""Pages of dangerous work."""
