"""Photos and attachments: kept byte for byte, shown without what the camera wrote, refused with a sentence."""

import datetime as dt
import io
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import UploadedFile
from django.test import RequestFactory
from PIL import Image

from anlan.core.errors import Invalid, Missing
from anlan.files import actions, numbering, queries, storing
from anlan.files.models import StoredFile, Use
from anlan.files.serving import serve
from tests.files.photographs import huge_png, photo, uploaded

pytestmark = pytest.mark.django_db
KINDS = [("JPEG", "现场.jpg", "image/jpeg"), ("PNG", "现场.png", "image/png"), ("HEIF", "IMG_0001.HEIC", "image/heic")]


def opened(sha256: str) -> Image.Image:
    return Image.open(io.BytesIO(storing.open_stored(sha256).read()))


@pytest.mark.parametrize(("kind", "name", "media_type"), KINDS)
def test_a_photo_is_kept_as_it_came_and_shown_without_what_the_camera_wrote(kind, name, media_type):
    content = photo(kind)
    kept = actions.keep(uploaded(content, name), actor=None)
    assert (kept.media_type, kept.size, kept.width, kept.height) == (media_type, len(content), 800, 600)
    assert storing.open_stored(kept.sha256).read() == content
    for copy in (kept.shown_sha256, kept.thumbnail_sha256):
        assert not dict(opened(copy).getexif())
        assert b"Huawei" not in storing.open_stored(copy).read()


@pytest.mark.parametrize(("kind", "name", "media_type"), KINDS)
def test_time_and_place_of_the_photo_stand_in_fields_of_their_own(kind, name, media_type):
    kept = actions.keep(uploaded(photo(kind), name), actor=None)
    assert kept.taken_at == dt.datetime(2026, 11, 3, 1, 30, 15, tzinfo=dt.UTC)
    assert (kept.latitude, kept.longitude) == (34.067, 113.745)


def test_a_photo_without_exif_has_neither_time_nor_place():
    kept = actions.keep(uploaded(photo(exif=False)), actor=None)
    assert (kept.taken_at, kept.latitude, kept.longitude) == (None, None, None)


def test_copies_are_upright_and_no_larger_than_they_need_be():
    kept = actions.keep(uploaded(photo(size=(4000, 3000), orientation=6)), actor=None)
    assert (kept.width, kept.height) == (3000, 4000)
    shown = opened(kept.shown_sha256)
    assert (shown.size, opened(kept.thumbnail_sha256).size) == ((1536, 2048), (240, 320))
    assert shown.getpixel((700, 100))[0] > 200, "the left half of the sensor is on top once the photo stands upright"


def test_the_same_photo_twice_is_one_file(world):
    first = actions.keep(uploaded(photo()), actor=world.people["林巡"])
    again = actions.keep(uploaded(photo(), "另一个名字.jpg"), actor=world.people["吴村"])
    assert first == again
    assert (StoredFile.objects.count(), again.name, again.uploaded_by) == (1, "现场.jpg", world.people["林巡"])


