"""D4, D5, G5: The bulletin: figures frozen with a seal, words people change, issued once by somebody else."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from anlan.campaigns import actions, printing, queries, wording
from anlan.campaigns.forms import quarter_of
from anlan.campaigns.models import Bulletin
from anlan.campaigns.steering import actions as steering
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.hazards.models import Hazard
from anlan.org.models import Region
from tests.world import GUICUN

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2026, 10, 1), dt.date(2026, 12, 31)
MONDAY = dt.date(2026, 11, 23)


@pytest.fixture
def bulletin(tell, at) -> Bulletin:
    """Drafted by 林巡 after one closed, one overdue and one undecided hazard."""
    at(dt.date(2026, 10, 12))
    tell.to("closed")
    tell.to("judged")
    at(MONDAY)
    tell.found(description="宿舍安全出口上锁")
    region = Region.objects.get(code=GUICUN)
    return actions.draft(region, actor=tell.who("林巡"), first_day=FIRST, last_day=LAST)


def test_the_figures_are_those_of_the_ledger_and_carry_the_seal(bulletin):
    counts = bulletin.figures["counts"]
    shown = {name: counts[name] for name in ("found", "found_major", "found_unjudged", "closed", "open", "overdue")}
    assert shown == {"found": 3, "found_major": 2, "found_unjudged": 1, "closed": 1, "open": 2, "overdue": 1}
    assert bulletin.figures["villages"][0]["label"] == "周沟村"
    assert bulletin.figures["rates"]["rectified"]["shown"] == "33.3%"
    assert bulletin.seal.last_position >= sum(one.events.count() for one in Hazard.objects.all())
    assert "共排查发现隐患 3 条，其中重大 2 条" in bulletin.words["opening"][0]
    assert verify().broken == []


def test_money_and_expert_days_asked_for_granted_and_spent_stand_per_hazard(client, bulletin, tell, at):
    lin, wang, region = tell.who("林巡"), tell.who("王镇"), bulletin.region
    hazards = list(Hazard.objects.filter(state="judged")) * 2
    facts = {"actor": lin, "office": lin.office, "reason": "除尘改造", "days": Decimal(2)}
    first, _ = (steering.ask_support(one, amount=Decimal(9000), **facts) for one in hazards)
    steering.decide_support(first, actor=wang, is_granted=True, amount=Decimal(8000), days=Decimal(1), source="乡财政")
    steering.record_spending(first, actor=lin, on=MONDAY, to="除尘设备厂", amount=Decimal("2500.50"))
    told = actions.recount(bulletin, actor=lin).figures["support"]
    sums = {"asked_amount": "18000", "asked_days": "4", "granted_amount": "8000", "granted_days": "1"}
    sums |= {"spent_amount": "2500.5", "spent_days": "0"}
    assert (told["total"], [row["code"] for row in told["rows"]]) == (sums, [str(hazards[0])])
    client.force_login(lin)
    page = client.get(reverse("campaigns:detail", args=[bulletin.pk])).content.decode()
    assert "18000 元、4 人天" in page
    assert reverse("campaigns:support_of", args=[hazards[0].pk]) in page
    words = wording.draft(bulletin.figures, region.name, FIRST, LAST)["opening"][1]
    assert words == "为 1 条隐患的整改申请 18000 元、4 人天，同意 8000 元、1 人天，支出 2500.5 元。"
    assert any(getattr(block, "text", "") == "整改资金和专家" for block in printing.document(bulletin).body)
    before = actions.figures.gather(region, dt.date(2026, 7, 1), dt.date(2026, 9, 30))["support"]
    assert (before["rows"], before["total"]["asked_amount"]) == ([], "0")


def test_a_bulletin_frozen_before_money_was_counted_is_shown_and_printed(client, bulletin, tell):
    del bulletin.figures["support"]
    bulletin.save()
    client.force_login(tell.who("林巡"))
    assert client.get(reverse("campaigns:detail", args=[bulletin.pk])).status_code == 200
    assert printing.as_docx(bulletin)


def test_figures_stay_as_they_were_until_taken_anew(bulletin, tell):
    tell.found(description="又看到一处线路私拉")
    bulletin.refresh_from_db()
    assert bulletin.figures["counts"]["found"] == 3
    assert actions.recount(bulletin, actor=tell.who("林巡")).figures["counts"]["found"] == 4


def test_another_than_the_drafter_signs_and_nothing_changes_after(bulletin, tell):
    with pytest.raises(NotYours, match="领导签发"):
        actions.issue(bulletin, actor=tell.who("林巡"))
    actions.issue(bulletin, actor=tell.who("王镇"))
    assert bulletin.number == "桂政〔2026〕1号"
    assert bulletin.docx.size > 5000
    assert bulletin.pdf.size > 5000
    with pytest.raises(NotNow, match="不能再改"):
        actions.recount(bulletin, actor=tell.who("林巡"))


def test_words_must_say_something(bulletin, tell):
    with pytest.raises(Invalid, match="不能空着"):
        actions.reword(bulletin, actor=tell.who("林巡"), title="通报", words={"opening": ["  "]}, to="各村")
    whole = {part: ["写了。"] for part in wording.PARTS}
    with pytest.raises(Invalid, match="主送"):
        actions.reword(bulletin, actor=tell.who("林巡"), title="通报", words=whole, to=" ")


def test_readers_see_issued_bulletins_only_and_neighbours_none(bulletin, tell):
    seen = {
        name for name in ("林巡", "王镇", "吴村", "纪明", "郑邻", "何客") if queries.visible_to(tell.who(name)).exists()
    }
    assert seen == {"林巡", "王镇"}
    actions.issue(bulletin, actor=tell.who("王镇"))
    seen = {
        name for name in ("林巡", "王镇", "吴村", "纪明", "郑邻", "何客") if queries.visible_to(tell.who(name)).exists()
    }
    assert seen == {"林巡", "王镇", "吴村", "纪明"}


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_the_command_prints_a_file(bulletin, tmp_path, suffix, capsys):
    path = tmp_path / f"通报.{suffix}"
    call_command("bulletin", "--from", "2026-10-01", "--to", "2026-12-31", "--out", str(path))
    assert path.stat().st_size > 5000
    assert "发现 3" in capsys.readouterr().out


def test_the_command_refuses_another_kind_of_file(tmp_path):
    with pytest.raises(CommandError, match="扩展名"):
        call_command("bulletin", "--out", str(tmp_path / "x.txt"))


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (FIRST, LAST, "2026年第四季度"),
        (dt.date(2026, 2, 1), dt.date(2026, 2, 28), "2026年2月"),
        (dt.date(2026, 1, 1), dt.date(2026, 12, 31), "2026年度"),
        (dt.date(2026, 11, 3), MONDAY, "2026年11月3日至2026年11月23日"),
    ],
)
def test_a_period_is_called_as_officials_call_it(first, last, words):
    assert wording.period_words(first, last) == words


@pytest.mark.parametrize("day", [FIRST, MONDAY, LAST])
def test_the_quarter_of_a_day(day):
    assert quarter_of(day) == (FIRST, LAST)


def test_gathering_asks_as_often_for_many_hazards_as_for_few(bulletin, tell, django_assert_num_queries):
    for _ in range(10):
        tell.found(description="线路私拉乱接处")
    before = len(connection.queries_log)
    connection.force_debug_cursor = True
    actions.figures.gather(bulletin.region, FIRST, LAST)
    few = len(connection.queries_log) - before
    for _ in range(20):
        tell.found(description="线路私拉乱接处")
    with django_assert_num_queries(few):
        actions.figures.gather(bulletin.region, FIRST, LAST)


def test_its_page_writes_days_as_officials_do(client, bulletin, tell):
    client.force_login(tell.who("林巡"))
    page = client.get(f"/campaigns/bulletins/{bulletin.pk}/").content.decode()
    assert "期限 11月" in page or "期限 10月" in page
    assert "期限 2026-" not in page


def test_an_office_with_a_line_of_its_own_reads_bulletins_and_drafts_none(client, bulletin, tell):
    client.force_login(tell.who("钱执"))
    assert client.get("/campaigns/bulletins/").status_code == 200
    assert not queries.townships_of(tell.who("钱执")).exists()
    assert queries.townships_of(tell.who("林巡")).get().code == GUICUN


def test_the_list_is_narrowed_sorted_and_exported(client, bulletin, tell):
    actions.draft(bulletin.region, actor=tell.who("林巡"), first_day=MONDAY, last_day=MONDAY)
    client.force_login(tell.who("林巡"))

    def shown(query: str) -> list[str]:
        return [one.title for one in client.get(f"/campaigns/bulletins/{query}").context["page"]]

    everything = shown("")
    assert len(everything) == 2
    assert shown("?sort=date") == everything[::-1]
    assert shown("?state=draft&kind=bulletin") == everything
    assert (shown("?state=issued"), shown("?kind=closing"), shown("?q=没有这样的")) == ([], [], [])
    sheet = load_workbook(io.BytesIO(client.get("/campaigns/bulletins/export/?sort=date").getvalue())).active
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == everything[::-1]


@pytest.mark.parametrize(("first", "words"), [("2026-11-31", "日历上没有这一天"), ("2026-12-03", "止日不能早于起日")])
def test_a_period_that_is_none_is_refused_in_its_place(client, bulletin, tell, first, words):
    client.force_login(tell.who("林巡"))
    refused = client.post("/campaigns/bulletins/draft/", {"first_day": first, "last_day": "2026-11-30"})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert words in page
    assert 'value="2026-11-30"' in page
    assert 'href="/campaigns/bulletins/export/' in page
    assert bulletin.title in page


def test_a_draft_made_by_mistake_is_dropped_with_the_reason(client, bulletin, tell):
    client.force_login(tell.who("林巡"))
    address = f"/campaigns/bulletins/{bulletin.pk}/drop/"
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "统计期选错了"}).status_code == 302
    bulletin.refresh_from_db()
    page = client.get(f"/campaigns/bulletins/{bulletin.pk}/").content.decode()
    assert "已作废：统计期选错了" in page
    assert client.get("/campaigns/bulletins/?state=draft").context["page"].paginator.count == 0
    assert client.get("/campaigns/bulletins/?state=dropped").context["page"].paginator.count == 1
    with pytest.raises(NotYours, match="已作废"):
        actions.issue(bulletin, actor=tell.who("王镇"))
    assert verify().broken == []
