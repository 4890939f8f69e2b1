"""Money for safety, the standardization level, and the experts an enterprise engages."""
