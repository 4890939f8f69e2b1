"""The ID number of a person: read, compared without being seen, held by one person in office."""

from django.utils.crypto import salted_hmac

from anlan.core.errors import Invalid
from anlan.enterprises.models import Enterprise, Person
from anlan.files.sheets.credit_code import read_id_number
from anlan.files.sheets.unclean import Unclean


def checked_id(enterprise: Enterprise, raw: str, but: Person | None = None) -> str:
    """An ID number (GB 11643-1999) in its one form; empty stays empty.

    Raises Invalid where the check digit is wrong, and where somebody else in office there has it.
    """
    try:
        number = read_id_number(raw)
    except Unclean as problem:
        words = f"{problem}，请对照身份证核对。"
        raise Invalid(words, code="enterprises.id_number", fields={"id_number": [words]}) from problem
    same = enterprise.people.filter(until=None, id_hash=hash_of(number)).exclude(pk=but.pk if but else None)
    if number and (other := same.first()):
        words = f"这个身份证号已登记在{other.told_apart}名下，请核对；同一个人不用登记两次。"
        raise Invalid(words, code="enterprises.id_taken", fields={"id_number": [words]})
    return number


def hash_of(number: str) -> str:
    """What an ID number is compared by: keyed, so that nobody finds a number by trying all of them."""
    return salted_hmac("anlan.enterprises.id_number", number, algorithm="sha256").hexdigest() if number else ""