def zip_of(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


REFUSED = [
    ("不是图片", b"just words", "现场.jpg", "不是能保存的文件"),
    ("空文件", b"", "现场.jpg", "是空文件"),
    ("截断", photo()[:4000], "现场.jpg", "不完整"),
    ("截断的 HEIC", photo("HEIF")[:600], "现场.heic", "不完整"),
    ("像素炸弹", huge_png(12000, 6000), "大图.png", "6000 万像素"),
    ("扩展名不符", photo("PNG"), "现场.pdf", "内容其实是PNG 图片"),
    ("网页", b"<html><script>alert(1)</script>", "现场.html", "不是能保存的文件"),
    ("矢量图", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "现场.svg", "不是能保存的文件"),
    ("程序", b"MZ\x90\x00", "现场.exe", "不是能保存的文件"),
    ("压缩包", zip_of("a.txt"), "资料.docx", "不是能保存的文件"),
    ("坏压缩包", zip_of("word/document.xml")[:40], "资料.docx", "已损坏"),
]


@pytest.mark.parametrize(("content", "name", "words"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_evidence_is_refused_with_a_sentence(content, name, words):
    with pytest.raises(Invalid, match=words) as refused:
        actions.keep(uploaded(content, name), actor=None)
    assert refused.value.message.endswith("。")
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"%PDF-1.7\n%%EOF", "方案.pdf", "application/pdf"),
        (
            zip_of("word/document.xml"),
            "方案.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (zip_of("xl/workbook.xml"), "台账.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_attachments_are_kept_too(content, name, media_type):
    assert actions.keep(uploaded(content, name), actor=None).media_type == media_type
    with pytest.raises(Invalid, match=r"不是照片。请上传 JPG、PNG 或 HEIC 格式的照片。$"):
        actions.keep(uploaded(content, name), actor=None, images_only=True)


def test_where_photos_are_asked_for_nothing_else_is_offered():
    with pytest.raises(Invalid) as refused:
        actions.keep(uploaded(b"just words", "现场.jpg"), actor=None, images_only=True)
    assert refused.value.message == "“现场.jpg”不是照片。请上传 JPG、PNG 或 HEIC 格式的照片。"


def test_a_photo_a_phone_handed_over_under_another_photos_name_is_taken():
    assert actions.keep(uploaded(photo(), "IMG_0001.HEIC"), actor=None, images_only=True).media_type == "image/jpeg"


class Endless(UploadedFile):
    """An upload of 300 MB that would hurt whoever reads all of it."""

    given = 0

    def chunks(self, chunk_size=None):
        for _ in range(300):
            self.given += 1
            yield b"\0" * 1024 * 1024


def test_a_file_of_300_megabytes_is_refused_before_it_was_read_to_its_end(settings, tmp_path):
    upload = Endless(name="录像.jpg")
    with pytest.raises(Invalid, match="超过 50 MB"):
        actions.keep(upload, actor=None)
    assert upload.given == 51
    assert not list(tmp_path.rglob("files/*")), "nothing of it stays"


def test_a_name_cannot_leave_its_folder():
    assert actions.clean_name("..\\..\\windows\\a\x00b.jpg") == "ab.jpg"
    assert actions.clean_name("甲" * 300 + ".jpg") == "甲" * 196 + ".jpg"
    assert actions.clean_name(None) == "未命名"


def test_a_kill_leaves_at_most_a_file_without_a_row(monkeypatch):
    """The row is written last, so that no row ever names a file that is not there."""
    monkeypatch.setattr(StoredFile.objects, "get_or_create", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.keep(uploaded(photo()), actor=None)
    assert StoredFile.objects.count() == 0
    monkeypatch.undo()
    assert storing.exists(actions.keep(uploaded(photo()), actor=None).sha256)


def test_a_photo_used_before_is_named_with_day_and_place(world, at):
    lin, first, second = world.people["林巡"], uuid.uuid4(), uuid.uuid4()
    kept = actions.keep(uploaded(photo()), actor=lin)
    at(dt.date(2026, 11, 3))
    actions.use([kept.sha256], room="hazards", subject_id=first, purpose="整改后", actor=lin, label="桂26-0012")
    at(dt.date(2026, 11, 23))
    assert queries.reuse_warnings(kept.sha256, besides=first) == []
    assert queries.reuse_warnings([kept.sha256], besides=second) == ["这张照片 11月3日 已用于 桂26-0012。"]


def test_noting_a_use_twice_notes_it_once(world):
    kept, subject = actions.keep(uploaded(photo()), actor=None), uuid.uuid4()
    for _ in range(2):
        actions.use(
            [kept.sha256, kept.sha256], room="hazards", subject_id=subject, purpose="现场", actor=world.people["林巡"]
        )
    assert [use.file for use in queries.uses_of("hazards", subject)] == [kept]
    assert Use.objects.count() == 1


def test_a_file_that_never_arrived_cannot_be_used():
    with pytest.raises(Missing):
        actions.use(["0" * 64], room="hazards", subject_id=uuid.uuid4(), purpose="现场", actor=None)


def test_a_subject_serves_only_its_own_files():
    kept, subject = actions.keep(uploaded(photo()), actor=None), uuid.uuid4()
    actions.use([kept.sha256], room="hazards", subject_id=subject, purpose="现场", actor=None)
    assert queries.file_of("hazards", subject, kept.sha256) == kept
    with pytest.raises(Missing):
        queries.file_of("hazards", uuid.uuid4(), kept.sha256)


def test_bytes_are_sent_so_that_they_can_do_nothing_in_a_browser():
    kept, request = actions.keep(uploaded(photo(), '现 "场".jpg'), actor=None), RequestFactory().get("/")
    shown = serve(request, kept.sha256, "shown")
    assert b"".join(shown.streaming_content) == storing.open_stored(kept.shown_sha256).read()
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Cache-Control"] == "private, max-age=31536000, immutable"
    assert shown["ETag"] == f'"{kept.shown_sha256}"'
    assert shown["Content-Disposition"].startswith("inline;")
    original = serve(request, kept.sha256, "original")
    assert original["Content-Disposition"] == "attachment; filename*=UTF-8''%E7%8E%B0%20%22%E5%9C%BA%22.jpg"


def test_a_browser_that_has_the_file_gets_no_bytes():
    kept = actions.keep(uploaded(photo()), actor=None)
    answer = serve(RequestFactory().get("/", headers={"If-None-Match": f'"{kept.sha256}"'}), kept.sha256)
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(("sha256", "variant"), [("../../etc/passwd", "shown"), ("0" * 64, "shown"), ("a", "../x")])
def test_what_is_not_there_is_not_there(sha256, variant):
    with pytest.raises(Missing):
        serve(RequestFactory().get("/"), sha256, variant)


def test_document_numbers_run_for_each_office_kind_and_year(world):
    office, other = world.offices["应急办"], world.offices["综合执法"]
    assert [numbering.take(office, "通报", 2026, prefix="桂应急") for _ in range(2)] == [
        "桂应急〔2026〕1号",
        "桂应急〔2026〕2号",
    ]
    assert numbering.take(office, "通报", 2027) == "应急办〔2027〕1号"
    assert numbering.take(other, "通报", 2026) == "综合执法〔2026〕1号"
