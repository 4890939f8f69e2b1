"""Every page of the measure, for every kind of person, at the same cost for few rows and for many."""

import datetime as dt
import io
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from anlan.core import hooks
from anlan.org.scope import township_of
from anlan.standards import actions, checklists
from anlan.standards.checklists import Facts
from anlan.standards.models import Checklist, Comparison, CriteriaPack, Criterion, Industry, IndustryOffice
from tests.standards.conftest import ITEM
from tests.world import GUICUN, NEIGHBOUR

pytestmark = pytest.mark.django_db

EVERYBODY = [
    "林巡",
    "孙主",
    "钱执",
    "王镇",
    "吴村",
    "马协",
    "顾专",
    "纪明",
    "郑邻",
    "何客",
    "系统员",
    "安全员",
    "审计员",
]
COMPARERS = {"林巡", "孙主", "钱执", "郑邻", "赵执", "周同"}
ARRANGERS = {"孙主", "王镇"}


@pytest.fixture
def shelf(world, load):
    """One pack of three items, a frozen checklist."""
    load(
        items=[
            {"code": f"第{n}条", "summary": f"第{n}处安全出口锁闭", "checked_against_text": n == 1} for n in (1, 2, 3)
        ]
    )
    return world


def reading():
    """URLs everybody who is logged in may read."""
    item = Criterion.objects.first()
    list_ = Checklist.objects.first()
    return [
        reverse("standards:packs"),
        reverse("standards:packs") + "?state=all&industry=gongmao",
        reverse("standards:pack", args=["shiyan-2024"]),
        reverse("standards:pack", args=["shiyan-2024"]) + "?q=出口",
        reverse("standards:pack_version", args=["shiyan-2024", 1]),
        reverse("standards:pack_paper", args=["shiyan-2024", 1]),
        reverse("standards:criterion", args=[item.pk]),
        reverse("standards:search") + "?q=出口&on=2026-11-24",
        reverse("standards:industries"),
        reverse("standards:preview"),
        reverse("standards:preview") + "?industry=gongmao&industry=ranqi&on=2026-11-24",
        reverse("standards:preview_pdf") + "?industry=gongmao",
        reverse("standards:checklist_pdf", args=[list_.pk]),
        reverse("standards:checklist", args=[list_.pk]),
    ]


@pytest.fixture
def frozen(shelf):
    return checklists.for_facts(Facts(("gongmao",)), dt.date(2026, 11, 24))


def test_who_is_not_logged_in_is_sent_to_the_login(client, frozen):
    writing = [
        reverse("standards:compare", args=[Criterion.objects.first().pk]),
        reverse("standards:industry_new"),
        reverse("standards:industry", args=["gongmao"]),
        reverse("standards:office", args=["gongmao", GUICUN]),
    ]
    for url in [*reading(), *writing]:
        assert client.get(url).status_code in (302, 405), url
        assert client.post(url).status_code in (302, 405), url


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_logged_in_reads_the_criteria(client, frozen, shelf, name):
    client.force_login(shelf.people[name])
    assert [(url, status) for url in reading() if (status := client.get(url).status_code) != 200] == []


@pytest.mark.parametrize("name", EVERYBODY)
def test_only_who_may_put_a_comparison_on_record(client, shelf, name):
    item = Criterion.objects.first()
    client.force_login(shelf.people[name])
    form = {"outcome": "agrees", "source": "应急管理部网站", "client_id": uuid4()}
    page = client.get(reverse("standards:criterion", args=[item.pk])).content.decode()
    answer = client.post(reverse("standards:compare", args=[item.pk]), form)
    allowed = name in COMPARERS
    assert ("记录核对结果" in page) == allowed
    assert answer.status_code == (302 if allowed else 403)
    assert Comparison.objects.count() == allowed


@pytest.mark.parametrize("name", EVERYBODY)
def test_only_who_may_edits_industries_and_their_offices(client, shelf, name):
    client.force_login(shelf.people[name])
    allowed = name in ARRANGERS
    gongmao = Industry.objects.get(pk="gongmao")
    form = {"name": "工贸行业", "order": gongmao.order, "active": "on", "client_id": uuid4()}
    new = {"code": "xin", "name": "新行业", "order": 9, "active": "on", "client_id": uuid4()}
    office = {"office": shelf.offices["应急办"].pk, "client_id": uuid4()}
    for url, values in (
        (reverse("standards:industry", args=["gongmao"]), form),
        (reverse("standards:industry_new"), new),
        (reverse("standards:office", args=["gongmao", GUICUN]), office),
    ):
        statuses = (client.get(url).status_code, client.post(url, values).status_code)
        if allowed:
            assert statuses == (200, 302), url
        else:
            assert set(statuses) <= {403, 404}, url
    assert Industry.objects.filter(name__in=["工贸行业", "新行业"]).count() == (2 if allowed else 0)
    assert IndustryOffice.objects.count() == allowed


def test_a_neighbour_does_not_reach_our_offices(client, shelf):
    client.force_login(shelf.people["郑邻"])
    assert client.get(reverse("standards:office", args=["gongmao", GUICUN])).status_code == 404
    assert client.get(reverse("standards:office", args=["gongmao", NEIGHBOUR])).status_code == 403
    assert township_of(NEIGHBOUR) == NEIGHBOUR


