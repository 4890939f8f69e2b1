"""Pages of org."""
