"""A person, once, however many parts they play."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.history import tracked
from core.text import Plain

if TYPE_CHECKING:
    from accounts.models import User


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: "User") -> "PersonQuerySet":
        """The people whose name this user may know; see people/access.py."""
        from people.access import Part, person_ids_visible_to

        return self.filter(person_ids_visible_to(user, Part.NAME))

    def named_like(self, words: str) -> "PersonQuerySet":
        """People whose name holds every one of the words, in any order."""
        found = self
        for word in words.split():
            found = found.filter(search_name__contains=Plain(Value(word)))
        return found


@tracked(exclude=["search_name"])
class Person(models.Model):
    """Somebody an organisation knows. Counted once, whatever they do in its schemes."""

    organisation = models.ForeignKey("schemes.Organisation", models.PROTECT, related_name="people")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
    )
    given_name = models.CharField(_("first name"), max_length=100)
    family_name = models.CharField(_("family name"), max_length=100, blank=True)
    known_as = models.CharField(_("likes to be called"), max_length=100, blank=True)
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    # Kept as it was given, also where strict validators refuse it; see email_is_doubtful.
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    email_is_doubtful = models.BooleanField(default=False)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    languages = ArrayField(
        models.CharField(max_length=60), verbose_name=_("languages"), default=list, blank=True
    )
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)
    search_name = models.GeneratedField(
        expression=Plain(Concat("given_name", Value(" "), "family_name", Value(" "), "known_as")),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = [Lower("family_name"), Lower("given_name"), "pk"]
        indexes = [
            GinIndex(OpClass("search_name", name="gin_trgm_ops"), name="person_name_search"),
            models.Index(fields=["organisation", "family_name"], name="person_by_family_name"),
            models.Index(fields=["family_name", "given_name"], name="person_by_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """First and family name as they are written."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def short_name(self) -> str:
        """What the person is called in a sentence."""
        return self.known_as or self.given_name

    @property
    def initials(self) -> str:
        """Two letters for the badge beside a name."""
        return "".join(part[0] for part in (self.given_name, self.family_name) if part).upper()
