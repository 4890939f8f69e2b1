"""The frame: events and chains, clock and work days, errors, search, jobs, base pages. Knows no business word."""
