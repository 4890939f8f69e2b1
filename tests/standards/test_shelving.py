"""New packs before they take effect: the difference, what they touch, and who puts them in force."""

import datetime as dt

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anlan.campaigns import actions as drafts
from anlan.core.errors import Invalid, NotNow, NotYours, Stale
from anlan.core.verify import verify
from anlan.enterprises.binding import publishing
from anlan.enterprises.lists import actions as lists
from anlan.enterprises.models import Enterprise
from anlan.org.models import Region
from anlan.standards import queries
from anlan.standards.models import CriteriaPack, Criterion, Industry, PackProposal
from anlan.standards.shelving import actions, difference
from anlan.standards.shelving.touching import touched_by
from tests.hazards.conftest import again, factory, tell
from tests.standards.conftest import ITEM, PACK
from tests.world import GUICUN

__all__ = ["again", "factory", "tell"]
pytestmark = pytest.mark.django_db
MONDAY = dt.date(2026, 11, 23)
ITEMS = [
    {"code": "第三条(一)", "summary": "安全出口锁闭"},
    {"code": "第三条(二)", "summary": "疏散通道被杂物占用，人员不能通过"},
    {"code": "第三条(三)", "summary": "没有应急照明"},
]


def content(items=ITEMS, **fields) -> bytes:
    made = {**PACK, **fields, "items": [{**ITEM, **one} for one in items]}
    return yaml.safe_dump(made, allow_unicode=True).encode()


@pytest.fixture
def shelf(world, industries, at) -> CriteriaPack:
    """The pack of three items as it stands, loaded in November."""
    at(MONDAY)
    brought = actions.bring_pack(content(), actor=world.people["林巡"])
    return actions.put_in_force(brought, actor=world.people["孙主"]).loaded


@pytest.fixture
def criterion(shelf) -> Criterion:
    """What the hazard of these tests is judged by."""
    return shelf.items.get(code="第三条(二)")


CHANGED = [
    {"code": "第三条(一)", "summary": "安全出口、疏散门锁闭"},
    {"code": "第四条(一)", "summary": "疏散通道被杂物占用，人员不能通过的"},
    {"code": "第四条(二)", "summary": "外窗被铁栅栏封堵"},
]


def bring(world, **fields) -> PackProposal:
    more = {"effective": "2026-12-01", **fields}
    return actions.bring_pack(content(CHANGED, **more), actor=world.people["林巡"], reason="修订")


def test_every_kind_of_change_is_told(shelf, world):
    pack, problems = actions.understood(bring(world).content)
    differs = difference.between(shelf.items.all(), pack)
    assert problems == []
    assert [(one.words, one.old_code, one.code) for one in differs.changes] == [
        ("改文字", "", "第三条(一)"),
        ("改条号", "第三条(二)", "第四条(一)"),
        ("删去", "", "第三条(三)"),
        ("新增", "", "第四条(二)"),
    ]
    assert len(differs.gone) == 3


def preview(client, who, brought):
    """The page of a proposal as somebody looks at it before confirming."""
    client.force_login(who)
    return client.get(reverse("standards:proposal", args=[brought.pk]))


def test_what_is_said_of_the_standard_itself_is_told_too(shelf, world, client):
    client.force_login(world.people["孙主"])
    brought = actions.bring_pack(content(effective="2026-12-01", doc_number="部令第99号"), actor=world.people["林巡"])
    page = client.get(reverse("standards:proposal", args=[brought.pk])).content.decode()
    assert f"文号：<del>{PACK['doc_number']}</del> → <ins>部令第99号</ins>" in page
    assert "→ <ins>2026-12-01</ins>" in page
    assert "施行日期看不出" not in page


def test_a_version_without_a_day_says_that_nothing_of_the_standard_would_be_asked(shelf, world, client):
    client.force_login(world.people["孙主"])
    brought = actions.bring_pack(content(effective="某年某月"), actor=world.people["林巡"])
    page = client.get(reverse("standards:proposal", args=[brought.pk])).content.decode()
    assert "→ <ins>某年某月（待核）</ins>" in page
    assert "现行第 1 版随即停用" in page
    assert "请先核清施行日期，改好再上传。" in page


