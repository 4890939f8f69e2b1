"""Stored files and where they are used; import runs and their rows."""

from itertools import zip_longest

from django.conf import settings
from django.db import models

from anlan.core.events import Chained, Event
from anlan.core.ids import uuid7


class StoredFile(models.Model):
    """One file by the sha256 of its bytes, kept byte for byte as it came; uploaded twice it is still one.

    What the camera wrote into a photo (time, position in WGS-84) stands in fields of its own; `shown_sha256` and
    `thumbnail_sha256` name copies without it. `taken_at` has no zone in the photo and is read as local time. A photo a
    phone made smaller comes with what the phone read before (`original_sha256` names the picture it was made from).
    `likeness` is the perceptual hash: equal for the same picture saved another way.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField(verbose_name="字节数")
    media_type = models.CharField(max_length=100, verbose_name="类型")
    name = models.CharField(max_length=200, verbose_name="原文件名")
    taken_at = models.DateTimeField(null=True, blank=True, verbose_name="拍摄时间")
    latitude = models.FloatField(null=True, blank=True, verbose_name="纬度")
    longitude = models.FloatField(null=True, blank=True, verbose_name="经度")
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    original_sha256 = models.CharField(max_length=64, blank=True, verbose_name="手机里原图的 sha256")
    likeness = models.CharField(max_length=16, blank=True, db_index=True, editable=False)
    shown_sha256 = models.CharField(max_length=64, blank=True)
    thumbnail_sha256 = models.CharField(max_length=64, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(verbose_name="上传时间")

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_image(self) -> bool:
        """Whether it is a photo, with a shown copy and a thumbnail."""
        return self.media_type.startswith("image/")


class Use(models.Model):
    """One place where a stored file serves as evidence: which subject of which room, what for, by whom, when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="uses")
    room = models.CharField(max_length=20)
    subject_id = models.UUIDField()
    label = models.CharField(max_length=60, blank=True, verbose_name="用在哪里")
    purpose = models.CharField(max_length=40, verbose_name="用途")
    event_id = models.UUIDField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["file", "room", "subject_id", "purpose", "event_id"], name="files_use_once"
            ),
        ]
        indexes = [models.Index(fields=["room", "subject_id"], name="files_use_subject")]


class ImportRun(Chained):
    """One upload of one ledger: what it was taken for, what became of its rows, and whether it was taken back."""

    class State(models.TextChoices):
        READING = "reading", "正在读取"
        UNREADABLE = "unreadable", "无法读取"
        PREVIEWED = "previewed", "待确认"
        RUNNING = "running", "正在导入"
        COMMITTED = "committed", "已导入"
        UNDOING = "undoing", "正在撤销"
        UNDONE = "undone", "已撤销"

    kind = models.CharField(max_length=20)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+", verbose_name="原文件")
    file_name = models.CharField(max_length=200, verbose_name="文件名")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(verbose_name="上传时间")
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    problem = models.CharField(max_length=300, blank=True)
    choices_made = models.JSONField(default=dict)
    tables = models.JSONField(default=list)
    offers = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["kind", "-at"], name="files_run_kind")]

    @property
    def writes(self) -> int:
        """How many of its records are to be written, or were."""
        return int(self.counts.get("created", 0) + self.counts.get("changed", 0))

    @property
    def waits(self) -> bool:
        """Whether a person has something to confirm."""
        return self.state == self.State.PREVIEWED and self.writes > 0

    @property
    def state_words(self) -> str:
        """The state as people say it: a preview with nothing to write waits for nobody."""
        if self.state == self.State.PREVIEWED and not self.writes:
            return "没有要写入的"
        return str(self.get_state_display())

    @property
    def numbers(self) -> list[tuple[str, str, int]]:
        """Outcomes of records with their words and counts."""
        shown = [one for one in ImportRow.Outcome if one != ImportRow.Outcome.SKIPPED]
        return [(one.value, str(one.label), self.counts.get(one.value, 0)) for one in shown]


class ImportRunEvent(Event):
    """What happened to an import run: read, mapped, committed, undone."""

    subject = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="events")


class KeptLines(models.Model):
    """Lines of a ledger from position `start` as its preview cleaned them, for the commit (`importing.kept`).

    `basis` is the hash of all that cleaning went by.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="kept")
    start = models.PositiveIntegerField()
    basis = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "start"], name="files_kept_start")]


class ImportRow(models.Model):
    """One record of a ledger (a line may hold several, `part` counts them) and what became of it.

    `position` counts the lines of the whole workbook. `raw` is what the cells said, by column letters; `values` what
    was understood. `cells` names the cell of each of `reasons`. `before` is what `undo` needs to restore. `key` is how
    the importer knows the same record again.
    """

    class Outcome(models.TextChoices):
        CREATED = "created", "新建"
        CHANGED = "changed", "更新"
        SAME = "same", "无变化"
        SKIPPED = "skipped", "不是记录"
        REFUSED = "refused", "退回"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    part = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=8, choices=Outcome)
    title = models.CharField(max_length=200, blank=True)
    raw = models.JSONField(default=dict)
    values = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    cells = models.JSONField(default=list)
    changes = models.JSONField(default=dict)
    key = models.CharField(max_length=200, blank=True)
    subject_id = models.UUIDField(null=True)
    code = models.CharField(max_length=40, blank=True)
    before = models.JSONField(default=dict)
    applied = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "part"]
        constraints = [models.UniqueConstraint(fields=["run", "position", "part"], name="files_row_position")]
        indexes = [
            models.Index(fields=["run", "outcome", "position"], name="files_row_outcome"),
            models.Index(fields=["key"], name="files_row_key"),
        ]

    @property
    def is_linked(self) -> bool:
        """Whether its record is there to be opened."""
        return self.subject_id is not None and (self.applied or self.outcome != self.Outcome.CREATED)

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Each reason with the cell it is about, or ""."""
        return list(zip_longest(self.cells[: len(self.reasons)], self.reasons, fillvalue=""))
