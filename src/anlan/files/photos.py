"""What a photo is and says: refused with a sentence, read for time and place, copied without what the camera wrote."""

from __future__ import annotations

import datetime
import io
import warnings
from dataclasses import dataclass
from pathlib import Path

import pillow_heif
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from anlan.core import clock
from anlan.core.errors import Invalid

pillow_heif.register_heif_opener()

PNG_START = b"\x89PNG"
MOST_PIXELS = 60_000_000
SHOWN_SIDE, THUMBNAIL_SIDE = 2048, 320
SIDEWAYS = (5, 6, 7, 8)  # EXIF orientations that swap width and height
MEDIA_TYPES = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "HEIF": "image/heic"}


@dataclass(frozen=True)
class Photo:
    """What was read out of a photo, and its two copies as JPEG bytes."""

    media_type: str
    width: int
    height: int
    taken_at: datetime.datetime | None
    latitude: float | None
    longitude: float | None
    likeness: str
    shown: bytes
    thumbnail: bytes


def read(path: Path) -> Photo:
    """Read a file whose first bytes say JPEG, PNG or HEIC. Raises Invalid: too many pixels, cut short."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(path) as image:
                return _read(image)
        except Image.DecompressionBombError as error:
            raise _bomb() from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
            raise Invalid(
                "这张照片不完整，打不开。可能是上传中断，请重新拍摄或重新上传。", code="files.truncated"
            ) from error


def _read(image: Image.Image) -> Photo:
    if image.format not in MEDIA_TYPES:
        raise _no_image()
    if image.width * image.height > MOST_PIXELS:
        raise _bomb()
    media_type, exif = MEDIA_TYPES[image.format], image.getexif()
    latitude, longitude = _position(exif)
    width, height = image.size
    if exif.get(ExifTags.Base.Orientation, 1) in SIDEWAYS:
        width, height = height, width
    if image.format in ("JPEG", "MPO"):
        image.draft("RGB", (SHOWN_SIDE, SHOWN_SIDE))  # decode a 48-megapixel photo at a fraction of its size
    shown = _fit(ImageOps.exif_transpose(image), SHOWN_SIDE)
    thumbnail = _fit(shown, THUMBNAIL_SIDE)
    return Photo(
        media_type,
        width,
        height,
        _taken_at(exif),
        latitude,
        longitude,
        likeness(thumbnail),
        _jpeg(shown, 85),
        _jpeg(thumbnail, 80),
    )


def likeness(image: Image.Image) -> str:
    """A perceptual hash, 16 hex digits: whether each of 8 × 8 cells is darker than its neighbour; empty for a flat one.

    The same picture saved smaller or at another quality gives the same digits or nearly so.
    """
    grey = image.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    bits = [grey[row * 9 + column] < grey[row * 9 + column + 1] for row in range(8) for column in range(8)]
    return f"{sum(bit << place for place, bit in enumerate(bits)):016x}" if max(grey) - min(grey) > 16 else ""


def _fit(image: Image.Image, side: int) -> Image.Image:
    copy = image.copy()
    copy.thumbnail((side, side), Image.Resampling.LANCZOS)
    return copy


def _jpeg(image: Image.Image, quality: int) -> bytes:
    if image.mode in ("RGBA", "LA", "P", "PA"):
        whole = image.convert("RGBA")
        image = Image.new("RGB", whole.size, "white")
        image.paste(whole, mask=whole.getchannel("A"))
    out = io.BytesIO()
    # A new image carries neither EXIF nor comments; the profile alone is kept, or colours would shift.
    image.convert("RGB").save(
        out, "JPEG", quality=quality, optimize=True, icc_profile=image.info.get("icc_profile"), exif=b""
    )
    return out.getvalue()


def _taken_at(exif: Image.Exif) -> datetime.datetime | None:
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    written = inner.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime)
    try:
        naive = datetime.datetime.strptime(str(written).strip("\x00 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007 (a camera writes no zone)
        return naive.replace(tzinfo=_zone(inner.get(ExifTags.Base.OffsetTimeOriginal)))
    except ValueError:
        return None


def _zone(offset: object) -> datetime.tzinfo | None:
    try:
        return datetime.datetime.strptime(str(offset).strip("\x00 "), "%z").tzinfo
    except ValueError:
        return clock.local(datetime.date(2000, 1, 1)).tzinfo


def _position(exif: Image.Exif) -> tuple[float | None, float | None]:
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    try:
        latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], gps.get(ExifTags.GPS.GPSLatitudeRef), "S")
        longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], gps.get(ExifTags.GPS.GPSLongitudeRef), "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None, None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180) or (latitude, longitude) == (0.0, 0.0):
        return None, None
    return latitude, longitude


def _degrees(parts: tuple, reference: object, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = round(degrees + minutes / 60 + seconds / 3600, 7)
    if value != value:
        raise ValueError("not a number")
    return -value if str(reference).upper().startswith(negative) else value


def _no_image() -> Invalid:
    return Invalid("这不是照片。请上传 JPG、PNG 或 HEIC 格式的照片。", code="files.not_an_image")


def _bomb() -> Invalid:
    return Invalid(
        "这张图片超过 6000 万像素，没有打开它。请用手机拍摄的原图，或缩小后再上传。", code="files.too_many_pixels"
    )
