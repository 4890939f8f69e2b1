"""A snack bar with its people and its plate, and somebody who stands at its door with a phone."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from anlan.core import clock
from anlan.enterprises import actions as register
from anlan.enterprises.binding import actions as plates
from anlan.enterprises.models import Enterprise, Person, PhoneCode
from anlan.enterprises.premises import codes
from anlan.org.models import Region
from tests.world import FOUNDED, ZHOUGOU, World

OWNER, HELPER = "13900001111", "13900002222"
STRANGER = "13900009999"
DAY = dt.date(2026, 3, 3)


def make_shop(world: World, name: str = "张记小吃", **more: Any) -> Enterprise:
    """A shop in 周沟 with its principal 张姐, its employee 小王, and a plate at its door."""
    with clock.moved_to(FOUNDED):
        region = Region.objects.get(code=ZHOUGOU)
        strip = world.offices["综合执法"]
        shop = register.record(name=name, region=region, actor=None, kind="shop", strip=strip, **more)
        for who, post, phone in (("张姐", Person.Post.PRINCIPAL, OWNER), ("小王", Person.Post.EMPLOYEE, HELPER)):
            register.add_person(shop, name=who, post=post, phones=[phone], actor=None)
        shop.refresh_from_db()
        plates.issue_code(shop, actor=world.people["林巡"])
    return Enterprise.objects.get(pk=shop.pk)


class AtDoor:
    """Somebody with a phone before a plate; no account, no script."""

    def __init__(self, shop: Enterprise, client: Client | None = None) -> None:
        self.shop, self.client = shop, client or Client()
        self.token = shop.site_code.token

    def url(self, page: str, *args: Any) -> str:
        return reverse(f"selfcheck:{page}", args=[self.token, *args])

    def opens(self, page: str, *args: Any, **query: Any) -> Any:
        return self.client.get(self.url(page, *args), query, follow=True)

    def sends(self, page: str, *args: Any, **fields: Any) -> Any:
        return self.client.post(self.url(page, *args), fields, follow=True)

    def asks(self, phone: str = OWNER) -> PhoneCode | None:
        """Ask for a code; the row it left, if any."""
        self.sends("start", phone=phone)
        return PhoneCode.objects.filter(enterprise=self.shop).first()

    def comes_in(self, phone: str = OWNER) -> Any:
        """Ask for a code and enter it, as whoever was rung up."""
        code = self.asks(phone)
        assert code is not None
        return self.sends("code", code=codes.digits(code))

    def chooses(self, *lists: str) -> Any:
        return self.sends("lists", lists=list(lists))

    def answers(self, number: int, value: str = "yes") -> Any:
        return self.sends("question", number, value=value)

    def goes_through(self, count: int, wrong: dict[int, dict[str, Any]] | None = None) -> None:
        """Every question in turn; `wrong` says which are not fine and what is said of them."""
        for number in range(1, count + 1):
            if wrong and number in wrong:
                self.answers(number, "no")
                self.sends("wrong", number, **wrong[number])
            else:
                self.answers(number)


def upload(picture: bytes, name: str = "灶台.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture, content_type="image/png")
