"""What is given up on a phone arrives with its words, photos and reason, and who supervises there reads it."""

import pytest

from anlan.core.models import Receipt
from anlan.core.verify import verify
from anlan.files.models import Use
from anlan.hazards.models import Hazard
from anlan.inspections import plausibility
from anlan.inspections.models import Visit
from anlan.org.models import Notice, UserEvent
from tests.field.phones import Phone, states
from tests.inspections.conftest import picture

pytestmark = pytest.mark.django_db
WHY = "拍错了地方，换一处重新登记"


def gives_up(phone: Phone, *rows: dict, files: list[str] = (), **more) -> dict:
    """The discard a phone writes of actions it has."""
    told = [
        {"client_id": one["client_id"], "label": "恒通板材厂：登记隐患", "words": "请写明看到的隐患"} for one in rows
    ]
    for one, row in zip(rows, told, strict=True):
        row.update(phone.body_of(one))
    return phone.write("field.discard", reason=WHY, rows=told, files=list(files), **more)


def record(phone: Phone, place, words="无", **more) -> dict:
    return phone.write("hazards.record", enterprise=str(place.pk), source="patrol", description=words, **more)


def test_what_was_given_up_is_kept_with_who_when_and_why(phone, team):
    ma = phone("马协")
    photo = ma.uploads(picture(41).read())
    refused = record(ma, team.factory, files=[photo])
    assert states(ma.sends(refused)) == ["refused"]
    given = gives_up(ma, refused, files=[photo], enterprise=str(team.factory.pk))
    for _ in range(2):
        (answer,) = ma.sends(given)
        assert (answer["state"], answer["files"]) == ("done", [photo])
    event = UserEvent.objects.get(action="org.discard")
    (row,) = event.data["rows"]
    assert (event.subject, event.data["reason"], event.files) == (ma.person, WHY, [photo])
    assert (row["args"]["description"], row["words"]) == ("无", "请写明看到的隐患")
    assert Use.objects.get(file=photo).purpose == "discarded"
    assert not Hazard.objects.exists()
    assert verify().broken == []


def test_who_supervises_there_is_told_and_reads_it_nobody_else(phone, team):
    ma = phone("马协")
    photo = ma.uploads(picture(42).read())
    refused = record(ma, team.factory, files=[photo])
    ma.sends(gives_up(ma, refused, files=[photo], enterprise=str(team.factory.pk)))
    event = UserEvent.objects.get(action="org.discard")
    notice = Notice.objects.get(user=team.who("王镇"), key__startswith="org.discard")
    assert WHY in notice.body
    page = phone("王镇").client.get(notice.url).content.decode()
    for words in ("马协", WHY, "看到的隐患：无", "请写明看到的隐患"):
        assert words in page
    address = f"/field/discarded/{event.pk}/files/{photo}/"
    assert phone("王镇").client.get(address, {"variant": "thumbnail"}).status_code == 200
    for name in ("马协", "林巡", "郑邻"):
        assert phone(name).client.get("/field/discarded/").status_code == 403
        assert phone(name).client.get(address).status_code == 404


def test_what_had_arrived_after_all_is_said_to_be_done(phone, team):
    ma = phone("马协")
    known = record(ma, team.factory, "电箱没有盖")
    ma.sends(known)
    (answer,) = ma.sends(gives_up(ma, known, enterprise=str(team.factory.pk)))
    assert "其中 1 条其实已经办好" in answer["words"]
    assert UserEvent.objects.get(action="org.discard").data["rows"][0]["done"]
    assert Hazard.objects.count() == 1


def test_what_was_given_up_of_a_visit_is_a_fact_of_the_visit(phone, team, checklist):
    lin = phone()
    begin = lin.begins(team.factory, checklist=checklist.digest)
    wrong = lin.write("inspections.answer", thread=begin["client_id"], item="nowhere", value="yes", seen="")
    lin.sends(begin, wrong, gives_up(lin, wrong, thread=begin["client_id"]))
    told = plausibility.facts(Visit.objects.get())
    assert told == [f"林巡在手机上放弃了“恒通板材厂：登记隐患”，原因：{WHY}。"]


def test_a_principal_without_an_office_gives_up_where_the_enterprise_lies(phone, team):
    chen = phone("陈安")
    chen.sends(gives_up(chen, chen.begins(team.factory, kind="self_inspection")))
    assert "陈安" in phone("王镇").client.get("/field/discarded/").content.decode()


@pytest.mark.parametrize("rows", [None, "text", [], [7, {}], [{"args": 3, "files": "x"}], [{"args": {"a": {"b": []}}}]])
def test_no_shape_of_it_is_refused_for_it_would_never_leave_the_phone(phone, team, rows):
    ma = phone("马协")
    assert states(ma.sends(ma.write("field.discard", rows=rows, reason="", enterprise="nowhere"))) == ["done"]
    assert Receipt.objects.get().name == "field.discard"
