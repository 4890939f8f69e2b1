"""Files of a phone: in pieces that resume, and all of it in an export handed in by another way."""

import base64
import json
import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from anlan.core import clock
from anlan.files import incoming
from anlan.files.models import StoredFile
from anlan.inspections.models import Visit
from tests.field.stories import whole_visit
from tests.inspections.conftest import picture

pytestmark = pytest.mark.django_db


def test_a_file_comes_in_pieces_resumes_and_is_kept_once(phone):
    lin, content = phone(), picture(33).read()
    half = len(content) // 2
    assert lin.piece(content, length=half).json() == {"have": half, "complete": False}
    assert lin.piece(content, length=half).json()["have"] == half
    ahead = lin.piece(content, offset=half + 3)
    assert ahead.status_code == 422
    assert ahead.json()["code"] == "files.gap"
    facts = {"taken_at": "2026-03-01T09:30:00", "latitude": 34.03, "longitude": 113.85, "original_sha256": "b" * 64}
    assert lin.piece(content, offset=half - 5, **facts).json()["complete"]
    kept = StoredFile.objects.get()
    assert (kept.latitude, kept.original_sha256) == (34.03, "b" * 64)
    assert lin.piece(content).json()["complete"]
    assert StoredFile.objects.count() == 1


def test_damaged_bytes_are_thrown_away_and_come_again(phone):
    lin, content = phone(), picture(34).read()
    bad = lin.client.post(
        f"/field/files/{'c' * 64}/",
        content,
        content_type="application/octet-stream",
        query_params={"offset": 0, "size": len(content), "name": "a.png"},
    )
    assert bad.status_code == 422
    assert bad.json()["code"] == "files.damaged"
    assert lin.client.get(f"/field/files/{'c' * 64}/").json() == {"have": 0, "complete": False}


def test_pieces_nobody_continues_are_forgotten(phone, settings, at):
    lin, content = phone(), picture(35).read()
    lin.piece(content, length=10)
    (part,) = (settings.ANLAN_HOME / "incoming").glob("*/*.part")
    os.utime(part, (1, 1))
    incoming.forget(clock.today())
    assert not part.exists()


def test_an_export_is_handed_in_by_another_way(phone, team, checklist):
    lin = phone()
    content = picture(71).read()
    actions = whole_visit(lin, team, checklist)[:2]
    export = {
        "anlan": "field-export",
        "actions": actions,
        "files": [{"name": "a.png", "latitude": 34.03, "longitude": 113.85, "original_sha256": "b" * 64}],
    }
    export["files"][0]["content"] = base64.b64encode(content).decode()
    for _ in range(2):
        upload = SimpleUploadedFile("导出.json", json.dumps(export).encode())
        page = lin.client.post("/field/hand-in/", {"export": upload})
        assert page.status_code == 200
        assert "共 2 条，已办 2 条" in page.content.decode()
    assert Visit.objects.count() == 1
    kept = StoredFile.objects.get(name="a.png")
    assert (kept.latitude, kept.original_sha256) == (34.03, "b" * 64)
    bad = lin.client.post("/field/hand-in/", {"export": SimpleUploadedFile("x.json", b"{}")})
    assert bad.status_code == 422
    assert "重新导出" in bad.content.decode()