def test_an_item_that_only_loses_its_power_to_judge_is_a_change_that_touches_what_it_judged(shelf, world, tell, client):
    tell.to("judged")
    tamer = content([ITEMS[0], {**ITEMS[1], "may_be_major": False}, ITEMS[2]])
    page = preview(client, tell.who("林巡"), actions.bring_pack(tamer, actor=world.people["林巡"]))
    told = [(one.words, one.code, one.before[-6:], one.after[-7:]) for one in page.context["differs"].changes]
    assert told == [("改判定", "第三条(二)", "（可判重大）", "（不能判重大）")]
    assert ("改判定", 1) in page.context["counts"]
    assert "其中 1 条的判定条款有变" in page.content.decode()


@pytest.mark.parametrize(
    "ending",
    [{"ended": "2026-12-01"}, {"status": "superseded", "ended": "2026-12-01"}, {"status": "已废止（2026-12-01）"}],
)
def test_a_version_that_ends_the_standard_ends_every_item(shelf, world, tell, client, ending):
    tell.to("judged")
    brought = actions.bring_pack(content(**ending), actor=world.people["林巡"])
    page = preview(client, tell.who("林巡"), brought)
    assert [one.words for one in page.context["differs"].changes] == ["停止执行"] * 3
    assert (page.context["differs"].same, "自 2026-12-01 起" in page.content.decode()) == (0, True)
    assert "其中 1 条的判定条款有变" in page.content.decode()
    loaded = actions.put_in_force(brought, actor=world.people["孙主"]).loaded
    assert CriteriaPack.objects.get(pk=loaded.pk).ended_on == dt.date(2026, 12, 1)


def test_words_corrected_in_a_standard_that_ended_before_are_compared_item_by_item(shelf, world):
    ended = actions.bring_pack(content(ended="2026-11-01"), actor=world.people["林巡"])
    rows = actions.put_in_force(ended, actor=world.people["孙主"]).loaded.items.all()
    pack, _ = actions.understood(content(CHANGED, ended="2026-11-01").decode())
    assert difference.between(rows, pack).count("ceased") == 0


SUCCESSOR = {"id": "shiyan-2027", "doc_number": "试验〔2026〕9号", "effective": "2026-12-01"}


@pytest.mark.parametrize("items", [ITEMS, [{**ITEMS[0], "summary": "另一条"}]])
def test_a_successor_under_another_id_tells_what_hangs_on_the_old_one(shelf, world, tell, client, items):
    tell.to("judged")
    new = actions.bring_pack(content(items, **SUCCESSOR), actor=world.people["林巡"])
    page = preview(client, tell.who("林巡"), new)
    [(old, touched)] = page.context["hanging"]
    assert old == shelf
    assert {one.label: one.number for one in touched}["按本标准判定的未销号隐患"] == 1
    assert {"两份会同时有效", "其中 1 条的判定条款有变"} <= set(said_of_old(page))


def test_a_successor_that_the_old_one_names_ends_it_and_says_so(shelf, world, tell, client):
    tell.to("judged")
    ending = actions.bring_pack(content(replaced_by="shiyan-2027", ended="2026-12-01"), actor=world.people["林巡"])
    actions.put_in_force(ending, actor=world.people["孙主"])
    new = actions.bring_pack(content(title="全新的标准", **SUCCESSOR), actor=world.people["林巡"])
    page = preview(client, tell.who("林巡"), new)
    assert said_of_old(page) == ["写明由本标准替代", "其中 1 条的判定条款有变"]


def test_a_standard_like_no_other_touches_nothing(shelf, world, client):
    items = [{"code": "一", "summary": "完全不同的一条"}]
    new = actions.bring_pack(content(items, title="别的标准", **SUCCESSOR), actor=world.people["林巡"])
    page = preview(client, world.people["林巡"], new)
    assert page.context["hanging"] == []
    assert "没有记录引用" in page.content.decode()


def said_of_old(page) -> list[str]:
    """Which of the sentences about a predecessor the page says."""
    sentences = ["写明由本标准替代", "两份会同时有效", "其中 1 条的判定条款有变"]
    return [one for one in sentences if one in page.content.decode()]


