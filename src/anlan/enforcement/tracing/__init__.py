"""Trace-back (责任倒查): who looked, what they signed, what was not followed up, and what was done properly."""
