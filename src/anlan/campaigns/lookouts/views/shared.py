"""A lookout the person may see."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from anlan.campaigns.lookouts import board, queries
from anlan.campaigns.lookouts.models import Lookout


def found_by(request: HttpRequest, pk: UUID) -> Lookout:
    """A lookout of a township the person reads, or one that asks an enterprise of theirs."""
    user: Any = request.user
    rows = board.shown(Lookout.objects.all())
    if found := rows.filter(pk__in=queries.visible_to(user).values("pk"), pk=pk).first():
        return found
    known = next((one for one, _ in queries.of_own(user) if one.pk == pk), None)
    if known is None:
        raise Http404
    return known
