"""Spreadsheets that were sent: the file in its private folder, how its columns were read, and what came of it."""

import hashlib
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from schemes.imports.outcomes import Outcome


class PrivateStorage(FileSystemStorage):
    """A folder outside the web root that only the software may read."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    # Asked each time: the folder is a setting, and fields are made before settings can change.
    @property
    def base_location(self) -> str:
        return str(settings.PRIVATE_ROOT / "spreadsheets")

    @property
    def location(self) -> str:
        return self.base_location


def private_storage() -> PrivateStorage:
    """The storage, named so that migrations can."""
    return PrivateStorage()


def stored_name(upload: "SpreadsheetUpload", original: str) -> str:
    """A name of our own: what the sender called the file is no path of ours."""
    return f"{uuid4().hex}.upload"


def sha256_of(file: "File[bytes]") -> str:
    """A file's fingerprint."""
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(1024 * 1024):
        digest.update(chunk)
    return digest.hexdigest()


class SpreadsheetUpload(models.Model):
    """One file sent to a scheme, from upload to result."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("waiting for its headings")
        LOOKING = "looking", _("being read")
        PREVIEWED = "previewed", _("ready to be brought in")
        APPLYING = "applying", _("being brought in")
        APPLIED = "applied", _("brought in")

    scheme = models.ForeignKey("schemes.Scheme", models.CASCADE, related_name="uploads")
    kind = models.CharField(max_length=20)
    file = models.FileField(storage=private_storage, upload_to=stored_name)
    original_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    sheet_name = models.CharField(max_length=100, blank=True)
    # Sheets of the workbook that hold rows too and are not read.
    other_sheets = models.JSONField(default=list)
    headings = models.JSONField(default=list)
    # {field: column, counted from 0}
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    counts = models.JSONField(default=dict)
    # What the preview said, row by row; see ImportResult.digest.
    digest = models.CharField(max_length=64, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    applied_at = models.DateTimeField(null=True)
    # For a worker: which preview is to be brought in, since when it waits, how often it was tried.
    seen = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    # Why the last look or the bringing in did not go through, in words.
    failure = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["scheme", "-uploaded_at"], name="upload_by_scheme")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="applied", applied_at__isnull=False)
                | (~models.Q(state="applied") & models.Q(applied_at=None)),
                name="upload_applied_has_a_moment",
            )
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_busy(self) -> bool:
        """Whether a worker has it, or will."""
        return self.state in (self.State.LOOKING, self.State.APPLYING)

    @property
    def left_out(self) -> list[str]:
        """The headings of the columns that nobody reads."""
        read = set(self.mapping.values())
        return [
            heading
            for column, heading in enumerate(self.headings)
            if heading and column not in read
        ]


class UploadRow(models.Model):
    """What the newest look at a file says about one of its rows."""

    upload = models.ForeignKey(SpreadsheetUpload, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    who = models.CharField(max_length=300, blank=True)
    problems = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    repeats = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "number"], name="upload_row_once"),
        ]
        indexes = [models.Index(fields=["upload", "outcome"], name="upload_row_by_outcome")]

    def __str__(self) -> str:
        return f"{self.upload}, {self.number}"
