"""Pages of contracts and contractors."""
