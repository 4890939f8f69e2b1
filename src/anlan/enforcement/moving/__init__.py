"""Cases on their way to another authority: what both desks see of them; `cases.actions` writes."""
