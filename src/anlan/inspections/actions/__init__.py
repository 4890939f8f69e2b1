"""The only writer of visits; each function leaves one event."""

from anlan.inspections.actions.answering import answer, jump, skip
from anlan.inspections.actions.beginning import add_companion, begin, digest_for, leave_out, list_for
from anlan.inspections.actions.ending import abandon, finish
from anlan.inspections.actions.finding import fix_at_once, link_known, record_hazard
from anlan.inspections.actions.late import add_late, begun_as
from anlan.inspections.actions.signing import refuse_signature, sign

__all__ = [
    "abandon",
    "add_companion",
    "add_late",
    "answer",
    "begin",
    "begun_as",
    "digest_for",
    "finish",
    "fix_at_once",
    "jump",
    "leave_out",
    "link_known",
    "list_for",
    "record_hazard",
    "refuse_signature",
    "sign",
    "skip",
]
