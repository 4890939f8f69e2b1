"""Writing certificates and the survey of who does special work: the only writer of both."""

from anlan.enterprises.certificates.actions.cards import (
    note_post,
    record_certificate,
    restore_certificate,
    review_certificate,
    stretch_review,
    verify_certificate,
    withdraw_certificate,
)
from anlan.enterprises.certificates.actions.checking import checked_number
from anlan.enterprises.certificates.actions.surveys import (
    confirm_survey,
    enter_post,
    hand_in,
    leave_post,
    name_in_full,
    survey_of,
    take_back_post,
)

__all__ = [
    "checked_number",
    "confirm_survey",
    "enter_post",
    "hand_in",
    "leave_post",
    "name_in_full",
    "note_post",
    "record_certificate",
    "restore_certificate",
    "review_certificate",
    "stretch_review",
    "survey_of",
    "take_back_post",
    "verify_certificate",
    "withdraw_certificate",
]
