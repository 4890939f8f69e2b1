"""A scanned notice is read by the worker while whoever uploaded it goes on."""

import io
from functools import cache

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from anlan.campaigns.plans import actions, jobs
from anlan.campaigns.plans.models import Campaign, Scan
from anlan.campaigns.reading.papers import scans
from anlan.core.verify import verify
from anlan.org.models import Region
from tests.world import GUICUN

pytestmark = pytest.mark.django_db
WORDS = "桂村乡用电安全工作方案\n一、任务\n各村每月检查一次。\n"


@cache  # a PDF holds the second it was made in
def page_of_paper() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 560), "white").save(out, "PDF")
    return out.getvalue()


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("扫描.pdf", page_of_paper())


@pytest.fixture
def recognised(monkeypatch):
    """What an installed reader makes of every page, and how often it was asked."""
    asked = []

    def pages(content: bytes, told=None) -> list[str]:
        asked.append(content)
        told(1)
        return [WORDS]

    monkeypatch.setattr(scans, "available", lambda: True)
    monkeypatch.setattr(scans, "pages", pages)
    return asked


@pytest.fixture
def worker(settings, monkeypatch) -> list:
    """The worker's queue: nothing is done before somebody does it."""
    queue: list = []
    monkeypatch.setattr("anlan.core.jobs.enqueue", lambda function, *ids: queue.append((function, *map(str, ids))))
    return queue


@pytest.fixture
def scan(client, world, recognised, worker) -> Scan:
    client.force_login(world.people["林巡"])
    given = {"file": picture(), "office": "应急办"}
    answer = client.post(reverse("campaigns:new_plan"), given)
    scan = Scan.objects.get()
    assert (answer.url, recognised, worker) == (
        scan.get_absolute_url(),
        [],
        [("anlan.campaigns.plans.jobs.read_scan", str(scan.pk))],
    )
    return scan


def test_the_upload_does_not_wait_and_the_page_says_how_far_it_is(client, scan):
    page = client.get(scan.get_absolute_url()).content.decode()
    assert "已识别 0 页，共 1 页" in page
    assert "正在识别，已完成 0 页" in client.get(reverse("campaigns:plans")).content.decode()
    assert "HX-Refresh" not in client.get(reverse("campaigns:plan_scan_progress", args=[scan.pk])).headers


def test_the_worker_makes_a_draft_of_it_once(client, scan, recognised):
    jobs.read_scan(str(scan.pk))
    jobs.read_scan(str(scan.pk))
    campaign = Campaign.objects.get()
    assert (campaign.read_by, campaign.office, campaign.source, len(recognised)) == (scan.by, scan.office, scan.file, 1)
    assert "可能有错字" in campaign.notes[0]
    assert client.get(scan.get_absolute_url()).url == campaign.get_absolute_url()
    assert client.get(reverse("campaigns:plan_scan_progress", args=[scan.pk])).headers["HX-Refresh"] == "true"
    scan.refresh_from_db()
    assert (scan.state, scan.done, verify().broken) == ("read", 1, [])


def test_two_workers_at_once_make_one_draft(scan):
    late = Scan.objects.get(pk=scan.pk)
    jobs.read_scan(str(scan.pk))
    with pytest.raises(jobs.Stale):
        jobs._read(late)
    assert Campaign.objects.count() == 1


@pytest.mark.parametrize(("broken", "says"), [(ValueError("model"), "文字识别没有完成"), (None, "没有读到文字")])
def test_what_cannot_be_read_says_so_and_is_uploaded_again(client, scan, monkeypatch, broken, says):
    def pages(content: bytes, told=None) -> list[str]:
        if broken:
            raise broken
        return [""]

    monkeypatch.setattr(scans, "pages", pages)
    jobs.read_scan(str(scan.pk))
    for address in (scan.get_absolute_url(), reverse("campaigns:plans")):
        assert says in client.get(address).content.decode()
    assert not Campaign.objects.exists()


def test_a_scan_is_read_once_however_often_it_comes(client, scan, world, worker):
    given = {"file": picture(), "office": "应急办"}
    assert client.post(reverse("campaigns:new_plan"), given).url == scan.get_absolute_url()
    client.post(reverse("campaigns:resume_scan", args=[scan.pk]))
    assert len(worker) == 2
    jobs.read_scan(str(scan.pk))
    told = client.post(reverse("campaigns:new_plan"), given | {"file": picture()}).content.decode()
    assert told.count("这份文件已读成") == 1
    assert f'href="{Campaign.objects.get().get_absolute_url()}">打开那一份</a>' in told
    client.post(reverse("campaigns:resume_scan", args=[scan.pk]))
    assert len(worker) == 2


def test_a_text_is_a_draft_at_once(world, recognised, worker):
    upload = SimpleUploadedFile("通知.txt", WORDS.encode())
    region, office = Region.objects.get(code=GUICUN), world.offices["应急办"]
    made = actions.take_notice(region, actor=world.people["林巡"], office=office, upload=upload)
    assert (type(made), worker) == (Campaign, [])


@pytest.mark.parametrize("name", ["吴村", "郑邻", "何客"])
def test_others_do_not_see_it(client, scan, world, name):
    client.force_login(world.people[name])
    assert client.get(scan.get_absolute_url()).status_code in (403, 404)
