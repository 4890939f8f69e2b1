"""Work in the background: read the pages of a scanned notice."""

import logging
from functools import partial

from anlan.campaigns.plans.actions.reading import Received
from anlan.campaigns.plans.actions.scanning import scan_failed, scan_read
from anlan.campaigns.plans.models import Scan
from anlan.campaigns.reading import papers
from anlan.campaigns.reading.papers import scans
from anlan.campaigns.reading.reader import read_text
from anlan.core.errors import DomainError, Stale
from anlan.files import storing

log = logging.getLogger("anlan.campaigns")
BROKE = "文字识别没有完成。请再上传一次；还是不行的，上传 Word 原件或带文字的 PDF。"


def read_scan(pk: str) -> None:
    """Read one scan from its first page and lay it out; done twice, the second finds it read."""
    scan = Scan.objects.select_related("region", "office", "file", "by").get(pk=pk)
    if scan.state != Scan.State.READING:
        return
    try:
        _read(scan)
    except Stale:
        log.info("scan %s was read by another worker", pk)


def _read(scan: Scan) -> None:
    try:
        scan_read(scan, _received(scan))
    except Stale:
        raise
    except DomainError as refused:
        scan_failed(scan, refused.message)
    except Exception:  # whatever the reader of pictures meets: the person is told, the log says what
        log.exception("scan %s could not be read", scan.pk)
        scan_failed(scan, BROKE)


def _received(scan: Scan) -> Received:
    with storing.local_path(scan.file_id) as path:
        paper = papers.read(path, scan.file_name, recognise=partial(scans.pages, told=partial(_told, scan)))
    return Received(scan.file, read_text(paper.text), paper.notes)


def _told(scan: Scan, done: int) -> None:
    """Note how many pages are read, for the page that waits."""
    Scan.objects.filter(pk=scan.pk).update(done=done)
