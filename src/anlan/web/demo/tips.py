"""What passers-by and employees of the demo told at plates: two wait to be looked at, one was not so."""

import datetime as dt
import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from anlan.core import clock
from anlan.enterprises.models import Enterprise
from anlan.files import actions as files
from anlan.inspections.tips import actions
from anlan.org.models import User
from anlan.web.demo.township import Township

TOLD: list[tuple[str, int, dict[str, Any]]] = [
    # place, hours ago, what was told
    (
        "宏源饭店",
        3,
        {
            "description": "后厨灶台边的燃气软管有裂口，早上闻到气味，老板说明天再换",
            "place_words": "后厨西侧灶台",
            "name": "帮厨小周",
            "phone": "13900005511",
            "kept_from_place": True,
        },
    ),
    ("桂香园羊汤馆", 20, {"description": "二楼通往后院的门上班时间用铁链锁着", "place_words": "二楼楼梯口"}),
    ("好运来宾馆", 50, {"description": "一楼大厅的灭火器箱是空的", "place_words": "前台旁"}),
]
PICTURED, NOT_SO = "宏源饭店", "好运来宾馆"


def build(known: Township) -> None:
    """Everything through the same actions as at a real plate."""
    officer = User.objects.get(pk=known.people["林巡"].pk)
    for number, (name, ago, told) in enumerate(TOLD):
        place = Enterprise.objects.filter(name=name).first()
        if place is None:
            continue
        with clock.moved_to(clock.now() - dt.timedelta(hours=ago)):
            photos = [_photo()] if name == PICTURED else []
            tip = actions.tell(place, address=f"10.0.0.{number}", photos=photos, **told)
        if name == NOT_SO:
            seen = "当天到店看过：灭火器拿去充装，前台后面另有两具，在有效期内。已请店里当日放回。"
            actions.set_aside(tip, actor=officer, seen=seen)


def _photo() -> str:
    page = Image.new("RGB", (900, 675), "#8d8a83")
    ImageDraw.Draw(page).line([(120, 520), (380, 430), (640, 500), (800, 300)], fill="#c8872a", width=26)
    out = io.BytesIO()
    page.save(out, "JPEG")
    return files.keep(SimpleUploadedFile("软管.jpg", out.getvalue()), actor=None).pk
