"""Gaps of enterprises' files that may be hazards: told to those they concern, confirmed by a person."""
