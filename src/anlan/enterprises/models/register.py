"""Enterprises, their people, and what happened to them."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from anlan.core import clock
from anlan.core.events import Chained, Event
from anlan.core.fields import EncryptedTextField, masked_id, masked_phone
from anlan.org.models import Office, Region
from anlan.org.scope import Place
from anlan.standards.models import Industry


class Enterprise(Chained):
    """Whoever must keep a place safe: an enterprise, shop, school, site, clinic, or a place without an operator.

    `region` is the village (the block), `strip` the office that supervises it; either may be missing, which pages show
    as a gap. `name_key` is the name as it is compared. `point_source` says where the point (WGS-84) is from. What came
    by mistake is withdrawn (its import was taken back): kept, but nobody meets it and its credit code is free again.
    """

    class Kind(models.TextChoices):
        ENTERPRISE = "enterprise", "企业"
        SHOP = "shop", "个体门店"
        SCHOOL = "school", "学校、幼儿园"
        SITE = "site", "建筑工地"
        CLINIC = "clinic", "医疗机构"
        NURSING_HOME = "nursing_home", "养老机构"
        SELF_BUILT = "self_built", "经营性自建房"
        VEHICLES = "vehicles", "运输单位"
        FISHING = "fishing", "渔业船舶"
        NO_OPERATOR = "no_operator", "无主体场所"

    class Status(models.TextChoices):
        OPEN = "open", "在营"
        PAUSED = "paused", "停业"
        CLOSED = "closed", "注销"
        WITHDRAWN = "withdrawn", "已撤回"

    name = models.CharField(max_length=120, verbose_name="名称")
    name_key = models.CharField(max_length=120, editable=False)
    former_names = models.JSONField(default=list, blank=True, verbose_name="曾用名、别名")
    credit_code = models.CharField(max_length=18, blank=True, verbose_name="统一社会信用代码")
    local_code = models.CharField(max_length=20, unique=True, verbose_name="本地编号")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ENTERPRISE, verbose_name="类别")
    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN, verbose_name="经营状态")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="enterprises", verbose_name="所在村")
    region_code = models.CharField(max_length=12, editable=False)
    address = models.CharField(max_length=200, blank=True, verbose_name="地址")
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True, verbose_name="经度")
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True, verbose_name="纬度")
    point_source = models.CharField(max_length=40, blank=True, verbose_name="坐标来源")
    main_industry = models.ForeignKey(
        Industry, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="主行业"
    )
    industries = models.ManyToManyField(Industry, blank=True, related_name="enterprises", verbose_name="涉及行业")
    strip = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="supervised", verbose_name="主管单位"
    )
    governed_by = models.ForeignKey(
        Office, null=True, blank=True, on_delete=models.PROTECT, related_name="governed", verbose_name="治理主体"
    )
    headcount = models.PositiveIntegerField(null=True, blank=True, verbose_name="从业人数")
    above_scale = models.BooleanField(default=False, verbose_name="规上企业")
    high_risk = models.BooleanField(default=False, verbose_name="高危行业")
    high_risk_basis = models.CharField(max_length=200, blank=True, verbose_name="高危依据")
    crowded = models.BooleanField(default=False, verbose_name="人员密集")
    labour_intensive = models.BooleanField(default=False, verbose_name="劳动密集")
    fire_key = models.BooleanField(default=False, verbose_name="消防安全重点单位")
    safety_department = models.CharField(max_length=60, blank=True, verbose_name="安全管理机构")
    features = models.JSONField(null=True, blank=True, verbose_name="设备与工艺")
    note = models.TextField(blank=True, verbose_name="备注")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    sort_key = models.CharField(max_length=120, blank=True, editable=False)

    class Meta:
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(credit_code="") & ~Q(status="withdrawn"),
                name="enterprises_one_credit_code",
            ),
            models.CheckConstraint(condition=~Q(name_key=""), name="enterprises_has_a_name"),
            models.CheckConstraint(condition=Q(region_code=F("region")), name="enterprises_region_code"),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None) | Q(longitude__isnull=False, latitude__isnull=False),
                name="enterprises_point_has_both",
            ),
            models.CheckConstraint(
                condition=Q(governed_by=None) | Q(kind="no_operator"), name="enterprises_governed_only_without_operator"
            ),
        ]
        indexes = [
            models.Index(fields=["region_code", "sort_key", "id"], name="enterprises_block"),
            models.Index(fields=["strip", "sort_key", "id"], name="enterprises_strip"),
            models.Index(fields=["name_key", "region_code"], name="enterprises_identity"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The readable number pages and ledgers name it by."""
        return self.local_code

    @property
    def place(self) -> Place:
        """Where it lies on both axes, as jurisdiction asks."""
        main = {self.main_industry_id} if self.main_industry_id else set()
        return Place(self.region_code, self.strip_id, frozenset(main), self.governed_by_id)

    @property
    def gaps(self) -> list[str]:
        """What is missing of exactly one owner on each axis, in words."""
        gaps = [] if self.region.level == Region.Level.VILLAGE else ["没有落实到村"]
        if self.strip_id is None:
            gaps.append("没有主管单位")
        if self.kind == self.Kind.NO_OPERATOR and self.governed_by_id is None:
            gaps.append("没有治理主体")
        return gaps

    @property
    def flags(self) -> list[str]:
        """The flags that are set, in words."""
        names = ("above_scale", "high_risk", "crowded", "labour_intensive", "fire_key")
        return [str(getattr(self._meta.get_field(name), "verbose_name", name)) for name in names if getattr(self, name)]


