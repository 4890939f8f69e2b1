"""Posts and people: duty lists by post, each person's signature, the yearly check, and the staffing rule."""
