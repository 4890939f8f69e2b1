"""Photos sent at a door."""

from django.http import HttpRequest

from anlan.core.errors import Invalid
from anlan.files import actions as files
from anlan.org.models import User

MOST = 6


def kept(request: HttpRequest, name: str, user: User | None) -> list[str]:
    """The photos of a field, kept by their hashes. Raises Invalid for too many and for what is no picture."""
    sent = request.FILES.getlist(name)
    if len(sent) > MOST:
        raise Invalid(f"一次最多 {MOST} 张照片，请少选几张。", code="inspections.photos")
    return [files.keep(one, actor=user, images_only=True).sha256 for one in sent]
