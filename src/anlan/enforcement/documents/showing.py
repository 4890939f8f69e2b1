"""What documents add to the page of one's work."""

import datetime as dt

from django.urls import reverse

from anlan.core import clock
from anlan.core.hooks import Tab, Task, Work
from anlan.enforcement.documents import clocks, queries
from anlan.enforcement.documents.models import Document
from anlan.enterprises.models import Enterprise
from anlan.enterprises.rules import MANAGERS, post_of
from anlan.org import scope
from anlan.org.models import User

NAME = "enforcement.documents"
EACH = 6


def _count(user: User, enterprise: Enterprise) -> int:
    return queries.of_enterprise(user, enterprise).count()


def _sees(user: User, enterprise: Enterprise) -> bool:
    return scope.may(user, "enforcement.read_documents") or post_of(user, enterprise) in MANAGERS


ENTERPRISE_TAB = Tab(
    "执法文书",
    "enforcement:documents_of",
    order=62,
    shown=lambda user, enterprise: (
        scope.may(user, "enforcement.read_documents") or post_of(user, enterprise) in MANAGERS
    ),
    count=_count,
)


def work(user: User) -> list[Work]:
    """What waits to be issued and to be served by the person."""
    if not scope.may(user, "enforcement.read_documents"):
        return []
    return [
        _work("待签发的执法文书", "核对事实、依据和每一项的期限后签发", queries.to_issue(user), "draft"),
        _on_spot(user),
        _running(user),
        _work("待送达的执法文书", "当场送达，或七个工作日内送达", list(queries.to_serve(user)[:50]), "issued"),
    ]


def _running(user: User) -> Work:
    rows = queries.running(user)
    tasks = [
        Task(f"{one} {one.party}", one.get_absolute_url(), one.get_kind_display(), one.ends_on) for one in rows[:EACH]
    ]
    late = any(one.ends_on and one.ends_on < clock.today() for one in rows)
    hint = "到期前作出处理决定：登记保存七个工作日，查封扣押三十日"
    return Work("登记保存、查封扣押待处理", hint, tasks, len(rows), reverse("enforcement:documents"), is_red=late)


def _on_spot(user: User) -> Work:
    rows = queries.to_report(user)
    tasks = [Task(f"{one} {one.party}", one.get_absolute_url(), _until(one), _report_day(one)) for one in rows[:EACH]]
    late = any(clocks.is_report_late(one) or one.state == Document.State.DROPPED for one in rows)
    hint = "二十四小时内报告负责人；负责人不批准的立即解除"
    return Work("当场查封扣押待报告、待解除", hint, tasks, len(rows), reverse("enforcement:documents"), is_red=late)


def _until(document: Document) -> str:
    if document.state == Document.State.DROPPED:
        return "负责人没有批准，立即解除"
    by = clocks.report_by(document)
    return f"{clock.local_words(by)} 以前报告负责人" if by else ""


def _report_day(document: Document) -> dt.date | None:
    by = clocks.report_by(document)
    return clock.local_date(by) if by else None


def _work(label: str, hint: str, rows: list[Document], state: str) -> Work:
    tasks = [Task(f"{one} {one.party}", one.get_absolute_url(), one.get_kind_display(), None) for one in rows[:EACH]]
    return Work(label, hint, tasks, len(rows), f"{reverse('enforcement:documents')}?standing={state}")
