"""A day's outbox and a day's photos through one page; small in every run, as large as a day where asked to."""

import io
import os
import time
from functools import cache
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from anlan.files.models import StoredFile
from anlan.hazards.models import Hazard
from tests.browser.phones import PATIENCE, factory, phone, questions, team

__all__ = ["factory", "phone", "questions", "team"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.django_db(transaction=True)]

RECORDS, PHOTOS_EACH = int(os.environ.get("ANLAN_FIELD_RECORDS", "10")), 3
"""A day's outbox, small enough for every run; ANLAN_FIELD_RECORDS=500 is the day docs/performance.md tells of."""
DAY = """async ([place, records, photos]) => {
    const outbox = await import('/static/field/outbox.js'), canvas = document.createElement('canvas');
    canvas.width = 640; canvas.height = 480;
    const pen = canvas.getContext('2d'), noise = pen.createImageData(640, 480);
    const shot = async (number) => {
        for (let i = 0; i < noise.data.length; i += 4)
            noise.data.set([(i * 7 + number * 31) % 251, (i >> 9) % 255, number % 255, 255], i);
        pen.putImageData(noise, 0, 0);
        const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', .8)), bytes = await blob.arrayBuffer();
        return { sha256: await outbox.sha256(bytes), bytes, name: `现场${number}.jpg`, facts: {} };
    };
    for (let one = 0; one < records; one++) {
        const files = [];
        for (let n = 0; n < photos; n++) files.push(await shot(one * photos + n));
        const description = `第 ${one + 1} 条：配电箱没有盖`;
        const args = { enterprise: place, source: 'patrol', description, place_words: '' };
        const action = await outbox.action('hazards.record', args, { files, label: `第 ${one + 1} 条` });
        await outbox.keep([action], { files });
    }
}"""


def test_a_days_outbox_goes_through_in_one_go(phone, team):
    ma = phone("马协")
    ma.prepares()
    ma.goes_offline()
    ma.page.evaluate(DAY, [str(team.factory.pk), RECORDS, PHOTOS_EACH])
    expect(ma.page.locator("#sync")).to_have_text(f"{RECORDS} 条待发送")
    requests: list[str] = []
    ma.page.on("request", lambda request: requests.append(request.url))
    begun = time.monotonic()
    ma.comes_online()
    ma.waits_until_sent(PATIENCE + RECORDS * 3_000)
    seconds = time.monotonic() - begun
    photos, heap = RECORDS * PHOTOS_EACH, ma.heap()
    print(f"{RECORDS} records, {photos} photos: {seconds:.1f} s, {len(requests)} requests, {heap} MB")
    assert Hazard.objects.count() == RECORDS
    assert StoredFile.objects.count() == RECORDS * PHOTOS_EACH
    assert len(requests) <= RECORDS * (PHOTOS_EACH + 1)


def test_photos_of_a_screen_that_was_left_leave_the_memory_and_stay_in_its_draft(phone, team):
    ma = phone("马协")
    ma.prepares()
    ma.goes_offline()
    ma.shows(f"record/{team.factory.pk}")
    ma.takes_photo()
    ma.page.get_by_label("看到的隐患").fill("配电箱没有盖")
    ma.page.evaluate("held = [...document.querySelectorAll('.field')].find(one => one.shots).shots")
    ma.shows("")
    ma.page.evaluate("async () => { while (held.list.length) await new Promise(again => setTimeout(again, 30)); }")
    ma.shows(f"record/{team.factory.pk}")
    expect(ma.page.locator("[data-shot] img")).to_have_count(1)
    expect(ma.page.get_by_label("看到的隐患")).to_have_value("配电箱没有盖")


ORIGINALS, TOGETHER = int(os.environ.get("ANLAN_FIELD_ORIGINALS", "0")), 3
"""Photos as a camera takes them, 12 megapixels each; ANLAN_FIELD_ORIGINALS=1500 is a day's, three to a record."""


@cache
def noise() -> bytes:
    """A JPEG of twelve megapixels, as large as a camera's."""
    kept = io.BytesIO()
    Image.effect_noise((4000, 3000), 48).convert("RGB").save(kept, "JPEG", quality=86)
    return kept.getvalue()


def original(folder: Path, number: int) -> str:
    """A file whose picture no other has: one step of the scale its noise is written in is another."""
    content = bytearray(noise())
    scale = content.index(b"\xff\xdb") + 5  # marker, two bytes of length, the table's name; then its 64 steps
    content[scale + 63 - number % 32] += 1 + number // 32
    path = folder / f"IMG_{number:04}.jpg"
    path.write_bytes(content)
    return str(path)


@pytest.mark.skipif(not ORIGINALS, reason="takes an hour: ANLAN_FIELD_ORIGINALS=1500")
def test_a_days_originals_go_through_one_page_one_after_another(phone, team, tmp_path):
    ma = phone("马协", closes=True)  # what it keeps lies on the disk, as on a phone
    ma.prepares()
    ma.goes_offline()
    begun, held = time.monotonic(), [ma.memory()]
    for number in range(0, ORIGINALS, TOGETHER):
        ma.shows(f"record/{team.factory.pk}")
        taken = [original(tmp_path, number + more) for more in range(TOGETHER)]
        ma.page.get_by_label("照片", exact=True).first.set_input_files(taken)
        expect(ma.page.locator("[data-shot] img")).to_have_count(TOGETHER)
        ma.page.get_by_label("看到的隐患").fill(f"第 {number} 处：配电箱没有盖")
        ma.taps("提交")
        expect(ma.page.locator("#sync")).to_have_text(f"{number // TOGETHER + 1} 条待发送")
        for path in taken:
            Path(path).unlink()
        held.append(ma.memory())
    kept, heap = time.monotonic() - begun, ma.heap()
    ma.comes_online()
    ma.waits_until_sent(PATIENCE + ORIGINALS * 3_000)
    sent = time.monotonic() - begun - kept
    most = [max(held[: max(2, len(held) * part // 10)]) for part in (1, 5, 10)]
    print(f"{ORIGINALS} originals kept in {kept:.0f} s, sent in {sent:.0f} s; page idle {held[0]} MB, at most", end=" ")
    print(f"{most} after a tenth, half, all, {ma.memory()} once sent; heap {heap} MB, then {ma.heap()} MB")
    assert Hazard.objects.count() == ORIGINALS // TOGETHER
    assert StoredFile.objects.count() == ORIGINALS
    assert max(held) < held[0] + 450
