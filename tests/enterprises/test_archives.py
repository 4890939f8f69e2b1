"""Special archives: who is asked for which, a dust place cleaned by the enterprise's own rhythm, who may do what.

Clause C6 of docs/requirements.md.
"""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anlan.core import clock, journal
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enterprises import actions as register
from anlan.enterprises.archives import actions, cleaning, phone, queries, rules
from anlan.enterprises.archives.kinds import CLEANING_LAW, KINDS, UNSAFE_LAW
from anlan.enterprises.archives.registers import ARCHIVES
from anlan.enterprises.gaps import watching
from anlan.enterprises.models import Archive, Cleaning, Enterprise, Gap
from tests.field.phones import Phone
from tests.people import photo
from tests.world import PASSWORD

DAY = dt.date(2026, 10, 12)
SANDING = {"kind": "dust", "name": "砂光车间", "facts": {"dust": "木粉", "system": "干式除尘"}}


@pytest.fixture(autouse=True)
def day(at) -> None:
    at(DAY)


@pytest.fixture
def boss(hengtong, liu):
    Enterprise.objects.filter(pk=hengtong.pk).update(features=["dust", "gas"])
    hengtong.refresh_from_db()
    return hengtong.people.get()


@pytest.fixture
def sanding(hengtong, liu, boss) -> Archive:
    return actions.record_archive(hengtong, every_days=2, responsible=boss, actor=liu, **SANDING)


def clean(place: Archive, on: dt.date = DAY, **more) -> Archive:
    given = {"shift": "after", "person": place.responsible, "parts": ["hopper", "floor"], **more}
    return cleaning.record_cleaning(place, on=on, **given)


def gaps() -> list[str]:
    while journal.advance():
        pass
    return list(
        Gap.objects.filter(kind__in=("dust", "archive", "house"), filled_at=None).values_list("words", flat=True)
    )


def standing(place: Archive) -> str:
    return rules.standing(queries.with_last(Archive.objects.filter(pk=place.pk)).get())


@pytest.mark.django_db
def test_a_dust_place_is_late_by_its_own_rhythm_a_cleaning_fills_the_gap_and_struck_out_it_counts_no_longer(
    at, sanding, liu
):
    assert standing(sanding) == "good"
    at(DAY + dt.timedelta(days=2))
    watching.look_at_all()
    assert (standing(sanding), gaps()) == ("due", [])
    late = DAY + dt.timedelta(days=3)
    at(late)
    watching.look_at_all()
    assert standing(sanding) == "late"
    assert gaps() == ["砂光车间按本单位规定每 2 天清扫粉尘，2026年10月14日该清扫，没有清扫记录"]
    assert "第十一条(十)" in Gap.objects.get(kind="dust").clause
    clean(sanding, late, actor=liu)
    assert (standing(sanding), gaps()) == ("good", [])
    cleaning.strike_cleaning(Cleaning.objects.get(), reason="记错了车间", actor=liu)
    assert (standing(sanding), len(gaps())) == ("late", 1)
    with pytest.raises(NotNow, match="已经划掉"):
        cleaning.strike_cleaning(Cleaning.objects.get(), reason="又划", actor=liu)
    sanding.refresh_from_db()
    clean(sanding, late, actor=liu)
    actions.end_archive(sanding, reason="砂光机已拆除", actor=liu)
    assert standing(sanding) == "ended"
    with pytest.raises(NotNow, match="已停用"):
        actions.change_archive(sanding, every_days=7, actor=liu)
    with pytest.raises(NotYours, match="已停用"):
        clean(sanding, late, shift="before", actor=liu)
    assert verify().broken == []


@pytest.mark.django_db
def test_only_the_enterprise_says_that_it_cleaned_and_nothing_that_cannot_be_so_is_kept(world, hengtong, sanding, liu):
    register.add_person(hengtong, name="李梅", post="employee", actor=liu)
    person = hengtong.people.get(name="李梅")
    worker, _ = register.open_account(hengtong, person=person, username="limei", actor=None, password=PASSWORD)
    for other in (worker, world.people["林巡"], world.people["郑邻"]):
        with pytest.raises(NotYours):
            clean(sanding, actor=other)
    actions.change_archive(sanding, responsible=person, actor=world.people["林巡"])
    assert sanding.events.last().data["reason"] == "责任人：刘翀 → 李梅"
    clean(sanding, actor=worker)
    wrong = {"今天": {"on": DAY + dt.timedelta(days=1)}, "勾选": {"parts": ["roof"]}, "已经登记": {}}
    for words, given in wrong.items():
        with pytest.raises(Invalid, match=words):
            clean(sanding, actor=worker, **{"on": DAY, **given})
    with pytest.raises(NotYours):
        actions.end_archive(sanding, reason="不用了", actor=worker)
    with pytest.raises(Invalid, match="已经登记"):
        actions.record_archive(hengtong, every_days=1, responsible=person, actor=liu, **SANDING)
    with pytest.raises(Invalid, match="几天清扫一次"):
        actions.record_archive(hengtong, responsible=person, actor=liu, **{**SANDING, "name": "二车间"})
    assert Cleaning.objects.get().parts == ["floor", "hopper"]


