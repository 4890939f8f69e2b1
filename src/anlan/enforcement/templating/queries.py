"""Reading templates: the versions of a kind, and the one that holds at a moment."""

import datetime as dt

from django.db.models import Q, QuerySet

from anlan.core import clock
from anlan.core.errors import NotNow
from anlan.enforcement.templating.kinds import all_kinds
from anlan.enforcement.templating.models import Template
from anlan.files import storing

SHIPPED_VERSION = 1


def versions(kind: str) -> QuerySet[Template]:
    """Every version of a kind, the latest first."""
    return Template.objects.filter(kind=kind).select_related("file", "uploaded_by").order_by("-version")


def in_force(kind: str, moment: dt.datetime | None = None) -> Template | None:
    """The version that held at a moment; a later one never changes the answer, so old papers keep theirs."""
    at = moment or clock.now()
    day = clock.local_date(at)
    known = Q(uploaded_at__lte=at) | Q(version=SHIPPED_VERSION)
    holding = Q(valid_to=None) | Q(valid_to__gte=day)
    rows = Template.objects.filter(known, holding, kind=kind, valid_from__lte=day)
    return rows.select_related("file").order_by("-version").first()


def required(kind: str, moment: dt.datetime | None = None) -> Template:
    """The version that holds. Raises NotNow, naming what expired when, where none does."""
    if found := in_force(kind, moment):
        return found
    label, last = all_kinds()[kind].label, versions(kind).first()
    past = f"最近的第{last.version}版到{last.valid_to or last.valid_from}为止" if last else "还没有登记过"
    words = f"《{label}》没有有效的模板（{past}），不能生成。请站所负责人或系统管理员在“文书模板”里上传新版本。"
    raise NotNow(words, code="enforcement.no_template")


def content_of(template: Template) -> bytes:
    """The bytes of its file."""
    with storing.open_stored(template.file_id) as stream:
        return stream.read()
