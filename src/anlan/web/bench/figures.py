"""What is measured: the figures of docs/performance.md, by name."""

import io
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from anlan.core.verify import verify
from anlan.enterprises.models import Enterprise
from anlan.files import importing
from anlan.hazards import actions
from anlan.hazards.models import Hazard, State
from anlan.org.models import Region, User
from anlan.standards import matching
from anlan.web.bench.queueing import outbox
from anlan.web.bench.syncing import sync
from anlan.web.bench.timing import Figure, Limit, measure
from anlan.web.links import ledger

PAGE, DASHBOARD, STEP, MATCH = Limit(75.0, 150.0), Limit(200.0, 200.0), Limit(30.0, 30.0), Limit(20.0, 20.0)
RANKED = Limit(500.0, 1_000.0)
"""Every place of a township with its reasons: a page asked for a few times a day (own limit)."""
IMPORT_MB, EXPORT_MB = 400, 200
VILLAGE = "411003204002"
ROWS = 50_000
APART = ("import.enterprises", "export")
"""Whose memory is judged: each is measured in a process of its own."""
PAGES = {
    # what an official asks for, in URLs
    "ledger.open": (lambda: ledger(), PAGE),
    "ledger.all": (lambda: ledger(state="all"), PAGE),
    "ledger.filtered": (lambda: ledger(state="open", village=VILLAGE, level="major"), PAGE),
    "ledger.overdue": (lambda: ledger(due="overdue"), PAGE),
    "ledger.by_due": (lambda: ledger(sort="due"), PAGE),
    "ledger.by_found": (lambda: ledger(state="all", sort="-found"), PAGE),
    "ledger.search": (lambda: ledger(state="all", q="燃气"), PAGE),
    "ledger.search_long": (lambda: ledger(state="all", q="可燃气体报警器"), PAGE),
    "ledger.deep": (lambda: ledger(state="all", page=150), PAGE),
    "dashboard": (lambda: reverse("web:home"), DASHBOARD),
    "search": (lambda: f"{reverse('web:search')}?q=燃气", DASHBOARD),
    "record": (lambda: reverse("hazards:record", args=[_one(State.CLOSED).pk]), PAGE),
    "work": (lambda: reverse("hazards:mine"), DASHBOARD),
    "next_places": (lambda: reverse("campaigns:next_places"), RANKED),
}


def names(only: str = "") -> list[str]:
    """The names of all figures that begin so, in the order they are measured."""
    return [name for name in _all(0) if name.startswith(only)]


def figure(name: str, *, rows: int = ROWS) -> Figure:
    """Measure one; `rows` are those of the workbook that is imported."""
    return _all(rows)[name](name, Hazard.objects.count())


def _all(rows: int) -> dict[str, Callable[[str, int], Figure]]:
    pages = {name: _page(url, limit) for name, (url, limit) in PAGES.items()}
    return {
        **pages,
        "step.record": _step_record,
        "step.judge": _step_judge,
        "match": _match,
        "import.enterprises": partial(_import_enterprises, rows=rows),
        "export": _export,
        "verify": _verify,
        "sync": sync,
        "outbox": outbox,
    }


def _page(url: Callable[[], str], limit: Limit) -> Callable[[str, int], Figure]:
    def make(name: str, count: int) -> Figure:
        client, address = _client(), url()

        def act() -> None:
            answer = client.get(address, SERVER_NAME="localhost")
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answered {answer.status_code}")

        return measure(name, count, limit, act)

    return make


def _client() -> Client:
    client = Client()
    client.force_login(User.objects.get(username="linxun"))
    return client


def _one(state: str) -> Hazard:
    return Hazard.objects.filter(state=state).order_by("-pk")[0]


def _step_record(name: str, count: int) -> Figure:
    place, actor = Enterprise.objects.first(), User.objects.get(username="linxun")

    def act() -> None:
        actions.record(place, actor=actor, description="燃气软管老化开裂，测量用", source="guidance")

    return measure(name, count, STEP, act, rounds=30)


def _step_judge(name: str, count: int) -> Figure:
    actor = User.objects.get(username="linxun")
    waiting = iter(Hazard.objects.filter(state=State.FOUND, doubt=False).select_related("enterprise")[:40])

    def act() -> None:
        actions.judge(next(waiting), actor=actor, level="general")

    return measure(name, count, STEP, act, rounds=30)


SEEN = (
    "喷漆房内可燃气体报警器未通电，调漆间无机械通风",
    "员工食堂灭火器压力不足，配电箱前堆放杂物",
    "叉车制动失灵仍在使用",
    "木工车间布袋除尘器未装锁气卸灰装置，横梁积尘约4厘米",
)


def _match(name: str, count: int) -> Figure:
    words = iter(SEEN * 40)

    def act() -> None:
        matching.match(next(words))

    return measure(name, count, MATCH, act, rounds=60, note="one description against all criteria in force")


def _import_enterprises(name: str, count: int, *, rows: int) -> Figure:
    """A real-looking workbook previewed, checked for duplicates and written; 60 s for 50,000 rows."""
    actor, content = User.objects.get(username="linxun"), _workbook(rows)

    @transaction.atomic
    def act() -> None:
        run = importing.upload("enterprises", SimpleUploadedFile("企业台账.xlsx", content), actor=actor)
        run = importing.preview(run, at_once=True)
        importing.commit(run, actor=actor, at_once=True)
        if run.counts.get("created") != rows:
            raise RuntimeError(f"the import wrote {run.counts} of {rows} rows")
        transaction.set_rollback(True)  # the next figures find the township as it was

    limit = 60_000 * max(rows, 1000) / 50_000
    return measure(
        name, count, Limit(limit, limit, IMPORT_MB), act, rounds=0, note=f"{rows} rows previewed and written"
    )


def _workbook(rows: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(["桂村乡生产经营单位台账"])
    sheet.append(["序号", "单位名称", "所在村", "负责人", "联系电话", "行业", "从业人数"])
    villages = list(Region.objects.filter(level=Region.Level.VILLAGE).values_list("name", flat=True))
    for number in range(rows):
        phone = f"1383747{number % 10000:04d}"
        sheet.append(
            [number + 1, f"测量用第{number}加工坊", villages[number % len(villages)], "王测", phone, "工贸", 12]
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _export(name: str, count: int) -> Figure:
    client = _client()
    address = f"{reverse('hazards:export')}?state=all"
    limit = 30_000 * max(count, 1000) / 1_000_000 * 4

    def act() -> None:
        answer = client.get(address, SERVER_NAME="localhost")
        sum(len(piece) for piece in answer.streaming_content)  # type: ignore[attr-defined]  # an export streams

    return measure(name, count, Limit(limit, limit, EXPORT_MB), act, rounds=0, note="every row as xlsx")


def _verify(name: str, count: int) -> Figure:
    seen: dict[str, Any] = {}

    def act() -> None:
        seen["report"] = verify()

    limit = 600_000 * max(count, 1000) / 1_000_000
    figure = measure(name, count, Limit(limit, limit), act, rounds=0)
    if seen["report"].broken:
        raise RuntimeError("the populated journal does not hold")
    return figure
