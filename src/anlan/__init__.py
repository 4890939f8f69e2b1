"""Anlan (安澜): the work system of township safety offices."""

__version__ = "0.1.0"
