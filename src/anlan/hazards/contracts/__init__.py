"""Hazards of a contract: found when the other side was checked, seen and answered by it through its link."""
