"""Industries: what an enterprise does, and which office of a place supervises it."""

from django.db import models

from anlan.core.events import Chained, Event


class Industry(Chained):
    """One industry of the township's list: the notice's 13, those the criteria need, and new business forms.

    `measures` narrows a part of an industry to its own criteria: "daolu-yunshu" names the packs whose slug begins so,
    "gongmao/冶金" one section of them. A criterion no part claims applies to every part.
    """

    id = None  # type: ignore[assignment]  # an industry is named by its code
    code = models.SlugField(max_length=40, primary_key=True, verbose_name="代码")
    name = models.CharField(max_length=40, unique=True, verbose_name="名称")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts", verbose_name="所属行业"
    )
    in_notice = models.BooleanField(default=False, verbose_name="方案点名的重点行业领域")
    new_form = models.BooleanField(default=False, verbose_name="新业态新领域")
    names_strip = models.BooleanField(default=False, verbose_name="按本行业标准判定的隐患归本行业主管部门")
    usual_department = models.CharField(max_length=60, blank=True, verbose_name="通常的主管部门")
    measures = models.JSONField(default=list, blank=True, verbose_name="适用的标准")
    note = models.CharField(max_length=200, blank=True, verbose_name="说明")
    order = models.PositiveSmallIntegerField(default=500, verbose_name="排序")
    active = models.BooleanField(default=True, verbose_name="启用")

    class Meta:
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class IndustryEvent(Event):
    """What was decided about an industry: added, changed, put under an office."""

    subject = models.ForeignKey(Industry, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass


class IndustryOffice(models.Model):
    """The strip: which office supervises an industry within a region (三管三必须)."""

    industry = models.ForeignKey(Industry, on_delete=models.PROTECT, related_name="offices")
    region = models.ForeignKey("org.Region", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("org.Office", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["industry", "region"]
        constraints = [models.UniqueConstraint(fields=["industry", "region"], name="standards_one_office")]

    def __str__(self) -> str:
        return f"{self.industry_id} {self.region_id} {self.office_id}"