def test_what_hangs_on_it_is_counted_before_it_takes_effect(shelf, world, tell, client):
    tell.to("judged")
    brought = bring(world)
    told = {one.label: one.number for one in touched_by(world.people["林巡"], "shiyan-2024", [tell.criterion.pk])}
    assert told["按本标准判定的未销号隐患"] == 1
    client.force_login(tell.who("林巡"))
    page = client.get(reverse("standards:proposal", args=[brought.pk])).content.decode()
    assert "按本标准判定的未销号隐患" in page
    assert "其中 1 条的判定条款有变" in page
    rows = client.get(f"{reverse('hazards:ledger')}?pack=shiyan-2024").context["rows"]
    assert len(rows) == 1


def test_every_number_above_none_opens_exactly_its_records(shelf, world, tell, client):
    hazard = tell.to("judged")
    hazard.enterprise.industries.add("gongmao")
    publishing.publish(Enterprise.objects.all())
    page = preview(client, tell.who("林巡"), bring(world))
    touched = {one.label: one for one in page.context["hanging"][0][1]}
    bound = touched["清单里有本标准的单位"]
    assert bound.number == 1
    shown = client.get(bound.url).context
    assert [row[0] for row in shown["rows"]] == [hazard.enterprise]
    assert [one.shown for one in shown["filters"] if one.label == "清单里的标准"] == [shelf.title]
    assert client.get(f"{reverse('enterprises:bindings')}?standard=bie-de").context["rows"] == []
    assert [one.label for one in touched.values() if one.number and not one.url] == []


def test_lists_and_drafts_that_hang_on_it_are_told_and_open(shelf, world, tell, client):
    hazard, officer = tell.to("judged"), world.people["林巡"]
    hazard.enterprise.industries.add("gongmao")
    region = Region.objects.get(code=GUICUN)
    township = lists.shared(region, Industry.objects.get(pk="gongmao"))
    own = lists.own(hazard.enterprise)
    keys = [one.digest for one in shelf.items.all()]
    for row in (township, own):
        lists.arrange(row, items=[], kept=keys, order=keys[::-1], actor=officer)
    drafts.draft(region, actor=officer, first_day=MONDAY.replace(day=1), last_day=MONDAY)
    page = preview(client, tell.who("林巡"), bring(world))
    touched = {one.label: one for one in page.context["hanging"][0][1] if one.number}
    for label in (
        "去掉过或排过本标准条目的乡镇检查表",
        "去掉过或排过本标准条目的自有清单（单位）",
        "引用本标准、还没签发的通报",
    ):
        shown = client.get(touched[label].url).context
        assert (touched[label].number, len(shown["page"].object_list)) == (1, 1), label
    assert not client.get(f"{reverse('campaigns:list')}?standard=bie-de").context["page"].object_list
    everything = {one.label: one.number for one in touched_by(None, "shiyan-2024", []) if one.number}
    assert everything == {one.label: one.number for one in touched.values()}


def test_what_becomes_law_on_a_day_to_come_is_not_said_to_be_in_force(shelf, client, world, at):
    brought = bring(world)
    client.force_login(world.people["孙主"])
    assert "起施行，在此之前仍按现行版本。" in client.get(brought.get_absolute_url()).content.decode()
    actions.put_in_force(brought, actor=world.people["孙主"])
    page = client.get(brought.get_absolute_url()).content.decode()
    assert "尚未施行" in page
    assert "已生效" not in page
    at(dt.date(2026, 12, 5))
    assert "尚未施行" not in client.get(brought.get_absolute_url()).content.decode()


def test_nothing_takes_effect_before_a_named_person_confirms_and_no_old_record_changes(shelf, world, tell, again):
    hazard = tell.to("judged")
    brought = bring(world)
    assert CriteriaPack.objects.count() == 1
    with pytest.raises(NotYours, match="站所负责人确认"):
        actions.put_in_force(brought, actor=world.people["林巡"])
    actions.put_in_force(brought, actor=world.people["孙主"])
    assert (brought.standing, brought.loaded.version, brought.decided_by) == ("loaded", 2, world.people["孙主"])
    assert again(hazard).criterion.summary == "疏散通道被杂物占用，人员不能通过"
    assert [one.code for one in queries.in_force(MONDAY)] == ["第三条(一)", "第三条(二)", "第三条(三)"]
    assert [one.code for one in queries.in_force(dt.date(2026, 12, 2))] == ["第三条(一)", "第四条(一)", "第四条(二)"]
    with pytest.raises(NotNow, match="已经办理"):
        actions.drop_proposal(brought, actor=world.people["林巡"], reason="重复")
    assert verify().broken == []


