"""Events: who did what to which subject and when; append-only, each chained to the one before it by digest.

`log` is what an event is and what it is about, `digests` how one hangs on the one before, `writing` how one is left,
`repeating` how an action that is sent twice leaves one.
"""

from anlan.core.events.digests import digest_of, plain
from anlan.core.events.log import (
    Chained,
    Event,
    event_model_of,
    event_models,
    subject_model_of,
)
from anlan.core.events.repeating import Met, begins_anew, meeting, once, repeated
from anlan.core.events.writing import CLOCK_TOLERANCE, append, begin, make, names_of

__all__ = [
    "CLOCK_TOLERANCE",
    "Chained",
    "Event",
    "Met",
    "append",
    "begin",
    "begins_anew",
    "digest_of",
    "event_model_of",
    "event_models",
    "make",
    "meeting",
    "names_of",
    "once",
    "plain",
    "repeated",
    "subject_model_of",
]
