"""A template: one version of the .docx of one kind of paper, and the days on which it may be used."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from anlan.core.events import Chained, Event
from anlan.enforcement.templating.kinds import all_kinds
from anlan.files.models import StoredFile
from anlan.hazards.models.hazard import person


class Template(Chained):
    """One version; the file never changes, so that an old paper is made again as it was.

    Without an end it holds until a later version begins. `uploaded_by` is empty for what came with the product.
    """

    kind = models.CharField(max_length=30, verbose_name="文书")
    version = models.PositiveSmallIntegerField(verbose_name="版本")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    valid_from = models.DateField(verbose_name="启用日期")
    valid_to = models.DateField(null=True, blank=True, verbose_name="停用日期")
    source = models.CharField(max_length=200, verbose_name="来源")
    warnings = models.JSONField(default=list, blank=True, verbose_name="提醒")
    uploaded_by = person()
    uploaded_at = models.DateTimeField(verbose_name="登记时间")

    class Meta:
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="enforcement_template_version"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="enforcement_template_days"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}第{self.version}版"

    def get_absolute_url(self) -> str:
        """The page of its kind."""
        return reverse("enforcement:template_kind", args=[self.kind])

    @property
    def label(self) -> str:
        """What its kind is called."""
        return all_kinds()[self.kind].label if self.kind in all_kinds() else self.kind


class TemplateEvent(Event):
    """What happened to a template."""

    subject = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        pass
