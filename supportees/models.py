"""A person who is supported in a scheme."""

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from people.models import Person
from schemes.access import schemes_with
from schemes.rights import Right

if TYPE_CHECKING:
    from accounts.models import User


class SupporteeQuerySet(models.QuerySet["Supportee"]):
    def visible_to(self, user: "User") -> "SupporteeQuerySet":
        """Records of this user's schemes, and their own."""
        return self.filter(
            Q(scheme__in=schemes_with(user, Right.SEE_PEOPLE))
            # As keys, asked once: a join would be walked for everybody there is.
            | Q(person__in=Person.objects.filter(user=user).values("pk"))
        )


@tracked()
class Supportee(models.Model):
    """Somebody's part as a supported person in one scheme, from referral to ending."""

    class Status(models.TextChoices):
        REFERRED = "referred", _("referred")
        ASSESSED = "assessed", _("assessed")
        WAITING = "waiting", _("waiting")
        MATCHED = "matched", _("matched")
        PAUSED = "paused", _("on hold")
        ENDED = "ended", _("ended")

    class WishedGender(models.TextChoices):
        ANY = "any", _("no wish")
        WOMAN = "woman", _("a woman")
        MAN = "man", _("a man")

    scheme = models.ForeignKey("schemes.Scheme", models.PROTECT, related_name="supportees")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="being_supported")
    reference = models.CharField(_("reference"), max_length=30, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.REFERRED)
    status_since = models.DateField(default=timezone.localdate)
    # What a spreadsheet said, as it was written. A hint: the matches overrule it.
    imported_status = models.CharField(max_length=60, blank=True)
    # The spreadsheet's status and the matches cannot both be true; somebody has to look.
    status_in_doubt = models.BooleanField(default=False)
    site = models.ForeignKey(
        "schemes.Site", models.SET_NULL, null=True, blank=True, verbose_name=_("site")
    )
    referred_on = models.DateField(_("referred on"), null=True, blank=True)
    referred_by = models.CharField(_("referred by"), max_length=150, blank=True)
    looking_for = ArrayField(
        models.CharField(max_length=100), verbose_name=_("looking for"), default=list, blank=True
    )
    interests = ArrayField(
        models.CharField(max_length=100), verbose_name=_("interests"), default=list, blank=True
    )
    wished_gender = models.CharField(
        _("would like to be matched with"),
        max_length=8,
        choices=WishedGender,
        default=WishedGender.ANY,
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    ending_reason = models.CharField(_("why it ended"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    is_imported = models.BooleanField(default=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SupporteeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("scheme", "person", name="supportee_once_in_scheme"),
            models.UniqueConstraint(
                "scheme",
                "reference",
                condition=~Q(reference=""),
                name="supportee_reference_once_in_scheme",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "status"], name="supportee_by_status")]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("supportee", args=[self.scheme.slug, self.pk])
