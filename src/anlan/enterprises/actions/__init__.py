"""The only writer of the register."""

from anlan.enterprises.actions.accounts import open_account, see_personal
from anlan.enterprises.actions.bulk import Entry, record_many
from anlan.enterprises.actions.changing import change, ordered_industries, restore, set_owner
from anlan.enterprises.actions.checking import check
from anlan.enterprises.actions.id_numbers import hash_of
from anlan.enterprises.actions.people import (
    add_person,
    bring_person,
    change_person,
    end_person,
    restore_person,
    take_back_person,
)
from anlan.enterprises.actions.register import record, withdraw
from anlan.enterprises.actions.search import search_text

__all__ = [
    "Entry",
    "add_person",
    "bring_person",
    "change",
    "change_person",
    "check",
    "end_person",
    "hash_of",
    "open_account",
    "ordered_industries",
    "record",
    "record_many",
    "restore",
    "restore_person",
    "search_text",
    "see_personal",
    "set_owner",
    "take_back_person",
    "withdraw",
]
