"""Handbooks: everything an inspector needs to know of one industry or one standard, made from the criteria of a day."""
