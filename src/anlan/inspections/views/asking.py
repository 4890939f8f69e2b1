"""What the pages of a visit share: the visit, whether one may write to it, the photos a form brought."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from anlan.core.errors import Invalid, NotYours
from anlan.files import actions as files
from anlan.files import queries as evidence
from anlan.files.models import StoredFile
from anlan.inspections import queries, rules
from anlan.inspections.forms import Sent
from anlan.inspections.models import Visit
from anlan.org.models import User

PHOTOS = 20


def person(request: HttpRequest) -> User:
    """Who asks; every page here is behind the login."""
    return request.user  # type: ignore[return-value]  # LoginRequiredMiddleware


def visit_of(request: HttpRequest, pk: uuid.UUID) -> Visit:
    """The visit, if the person may see it."""
    return queries.found(person(request), pk)


def working_on(request: HttpRequest, pk: uuid.UUID) -> Visit:
    """The visit, if the person came along. Raises NotYours."""
    visit = visit_of(request, pk)
    if reason := rules.may_work_on(person(request), visit):
        raise NotYours(reason, code="inspections.not_yours")
    return visit


def photos(request: HttpRequest, name: str = "photos") -> list[str]:
    """Keep the photos a form brought; their sha256. Raises Invalid for what is no photo."""
    sent = request.FILES.getlist(name)
    if len(sent) > PHOTOS:
        raise Invalid(f"一次最多 {PHOTOS} 张照片，请分两次上传。", code="inspections.photos")
    return [files.keep(one, actor=person(request), images_only=True).sha256 for one in sent]


def picture(request: HttpRequest, *names: str) -> tuple[StoredFile | None, str]:
    """The first of these file fields that came, kept, with the field's name."""
    for name in names:
        upload = request.FILES.get(name)
        if isinstance(upload, UploadedFile):
            return files.keep(upload, actor=person(request), images_only=True), name
    return None, ""


def warn_of_reuse(request: HttpRequest, visit: Visit, sha256s: list[str]) -> None:
    """Say which of these photos served elsewhere before."""
    for words in evidence.reuse_warnings(sha256s, besides=visit.pk) if sha256s else []:
        messages.warning(request, words)


def cleaned(form: Sent) -> Sent:
    """The form, valid. Raises Invalid with the first sentence, for small forms that have no page of their own."""
    if form.is_valid():
        return form
    listed = {name: [str(one) for one in errors] for name, errors in form.errors.items()}
    first = next((f"{_label(form, name)}{words[0]}" for name, words in listed.items()), "请检查填写的内容。")
    raise Invalid(first, code="inspections.form", fields=listed)


def _label(form: Sent, name: str) -> str:
    field = form.fields.get(name)
    return f"{field.label}：" if field and field.label else ""


def stamp(form: Sent, name: str) -> dict[str, Any]:
    """The form's number and the phone's time, as an action takes them."""
    moment: dt.datetime | None = form.cleaned_data.get("moment")
    if moment is not None:
        moment = moment.replace(tzinfo=dt.UTC)
    return {"client_id": form.cleaned_data.get("client_id"), name: moment}
