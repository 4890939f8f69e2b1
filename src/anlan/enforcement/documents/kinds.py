"""The kinds of documents: the character of each in its number, who issues it, and what it must follow."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a document is; each has a template of the same code."""

    ORDER = "order", "责令限期整改指令书"
    OPINION = "opinion", "整改复查意见书"


@dataclass(frozen=True)
class About:
    """`sign` is the character in 应急<字>〔年〕n号, empty for a record without a number; `parents` what it may answer.

    What needs no approval is made out by its officers themselves.
    """

    sign: str
    parents: tuple[Kind, ...] = ()
    is_approved: bool = True


TABLE = {
    Kind.ORDER: About("责改"),
    Kind.OPINION: About("复查", (Kind.ORDER,)),
}
"""Characters by rules.md 6.2; an opinion only after a parent (rules.md 6.2, order check)."""


def about(kind: str) -> About:
    """The table's line of a kind."""
    return TABLE[Kind(kind)]