def test_what_was_looked_at_before_the_shelf_changed_is_looked_at_again_before_it_takes_effect(shelf, world, client):
    first, second = bring(world), bring(world, note="另一份")
    page = preview(client, world.people["孙主"], second)
    actions.put_in_force(first, actor=world.people["孙主"])
    address = reverse("standards:put_in_force", args=[second.pk])
    again = client.post(address, {"seen": page.context["seen"]}, follow=True)
    assert "请重新看改了什么、影响什么" in again.content.decode()
    assert (again.context["proposal"].standing, again.context["before"][0].version) == ("waiting", 2)
    with pytest.raises(Stale, match="还没有生效"):
        actions.put_in_force(second, actor=world.people["孙主"])
    client.post(address, {"seen": again.context["seen"]})
    assert PackProposal.objects.get(pk=second.pk).loaded.version == 3


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"items": [ITEMS[0], ITEMS[0]]}, "条目 第三条(一)，字段 code：条号重复"),
        ({"industry": ["huoxing"]}, "没有代码为“huoxing”的行业"),
        ({"items": [{**ITEMS[0], "replaces": "第三条(一)"}]}, "字段 replaces：写成了替代自己"),
        ({"title": ""}, "字段 title：没有填写"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(world, industries, change, words):
    with pytest.raises(Invalid) as refused:
        actions.bring_pack(content(**change), actor=world.people["林巡"], file="新标准.yaml")
    assert words in refused.value.message
    assert refused.value.message.startswith("新标准.yaml ")
    assert not PackProposal.objects.exists()
    assert not CriteriaPack.objects.exists()


def test_a_file_that_is_no_pack_is_told_in_a_sentence(world, industries, client):
    client.force_login(world.people["林巡"])
    for raw in (b"\xff\xfe\x00", b"- 1\n- 2", "🙂".encode(), b"a: [", b"x" * 9_000_000):
        sent = {"file": SimpleUploadedFile("包.yaml", raw)}
        answer = client.post(reverse("standards:bring_pack"), sent)
        assert answer.status_code == 422
        assert "没有保存" in answer.content.decode()


def test_a_date_that_is_no_date_loads_and_is_marked(world, industries, at):
    at(MONDAY)
    brought = actions.bring_pack(content(effective="2023-13-45"), actor=world.people["林巡"])
    loaded = actions.put_in_force(brought, actor=world.people["孙主"]).loaded
    assert (loaded.dates_to_check, loaded.state) == (True, "undated")


def test_who_may_not_bring_a_pack_is_told_so(world, industries, client):
    told = {}
    for name in ("林巡", "孙主", "吴村", "纪明", "何客"):
        client.force_login(world.people[name])
        told[name] = client.get(reverse("standards:proposals")).status_code
    assert told == {"林巡": 200, "孙主": 200, "吴村": 403, "纪明": 403, "何客": 403}


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"id: a\n  title: b: c\n", "YAML 格式有误：第 2 行第 8 列，冒号用错了地方"),
        ("标题".encode("gbk"), "不是 UTF-8 编码的文本，请另存为 UTF-8"),
    ],
)
def test_a_file_that_is_no_pack_is_told_whole_on_its_page(world, raw, told):
    with pytest.raises(Invalid) as refused:
        actions.bring_pack(raw, actor=world.people["林巡"], file="坏的.yaml")
    assert refused.value.message.startswith("坏的.yaml 有 1 处问题，没有保存：")
    assert told in refused.value.message


def test_what_is_wrong_with_a_file_is_told_in_one_sentence(world):
    with pytest.raises(Invalid) as refused:
        actions.bring_pack("a: 字\n".encode(), actor=world.people["林巡"], file="空.yaml")
    told = refused.value.message
    assert "字段 id：没有填写；字段 title：没有填写；" in told
    assert "。；" not in told
