"""Cases: from a fact to a decision that was performed, or to none; with their clocks."""