@pytest.mark.parametrize(
    "url",
    [
        "/standards/packs/meiyou/",
        "/standards/packs/shiyan-2024/7/",
        "/standards/packs/shiyan-2024/7/print/",
        "/standards/criteria/01890000-0000-7000-8000-000000000000/",
        "/standards/checklists/01890000-0000-7000-8000-000000000000/",
        "/standards/checklists/01890000-0000-7000-8000-000000000000/pdf/",
    ],
)
def test_what_is_not_there_is_not_found(client, shelf, url):
    client.force_login(shelf.people["林巡"])
    assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?state=no",
        "?industry=meiyou",
        "?page=99",
        "?q=%00",
        "?on=2026-13-45",
        "?on=x&industry=x&q=" + "隐" * 5000,
        "?q=👍",
    ],
)
@pytest.mark.parametrize("name", ["packs", "search", "industries", "preview", "preview_pdf"])
def test_nonsense_in_the_address_gives_a_page(client, shelf, name, query):
    client.force_login(shelf.people["林巡"])
    assert client.get(reverse(f"standards:{name}") + query, follow=True).status_code == 200


def test_the_marks_of_a_pack_are_never_hidden(client, world, load):
    load(
        complete=False, topics_only=True, effective="自印发之日起施行", note="核对来源：转载", applies_to="试验企业",
        items=[{"checked_against_text": False}],
    )  # fmt: skip
    client.force_login(world.people["何客"])
    page = client.get(reverse("standards:pack", args=["shiyan-2024"])).content.decode()
    for words in ("只有条号和主题", "日期待核", "核对来源：转载", "试验企业", "尚未与原文核对", "提请市级部门认定"):
        assert words in page


def test_a_replaced_pack_says_by_what(client, world, load, write):
    write(id="xin-2026", doc_number="新〔2026〕1号", effective="2026-01-01", title="新标准")
    load(status="superseded by 新〔2026〕1号")
    client.force_login(world.people["何客"])
    page = client.get(reverse("standards:pack", args=["shiyan-2024"])).content.decode()
    assert "《新标准》（新〔2026〕1号）" in page
    assert "2026年1月1日起不再执行" in page
    shown = client.get(reverse("standards:packs")).content.decode()
    assert "试验行业重大事故隐患判定标准" not in shown
    old = client.get(reverse("standards:packs") + "?state=ended").content.decode()
    assert "试验行业重大事故隐患判定标准" in old


def test_a_comparison_that_differs_without_saying_where_is_asked_again(client, shelf):
    client.force_login(shelf.people["林巡"])
    url = reverse("standards:compare", args=[Criterion.objects.first().pk])
    answer = client.post(url, {"outcome": "", "source": "", "client_id": uuid4()})
    assert answer.status_code == 422
    answer = client.post(url, {"outcome": "differs", "source": "官网原件", "client_id": uuid4()})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert ('value="官网原件"' in page, "请写明哪里不一致" in page) == (True, True)


def test_the_official_page_of_a_standard_opens_with_a_tap(client, shelf, write, folder):
    write(id="wangye", official_urls=["https://www.mem.gov.cn/a.pdf", "javascript:alert(1)"])
    actions.load_packs(folder)
    client.force_login(shelf.people["林巡"])
    page = client.get(
        reverse("standards:criterion", args=[Criterion.objects.get(pack__slug="wangye").pk])
    ).content.decode()
    assert 'href="https://www.mem.gov.cn/a.pdf"' in page
    assert 'href="javascript' not in page


def three_and_thirty(write, folder):
    for count in (3, 30):
        items = [{**ITEM, "code": f"第{n}条", "summary": f"第{n}处安全出口锁闭"} for n in range(count)]
        for number in range(count):
            write(id=f"bao-{number}", doc_number=f"包〔2024〕{number}号", items=items)
        actions.load_packs(folder)
        yield count


def test_pages_cost_the_same_for_three_rows_and_for_thirty(client, world, industries, write, folder):
    client.force_login(world.people["林巡"])
    urls = ["packs/bao-0/", "search/?q=出口", "", "checklists/?industry=gongmao", "industries/"]
    counts = {url: set() for url in urls}
    client.get("/standards/")  # the first page after a login also writes the session
    for _ in three_and_thirty(write, folder):
        assert CriteriaPack.objects.filter(withdrawn_at=None).exists()
        for url in urls:
            counts[url].add(queries_of(client, f"/standards/{url}"))
    assert {url: len(different) for url, different in counts.items()} == dict.fromkeys(urls, 1)


def queries_of(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_a_checklist_prints_as_a_pdf_with_every_question(client, frozen, shelf):
    client.force_login(shelf.people["马协"])
    answer = client.get(reverse("standards:checklist_pdf", args=[frozen.pk]))
    assert answer["Content-Type"] == "application/pdf"
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    for number in (1, 2, 3):
        assert f"第{number}处安全出口锁闭" in words.replace("\n", "")
    assert words.count("□") == 9


def test_what_higher_rooms_hang_on_an_item_is_loaded_by_its_address(client, shelf, monkeypatch):
    item = Criterion.objects.first()
    monkeypatch.setattr(hooks, "tabs", hooks.Tabs())
    hooks.tabs.register("criterion", hooks.Tab("按本条判定的隐患", "standards:compare"))
    client.force_login(shelf.people["林巡"])
    page = client.get(reverse("standards:criterion", args=[item.pk])).content.decode()
    assert f'hx-get="{reverse("standards:compare", args=[item.pk])}"' in page
    assert "按本条判定的隐患" in page
