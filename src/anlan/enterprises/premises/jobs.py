"""Work in the background: a code on its way to a phone."""

import logging

from anlan.core import messages
from anlan.enterprises.models import Enterprise, Person, PhoneCode
from anlan.enterprises.premises import actions, codes

log = logging.getLogger("anlan.enterprises")
TEXT = "【安澜】{name}自查验证码 {digits}，10 分钟内有效。不要告诉别人，工作人员只会打您登记的电话。"


REMINDER = "【安澜】{name}{month}月自查还没有做。扫门口的二维码，点“本月自查”，三分钟做完。"


def send_reminder(pk: str, month: str) -> None:
    """Text the principal of a shop once a month (YYYY-MM) that its self-check is not done; nothing without a number."""
    shop = Enterprise.objects.get(pk=pk)
    person = shop.people.filter(until=None, post=Person.Post.PRINCIPAL).order_by("since", "id").first()
    number = next(filter(None, map(codes.plain, person.phones)), "") if person else ""
    if not number or actions.was_reminded(shop, month):
        return
    try:
        messages.send(number, REMINDER.format(name=shop.name[:20], month=int(month[-2:])))
    except OSError as refused:
        log.warning("the reminder of %s was not sent: %s", shop.pk, refused)
    else:
        actions.reminded(shop, month)


def send_code(pk: str) -> None:
    """Send a code once; nothing for a number nobody has, a code that was sent, used, read out or has run out."""
    code = PhoneCode.objects.select_related("enterprise", "person").get(pk=pk)
    if code.person is None or not code.is_open or code.delivery != PhoneCode.Delivery.WAITING:
        return
    number = codes.number_of(code.person, code.phone_hash)
    if not number:
        return
    try:
        messages.send(number, TEXT.format(name=code.enterprise.name[:20], digits=codes.digits(code)))
    except OSError as refused:
        log.warning("code %s was not sent: %s", code.pk, refused)
        codes.sent(code, taken=False)
    else:
        codes.sent(code, taken=True)