class EnterpriseEvent(Event):
    """What happened to an enterprise's file."""

    subject = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class Person(Chained):
    """Somebody of an enterprise, with the post they hold there; `user` is their account, if they have one.

    `contractor` is set of who comes from another unit to work here: they hold no post, sign no duties and have no
    account, but their certificates are kept here and permits name them.

    What changes is told in the enterprise's chain; the person's own chain tells who looked at their personal data, so
    that looking never makes somebody else's edit late.
    """

    class Post(models.TextChoices):
        PRINCIPAL = "principal", "主要负责人"
        DEPUTY = "deputy", "分管负责人"
        SAFETY_OFFICER = "safety_officer", "安全管理员"
        EMPLOYEE = "employee", "从业人员"

    class Employment(models.TextChoices):
        """Who employs them; all are trained and have duties of their own (安全生产法 art. 28, 61)."""

        REGULAR = "regular", "本单位人员"
        DISPATCHED = "dispatched", "劳务派遣"
        INTERN = "intern", "实习生"

    class SafetyDuty(models.TextChoices):
        """How much of their work is safety (安全生产法 art. 24)."""

        FULL_TIME = "full_time", "专职安全员"
        PART_TIME = "part_time", "兼职安全员"

    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(max_length=60, verbose_name="姓名")
    job = models.CharField(max_length=30, blank=True, verbose_name="工种")
    employment = models.CharField(
        max_length=10, choices=Employment, default=Employment.REGULAR, verbose_name="用工形式"
    )
    safety_duty = models.CharField(max_length=10, choices=SafetyDuty, blank=True, verbose_name="兼任安全员")
    id_number = EncryptedTextField(blank=True, default="", verbose_name="身份证号")
    id_hash = models.CharField(max_length=64, blank=True, default="", editable=False)
    phones = models.JSONField(default=list, blank=True, verbose_name="电话")
    post = models.CharField(max_length=16, choices=Post, verbose_name="岗位")
    contractor = models.ForeignKey(
        "Contractor",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
        verbose_name="来自哪家相关方",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="enterprise_posts"
    )
    since = models.DateField(verbose_name="起始日期")
    until = models.DateField(null=True, blank=True, verbose_name="离任日期")
    moved_on = models.DateField(null=True, verbose_name="换到现岗位的日期")

    class Meta:
        ordering = ["post", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "user"], condition=Q(until=None, user__isnull=False), name="enterprises_one_post"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="enterprises_post_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(contractor=None) | Q(post="employee", user=None), name="enterprises_outsider_holds_no_post"
            ),
            models.UniqueConstraint(
                fields=["enterprise", "id_hash"],
                condition=Q(until=None) & ~Q(id_hash=""),
                name="enterprises_one_of_an_id",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def in_post_since(self) -> dt.date:
        """Since when they hold this post: the day of the last move, or since they are there."""
        return self.moved_on or self.since

    @property
    def post_words(self) -> str:
        """What they are there, in words: 劳务派遣 焊工; of who comes from another unit, its name first."""
        parts = [] if self.employment == self.Employment.REGULAR else [self.get_employment_display()]
        if self.contractor:
            parts = [self.contractor.name]
        parts.append(self.job or self.get_post_display())
        return " ".join(parts)

    @property
    def told_apart(self) -> str:
        """The name with what tells two of one name apart: work, and the end of the ID or phone number."""
        tail = f"，证号尾 {self.id_number[-4:]}" if self.id_number else ""
        if not tail and self.phones:
            tail = f"，手机尾 {self.phones[0][-4:]}"
        return f"{self.name}（{self.post_words}{tail}）"

    @property
    def shown_id(self) -> str:
        """The ID number as others see it."""
        return masked_id(self.id_number)

    @property
    def shown_phones(self) -> list[str]:
        """Phone numbers as others see them."""
        return [masked_phone(phone) for phone in self.phones]


class PersonEvent(Event):
    """Who looked at a person's data in full, and when (个人信息保护法 art. 54, 69)."""

    subject = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
