"""F4: How a visit was made, as facts: for those who supervise, and nothing where nothing is remarkable."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from anlan.core import clock
from anlan.enterprises.models import Enterprise
from anlan.files import actions as files
from anlan.hazards import actions as hazards
from anlan.inspections import plausibility
from anlan.inspections.models import Visit
from tests.inspections.conftest import picture

pytestmark = pytest.mark.django_db


def noted(visit: Visit) -> str:
    """All facts as one text."""
    return " ".join(plausibility.facts(Visit.objects.get(pk=visit.pk)))


def test_an_ordinary_visit_has_nothing_to_note(team, at):
    at(dt.datetime(2026, 3, 2, 10, 0))
    visit = team.all_fine(team.visit())
    team.answer(visit, 1, "no", photos=[team.photo(11)])
    assert noted(visit) == ""


def test_a_walk_at_a_run_is_noted(team, at, monkeypatch):
    monkeypatch.setattr(plausibility, "PACE", 2)
    at(dt.datetime(2026, 3, 2, 10, 0))
    visit = team.visit()
    for number, second in ((1, 0), (2, 3)):
        team.answer(visit, number, "yes", answered_at=clock.now() - dt.timedelta(seconds=60 - second))
    assert "有 2 项在 3 秒内作答" in noted(visit)


def test_photos_taken_elsewhere_are_noted_and_near_ones_not(team, at):
    at(dt.datetime(2026, 3, 2, 10, 0))
    Enterprise.objects.filter(pk=team.factory.pk).update(latitude="34.03", longitude="113.85", point_source="map")
    visit = team.visit()
    near, far = team.photo(21), team.photo(22)
    files.note_origin(near, latitude=34.0301, longitude=113.8501)
    files.note_origin(far, latitude=34.12, longitude=113.85)
    team.answer(visit, 1, "no", photos=[near])
    assert noted(visit) == ""
    team.answer(visit, 2, "no", photos=[far])
    assert "有 1 张照片" in noted(visit)
    assert "10.0 公里" in noted(visit)


def striped(quality: int):
    """The same picture at another quality: other bytes, the same look."""
    image = Image.new("RGB", (320, 240))
    image.putdata([(x * 255 // 320, (y // 30) * 30, 90) for y in range(240) for x in range(320)])
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return files.keep(SimpleUploadedFile("现场.jpg", out.getvalue()), actor=None)


def test_a_photo_used_before_is_noted_even_where_it_was_saved_anew(team, at):
    at(dt.datetime(2026, 2, 2, 10, 0))
    old = hazards.record(
        team.factory, actor=team.who("马协"), description="电箱没有盖", source="patrol", photos=[striped(95)]
    )
    at(dt.datetime(2026, 3, 2, 10, 0))
    visit = team.visit()
    team.answer(visit, 1, "no", photos=[striped(60)])
    assert f"与 2026-02-02 用于 {old} 的照片看起来相同" in noted(visit)
    team.answer(visit, 2, "no", photos=[striped(95)])
    assert f"2026-02-02 已用于 {old}" in noted(visit)


def test_signatures_of_two_people_from_one_phone_are_noted(team, phone, checklist):
    lin = phone()
    begin = lin.begins(team.factory, checklist=checklist.digest, outsiders=[["蒋工", "专家"]])
    drawn, thread = lin.uploads(picture(9).read()), begin["client_id"]
    sign = {"thread": thread, "files": [drawn]}
    lin.sends(
        begin,
        lin.write("inspections.sign", role="inspector", **sign),
        lin.write("inspections.sign", role="companion", companion_name="蒋工", **sign),
    )
    assert "林巡、蒋工的签名是在同一部手机上写的" in noted(Visit.objects.get())


@pytest.mark.parametrize(("name", "sees"), [("孙主", True), ("王镇", True), ("林巡", False), ("陈安", False)])
def test_only_who_supervises_reads_it(team, client, monkeypatch, name, sees):
    monkeypatch.setattr(plausibility, "PACE", 1)
    visit = team.all_fine(team.visit())
    client.force_login(team.who(name))
    answer = client.get(f"/inspections/{visit.pk}/")
    assert ("过程中的事实" in answer.content.decode()) == sees
