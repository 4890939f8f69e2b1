"""Transfers: a hazard outside one's remit goes to the right office, and never lies between two desks."""
