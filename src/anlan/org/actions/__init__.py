"""The only writer of org: regions, offices, powers, accounts, grants, logins, the calendar.

Each write that matters leaves one event on its office or account.
"""

from anlan.org.actions.accounts import (
    change_password,
    change_person,
    changed_fields,
    choose_digest,
    end_account,
    end_sessions,
    first_password,
    follow_post,
    lock,
    open_account,
    reset_password,
    unlock,
)
from anlan.org.actions.calendar import forget_workday, set_workday
from anlan.org.actions.discards import note_discard
from anlan.org.actions.first_run import set_up_administrators
from anlan.org.actions.grants import end_grant, grant
from anlan.org.actions.logins import count_failure, log_in
from anlan.org.actions.places import (
    change_office,
    end_office,
    end_power,
    found_office,
    give_power,
    set_region,
)

__all__ = [
    "change_office",
    "change_password",
    "change_person",
    "changed_fields",
    "choose_digest",
    "count_failure",
    "end_account",
    "end_grant",
    "end_office",
    "end_power",
    "end_sessions",
    "first_password",
    "follow_post",
    "forget_workday",
    "found_office",
    "give_power",
    "grant",
    "lock",
    "log_in",
    "note_discard",
    "open_account",
    "reset_password",
    "set_region",
    "set_up_administrators",
    "set_workday",
    "unlock",
]
