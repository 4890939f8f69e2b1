"""Regions, offices and their powers, people, grants, notices; and the events of people and offices."""

import datetime as dt
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.fields import masked_phone
from anlan.core.ids import uuid7
from anlan.org.roles import Role

DIGITS = {"province": 2, "city": 4, "district": 6, "township": 9, "village": 12}
EVERYWHERE = "000000000000"


class Region(models.Model):
    """A place of the administrative division, by its 12-digit statistical code."""

    class Level(models.TextChoices):
        PROVINCE = "province", "省"
        CITY = "city", "市"
        DISTRICT = "district", "区县"
        TOWNSHIP = "township", "乡镇"
        VILLAGE = "village", "村（社区）"

    code = models.CharField(max_length=12, primary_key=True, verbose_name="区划代码")
    name = models.CharField(max_length=60, verbose_name="名称")
    level = models.CharField(max_length=10, choices=Level, verbose_name="层级")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    short_name = models.CharField(max_length=10, blank=True, verbose_name="简称")
    sort_key = models.CharField(max_length=120, blank=True, editable=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def prefix(self) -> str:
        """The leading digits every place inside it shares; none for the whole country, where a first run begins."""
        return "" if self.code == EVERYWHERE else self.code[: DIGITS[self.level]]

    @property
    def plain_name(self) -> str:
        """The name without 村委会 or 居委会, as people say it: 周沟村, 桂东社区."""
        name = self.name
        for suffix, spoken in (
            ("村委会", "村"),
            ("村民委员会", "村"),
            ("居委会", "社区"),
            ("居民委员会", "社区"),
        ):
            if name.endswith(suffix):
                return name.removesuffix(suffix) + spoken
        return name


class Office(Chained):
    """A township government, one of its departments, a village committee, a task force, or a district's department."""

    class Kind(models.TextChoices):
        TOWNSHIP = "township", "乡镇政府"
        DEPARTMENT = "department", "乡直单位、站所"
        VILLAGE = "village", "村（居）委会"
        TASK_FORCE = "task_force", "专班"
        DISTRICT = "district", "区县部门"

    name = models.CharField(max_length=100, verbose_name="名称")
    short_name = models.CharField(max_length=30, verbose_name="简称")
    kind = models.CharField(max_length=12, choices=Kind, verbose_name="类别")
    region = models.ForeignKey(
        Region,
        on_delete=models.PROTECT,
        related_name="offices",
        verbose_name="所在区划",
    )
    is_safety_office = models.BooleanField(default=False, verbose_name="安全生产综合监管")
    ended_on = models.DateField(null=True, blank=True, verbose_name="撤销日期")
    sort_key = models.CharField(max_length=120, blank=True, editable=False)

    class Meta:
        ordering = ["kind", "sort_key", "name"]
        constraints = [
            models.UniqueConstraint(fields=["region", "name"], name="org_office_name"),
            models.UniqueConstraint(
                fields=["region"],
                condition=Q(is_safety_office=True),
                name="org_office_one_safety_office",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name


class OfficeEvent(Event):
    """What happened to an office: founded, renamed, given or stripped of a power, ended."""

    subject = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="events")


class Power(models.Model):
    """A legal power an office holds, with its basis (行政处罚法 art. 24: a township has penalties only where the
    province decided so and published it; 国办发〔2024〕54号: who may inspect)."""

    class Kind(models.TextChoices):
        INSPECT = "inspect", "行政检查"
        ORDER = "order", "责令限期整改"
        PENALTY = "penalty", "行政处罚"
        COERCE = "coerce", "行政强制"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="powers")
    kind = models.CharField(max_length=10, choices=Kind, verbose_name="职权")
    is_delegated = models.BooleanField(default=False, verbose_name="按下放事项清单")
    items = models.JSONField(default=list, blank=True, verbose_name="事项清单")
    basis = models.CharField(max_length=300, verbose_name="依据")
    valid_from = models.DateField(verbose_name="起始日期")
    valid_to = models.DateField(null=True, blank=True, verbose_name="终止日期")

    class Meta:
        ordering = ["kind", "valid_from"]


class People(BaseUserManager):
    """Accounts by user name, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Any:
        """The account a person means who types the name in any case."""
        return self.get(username__iexact=username)


class User(Chained, AbstractBaseUser):
    """A person with an account. What the person may do lies in grants, never here."""

    username = models.CharField(max_length=60, unique=True, verbose_name="登录名")
    full_name = models.CharField(max_length=60, verbose_name="姓名")
    phone = models.CharField(max_length=20, blank=True, verbose_name="手机号")
    office = models.ForeignKey(
        Office,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
        verbose_name="所在单位",
    )
    title = models.CharField(max_length=60, blank=True, verbose_name="职务")
    enforcement_card = models.CharField(max_length=40, blank=True, verbose_name="执法证号")
    enforcement_card_until = models.DateField(null=True, blank=True, verbose_name="执法证有效期至")
    is_active = models.BooleanField(default=True, verbose_name="在用")
    must_change_password = models.BooleanField(default=True)
    failed_logins = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    wants_digest = models.BooleanField(default=True, verbose_name="普通消息每天汇总一次")
    sessions_from = models.DateTimeField(null=True, blank=True)
    sort_key = models.CharField(max_length=120, blank=True, editable=False)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]
    objects = People()

    class Meta:
        ordering = ["sort_key", "username"]
        constraints = [models.UniqueConstraint(Lower("username"), name="org_user_username")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def office_name(self) -> str:
        """The office as text, as an event keeps it beside the person's name."""
        return self.office.name if self.office else ""

    @property
    def is_locked(self) -> bool:
        """Whether logging in is refused at the moment, by wrong passwords or by the security administrator."""
        return self.locked_until is not None and self.locked_until > clock.now()

    def lacks_card(self, day: dt.date) -> str:
        """Why the person may not enforce on a day: no card, or one that has run out; empty if the card holds."""
        if not self.enforcement_card:
            return f"{self.full_name}没有登记执法证"
        if self.enforcement_card_until is None:
            return f"{self.full_name}的执法证没有登记有效期"
        held = self.enforcement_card_until >= day
        return "" if held else f"{self.full_name}的执法证{clock.day_words(self.enforcement_card_until)}已到期"

    @property
    def shown_phone(self) -> str:
        """The phone number as others see it."""
        return masked_phone(self.phone)


class UserEvent(Event):
    """What happened to an account: opened, granted, locked, logged in, password changed, ended."""

    subject = models.ForeignKey(User, on_delete=models.PROTECT, related_name="events")


class Grant(models.Model):
    """A role of a person at an office, over a region; `strip` narrows it to what that office supervises."""

    class Breadth(models.TextChoices):
        TERRITORY = "territory", "辖区内全部"
        STRIP = "strip", "本单位主管的"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role, verbose_name="角色")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="grants", verbose_name="单位")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+", verbose_name="区域")
    breadth = models.CharField(max_length=10, choices=Breadth, default=Breadth.TERRITORY, verbose_name="范围")
    industries = models.JSONField(default=list, blank=True, verbose_name="行业")
    post = models.CharField(max_length=60, blank=True, verbose_name="岗位")
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(verbose_name="起始日期")
    valid_to = models.DateField(null=True, blank=True, verbose_name="终止日期")

    class Meta:
        ordering = ["valid_from"]


class Notice(models.Model):
    """One line in a person's inbox. Red matters reach the person at once, the others in one digest a day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120)
    is_red = models.BooleanField(default=False)
    title = models.CharField(max_length=120)
    body = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    shown_on = models.DateField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="org_notice_once")]
        indexes = [models.Index(fields=["user", "read_at", "-created_at"], name="org_notice_unread")]


class LoginAttempt(models.Model):
    """A login that failed or succeeded, kept for the audit administrator (网络安全法 art. 21: six months at least)."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=60)
    address = models.CharField(max_length=45)
    succeeded = models.BooleanField()
    reason = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["address", "at"], name="org_attempt_address"),
            models.Index(fields=["username", "at"], name="org_attempt_username"),
        ]
