"""Many hazards at once, each with its whole chain of events: for old ledgers and for worlds of any size.

`Life` tells one hazard's past in memory, step by step; `write` puts many lives into the database with few
statements. Steps keep to lifecycle.STEPS and to the database's constraints; rights are not asked, the caller answers
for who acts. What comes out is what the same actions would have written one by one, and `anlan verify` holds it.
"""

from anlan.hazards.bulk.life import Life
from anlan.hazards.bulk.writing import supervision_numbers, write

__all__ = ["Life", "supervision_numbers", "write"]
