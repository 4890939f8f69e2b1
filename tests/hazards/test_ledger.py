"""The ledger as a page and as a workbook: what is asked for is what is shown, and what is shown is what is exported.

Clause G5 of docs/requirements.md.
"""

import copy
import datetime as dt
import io
import uuid
from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.models.base import ModelState
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from anlan.core import clock
from anlan.enterprises.models import Enterprise
from anlan.hazards import actions, columns
from anlan.hazards.figures import OPEN, overdue
from anlan.hazards.models import Hazard, State
from tests.hazards.situations import reported

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)
MANY = 1001


@pytest.fixture
def lin(client, tell, at):
    """林巡 at the ledger, on a Monday."""
    at(MONDAY)
    client.force_login(tell.who("林巡"))
    return client


def exported(client, query: str = "") -> list[tuple]:
    """The rows of the workbook, without its head."""
    answer = client.get(reverse("hazards:export") + query)
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    return list(sheet.iter_rows(min_row=2, values_only=True))


def listed(client, query: str = "") -> list[str]:
    """The codes on the page, from the top."""
    return [row.hazard.code for row in client.get(reverse("hazards:ledger") + query).context["rows"]]


def counted(act) -> int:
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?state=all",
        "?level=major",
        "?state=closed",
        "?due=overdue",
        "?sort=due",
        "?sort=-found&state=all",
        "?q=封死",
    ],
)
def test_the_workbook_holds_what_the_page_shows_in_its_order(lin, tell, query):
    for state in ("found", "judged", "rectifying", "closed"):
        tell.to(state)
    assert [row[0] for row in exported(lin, query)] == listed(lin, query)


@pytest.mark.parametrize("chosen", [list(columns.COLUMNS), columns.USUAL], ids=["every column", "the usual ones"])
def test_columns_are_exported_without_a_query_a_row(lin, tell, chosen):
    actions.choose_columns(chosen, actor=tell.who("林巡"))
    for _ in range(3):
        tell.to("judged")
    exported(lin)
    few = counted(lambda: exported(lin))
    for _ in range(12):
        tell.to("judged")
    assert counted(lambda: exported(lin)) == few
    head = columns.heads(columns.chosen(chosen))
    assert {len(row) for row in exported(lin)} == {len(head)}


def test_more_enterprises_than_sqlite_takes_in_one_fetch_are_exported(lin, tell):
    one = tell.to("judged")
    others = Enterprise.objects.bulk_create(copies(one.enterprise, "local_code"))
    Hazard.objects.bulk_create(each for shop in others for each in copies(one, "code", of=1, enterprise=shop))
    assert len(exported(lin)) == MANY + 1


def copies(one, *told_apart: str, of: int = MANY, **changed) -> Iterator:
    """Unsaved copies of a record, told apart by those fields."""
    for _ in range(of):
        twin = copy.copy(one)
        twin._state, twin.pk = ModelState(), uuid.uuid4() if isinstance(one.pk, uuid.UUID) else None
        for name in told_apart:
            setattr(twin, name, uuid.uuid4().hex[:20])
        for name, value in changed.items():
            setattr(twin, name, value)
        yield twin


def test_the_page_asks_as_often_for_thirty_rows_as_for_three(lin, tell):
    for _ in range(3):
        tell.to("judged")
    listed(lin)
    few = counted(lambda: listed(lin))
    for _ in range(27):
        tell.found(description="线路私拉乱接")
    assert counted(lambda: listed(lin)) == few


def test_a_cell_that_computes_is_quoted_on_its_way_out(lin, tell):
    tell.found(description='=HYPERLINK("http://x","看这里")')
    assert exported(lin)[0][1].startswith("'=")


def test_what_people_typed_is_words_on_the_page_whatever_columns_are_shown(lin, tell):
    actions.choose_columns(list(columns.COLUMNS), actor=tell.who("林巡"))
    tell.found(description="<b>封死</b>", place_words="<i>喷漆房</i>")
    Enterprise.objects.update(name="<u>恒通</u>", address="<s>周沟</s>")
    Hazard.objects.update(finder_name="<em>林巡</em>", responsible_name="<q>郅明</q>")
    page = lin.get(reverse("hazards:ledger")).content.decode()
    for tag, words in (("b", "封死"), ("i", "喷漆房"), ("u", "恒通"), ("s", "周沟"), ("em", "林巡"), ("q", "郅明")):
        assert f"&lt;{tag}&gt;{words}&lt;/{tag}&gt;" in page
        assert f"<{tag}>{words}" not in page


def test_what_the_database_works_out_is_what_the_record_says(tell, at):
    """The columns behind lists and figures, against the properties pages show, in every state."""
    at(MONDAY)
    for state in State.values:
        if state != State.VOID:
            tell.to(state)
            tell.to(state, major=False)
    reported(tell)
    rows = list(Hazard.objects.all())
    assert {one.pk: (bool(one.stands_open), one.binds_on) for one in rows} == {
        one.pk: (one.is_open, one.next_due_on) for one in rows
    }
    assert {one.township_code for one in rows} == {"411003204"}
    late = at(dt.date(2026, 12, 20)) and Hazard.objects.filter(overdue(clock.today()))
    assert set(late) == {one for one in rows if one.is_open and one.next_due_on and one.next_due_on < clock.today()}
    assert set(Hazard.objects.filter(OPEN)) == {one for one in rows if one.is_open}


@pytest.mark.parametrize(
    ("asked", "found"), [("desks", True), ("workers", True), ("district", True), ("nonsense", False)]
)
def test_what_a_report_waits_for_is_a_list(lin, tell, asked, found):
    hazard = reported(tell)
    tell.to("judged")
    page = lin.get(reverse("hazards:ledger"), {"report": asked}).content.decode()
    assert (str(hazard) in page) == found
    assert "桂26-0002" not in page
