"""Dangerous work: hot work and its seven kin, the equipment it is done with, small jobs declared."""
