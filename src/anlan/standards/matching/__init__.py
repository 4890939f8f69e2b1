"""From an inspector's words to the criteria they may fall under. Suggests; never judges."""

from anlan.standards.matching.answers import Answer, Candidate, Part, Verdict
from anlan.standards.matching.asking import match

__all__ = ["Answer", "Candidate", "Part", "Verdict", "match"]