@pytest.mark.django_db
def test_only_what_an_enterprise_has_is_asked_of_it_and_what_ran_out_is_a_gap(at, hengtong, boss, liu):
    def asked() -> list[str]:
        return [one.kind.code for one in queries.groups(hengtong)]

    assert asked() == ["dust", "cylinders"]
    gas = {"kind": "cylinders", "name": "食堂气瓶", "facts": {"supplier": "桂村液化气充装站", "alarm": "已安装"}}
    made = actions.record_archive(hengtong, responsible=boss, valid_to=DAY, actor=liu, **gas)
    hengtong.features, hengtong.kind = None, "vehicles"
    assert asked() == ["cylinders", "vehicles"]
    at(DAY + dt.timedelta(days=1))
    watching.look_at_all()
    assert gaps() == ["液化气瓶“食堂气瓶”最早一瓶的检验到期：2026年10月12日，已过期"]
    assert Gap.objects.get(kind="archive").get_absolute_url() == made.get_absolute_url()
    actions.change_archive(made, valid_to=DAY + dt.timedelta(days=900), actor=liu)
    assert gaps() == []


@pytest.mark.django_db
@pytest.mark.parametrize(("result", "found"), [("B 级", []), ("C 级", ["局部是危房"]), ("D 级", ["整幢是危房"])])
def test_a_let_house_found_dangerous_is_a_gap_until_it_is_not(hengtong, boss, liu, result, found):
    facts = {"floors": 3, "surveyed_on": "2026-05-16", "result": result}
    house = actions.record_archive(
        hengtong, kind="self_built", name="临街主楼", responsible=boss, facts=facts, actor=liu
    )
    assert [words.partition("：")[2].partition("，")[0] for words in gaps()] == found
    assert standing(house) == ("unsafe" if found else "good")
    if found:
        assert Gap.objects.get(kind="house").get_absolute_url() == house.get_absolute_url()
    actions.change_archive(house, facts={**facts, "result": "A 级"}, actor=liu)
    assert gaps() == []


@pytest.mark.once
def test_a_citation_nobody_compared_says_so_wherever_it_is_told():
    cited = [one.clause for one in KINDS.values() if one.clause] + [CLEANING_LAW, UNSAFE_LAW]
    assert [clause for clause in cited if not clause.endswith("（待核）")] == []


@pytest.mark.django_db
@pytest.mark.once
def test_every_kind_is_entered_on_its_form_read_by_the_township_and_by_no_stranger(client, world, hengtong, boss, liu):
    client.force_login(liu)
    said = {
        "confined_space": {"amount": "12.5", "fact_harm": "缺氧窒息", "fact_sign": "已设置"},
        "dust": {"every_days": "1", "fact_dust": "木粉", "fact_system": "干式除尘"},
        "chemicals": {"amount": "40", "fact_harm": "易燃液体", "fact_sheet": "有"},
        "cylinders": {"amount": "4", "fact_supplier": "桂村充装站", "fact_alarm": "已安装"},
        "vehicles": {"fact_use": "客运车", "valid_to": "2027-01-01"},
        "self_built": {"fact_floors": "3", "fact_result": "B 级", "fact_surveyed_on": "2025-05-16"},
    }
    assert set(said) == set(KINDS) == set(Archive.Kind.values)
    for kind, given in said.items():
        new = reverse("enterprises:new_archive", args=[hengtong.pk, kind])
        assert client.post(new, {**given, "name": f"一号{kind}"}).status_code == 422
        assert client.post(new, {**given, "name": f"一号{kind}", "responsible": boss.pk}).status_code == 302
    house = Archive.objects.get(kind="self_built")
    assert "2025年5月16日" in client.get(house.get_absolute_url()).content.decode()
    change = reverse("enterprises:change_archive", args=[house.pk])
    assert 'value="2025-05-16"' in client.get(change).content.decode()
    space = reverse("enterprises:change_archive", args=[Archive.objects.get(kind="confined_space").pk])
    assert 'value="12.5"' in client.get(space).content.decode()
    assert "不能改回" in client.get(reverse("enterprises:end_archive", args=[house.pk])).content.decode()
    dust = Archive.objects.get(kind="dust")
    log = reverse("enterprises:clean", args=[dust.pk])
    form = client.get(log).context["form"]
    assert [form[name].value() for name in ("on", "shift", "person")] == [DAY, "after", boss.pk]
    sent = {"on": DAY, "shift": "after", "person": boss.pk}
    assert "部位" in client.post(log, sent).content.decode()
    assert client.post(log, {**sent, "parts": ["floor"], "scan": photo()}).url == dust.get_absolute_url()
    one = Cleaning.objects.get()
    (sha,) = one.files
    mine = [
        reverse("enterprises:archives_of", args=[hengtong.pk]),
        dust.get_absolute_url(),
        one.get_absolute_url(),
        reverse("permits:sets_of", args=[hengtong.pk]),
        reverse("enterprises:cleaning_photo", args=[one.pk, sha]),
    ]
    assert [client.get(address).status_code for address in mine] == [200] * 5
    client.force_login(world.people["林巡"])
    assert [client.get(address).status_code for address in mine] == [200] * 5
    assert "专项档案" in client.get(reverse("enterprises:detail", args=[hengtong.pk])).content.decode()
    for name in ("archives", "cleanings"):
        assert "恒通" in client.get(reverse(f"enterprises:{name}")).content.decode()
        assert client.get(reverse(f"enterprises:export_{name}")).status_code == 200
    assert "恒通" not in client.get(reverse("enterprises:cleanings") + "?photo=no").content.decode()
    assert client.get(log).status_code == 403
    client.force_login(world.people["郑邻"])
    assert [client.get(address).status_code for address in [*mine, log]] == [404] * 6


