"""Drills of the township government itself: at least one every two years (生产安全事故应急条例 art. 8)."""
