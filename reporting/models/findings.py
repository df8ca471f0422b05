"""What the scheme learned on the way."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5, Lower
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from schemes.registers.entries import Entry


@tracked()
class Finding(Entry):
    """A risk, a difficulty, a lesson or a tip, with what was done about it."""

    class Kind(models.TextChoices):
        RISK = "risk", _("risk")
        DIFFICULTY = "difficulty", _("difficulty")
        LESSON = "lesson", _("lesson")
        TIP = "tip", _("tip for others")

    class Reason(models.TextChoices):
        LEARNERS = "learners", _("people did not take part")
        STAFF = "staff", _("staff resisted")
        PARTNERS = "partners", _("partners were not fully engaged")
        DECLINED = "declined", _("somebody declined")
        NO_TIME = "no_time", _("staff had no time")
        WEATHER = "weather", _("weather")
        OTHER = "other", _("another reason")

    class Level(models.TextChoices):
        LOW = "low", _("low")
        MEDIUM = "medium", _("medium")
        HIGH = "high", _("high")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        CLOSED = "closed", _("closed")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    on = models.DateField(_("date"))
    what = models.TextField(_("what it is"))
    done = models.TextField(_("what was done"), blank=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, blank=True)
    likelihood = models.CharField(_("how likely"), max_length=6, choices=Level, blank=True)
    effect = models.CharField(_("how bad"), max_length=6, choices=Level, blank=True)
    state = models.CharField(_("state"), max_length=6, choices=State, blank=True)

    class Meta:
        ordering = ["-on", "kind", "pk"]
        constraints = [
            # Of the words only a mark is kept in the index, for they may be long.
            models.UniqueConstraint(
                "scheme", "kind", "on", MD5(Lower("what")), name="finding_once_in_scheme"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="finding_says_what"),
            models.CheckConstraint(
                condition=Q(reason="") | Q(kind="difficulty"), name="finding_reason_of_difficulty"
            ),
            models.CheckConstraint(
                condition=(Q(kind="risk") & ~Q(state=""))
                | (~Q(kind="risk") & Q(likelihood="", effect="", state="")),
                name="finding_state_of_risk",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.what).chars(80)
