"""Pages of going to look."""
