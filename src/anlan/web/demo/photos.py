"""Pictures for the demo: drawn, and saying so, because a made-up township has no photographs."""

import datetime as dt
import io
import random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from anlan.files import actions as files
from anlan.org.models import User

SIZE = (960, 640)
WALLS = {"整改前": ((156, 142, 128), (196, 120, 96)), "整改后": ((170, 186, 182), (96, 150, 132))}


def photo(moment_words: str, seed: str, at: dt.datetime, actor: User) -> list[str]:
    """The sha256 of a drawn picture, different for every hazard and step; kept like any upload."""
    picture = _draw(moment_words, f"{seed}{at.isoformat()}")
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=80)
    upload = SimpleUploadedFile(f"{moment_words}.jpg", buffer.getvalue(), "image/jpeg")
    return [files.keep(upload, actor=actor).sha256]


def _draw(moment_words: str, seed: str) -> Image.Image:
    chance = random.Random(seed)
    wall, thing = WALLS[moment_words]
    picture = Image.new("RGB", SIZE, wall)
    canvas = ImageDraw.Draw(picture)
    canvas.rectangle((0, 430, *SIZE), fill=tuple(shade - 40 for shade in wall))
    for _ in range(chance.randint(3, 6)):
        left, top = chance.randint(20, 760), chance.randint(120, 400)
        box = (left, top, left + chance.randint(80, 220), top + chance.randint(60, 200))
        canvas.rectangle(
            box, fill=tuple(shade + chance.randint(-25, 25) for shade in thing), outline=(60, 60, 60), width=3
        )
    if moment_words == "整改前":
        canvas.ellipse((420, 220, 600, 400), outline=(179, 38, 30), width=10)
    return picture
