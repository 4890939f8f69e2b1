"""Believable worlds of any size, from a seed: the demo's township with many more enterprises and hazards."""
