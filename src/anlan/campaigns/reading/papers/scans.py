"""Scanned pages to words, where files.ocr can read pictures.

The pictures are taken out of the PDF itself, one or more to a page.
"""

from io import BytesIO

from pypdf import PdfReader

from anlan.files import ocr

available = ocr.available


def pages(content: bytes) -> list[str]:
    """The words of each page, line by line from top to bottom."""
    engine, reader = ocr.engine(), PdfReader(BytesIO(content))
    return ["\n".join(line for image in page.images for line in ocr.lines(engine, image.data)) for page in reader.pages]
