"""What these pages share: which enterprise, who may, the lists beside each other, a form about a record."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from anlan.core.errors import NotYours
from anlan.core.forms import form_id
from anlan.core.steps import form_page
from anlan.enterprises import queries as register
from anlan.enterprises.learning import rules
from anlan.enterprises.models import Enterprise

WORDS = {
    "enterprises.plan_drill": "计划演练",
    "enterprises.call_off_drill": "取消计划的演练",
    "enterprises.record_drill": "登记演练",
    "enterprises.evaluate_drill": "评估",
    "enterprises.report_drill": "报送县（区）部门",
    "enterprises.mend": "改进完成",
    "enterprises.record_training": "登记培训",
    "enterprises.make_up": "补课",
    "enterprises.read_attendance": "上传签到表",
    "enterprises.read_lesson": "学完短课",
}


def beside() -> dict[str, str]:
    """The lists."""
    return {
        "应急演练": reverse("enterprises:drills"),
        "计划的演练": reverse("enterprises:planned_drills"),
        "应急预案": reverse("enterprises:plans"),
        "教育培训": reverse("enterprises:trainings"),
        "外来人员": reverse("enterprises:outsiders"),
        "短课": reverse("enterprises:lessons"),
    }


def place(request: HttpRequest, pk: UUID) -> Enterprise:
    """An enterprise the person sees. Raises 404."""
    return get_object_or_404(register.detail_of(request.user), pk=pk)


def asks(request: HttpRequest, found: Enterprise) -> None:
    """Go on for those who keep its records. Raises NotYours."""
    if reason := rules.may_keep(request.user, found):
        raise NotYours(reason, code="enterprises.not_yours")


def about(request: HttpRequest, found: Any, form: Any, act: Any, title: str, done: str) -> HttpResponse:
    """A form about one record, on a page of its own."""
    asks(request, found.enterprise)
    key = form_id(request)
    return form_page(
        request,
        form,
        lambda given: act(found, actor=request.user, client_id=key, **given),
        title=f"{title}：{found}",
        verb="保存",
        back=found.get_absolute_url(),
        done=done,
    )
