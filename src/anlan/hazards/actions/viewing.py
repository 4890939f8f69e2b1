"""How a person looks at the ledger: views saved under a name, columns chosen."""

import uuid

from anlan.core.errors import Invalid
from anlan.hazards.models import Layout, SavedView
from anlan.org.models import User

MOST_VIEWS = 20
MOST_PINNED = 6


def save_view(*, actor: User, name: str, query: str, pinned: bool = True) -> SavedView:
    """Keep filters under a name; the same name again replaces what stood there.

    Raises Invalid for an empty name, and beyond 20 views or 6 pinned ones.
    """
    called = name.strip()[:20]
    if not called:
        raise Invalid("请给这个视图起个名字。", code="hazards.view_name", fields={"name": ["请填写名称。"]})
    others = SavedView.objects.filter(user=actor).exclude(name=called)
    if others.count() >= MOST_VIEWS:
        raise Invalid(f"最多存 {MOST_VIEWS} 个视图，请先删去不用的。", code="hazards.views")
    pinned = pinned and others.filter(pinned=True).count() < MOST_PINNED
    values = {"query": query.lstrip("?")[:2000], "pinned": pinned}
    return SavedView.objects.update_or_create(user=actor, name=called, defaults=values)[0]


def drop_view(pk: uuid.UUID, *, actor: User) -> None:
    """Forget one of one's own views; of somebody else's nothing happens."""
    SavedView.objects.filter(pk=pk, user=actor).delete()


def choose_columns(names: list[str], *, actor: User) -> None:
    """Remember which columns the person wants to see; an empty choice brings the usual ones back."""
    Layout.objects.update_or_create(user=actor, defaults={"columns": names})
