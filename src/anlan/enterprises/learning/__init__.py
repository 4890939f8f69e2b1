"""Drills and trainings of an enterprise: rhythm, records, attendance with make-up, the training file."""
