"""Papers on the phone: what an officer's own issued papers say, who still signs, and whether they are served."""

from functools import lru_cache
from typing import Any

from anlan.core import hooks
from anlan.core.hooks import PhonePart
from anlan.enforcement.documents import papers, queries, rules, signatures
from anlan.enforcement.documents.models import Document, DocumentSignature
from anlan.files.presses import tags
from anlan.org import scope
from anlan.org.models import User

Role = DocumentSignature.Role


def day(user: User) -> dict[str, Any] | None:
    """The person's papers; None for who never has any. What one says is read from its template once a process."""
    if not scope.may(user, "enforcement.read_documents"):
        return None
    return {"papers": [_paper(one, user) for one in queries.to_take_along(user)]}


def _paper(document: Document, user: User) -> dict[str, Any]:
    digest, place = signatures.digest(document), document.enterprise
    return {
        "id": str(document.pk),
        "title": document.get_kind_display(),
        "number": document.number,
        "enterprise": str(place.pk),
        "party": document.party,
        "address": f"{place.region.name}{place.address}",
        "lines": _lines(str(document.pk), digest),
        "digest": digest,
        "signer": user.full_name,
        "officers": [one.full_name for one in document.officers],
        "signed": [[role, str(Role(role).label), one.name] for role, one in signatures.of(document).items()],
        "roles": rules.roles_open_to(user, document),
        "serves": not rules.may_serve(user, document),
    }


@lru_cache(maxsize=500)
def _lines(pk: str, digest: str) -> list[str]:
    """What an issued paper says, which is frozen: `digest` is over it."""
    return tags.told(papers.editable(Document.objects.select_related(*queries.SHOWN).get(pk=pk), to_sign=True))


def register() -> None:
    """Let phones take these along."""
    hooks.phone.register("enforcement", PhonePart(day, ("enforcement/field.js",)))
