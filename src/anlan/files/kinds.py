"""What kind of file an upload is, by its bytes and not by its name."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

from anlan.core.errors import Invalid

OOXML = "application/vnd.openxmlformats-officedocument."


@dataclass(frozen=True)
class Kind:
    """A kind of file we keep: its media type and the extensions it may come under."""

    media_type: str
    extensions: tuple[str, ...]
    label: str

    @property
    def is_image(self) -> bool:
        """Whether it goes through the photo reader."""
        return self.media_type.startswith("image/")


JPEG = Kind("image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), "JPG 照片")
PNG = Kind("image/png", ("png",), "PNG 图片")
HEIC = Kind("image/heic", ("heic", "heif", "hif"), "HEIC 照片")
PDF = Kind("application/pdf", ("pdf",), "PDF 文件")
DOCX = Kind(f"{OOXML}wordprocessingml.document", ("docx",), "Word 文档（docx）")
XLSX = Kind(f"{OOXML}spreadsheetml.sheet", ("xlsx", "xlsm"), "Excel 表格（xlsx）")
XLS = Kind("application/vnd.ms-excel", ("xls", "et"), "Excel 表格（xls）")
CSV = Kind("text/csv", ("csv", "txt", "tsv"), "文本表格（csv）")
DOC = Kind("application/msword", ("doc",), "旧版 Word 文档（doc）")
TEXT = Kind("text/plain", ("txt",), "文本")
IMAGES = (JPEG, PNG, HEIC)
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}


def of_file(path: Path, name: str, *, images_only: bool = False) -> Kind:
    """Tell the kind of an attachment. Raises Invalid: unknown kind, no photo where one is asked for, or a name whose
    extension says another; a photo under another photo's extension is one all the same, as phones hand them over.
    """
    kind = _by_bytes(path)
    if images_only and (kind is None or not kind.is_image):
        raise Invalid(f"“{name}”不是照片。请上传 JPG、PNG 或 HEIC 格式的照片。", code="files.not_an_image")
    if kind is None:
        raise Invalid(
            f"“{name}”不是能保存的文件。可以上传 JPG、PNG、HEIC 照片，或 PDF、docx、xlsx 文件。",
            code="files.unknown_kind",
        )
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if kind.is_image and any(extension in one.extensions for one in IMAGES):
        return kind
    if extension not in kind.extensions:
        raise Invalid(
            f"“{name}”的内容其实是{kind.label}，与扩展名不符。请把扩展名改为 {kind.extensions[0]} 后再上传。",
            code="files.wrong_extension",
        )
    return kind


def of_ledger(path: Path) -> Kind:
    """Tell the kind of a ledger; what it holds is judged when it is read."""
    with path.open("rb") as stream:
        start = stream.read(8)
    if start.startswith(b"PK"):
        return XLSX
    return XLS if start.startswith(b"\xd0\xcf\x11\xe0") else CSV


def of_notice(path: Path) -> Kind:
    """Tell the kind of a notice that could be read."""
    with path.open("rb") as stream:
        start = stream.read(64)
    if start.startswith(b"PK"):
        return DOCX
    if b"%PDF-" in start:
        return PDF
    return DOC if start.startswith(b"\xd0\xcf\x11\xe0") else TEXT


def _by_bytes(path: Path) -> Kind | None:
    with path.open("rb") as stream:
        start = stream.read(64)
    if start.startswith(b"\xff\xd8\xff"):
        return JPEG
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if start[4:8] == b"ftyp" and start[8:12] in HEIC_BRANDS:
        return HEIC
    if b"%PDF-" in start[:32]:
        return PDF
    return _office(path) if start.startswith(b"PK\x03\x04") else None


def _office(path: Path) -> Kind | None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
        raise Invalid("这个文件已损坏或不完整。请重新导出后再上传。", code="files.broken") from error
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None
