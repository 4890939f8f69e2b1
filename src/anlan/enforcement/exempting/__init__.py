"""Found, reported, exempt: whether a major hazard an enterprise reported itself goes without a penalty."""