@pytest.mark.django_db
def test_the_list_narrows_as_it_marks_and_asks_as_often_for_many_as_for_few(
    at, client, world, hengtong, boss, sanding, liu
):
    lin = world.people["林巡"]
    shared = {"responsible": boss, "actor": liu}
    rows = {"late": sanding}
    rows["due"] = actions.record_archive(hengtong, every_days=3, **shared, **{**SANDING, "name": "二车间"})
    rows["good"] = actions.record_archive(hengtong, every_days=9, **shared, **{**SANDING, "name": "三车间"})
    gas = {"kind": "cylinders", "facts": {"supplier": "充装站"}, **shared}
    house = {"kind": "self_built", "facts": {"floors": 2, "result": "D 级"}, **shared}
    rows["unsafe"] = actions.record_archive(hengtong, name="主楼", **house)
    rows["expired"] = actions.record_archive(hengtong, name="一", valid_to=DAY, **gas)
    register.add_person(hengtong, name="李梅", post="employee", actor=liu)
    left = hengtong.people.get(name="李梅")
    rows["unattended"] = actions.record_archive(hengtong, name="二", **{**gas, "responsible": left})
    register.end_person(hengtong, person_id=left.pk, actor=liu)
    rows["ended"] = actions.record_archive(hengtong, name="三", **gas)
    actions.end_archive(rows["ended"], reason="不用了", actor=liu)
    at(DAY + dt.timedelta(days=3))
    for value, row in rows.items():
        assert standing(row) == value
        assert [one.pk for one in ARCHIVES.asked(lin, {"standing": value})] == [row.pk]
    client.force_login(lin)
    counts = []
    for number in (1, 27):
        facts = {"enterprise": hengtong, "kind": "dust", "every_days": 2, "responsible": boss}
        Archive.objects.bulk_create(Archive(name=f"{number}-{one}", **facts) for one in range(number))
        client.get(reverse("enterprises:archives"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("enterprises:archives")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert clock.today() > DAY


@pytest.mark.django_db
def test_a_cleaning_kept_without_a_network_counts_for_its_day_and_comes_once(at, world, hengtong, sanding, liu):
    pocket = Phone(liu)
    told = phone.day(liu)
    assert told is not None
    (carried,) = told["dust"]
    assert (carried["due_on"], carried["shift"]) == ("2026-10-14", "after")
    said = {"archive": str(sanding.pk), "on": DAY.isoformat(), "shift": "after", "person": carried["person"]}
    good = pocket.write("enterprises.record_cleaning", parts=["floor", "ducts"], **said)
    bare = pocket.write("enterprises.record_cleaning", parts=[], **said)
    at(DAY + dt.timedelta(days=1))
    answers = pocket.sends(good, bare, good)
    assert [one["state"] for one in answers] == ["done", "refused", "done"]
    assert "清扫了哪些部位" in answers[1]["words"]
    made = Cleaning.objects.get()
    assert (made.on, made.parts, made.is_late_entry) == (DAY, ["floor", "ducts"], True)
    (carried,) = phone.day(liu)["dust"]
    assert (carried["due_on"], carried["parts"]) == ("2026-10-14", ["floor", "ducts"])
    assert phone.day(world.people["林巡"]) is None
    foreign = pocket.write("enterprises.record_cleaning", **{**said, "archive": str(liu.pk), "parts": ["floor"]})
    assert "没有这处粉尘场所" in pocket.sends(foreign)[0]["words"]
