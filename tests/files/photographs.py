"""Photos for tests, made on the spot: with what a camera writes, and broken in the ways uploads break."""

import io

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

GPS = ExifTags.GPS


def photo(kind: str = "JPEG", size: tuple[int, int] = (800, 600), *, orientation: int = 1, exif: bool = True) -> bytes:
    """A photo of a red left half and a blue right half, taken at 桂村乡 on 2026-11-03 09:30:15."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    tags = Image.Exif()
    if exif:
        tags[ExifTags.Base.Orientation] = orientation
        tags[ExifTags.Base.Make] = "Huawei"
        tags.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:03 09:30:15"
        tags.get_ifd(ExifTags.IFD.GPSInfo).update(
            {
                GPS.GPSLatitudeRef: "N",
                GPS.GPSLatitude: (34.0, 4.0, 1.2),
                GPS.GPSLongitudeRef: "E",
                GPS.GPSLongitude: (113.0, 44.0, 42.0),
            }
        )
    out = io.BytesIO()
    if kind == "HEIF":
        heif = pillow_heif.from_pillow(image)
        heif.save(out, quality=60, exif=tags.tobytes() if exif else None)
    else:
        image.save(out, kind, exif=tags.tobytes() if exif else b"")
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A PNG that claims many pixels in few bytes."""
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG", optimize=True)
    return out.getvalue()


def uploaded(content: bytes, name: str = "现场.jpg") -> SimpleUploadedFile:
    """An upload as a form gives it."""
    return SimpleUploadedFile(name, content)
