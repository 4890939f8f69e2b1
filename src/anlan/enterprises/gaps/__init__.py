"""Gaps: what the law asks of an enterprise and its file does not show; seen by itself, filled by itself."""
