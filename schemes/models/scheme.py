"""A scheme: one befriending, peer-support or mentoring programme."""

from functools import cached_property

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from schemes.words import Words, words_for


class SchemeKind(models.TextChoices):
    PEER_SUPPORT = "peer-support", _("Peer support")
    BEFRIENDING = "befriending", _("Befriending")
    MENTORING = "mentoring", _("Mentoring")
    TELEPHONE = "telephone", _("Telephone befriending")
    E_MENTORING = "e-mentoring", _("E-mentoring in writing")
    BUDDIES = "buddies", _("Buddies")
    EMBEDDED_LEARNING = "embedded-learning", _("Embedded learning")
    COMMUNITY_ORGANISING = "community-organising", _("Community organising")


@tracked()
class Scheme(models.Model):
    """A scheme of one organisation, with its own words and rhythm."""

    slug = models.SlugField(_("address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=30, choices=SchemeKind)
    organisation = models.ForeignKey("schemes.Organisation", models.PROTECT, related_name="schemes")
    # Only the words that differ from those usual for the kind; see schemes/words.py.
    own_words = models.JSONField(default=dict, blank=True)
    rhythm_days = models.PositiveSmallIntegerField(_("usual days between meetings"), default=14)
    usual_minutes = models.PositiveSmallIntegerField(_("usual length in minutes"), default=60)
    contact_name = models.CharField(_("who to ring"), max_length=120, blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    started_on = models.DateField(_("running since"), null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rhythm_days__gte=1, rhythm_days__lte=366),
                name="scheme_rhythm_within_a_year",
            ),
            models.CheckConstraint(
                condition=Q(usual_minutes__gte=1, usual_minutes__lte=1440),
                name="scheme_usual_minutes_within_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("today", args=[self.slug])

    @cached_property
    def words(self) -> Words:
        """The words this scheme uses for its people and things."""
        return words_for(self.kind, self.own_words)
